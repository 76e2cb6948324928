"""The plan's own order to report: "Định kỳ trước ngày 05 tháng cuối quý (tháng 3, 6, 9) và năm
(15/11) …", as printed and as dates. What the sentence doesn't say is not added."""

from __future__ import annotations

import re
from collections.abc import Iterable

from portal.text import fold

from .blocks import Line
from .draft import ReportCycle, ReportDate

# As `portal.text.fold` writes: "quý" is "qui".
_SENTENCE = re.compile(r"bao cao")
_QUARTERLY = re.compile(
    r"(?P<relation>truoc|cham nhat)?\s*(?:la )?ngay (?P<day>\d{1,2})(?: cua)? thang cuoi qui"
    r"\s*\(?(?:thang )?(?P<months>\d{1,2}(?:\s*(?:,|va)\s*\d{1,2})*)?"
)
_YEARLY = re.compile(
    r"nam\s*\(?\s*(?P<relation>truoc )?(?:ngay )?(?P<day>\d{1,2})\s*/\s*(?P<month>\d{1,2})"
)
_QUARTER_ENDS = (3, 6, 9, 12)


def read_report_cycle(lines: Iterable[Line]) -> ReportCycle | None:
    """The first paragraph that gives dates for regular reports, or None."""
    for line in lines:
        folded = fold(line.text)
        quarterly = _QUARTERLY.search(folded)
        if quarterly is None or not _SENTENCE.search(folded):
            continue
        due = _quarters(quarterly)
        yearly = _YEARLY.search(folded, quarterly.end())
        if yearly:
            due.append(_date("YEAR", yearly["relation"], yearly["month"], yearly["day"]))
        valid = tuple(each for each in due if 1 <= each.month <= 12 and 1 <= each.day <= 31)
        return ReportCycle(line.text.lstrip("-–•+ "), valid)
    return None


def _quarters(found: re.Match[str]) -> list[ReportDate]:
    months = [int(month) for month in re.findall(r"\d+", found["months"] or "")]
    relation = found["relation"] if found["relation"] == "truoc" else None
    return [
        _date(f"Q{month // 3}", relation, str(month), found["day"])
        for month in months or _QUARTER_ENDS
        if month in _QUARTER_ENDS
    ]


def _date(period: str, relation: str | None, month: str, day: str) -> ReportDate:
    return ReportDate(period, "before" if relation else "by", int(month), int(day))
