"""Vietnamese formats live in `formats`."""
