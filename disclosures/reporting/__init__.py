"""Progress reports on a plan (R9): periods, the units' answers, the compiled report and its files."""
