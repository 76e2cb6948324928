"""What docs/performance.md reports; run by `make bench`.

A module here is one section: its docstring says what is measured and how, and `run()` returns the
rows of its table, each a dict with the same keys.
"""
