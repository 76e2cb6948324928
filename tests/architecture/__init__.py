"""The rules of the house that no single module can keep."""
