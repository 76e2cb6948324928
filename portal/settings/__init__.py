"""Settings by environment: `dev` (default), `test`, `production`, all on top of `base`."""
