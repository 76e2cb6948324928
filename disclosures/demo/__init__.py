"""Demonstration data of the register (YAML) and what reads its relative days."""
