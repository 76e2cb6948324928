"""Whole requests through Django's test client."""
