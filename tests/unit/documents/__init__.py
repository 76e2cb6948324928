"""Unit tests of the app documents."""
