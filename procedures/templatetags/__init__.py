"""Template tags of the procedures app."""
