"""The catalogue of duties as a file: read, checked row by row, and brought into the database."""
