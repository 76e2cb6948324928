"""Periodic reviews: which procedures, what is proposed for each, what is decided."""
