"""Procedures in files: CSV, XLSX, JSON and JSON Lines, each also gzip, in and out. Pure but for
the words of refusals: no models, no clock.

| module | what |
|---|---|
| `fields` | every field that a file may hold: its name, its heading, its other names, its kind |
| `refusals` | how a file or a row is refused |
| `unpacking` | the bytes: size, gzip, kind of file, encoding |
| `tables` | rows of a CSV or XLSX |
| `documents` | rows of a JSON or JSON Lines |
| `mapping` | which column holds which field |
| `cells` | lists in one cell of a table, and cells that no spreadsheet runs |
| `printed` | from the texts of the national database to structured parts |
| `records` | one row as values: a `Record`, or why not |
| `writing` | contents to rows, rows to files |
"""
