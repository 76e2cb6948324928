"""The form's seal and the sender's tracking code.

A form carries a sealed note of when it was shown, for which duty, and a number used once. Sent
sooner than a person can write, it is refused; sent twice, it is the same notice: the tracking code
is reckoned from that number. Codes are kept as a digest, so that nobody in the office can read a
notice in its sender's name.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.utils.crypto import salted_hmac

#: Nobody reads the form and writes a sentence in less; seconds.
LEAST_SECONDS = 3
#: A form left open longer is shown again before it is taken; seconds.
MOST_SECONDS = 24 * 3600
#: Letters and digits of a tracking code; 0 and 1 are not among them.
CODE_LENGTH = 16
_SALT = "disclosures.missing"
_CODE = re.compile(rf"^[A-Z2-7]{{{CODE_LENGTH}}}$")


@dataclass(frozen=True, slots=True)
class Seal:
    """What a form was sealed with."""

    shown_at: float
    duty: str
    once: str

    def age(self, now: datetime) -> float:
        """Seconds from when the form was shown to `now`."""
        return now.timestamp() - self.shown_at


def seal(duty: str, now: datetime) -> str:
    """A new seal for a form about `duty` that is shown at `now` (aware)."""
    note = {"t": now.timestamp(), "d": duty, "n": secrets.token_hex(12)}
    return signing.Signer(salt=_SALT).sign_object(note)


def opened(text: str, duty: str) -> Seal | None:
    """The seal of a form about `duty`; None when it is broken or another form's."""
    try:
        note = signing.Signer(salt=_SALT).unsign_object(text[:1_000])
        found = Seal(float(note["t"]), note["d"], note["n"])
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        return None
    return found if found.duty == duty else None


def code_of(found: Seal) -> str:
    """The tracking code of what is sent with this seal: 16 letters, 80 bits."""
    digest = salted_hmac(f"{_SALT}.code", found.once, algorithm="sha256").digest()
    return base64.b32encode(digest).decode()[:CODE_LENGTH]


def in_groups(code: str) -> str:
    """`ABCD-EFGH-…`: as it is shown, copied and typed."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def typed(text: str) -> str:
    """The tracking code that a person typed; empty when it can't be one."""
    code = re.sub(r"[\s\-–.]", "", text[:100]).upper().replace("0", "O").replace("1", "I")
    return code if _CODE.match(code) else ""


def digest_of(code: str) -> str:
    """What is kept of a tracking code."""
    return hashlib.sha256(code.encode()).hexdigest()
