"""One decision, many procedures: its list, the drafts, one approval, one transaction."""
