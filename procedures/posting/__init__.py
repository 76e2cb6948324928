"""Posting sheets (niêm yết): procedures on paper for the wall of the one-stop centre (T6; NĐ
63/2010 art. 17: procedures are posted where they are handled).

| module | what |
|---|---|
| `sheets` | versions in force as PDF, one procedure or many, A4 or A3; the list of all |
| `addresses` | the short address of a version, printed and as a QR code |
| `evidence` | that sheets were hung: an act of the register |
| `views` | the admin's screen, and where the short address leads |
"""
