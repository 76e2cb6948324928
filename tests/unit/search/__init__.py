"""Unit tests of the app search."""
