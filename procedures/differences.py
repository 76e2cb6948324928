"""Two versions of a procedure side by side, part by part, in words. Pure but for translation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portal.differences import Piece, pieces
from portal.words import amount_words
from procedures import wording
from procedures.content import DossierCase, ProcedureContent

#: Characters of a line that is still compared word by word.
WORD_BY_WORD = 8000
#: Words shown on either side of a change.
WORDS_BESIDE = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """A line before and after; one of them is empty when it was added or taken out."""

    before: str
    after: str

    @property
    def same(self) -> bool:
        """Whether nothing changed in it."""
        return self.before == self.after

    @property
    def laid(self) -> tuple[Piece, ...]:
        """Both lines laid over one another, word by word; empty when one of them is, when they have
        less than half in common, or are too long."""
        longest = max(len(self.before), len(self.after))
        if not self.before or not self.after or longest > WORD_BY_WORD:
            return ()
        found = pieces(self.before, self.after)
        common = sum(len(piece.text) for piece in found if piece.kind == "same")
        return found if 2 * common >= longest else ()

    @property
    def shortened(self) -> tuple[Piece, ...]:
        """The same, of long stretches without a change only what stands beside a change."""
        laid = self.laid
        return tuple(
            Piece(piece.kind, _ends(piece.text, first=i > 0, last=i < len(laid) - 1))
            if piece.kind == "same"
            else piece
            for i, piece in enumerate(laid)
        )


def _ends(text: str, *, first: bool, last: bool) -> str:
    """The first and the last words of a long text, where they are wanted, with dots between."""
    words = text.split()
    if len(words) <= 3 * WORDS_BESIDE:
        return text
    head = " ".join(words[:WORDS_BESIDE]) if first else ""
    tail = " ".join(words[-WORDS_BESIDE:]) if last else ""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{head} … {tail}{after}" if head and tail else f"{before}{head}…{tail}{after}"


@dataclass(frozen=True, slots=True)
class PartDifference:
    """One part of both versions, line by line: its code, what it is called, its lines."""

    part: str
    title: str
    pairs: tuple[Pair, ...]

    @property
    def changed(self) -> tuple[Pair, ...]:
        """The lines that differ."""
        return tuple(pair for pair in self.pairs if not pair.same)


Lines = Callable[[ProcedureContent], Iterator[str]]


def _text(text: str) -> Iterator[str]:
    yield from (line.strip() for line in text.splitlines() if line.strip())


def _steps(content: ProcedureContent) -> Iterator[str]:
    for step in content.steps:
        if step.title:
            yield step.title
        yield from _text(step.text)


def _ways(content: ProcedureContent) -> Iterator[str]:
    for way in content.filing_ways:
        fee = amount_words(way.fee_amount) if way.fee_amount is not None else way.fee
        time = wording.way_time_in_words(way)
        channel = wording.channel_in_words(way.channel)
        yield "; ".join(text for text in (channel, time, fee, way.condition) if text)


def _papers(content: ProcedureContent) -> Iterator[str]:
    particular = {case.name: case for case in content.dossier_cases}
    case = ""
    for line in content.dossier_lines:
        if line.case != case:
            case = line.case
            yield from _case(particular.pop(case, DossierCase(case)))
        copies = wording.copies_in_words(line.originals, line.copies)
        # A form may be replaced by another of the same name: its number tells them apart.
        file = _("form in file no. %(n)s") % {"n": line.form_file} if line.form_file else ""
        yield "; ".join(text for text in (line.name, copies, line.form, file, line.note) if text)
    for empty in particular.values():  # cases that no paper is named for
        yield from _case(empty)
    if "form" in content.without:
        yield _("No form is asked for.")


def _case(case: DossierCase) -> Iterator[str]:
    number = f" ({wording.sets_in_words(case.sets)})" if case.sets else ""
    yield f"{case.name}{number}".strip()
    yield from _text(case.note)


def _sets(content: ProcedureContent) -> Iterator[str]:
    yield wording.sets_in_words(content.dossier_sets)


def _agencies(content: ProcedureContent) -> Iterator[str]:
    for words, agency in (
        (_("decides: %(agency)s"), content.agency_deciding),
        (_("authorised: %(agency)s"), content.agency_authorised),
        (_("receives: %(agency)s"), content.agency_receiving),
        (_("takes part: %(agency)s"), content.agencies_coordinating),
    ):
        for line in _text(agency):
            yield words % {"agency": line}


def _fees(content: ProcedureContent) -> Iterator[str]:
    for fee in content.fees:
        facts = (fee.name, wording.fee_in_words(fee), fee.payer, fee.payment, fee.exemption)
        yield "; ".join(text for text in (*facts, fee.basis) if text)
    yield from _text(content.fee_note)
    if "fees" in content.without:
        yield _("No fee is charged for this procedure.")


def _where(content: ProcedureContent) -> Iterator[str]:
    yield wording.level_in_words(content.level)
    yield from map(wording.level_in_words, content.further_levels)
    if content.mechanism:
        yield wording.mechanism_in_words(content.mechanism)
    yield from _text(content.linked_agencies)


def _audience(content: ProcedureContent) -> Iterator[str]:
    if content.for_citizens:
        yield _("Citizens")
    if content.for_businesses:
        yield _("Businesses and organisations")
    yield from _text(content.subjects)


def _online(content: ProcedureContent) -> Iterator[str]:
    yield from _text(wording.online_in_words(content.online_level))
    yield from _text(content.partial_reason)
    if content.proactive_level:
        yield _("level %(n)s of proactive service") % {"n": content.proactive_level}
    yield from _text(content.national_link)


def _code(content: ProcedureContent) -> Iterator[str]:
    yield content.code_printed or content.code


def _time(content: ProcedureContent) -> Iterator[str]:
    text = content.time_limit.strip()
    yield from _text(text)
    number = wording.time_in_words(content.time_amount, content.time_unit)
    if number and not text.startswith(number):
        yield number


def _result(content: ProcedureContent) -> Iterator[str]:
    yield from _text(content.result)
    if "result" in content.without:
        yield _("Nothing is handed out at the end.")


def _conditions(content: ProcedureContent) -> Iterator[str]:
    yield from _text(content.conditions)
    if "conditions" in content.without:
        yield _("There are no requirements and conditions.")


def _codes(content: ProcedureContent) -> Iterator[str]:
    for code in content.replaced_by:
        yield _("replaced by %(code)s") % {"code": code}
    for code in content.related:
        yield _("related: %(code)s") % {"code": code}


#: The parts in the order of the statute: code, title, the lines it is compared by.
PARTS: tuple[tuple[str, object, Lines], ...] = (
    ("code", lazy("code"), _code),
    ("title", lazy("name"), lambda content: _text(content.title)),
    ("field", lazy("field"), lambda content: _text(content.field_name)),
    ("level", lazy("level and mechanism"), _where),
    ("steps", lazy("steps"), _steps),
    ("filing_ways", lazy("ways of filing"), _ways),
    ("dossier_lines", lazy("papers"), _papers),
    ("dossier_sets", lazy("number of sets"), _sets),
    ("time_limit", lazy("time limit"), _time),
    ("subjects", lazy("who may apply"), _audience),
    ("agencies", lazy("agencies"), _agencies),
    ("result", lazy("result"), _result),
    ("conditions", lazy("requirements and conditions"), _conditions),
    ("fees", lazy("fees"), _fees),
    ("legal_bases", lazy("legal basis"), lambda content: (b.text for b in content.legal_bases)),
    ("online", lazy("how far it can be done online"), _online),
    ("codes", lazy("other procedures"), _codes),
    ("summary", lazy("summary"), lambda content: _text(content.summary)),
)


def side_by_side(
    before: ProcedureContent | None, after: ProcedureContent | None
) -> list[PartDifference]:
    """Every part that either version has; None for a version without content (a repeal, or the
    first)."""
    found = []
    for part, title, lines in PARTS:
        old = [line for line in lines(before) if line] if before else []
        new = [line for line in lines(after) if line] if after else []
        if old or new:
            found.append(PartDifference(part, str(title), tuple(_pairs(old, new))))
    return found


def differences(before: ProcedureContent, after: ProcedureContent) -> list[PartDifference]:
    """The parts that differ."""
    return [one for one in side_by_side(before, after) if one.changed]


def _pairs(before: list[str], after: list[str]) -> Iterator[Pair]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield from (Pair(line, line) for line in before[a:b])
        else:
            for old, new in zip_longest(before[a:b], after[c:d], fillvalue=""):
                yield Pair(old, new)
