"""Template tags of the disclosures app."""
