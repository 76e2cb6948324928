"""The dashboard for leaders: what is late, whose, how long; by dimension, unit and month (R10)."""
