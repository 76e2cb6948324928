"""Unit tests of what `make` calls."""
