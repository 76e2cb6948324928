"""From a file into the catalogue: rows become drafts, all of a row or nothing."""
