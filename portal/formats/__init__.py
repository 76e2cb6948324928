"""How dates and numbers are written for Vietnamese readers (FORMAT_MODULE_PATH)."""
