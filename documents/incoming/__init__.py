"""The editor's page of incoming documents: drop files, see what was read where, confirm, begin a
page in the normal workflow. Nothing read here is public before a person has confirmed it.

| module | what |
|---|---|
| `fields` | the fields, what was read for each, what the editor made of it (pure) |
| `taking` | several uploads at once, each accepted or refused by itself |
| `drafting` | known numbers, kinds, the draft page |
| `pages` | what the two pages of the admin show |
| `views` | the addresses |
"""
