"""The suite: unit (one module at a time), functional (the test client), e2e (a browser),
architecture (the rules of the house)."""
