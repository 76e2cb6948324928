"""Progress reports on a plan (R9): periods, units' answers, the compiled report, its files."""
