"""One row of a file as values: what it says of a procedure, or every reason why it can't be taken.

A record holds only what the row gives: a file with three columns changes three parts and leaves
the rest of the procedure as it is. Pure.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from documents.legacy import suspect
from portal.case_keys import keyable_number
from portal.symbols import with_real_signs
from portal.text import compose
from procedures.codes import normal_code, printed_code
from procedures.content import (
    DossierCase,
    DossierLine,
    Fee,
    FilingWay,
    LegalBasis,
    ProcedureContent,
    Step,
)
from procedures.days import wrong_days
from procedures.exchange import printed
from procedures.exchange.cells import NotAList, is_list, read_rows
from procedures.exchange.fields import (
    BESIDE_CONTENT,
    BY_NAME,
    CHANNELS,
    TIME_UNITS,
    FileField,
    choice_of,
)
from procedures.exchange.refusals import RowRefused
from procedures.exchange.tables import as_text
from procedures.exchange.unpacking import in_legacy_font
from procedures.online_levels import read_online_level

#: Changes when the same row would be read otherwise: rows known by their digest are looked at anew.
READING = 3
#: Characters of one text; the longest real one has 51,000.
LONGEST_TEXT = 200_000
MOST_ROWS = 500
LARGEST_FEE = 10**15
LARGEST_NUMBER = 32_767
#: Hosts of the National Service Portal; other addresses are no `national_link`.
NATIONAL_HOSTS = ("dichvucong.gov.vn",)
_NONE_SAID = re.compile(r"^(?:không(?: có| quy định)?|không có thông tin)[.\s]*$", re.IGNORECASE)
_DECISION_WORDS = re.compile(r"^\s*(?:quyết\s*định\s*)?(?:số\s*:?\s*)?", re.IGNORECASE)

_ROWS: Mapping[str, type] = {
    "steps": Step,
    "filing_ways": FilingWay,
    "dossier_cases": DossierCase,
    "dossier_lines": DossierLine,
    "fees": Fee,
    "legal_bases": LegalBasis,
}
#: Of a row's attributes: whole numbers and their bounds, choices, and how long texts may be.
_NUMBERS = {
    "amount": LARGEST_NUMBER,
    "fee_amount": LARGEST_FEE,
    "sets": LARGEST_NUMBER,
    "originals": LARGEST_NUMBER,
    "copies": LARGEST_NUMBER,
}
_CHOICES = {("filing_ways", "channel"): CHANNELS, ("filing_ways", "unit"): TIME_UNITS}
_LONGEST = {
    ("steps", "title"): 300,
    ("dossier_cases", "name"): 1000,
    ("dossier_lines", "case"): 1000,
    ("dossier_lines", "form"): 500,
    ("fees", "unit"): 200,
    ("legal_bases", "number"): 100,
}
_NEEDED = {
    "steps": "text",
    "filing_ways": "channel",
    "dossier_cases": "name",
    "dossier_lines": "name",
    "fees": "name",
    "legal_bases": "text",
}
#: Never read from a file: a file's id means nothing elsewhere, and would open another's file here.
_NOT_FROM_FILES = frozenset({"form_file", "key"})


@dataclass(frozen=True, slots=True)
class Record:
    """What a row says. `content`: values of `ProcedureContent` by field, `beside`: keywords, unit
    (code), decision_number, decision_signed_on, in_force_from (days); both hold only what the row
    gives. `notes` say what was left out."""

    code: str
    content: Mapping[str, Any]
    beside: Mapping[str, Any]
    notes: tuple[str, ...] = ()

    def applied_to(self, content: ProcedureContent) -> ProcedureContent:
        """`content` with what the record gives; papers keep their form files."""
        given = dict(self.content)
        if "dossier_lines" in given:
            given["dossier_lines"] = _with_files(given["dossier_lines"], content.dossier_lines)
        if "fees" in given:
            given["fees"] = _with_keys(given["fees"], content.fees)
        return replace(content, **given)


def row_digest(row: Mapping[str, Any]) -> str:
    """SHA-256 of all that a row says, in lower-case hex: who knows it needs not read the row."""
    text = json.dumps([READING, row], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def printable(text: str) -> str:
    """`text` without what can't be printed; lines, tabs and hard blanks stay."""
    if text.replace("\n", "").replace("\t", "").replace("\u00a0", "").isprintable():
        return text
    return "".join(c for c in text if c in "\n\t\u00a0" or c.isprintable())


