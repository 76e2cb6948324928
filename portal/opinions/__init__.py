"""“Was this page useful?”: asked at the end of every public page, read by the unit in charge."""
