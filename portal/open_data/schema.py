"""What the read API says of itself: JSON Schema of each kind, OpenAPI 3.1 of all of it. The words
are in the language of the request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from portal.open_data.kinds import COMMON, common_words, models_by_kind, names
from portal.open_data.paging import LARGEST, MOST_PER_PAGE, PER_PAGE
from portal.public_record import PublicField, ValueType

VERSION = "1.0.0"
_DATE = {"type": "string", "format": "date"}
_TYPES: dict[ValueType, dict[str, Any]] = {
    ValueType.TEXT: {"type": "string"},
    ValueType.MARKUP: {"type": "string"},
    ValueType.LINK: {"type": "string"},
    ValueType.CODE: {"type": "string"},
    ValueType.DATE: {"type": ["string", "null"], "format": "date"},
    ValueType.MOMENT: {"type": ["string", "null"], "format": "date-time"},
    ValueType.NUMBER: {"type": ["integer", "null"]},
    ValueType.AMOUNT: {"type": ["integer", "null"]},
    ValueType.DECIMAL: {"type": ["number", "null"]},
    ValueType.TRUTH: {"type": "boolean"},
}


def of_kind(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind's records."""
    words = common_words()
    properties: dict[str, Any] = {
        name: {**_TYPES[type_], "description": words[name]} for name, type_ in COMMON
    }
    properties["kind"] = {"const": kind, "description": words["kind"]}
    properties.update(_properties(models_by_kind()[kind].public_fields))
    properties["answers"] = _array({"duty": {"type": "string"}, "case": {"type": "string"}})
    properties["files"] = _array(
        {
            "name": {"type": "string"},
            "url": {"type": "string"},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "size": {"type": "integer", "minimum": 1},
        }
    )
    return {
        "type": "object",
        "title": names(kind)[0],
        "properties": properties,
        "required": list(properties),
    }


def _properties(fields: Iterable[PublicField]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields:
        label = str(field.label)
        if field.type is ValueType.ROWS:
            found[field.name] = {**_array(_properties(field.rows)), "description": label}
            continue
        found[field.name] = {**_TYPES[field.type], "description": label}
        if field.type is ValueType.CODE:
            found[f"{field.name}_label"] = {
                "type": "string",
                "description": _("%(field)s, in words") % {"field": label},
            }
    return found


def _array(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "array",
        "items": {"type": "object", "properties": properties, "required": list(properties)},
    }


def openapi(server: str) -> dict[str, Any]:
    """The OpenAPI description of the read API at `server` (an address without closing stroke)."""
    kinds = list(models_by_kind())
    page = {
        "type": "object",
        "required": ["items", "next", "total"],
        "properties": {
            "items": {"type": "array", "items": {"$ref": "#/components/schemas/record"}},
            "next": {"type": ["string", "null"], "description": _("address of the next page")},
            "total": {"type": "integer", "minimum": 0},
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("Open data of the portal"),
            "version": VERSION,
            "description": _("Everything that is public, to read. No key is needed."),
        },
        "servers": [{"url": server}],
        "paths": {
            "/kinds": {
                "get": {
                    "operationId": "kinds",
                    "summary": _("The kinds of record and how many there are of each"),
                    "responses": {
                        "200": _json(_("The kinds"), {"$ref": "#/components/schemas/kinds"}),
                        **_not_modified(),
                    },
                }
            },
            "/items": {
                "get": {
                    "operationId": "items",
                    "summary": _("Records, the youngest page first"),
                    "parameters": [
                        _query("kind", {"type": "string", "enum": kinds}, _("only of that kind")),
                        _query(
                            "unit",
                            {"type": "string", "maxLength": 40},
                            _("only of the unit with that code"),
                        ),
                        _query("since", _DATE, _("published or corrected on that day or later")),
                        _query("until", _DATE, _("published or corrected on that day or before")),
                        _query(
                            "per_page",
                            {
                                "type": "integer",
                                "minimum": 1,
                                "maximum": MOST_PER_PAGE,
                                "default": PER_PAGE,
                            },
                            _("how many a page has"),
                        ),
                        _query(
                            "cursor",
                            {"type": "integer", "minimum": 1, "maximum": LARGEST},
                            _("where the page begins: from `next` of the page before"),
                        ),
                    ],
                    "responses": {
                        "200": _json(_("A page of records"), page),
                        **_not_modified(),
                        **_bad(),
                    },
                }
            },
            "/items/{id}": {
                "get": {
                    "operationId": "item",
                    "summary": _("One record"),
                    "parameters": [
                        {
                            "name": "id",
                            "in": "path",
                            "required": True,
                            "schema": {"type": "string", "pattern": "^page:[1-9][0-9]{0,17}$"},
                        }
                    ],
                    "responses": {
                        "200": _json(_("The record"), {"$ref": "#/components/schemas/record"}),
                        **_not_modified(),
                        "404": _json(
                            _("There is no such record"), {"$ref": "#/components/schemas/problem"}
                        ),
                        "410": _json(
                            _("It was public and is no longer"),
                            {"$ref": "#/components/schemas/problem"},
                        ),
                    },
                }
            },
        },
        "components": {
            "schemas": {
                **{kind: of_kind(kind) for kind in kinds},
                "record": {
                    "oneOf": [{"$ref": f"#/components/schemas/{kind}"} for kind in kinds],
                    "discriminator": {"propertyName": "kind"},
                },
                "kinds": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": [
                            "kind",
                            "title",
                            "title_plural",
                            "total",
                            "csv",
                            "json",
                            "atom",
                        ],
                        "properties": {
                            **{
                                name: {"type": "string"}
                                for name in ("kind", "title", "title_plural", "csv", "json", "atom")
                            },
                            "total": {"type": "integer", "minimum": 0},
                        },
                    },
                },
                "problem": {
                    "type": "object",
                    "required": ["error"],
                    "properties": {"error": {"type": "string"}},
                },
            }
        },
    }


def _json(words: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": words, "content": {"application/json": {"schema": schema}}}


def _query(name: str, schema: dict[str, Any], words: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, "description": words}


def _not_modified() -> dict[str, Any]:
    return {"304": {"description": _("Nothing is new since the ETag that was sent")}}


def _bad() -> dict[str, Any]:
    words = _("A parameter makes no sense: the answer says which")
    return {"400": _json(words, {"$ref": "#/components/schemas/problem"})}
