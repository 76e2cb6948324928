"""How duties become what is owed: the rules under `disclosures.deadlines` and `disclosures.status`.

Pure: no clock, no models.
"""
