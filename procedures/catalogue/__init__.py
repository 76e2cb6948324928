"""The staff's view of all procedures: the listing, what is done with several, versions compared."""
