"""What open data says of a procedure and of a fee (`portal.public_record`).

A procedure's fields are those of the version that rules today (`ProcedurePage.in_force_content`);
a repealed one has its decision and nothing else (NĐ 63/2010 art. 14).
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.public_record import PublicField, ValueType


def _of(name: str, label: object, type_: ValueType = ValueType.TEXT, **more: object) -> PublicField:
    """A field of the version in force."""
    return PublicField(name, label, type_, source=f"in_force_content.{name}", **more)


def _texts(*pairs: tuple[str, object]) -> tuple[PublicField, ...]:
    return tuple(PublicField(name, label) for name, label in pairs)


PROCEDURE_FIELDS: tuple[PublicField, ...] = (
    PublicField("code", _("national code")),
    PublicField(
        "decision_number", _("announced by decision"), source="ruling_version.decision_number"
    ),
    PublicField(
        "decision_signed_on",
        _("decision signed on"),
        ValueType.DATE,
        source="ruling_version.decision_signed_on",
    ),
    PublicField(
        "in_force_from", _("in force from"), ValueType.DATE, source="ruling_version.in_force_from"
    ),
    PublicField("is_repealed", _("repealed"), ValueType.TRUTH, source="ruling_version.is_repeal"),
    PublicField("full_name", _("full name"), source="in_force_content.title"),
    _of("field_code", _("code of the field")),
    _of("field_name", _("field")),
    _of("level", _("level")),
    _of("mechanism", _("one-stop mechanism")),
    _of("linked_agencies", _("with which agencies")),
    _of("for_citizens", _("for citizens"), ValueType.TRUTH),
    _of("for_businesses", _("for businesses and organisations"), ValueType.TRUTH),
    _of("online_level", _("online")),
    _of("partial_reason", _("why only partly online")),
    _of("proactive_level", _("level of proactive service"), ValueType.NUMBER),
    _of(
        "steps",
        _("steps"),
        ValueType.ROWS,
        rows=_texts(("title", _("title")), ("text", _("text"))),
    ),
    _of(
        "filing_ways",
        _("ways of filing"),
        ValueType.ROWS,
        rows=(
            PublicField("channel", _("way")),
            PublicField("amount", _("time"), ValueType.NUMBER),
            PublicField("unit", _("counted in")),
            PublicField("condition", _("condition")),
            PublicField("fee", _("fee")),
            PublicField("fee_amount", _("fee in đồng"), ValueType.AMOUNT),
        ),
    ),
    _of(
        "dossier_lines",
        _("papers"),
        ValueType.ROWS,
        rows=(
            PublicField("case", _("case")),
            PublicField("name", _("paper")),
            PublicField("originals", _("originals"), ValueType.NUMBER),
            PublicField("copies", _("copies"), ValueType.NUMBER),
            PublicField("form", _("form")),
            PublicField("note", _("note")),
        ),
    ),
    _of("dossier_sets", _("number of sets"), ValueType.NUMBER),
    _of("time_limit", _("time limit")),
    _of("time_amount", _("time"), ValueType.NUMBER),
    _of("time_unit", _("counted in")),
    _of("subjects", _("who may apply")),
    _of("agency_deciding", _("deciding agency")),
    _of("agency_authorised", _("agency authorised to decide")),
    _of("agency_receiving", _("where to file")),
    _of("agencies_coordinating", _("co-ordinating agencies")),
    _of("result", _("result")),
    _of("conditions", _("requirements and conditions")),
    _of(
        "fees",
        _("fees and charges"),
        ValueType.ROWS,
        rows=(
            PublicField("name", _("name")),
            PublicField("amount", _("amount in đồng"), ValueType.AMOUNT),
            PublicField("formula", _("or how it is reckoned")),
            PublicField("unit", _("per")),
            PublicField("payer", _("who pays")),
            PublicField("payment", _("how it is paid")),
            PublicField("exemption", _("exemptions and reductions")),
            PublicField("basis", _("document that sets it")),
        ),
    ),
    _of("fee_note", _("note on fees")),
    _of(
        "legal_bases",
        _("legal bases"),
        ValueType.ROWS,
        rows=(
            PublicField("text", _("as cited")),
            PublicField("number", _("number")),
            PublicField("signed_on", _("signed on")),
        ),
    ),
)

FEE_FIELDS: tuple[PublicField, ...] = (
    PublicField("fee_type", _("type"), ValueType.CODE),
    PublicField(
        "rates",
        _("amounts"),
        ValueType.ROWS,
        rows=(
            PublicField("what", _("for what")),
            PublicField("amount", _("amount in đồng"), ValueType.AMOUNT),
            PublicField("formula", _("or how it is reckoned")),
            PublicField("unit", _("per")),
            PublicField("valid_from", _("in force from"), ValueType.DATE),
            PublicField("valid_to", _("last day in force"), ValueType.DATE),
        ),
    ),
    PublicField(
        "reductions",
        _("exemptions and reductions"),
        ValueType.ROWS,
        rows=(
            PublicField("text", _("for whom, and when")),
            PublicField("percent", _("percent off"), ValueType.NUMBER),
            PublicField("for_everybody", _("for everybody"), ValueType.TRUTH),
            PublicField("valid_from", _("in force from"), ValueType.DATE),
            PublicField("valid_to", _("last day in force"), ValueType.DATE),
            PublicField("basis", _("basis")),
        ),
    ),
    PublicField("payer", _("who pays")),
    PublicField("payment", _("how it is paid")),
    PublicField("collected_by", _("collected by")),
    PublicField("basis", _("document that sets it")),
    PublicField("basis_number", _("document number")),
    PublicField("note", _("note")),
)
