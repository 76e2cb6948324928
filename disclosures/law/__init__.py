"""The law moves: versions of rules, other catalogues, legal bases and their validity."""
