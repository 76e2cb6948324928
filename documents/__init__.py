"""Documents: the door through which files come in, and the one through which they go out."""
