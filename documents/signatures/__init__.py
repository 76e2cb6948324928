"""Digital signatures of PDF files (P7): who signed, when, whether anything changed since.

`read_signatures(path, trusted=folder)` checks the original bytes without network; a chain that ends
at no configured authority is *undetermined*, never good. The words for readers are in
`documents.signature_words`.
"""

from __future__ import annotations

from .checking import read_signatures
from .trust import Trust, load_trust
from .values import (
    Chain,
    Coverage,
    Integrity,
    Revocation,
    Signature,
    TimeSource,
    Verdict,
    from_json,
    to_json,
)

__all__ = [
    "Chain",
    "Coverage",
    "Integrity",
    "Revocation",
    "Signature",
    "TimeSource",
    "Trust",
    "Verdict",
    "from_json",
    "load_trust",
    "read_signatures",
    "to_json",
]