def read_record(row: Mapping[str, Any], today: date) -> Record:
    """The record of a row (values by field name, as `mapping` gives them). Raises RowRefused with
    every reason at once. `today` says what the words for online levels mean, and which days can't
    be."""
    return _Reader(row, today).record()


class _Reader:
    """Reads the fields of one row and gathers what is wrong with them."""

    def __init__(self, row: Mapping[str, Any], today: date) -> None:
        self.row, self.today = row, today
        self.reasons: list[str] = []
        self.notes: list[str] = []
        self.content: dict[str, Any] = {}
        self.beside: dict[str, Any] = {}

    def record(self) -> Record:
        font = suspect("\n".join(v for v in self.row.values() if isinstance(v, str)))
        if font:
            raise RowRefused([in_legacy_font(font)])
        code = self._code()
        for name, value in self.row.items():
            field = BY_NAME[name]
            if name == "code" or value is None:
                continue
            read = self._READERS[field.kind](self, field, value)
            if read is not _LEFT_OUT:
                (self.beside if name in BESIDE_CONTENT else self.content)[name] = read
        self._levels()
        self._structure()
        self._check_days()
        if "title" in self.content and not self.content["title"]:
            self.reasons.append(_("The name of the procedure is missing."))
        if self.reasons:
            raise RowRefused(dict.fromkeys(self.reasons))
        for name in ("dossier", "fee"):
            self.content.pop(name, None)
        return Record(code, self.content, self.beside, tuple(self.notes))

    # Single values

    def _code(self) -> str:
        value = self.row.get("code")
        if isinstance(value, bool | float | int):
            self.reasons.append(
                _(
                    "The code %(value)s is a number in the file, and zeros of it are lost: format "
                    "the column as text and enter it again."
                )
                % {"value": value}
            )
            return ""
        text = self._text("code", value)
        code = normal_code(text)
        if not code:
            self.reasons.append(_("The code of the procedure is missing."))
        elif not any(letter.isdigit() for letter in code):  # “Tổng cộng”, a heading in the middle
            self.reasons.append(_("“%(text)s” is no code of a procedure.") % {"text": text[:80]})
        elif len(code) > BY_NAME["code"].longest:
            self.reasons.append(_("The code is longer than a code can be."))
        else:
            try:
                keyable_number(code)
            except ValidationError as error:
                self.reasons.append(" ".join(error.messages))
        if printed_code(text) != code and "code_printed" not in self.row:
            self.content["code_printed"] = printed_code(text)
        return code

    def _text(self, name: str, value: Any) -> str:
        if isinstance(value, bool | dict | list):
            self._wrong(name, value)
            return ""
        text = compose(with_real_signs(as_text(value))).replace("\r\n", "\n").replace("\r", "\n")
        text = printable(text)
        if len(text) > LONGEST_TEXT:
            self.reasons.append(
                _("“%(field)s” is longer than %(limit)s characters.")
                % {"field": BY_NAME[name].heading, "limit": LONGEST_TEXT}
            )
            return ""
        return text.strip()

    def _read_text(self, field: FileField, value: Any) -> Any:
        if isinstance(value, list):
            value = "\n".join(self._text(field.name, one) for one in value)
        return self._text(field.name, value)

    def _read_line(self, field: FileField, value: Any) -> Any:
        text = " ".join(self._text(field.name, value).split())
        if field.longest and len(text) > field.longest:
            self.reasons.append(
                _("“%(field)s” is longer than %(limit)s characters.")
                % {"field": field.heading, "limit": field.longest}
            )
        return text

    def _read_code(self, field: FileField, value: Any) -> Any:
        text = printed_code(self._read_line(field, value))
        return text if text != normal_code(text) else _LEFT_OUT

    def _read_codes(self, field: FileField, value: Any) -> Any:
        values = (
            value
            if isinstance(value, list)
            else re.split(r"[,;\s]+", self._text(field.name, value))
        )
        return tuple(
            dict.fromkeys(normal_code(self._text(field.name, one)) for one in values if one)
        )

    def _read_flag(self, field: FileField, value: Any) -> Any:
        if isinstance(value, bool):
            return value
        text = self._text(field.name, value).lower()
        if text in ("có", "co", "x", "1", "true", "đúng", "yes"):
            return True
        if text in ("không", "khong", "", "0", "false", "no"):
            return False
        return self._wrong(field.name, value)

    def _read_number(self, field: FileField, value: Any) -> Any:
        return self._number(field.name, value, LARGEST_NUMBER)

    def _number(self, name: str, value: Any, largest: int) -> Any:
        text = as_text(value).strip()
        if text == "":
            return None
        if isinstance(value, bool) or not (text.isascii() and text.isdecimal()):
            return self._wrong(name, value, _("write a whole number, or leave it empty"))
        if int(text) > largest:
            return self._wrong(name, value, _("the number is too large"))
        return int(text)

    def _read_day(self, field: FileField, value: Any) -> Any:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = self._text(field.name, value)
        if not text:
            return None
        found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", text)
        parts = found.groups() if found else None
        if parts is None:
            found = re.fullmatch(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})", text)
            parts = (found[3], found[2], found[1]) if found else None
        try:
            year, month, day = map(int, parts or ())
            return date(year, month, day)
        except ValueError:
            return self._wrong(field.name, value, _("there is no such day; write DD/MM/YYYY"))

    def _read_decision(self, field: FileField, value: Any) -> Any:
        text = _DECISION_WORDS.sub("", self._read_line(field, value))
        try:
            return keyable_number(text) if text else ""
        except ValidationError as error:
            self.reasons.append(f"{field.heading}: {' '.join(error.messages)}")
            return ""

    def _read_link(self, field: FileField, value: Any) -> Any:
        text = self._text(field.name, value)
        try:
            parts = urlsplit(text)
        except ValueError:
            return self._wrong(field.name, value)
        if not text:
            return ""
        host = (parts.hostname or "").removeprefix("www.")
        if parts.scheme not in ("http", "https") or not host or len(text) > 500 or " " in text:
            return self._wrong(field.name, value, _("this is no address of the web"))
        if not any(host == one or host.endswith(f".{one}") for one in NATIONAL_HOSTS):
            return _LEFT_OUT
        return text

    def _read_choice(self, field: FileField, value: Any) -> Any:
        text = self._text(field.name, value)
        if not text:
            return ""
        return choice_of(field.choices or {}, text) or self._wrong(field.name, value)

    def _read_choices(self, field: FileField, value: Any) -> Any:
        values = value if isinstance(value, list) else self._parts(field, value)
        found = []
        for one in values:
            choice = choice_of(field.choices or {}, self._text(field.name, one))
            if choice is None:
                self.notes.append(
                    _("“%(field)s”: “%(value)s” was left out; known are: %(known)s")
                    % {
                        "field": field.heading,
                        "value": str(one)[:60],
                        "known": ", ".join(words[0] for words in (field.choices or {}).values()),
                    }
                )
            else:
                found.append(choice)
        return tuple(dict.fromkeys(found))

    def _parts(self, field: FileField, value: Any) -> list[str]:
        """Choices of one cell, parted by commas or semicolons; a word may hold a comma itself."""
        text = self._text(field.name, value)
        choices = field.choices or {}
        if choice_of(choices, text):
            return [text]
        parts: list[str] = []
        for one in re.split(r"[,;\n]", text):
            joined = f"{parts[-1]}, {one.strip()}" if parts else ""
            if joined and choice_of(choices, joined) and not choice_of(choices, parts[-1]):
                parts[-1] = joined
            elif one.strip():
                parts.append(one.strip())
        return parts

    def _read_online(self, field: FileField, value: Any) -> Any:
        text = self._read_line(field, value)
        if text in ("", "full", "partial", "information"):
            return text
        reading = read_online_level(text, self.today)
        if not reading.level:
            self.notes.append(
                _(
                    "“%(field)s”: “%(value)s” says no level in force today; it was only kept as "
                    "printed."
                )
                % {"field": field.heading, "value": text[:60]}
            )
        if "online_printed" not in self.row:
            self.content["online_printed"] = text[: BY_NAME["online_printed"].longest]
        return reading.level or _LEFT_OUT

    # Lists

    def _read_rows(self, field: FileField, value: Any) -> Any:
        name = field.name
        if isinstance(value, list):
            return self._rows(name, value)
        text = self._text(name, value)
        if not text:
            return ()
        if is_list(text):
            try:
                return self._rows(name, read_rows(name, text))
            except NotAList as error:
                return self._wrong(name, str(error), _("write it as the export does"))
        return self._prose(name, text)

    def _prose(self, name: str, text: str) -> Any:
        match name:
            case "steps":
                return printed.steps_of(text)
            case "dossier_lines":
                return printed.papers_of(text)
            case "legal_bases":
                return self._bounded(name, printed.bases_of(text))
            case "fees":
                return self._bounded(name, printed.fees_of(text))
            case "dossier_cases":
                return tuple(DossierCase(line.strip()) for line in text.split("\n") if line.strip())
        ways = printed.channels_named(text) or printed.ways_of(text, "")
        return ways or self._wrong(
            name, text, _("name each way: Trực tiếp, Trực tuyến, Dịch vụ bưu chính")
        )

    def _rows(self, name: str, rows: Sequence[Any]) -> Any:
        if len(rows) > MOST_ROWS:
            return self._wrong(name, len(rows), _("these are too many"))
        made = [self._row(name, row) for row in rows]
        return tuple(row for row in made if row is not None)

    def _row(self, name: str, row: Any) -> Any:
        kind = _ROWS[name]
        if isinstance(row, str) and name in ("steps", "legal_bases"):
            row = {"text": row}
        if not isinstance(row, dict):
            return self._wrong(name, row)
        values: dict[str, Any] = {}
        for one in fields(kind):
            value = row.get(one.name)
            if value is None or one.name in _NOT_FROM_FILES:
                continue
            if one.name in _NUMBERS and (name, one.name) != ("fees", "unit"):
                largest = LARGEST_FEE if name == "fees" else _NUMBERS[one.name]
                number = self._number(name, value, largest)
                if number is not None and number is not _LEFT_OUT:
                    values[one.name] = number
                continue
            text = self._text(name, value)
            choices = _CHOICES.get((name, one.name))
            if choices and text:
                text = choice_of(choices, text) or self._wrong(name, value) or ""
            if (name, one.name) == ("legal_bases", "signed_on") and text:
                day = self._read_day(BY_NAME[name], text)
                text = day.isoformat() if isinstance(day, date) else ""
            values[one.name] = text if isinstance(text, str) else ""
        made = kind(**values)
        if not getattr(made, _NEEDED[name]):
            return self._wrong(name, row, _("a row of it has no text"))
        self._bounded(name, (made,))
        if name == "fees" and made.amount is None and not made.formula:
            return self._wrong(name, made.name, _("a fee needs an amount, or words for it"))
        if name == "filing_ways" and made.amount is not None and not made.unit:
            return self._wrong(name, made.amount, _("say what the time is counted in"))
        return made

    def _bounded(self, name: str, rows: tuple[Any, ...]) -> tuple[Any, ...]:
        for row in rows:
            for (of, attribute), longest in _LONGEST.items():
                if of == name and len(getattr(row, attribute)) > longest:
                    self._wrong(name, getattr(row, attribute), _("this is too long"))
        return rows

    # What follows from several fields

    def _levels(self) -> None:
        """Of several levels the one whose portal this is comes first, the others beside it."""
        if "level" not in self.content:
            return
        levels = self.content.pop("level")
        for level in ("province", "commune", "central"):
            if level in levels:
                self.content["level"] = level
                rest = tuple(one for one in levels if one != level)
                self.content.setdefault("further_levels", rest)
                return

    def _structure(self) -> None:
        """What was printed gives the parts that the row doesn't give as such."""
        content, given = self.content, self.row
        if "dossier" in content and "dossier_lines" not in given:
            content["dossier_lines"] = printed.papers_of(content["dossier"])
        time_limit, fee = content.get("time_limit"), content.get("fee")
        if time_limit is not None and "time_amount" not in given:
            time = printed.time_of(time_limit)
            content["time_amount"] = time.amount if time else None
            content["time_unit"] = time.unit if time else ""
        if "filing_ways" not in given and (time_limit is not None or fee is not None):
            content["filing_ways"] = printed.ways_of(time_limit or "", fee or "")
        if fee is not None and "fees" not in given:
            content["fees"] = self._bounded("fees", printed.fees_of(fee))
        self._absent(fee)
        if "subjects" in content and not {"for_citizens", "for_businesses"} & set(given):
            audience = _audience(content["subjects"])
            if any(audience):
                content["for_citizens"], content["for_businesses"] = audience
        if content.get("time_amount") is not None and not content.get("time_unit"):
            self._wrong("time_amount", content["time_amount"], _("say what the time is counted in"))

    def _absent(self, fee: str | None) -> None:
        """A part that the text says there is none of is declared absent, and empty."""
        if "without" in self.row:
            return
        without = []
        for name in ("result", "conditions"):
            if name in self.content and _NONE_SAID.match(self.content[name]):
                if "thông tin" not in self.content[name].lower():
                    without.append(name)
                self.content[name] = ""
        if fee is not None and "fees" not in self.row and printed.is_free(fee):
            without.append("fees")
        if without:
            self.content["without"] = tuple(without)

    def _check_days(self) -> None:
        wrong = wrong_days(
            self.beside.get("decision_signed_on"), self.beside.get("in_force_from"), self.today
        )
        self.reasons.extend(f"{BY_NAME[name].heading}: {words}" for name, words in wrong.items())

    def _wrong(self, name: str, value: Any, what: str = "") -> Any:
        self.reasons.append(
            _("“%(field)s”: “%(value)s” can't be right%(what)s.")
            % {
                "field": BY_NAME[name].heading,
                "value": str(value)[:60],
                "what": f"; {what}" if what else "",
            }
        )
        return _LEFT_OUT

    _READERS: Mapping[str, Callable[[_Reader, FileField, Any], Any]] = {
        "text": _read_text,
        "printed": _read_text,
        "line": _read_line,
        "code": _read_code,
        "codes": _read_codes,
        "flag": _read_flag,
        "number": _read_number,
        "day": _read_day,
        "decision": _read_decision,
        "link": _read_link,
        "choice": _read_choice,
        "choices": _read_choices,
        "online": _read_online,
        "rows": _read_rows,
    }


class _LeftOut:
    """A value that was given and isn't taken; false, so that `or` goes on."""

    def __bool__(self) -> bool:
        return False


_LEFT_OUT = _LeftOut()


def _audience(subjects: str) -> tuple[bool, bool]:
    """(citizens, businesses and organisations) named in the words for who may apply."""
    text = subjects.lower()
    citizens = re.search(r"công dân|cá nhân|người|cán bộ|đảng viên|hộ gia đình|hộ kinh doanh", text)
    businesses = re.search(r"doanh nghiệp|tổ chức|hợp tác xã|cơ quan|đơn vị|thương nhân", text)
    return bool(citizens), bool(businesses)


def _with_files(
    lines: Sequence[DossierLine], before: Sequence[DossierLine]
) -> tuple[DossierLine, ...]:
    files = {(line.case, line.name): line.form_file for line in before if line.form_file}
    return tuple(replace(line, form_file=files.get((line.case, line.name))) for line in lines)


def _with_keys(fees: Sequence[Fee], before: Sequence[Fee]) -> tuple[Fee, ...]:
    keys = {fee.name: fee.key for fee in before if fee.key}
    return tuple(replace(fee, key=keys.get(fee.name, "")) for fee in fees)
