"""Reminders: what to remind which unit of on which day, the digest in words, and sending it (R8)."""
