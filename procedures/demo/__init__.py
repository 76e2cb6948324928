"""Demonstration procedures: data files and their loader."""
