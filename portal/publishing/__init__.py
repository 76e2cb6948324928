"""The publishing verbs: the only way anything becomes public, stops being public, or counts.

Each verb checks who may, asks the guards, changes the page, writes the ledger and sends
`ledger_written`, all in one transaction: either everything happened or nothing did.

| verb | what it does | ledger |
|---|---|---|
| `publish` | the revision becomes what the public sees (or is scheduled) | published / corrected |
| `withdraw` | off the web with a public reason; the address answers 410 | withdrawn |
| `expire` | the stated publication period has ended | expired |
| `take_down` | purged everywhere: personal or secret data that leaked | taken down |
| `record_check`, `record_checks` | a secrecy check of what will be published | – |
| `record_act` | what counts without a page: an event registered, a nil return, … | its kind |

`happened_on` and `recorded_at` are now. Only the loader of a demonstration may give an earlier
moment (`Moment`), and only into a database marked as one.

One concern per file; import from here.
"""

from portal.publishing.acts import PERMISSION_FOR_ACT, may_act, may_sign, record_act
from portal.publishing.conditions import can_override, refusals_of
from portal.publishing.moment import Moment
from portal.publishing.overriding import overriding
from portal.publishing.refusals import PublishingRefused
from portal.publishing.secrecy import record_check, record_checks
from portal.publishing.takedown import take_down
from portal.publishing.verbs import expire, publish, publish_approved, withdraw

__all__ = [
    "PERMISSION_FOR_ACT",
    "Moment",
    "PublishingRefused",
    "can_override",
    "expire",
    "may_act",
    "may_sign",
    "overriding",
    "publish",
    "publish_approved",
    "record_act",
    "record_check",
    "record_checks",
    "refusals_of",
    "take_down",
    "withdraw",
]
