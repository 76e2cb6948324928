"""Demonstration pages: data file and its loader."""
