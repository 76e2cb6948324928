"""Storing plans: what an import would change (`proposal`), and writing it (`accept`)."""
