"""Everything public as open data (O): records in JSON and CSV, a read API with its description,
Atom feeds, the site map. All of it is made from what each kind of page declares (`public_fields`)
and from the ledger; a new kind needs nothing here. docs/open-data.md is the interface.
"""
