"""What a disclosure says of itself in fields: declared once on its class, used by its page, its
list, the open data and search.

A kind lists `PublicField`s; `record_of` makes the machine's record of them (JSON values),
`words_of` what people read. `docs/content-model.md` says what each kind declares.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.rich_text import get_text_for_indexing

from portal.words import amount_words, day_words, number_words


class ValueType(StrEnum):
    """What a field holds, and so how it stands in a record.

    | type | in the record |
    |---|---|
    | text, link | string, empty when there is none |
    | markup | string: the text of a rich text |
    | date | `2026-11-20`, or null |
    | moment | ISO 8601 with offset, or null |
    | number | whole number, or null |
    | decimal | number, or null |
    | amount | whole number of đồng, or null |
    | truth | true or false |
    | code | string; the words for it under the name with `_label` |
    | rows | list of records |
    """

    TEXT = "text"
    MARKUP = "markup"
    DATE = "date"
    MOMENT = "moment"
    NUMBER = "number"
    DECIMAL = "decimal"
    AMOUNT = "amount"
    TRUTH = "truth"
    CODE = "code"
    LINK = "link"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class PublicField:
    """One field of the public record.

    `name` in the record, for good; `label` for people (lazy). `source`: path of attributes on the
    page (`issuer.name`; default: the name); `words`: path of what people read instead, where that
    differs. Where it is shown: `fact` in the card at the top of the page, `in_list` under the
    title in lists, `pair` among the details. `rows`: the fields of each row of a relation.
    """

    name: str
    label: Any
    type: ValueType = ValueType.TEXT
    source: str = ""
    words: str = ""
    fact: bool = False
    in_list: bool = False
    pair: bool = True
    rows: tuple[PublicField, ...] = ()


def value_of(thing: Any, field: PublicField) -> Any:
    """The value of `field` of `thing` as JSON holds it (see `ValueType`)."""
    found = _reach(thing, field.source or field.name)
    kind = field.type
    if kind is ValueType.ROWS:
        return [record_of(row, field.rows) for row in _all(found)]
    if kind is ValueType.TRUTH:
        return bool(found)
    if kind in (ValueType.DATE, ValueType.MOMENT):
        return found.isoformat() if found else None
    if kind in (ValueType.NUMBER, ValueType.AMOUNT):
        return None if found is None else int(found)
    if kind is ValueType.DECIMAL:
        return None if found is None else float(found)
    if kind is ValueType.MARKUP:
        return get_text_for_indexing(found or "")
    return "" if found is None else str(found)


def record_of(thing: Any, fields: Iterable[PublicField]) -> dict[str, Any]:
    """The fields of `thing` by name; a code has its words beside it (`state`, `state_label`)."""
    record: dict[str, Any] = {}
    for field in fields:
        record[field.name] = value_of(thing, field)
        if field.type is ValueType.CODE:
            record[f"{field.name}_label"] = words_of(thing, field)
    return record


def relations_of(model: type[models.Model], fields: Iterable[PublicField]) -> list[str]:
    """The relations of `model` that `fields` lead through, rows' own included, as
    `prefetch_related` names them."""
    found: dict[str, None] = {}
    for field in fields:
        holder, path = model, []
        for name in (field.source or field.name).split("."):
            related = _related(holder, name)
            if related is None:
                break
            holder, path = related, [*path, name]
        if path:
            found["__".join(path)] = None
            for inner in relations_of(holder, field.rows):
                found["__".join([*path, inner])] = None
    return list(found)


def _related(model: type[models.Model], name: str) -> type[models.Model] | None:
    """The model that the attribute `name` of `model` leads to; None when it is no relation."""
    for field in model._meta.get_fields():
        if not field.is_relation or not field.related_model:
            continue
        is_reverse = field.auto_created and not field.concrete
        if (field.get_accessor_name() if is_reverse else field.name) == name:
            return field.related_model
    return None


def words_of(thing: Any, field: PublicField) -> str:
    """What people read; empty when there is nothing to say. Rows have no words."""
    if field.words:
        return str(_reach(thing, field.words) or "")
    found = _reach(thing, field.source or field.name)
    kind = field.type
    if kind is ValueType.TRUTH:
        return _("Yes") if found else _("No")
    if found is None or found == "" or kind is ValueType.ROWS:
        return ""
    if kind is ValueType.CODE:
        return _code_words(thing, field, found)
    if kind is ValueType.DATE:
        return day_words(found)
    if kind is ValueType.MOMENT:
        return f"{timezone.localtime(found):%H:%M %d/%m/%Y}"
    if kind is ValueType.AMOUNT:
        return amount_words(found)
    if kind in (ValueType.NUMBER, ValueType.DECIMAL):
        return number_words(found)
    return get_text_for_indexing(found) if kind is ValueType.MARKUP else str(found)


def shown(thing: Any, fields: Iterable[PublicField], place: str) -> list[dict[str, str]]:
    """The fields that `place` (`fact`, `in_list`, `pair`) shows and that say something: `name`,
    `term`, `value`, and `url` of a link."""
    found = []
    for field in fields:
        if field.type is ValueType.ROWS or not getattr(field, place):
            continue
        words = words_of(thing, field)
        if words:
            row = {"name": field.name, "term": str(field.label), "value": words}
            if field.type is ValueType.LINK:
                row["url"] = str(_reach(thing, field.source or field.name))
            found.append(row)
    return found


def all_words(thing: Any, fields: Iterable[PublicField]) -> list[str]:
    """Everything the fields say in words, rows too: what search may find it by."""
    said = []
    for field in fields:
        if field.type is ValueType.ROWS:
            for row in _all(_reach(thing, field.source or field.name)):
                said += all_words(row, field.rows)
        elif field.type is not ValueType.TRUTH:
            said.append(words_of(thing, field))
    return [words for words in said if words]


def _code_words(thing: Any, field: PublicField, found: Any) -> str:
    path, _dot, name = (field.source or field.name).rpartition(".")
    holder = _reach(thing, path) if path else thing
    display = getattr(holder, f"get_{name}_display", None)
    return str(display()) if display else str(found)


def _reach(thing: Any, path: str) -> Any:
    """The attribute at the end of `path`; None where the way breaks off. Methods are called."""
    for name in path.split("."):
        if thing is None:
            return None
        thing = thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)
        if callable(thing) and not isinstance(thing, models.Manager):
            thing = thing()
    return thing


def _all(rows: Any) -> Iterable[Any]:
    if rows is None:
        return ()
    return rows.all() if hasattr(rows, "all") else rows
