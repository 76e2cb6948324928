"""Reminders (R8): what to remind which unit of on which day, in what words, and sending it."""
