"""Tests of the procedures app."""
