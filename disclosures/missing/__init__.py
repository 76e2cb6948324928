"""“Is something missing?”: readers' notices, from the public form to the released answer (R12)."""
