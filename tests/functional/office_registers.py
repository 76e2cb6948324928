"""What the people of the office try with everything that is no page: files, duties and their acts,
plans, units, days off, accounts. A try says whether it really happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.urls import reverse
from wagtail.documents import get_document_model

from disclosures.acts.signing import ACTS
from disclosures.models import Issuer, LegalBasis, Obligation, ObligationVersion, Plan, PlanTask
from portal.models import (
    CalendarDay,
    ConfirmedYear,
    KindWorkflow,
    PortalSettings,
    PublicationEvent,
    Substitution,
    Unit,
    User,
)
from procedures.models import Need, ProcedureField
from search.models import BestBet, HouseWords
from tests.clock import stopped_clock
from tests.factories import pdf_bytes
from tests.functional.office import Office, Person
from tests.functional.test_acts import data as act_data

Try = Callable[[Office, Person], bool]
#: Registers of the admin that are only read, and one row of each.
READ_ONLY: dict[str, type[models.Model]] = {
    "duty": Obligation,
    "plan": Plan,
    "task of a plan": PlanTask,
}
#: Snippets of the admin: how a row is found in `Office.things`, and what a form sends.
ROWS: dict[str, tuple[type[models.Model], dict[str, str]]] = {
    "unit": (
        Unit,
        {
            "code": "MOI",
            "name": "Phòng mới",
            "kind": "division",
            "aliases": "",
            "sort_order": "0",
        },
    ),
    "substitute": (
        Substitution,
        {"approver": "1", "substitute": "2", "from_day": "2026-02-01", "until_day": "2026-02-03"},
    ),
    "approval of a kind": (KindWorkflow, {"kind": "inspection_conclusion", "workflow": "1"}),
    "day off": (CalendarDay, {"day": "2026-12-24", "note": "Nghỉ theo thông báo (ví dụ)"}),
    "year": (ConfirmedYear, {"year": "2027"}),
    "word for search": (
        HouseWords,
        {"kind": "synonym", "words": "chụp phim", "means": "thiết bị X-quang"},
    ),
    "need": (
        Need,
        {
            "title": "Đặt máy X-quang",
            "slug": "nhu-cau-moi",
            "audience": "both",
            "sort_order": "5",
            **{f"procedures-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")},
        },
    ),
    "field of procedures": (ProcedureField, {"code": "linh-vuc-moi", "name": "Lĩnh vực mới"}),
    "issuing agency": (
        Issuer,
        {"name": "Bộ mới (ví dụ)", "symbol": "BM", "level": "central", "aliases": ""},
    ),
    "best bet": (BestBet, {"words": "nộp hồ sơ", "page": "1"}),
}


def opens(name: str, *args: Any) -> Try:
    """The screen opens."""
    return lambda office, person: person.get(name, *args) == 200


def see_work_of(unit: str) -> Try:
    """The work list of that unit opens."""
    address = f"{reverse('disclosures_my_work')}?don-vi={unit}"
    return lambda office, person: person.client.get(address).status_code == 200


# Files


def _file(office: Office, which: str) -> Any:
    return get_document_model().objects.get(pk=office.things[which].pk)


def read_file(which: str) -> Try:
    return lambda office, person: person.client.get(_file(office, which).url).status_code == 200


def see_file(which: str) -> Try:
    return lambda office, person: person.get("wagtaildocs:edit", office.things[which].pk) == 200


def choose_file(which: str) -> Try:
    def run(office: Office, person: Person) -> bool:
        address = reverse("wagtaildocs_chooser:chosen", args=[office.things[which].pk])
        return person.client.get(address).status_code == 200

    return run


def rename_file(which: str) -> Try:
    def run(office: Office, person: Person) -> bool:
        person.post("wagtaildocs:edit", office.things[which].pk, data={"title": "Tên khác"})
        return _file(office, which).title == "Tên khác"

    return run


def delete_file(which: str) -> Try:
    def run(office: Office, person: Person) -> bool:
        person.post("wagtaildocs:delete", office.things[which].pk)
        return not get_document_model().objects.filter(pk=office.things[which].pk).exists()

    return run


def bulk_delete_file(which: str) -> Try:
    def run(office: Office, person: Person) -> bool:
        key = office.things[which].pk
        args = ("documents", "officialfile", "delete")
        person.post("wagtail_bulk_action", *args, query=f"?id={key}")
        return not get_document_model().objects.filter(pk=key).exists()

    return run


def upload_file(office: Office, person: Person) -> bool:
    before = get_document_model().objects.count()
    pdf = SimpleUploadedFile("moi.pdf", pdf_bytes(), content_type="application/pdf")
    person.post("wagtaildocs:add", data={"title": "Tệp mới", "file": pdf})
    return get_document_model().objects.count() > before


# Duties


def sign(slug: str) -> Try:
    """Sign that act of the register, for a duty whose unit editor and approver belong to."""

    def run(office: Office, person: Person) -> bool:
        with stopped_clock():
            code, values = act_data(slug)
            before = PublicationEvent.objects.count()
            person.post("disclosures_act", code, slug, data=values)
        return PublicationEvent.objects.count() > before

    return run


def confirm_rule(office: Office, person: Person) -> bool:
    version = ObligationVersion.objects.get(obligation__code="KLKT")
    person.post("disclosures_confirm_rule", "KLKT", version.pk)
    version.refresh_from_db()
    return version.confirmed_at is not None


def enter_rule(office: Office, person: Person) -> bool:
    """Another version of a rule: previewed, then entered with the fingerprint of the preview."""
    address = reverse("disclosures_enter_rule", args=["KLKT"])
    values = {
        "what": "new", "valid_from": "2027-01-01", "anchor": "signed_on", "days": "3",
        "calendar": "working", "legal_basis": "NĐ 1/2027/NĐ-CP Đ.1", "verification": "codified",
    }  # fmt: skip
    shown = person.client.post(address, values)
    seen = (shown.context or {}).get("seen", "") if shown.status_code == 200 else ""
    person.client.post(address, {**values, "seen": seen})
    return ObligationVersion.objects.filter(obligation__code="KLKT").count() > 1


def enter_basis(office: Office, person: Person) -> bool:
    name = "Luật TCTT 2016"
    person.post("disclosures_basis", "luat-tctt-2016", data={"name": name, "replaced_by": "Luật X"})
    return LegalBasis.objects.filter(replaced_by="Luật X").exists()


# Registers that are only read


def change_register(model: type[models.Model], verb: str) -> Try:
    def run(office: Office, person: Person) -> bool:
        row = model.objects.first()
        args = [] if verb == "create" or row is None else [row.pk]
        before = list(model.objects.order_by("pk").values())
        if args or verb == "create":
            person.post(f"disclosures_{model._meta.model_name}_modeladmin_{verb}", *args)
        return list(model.objects.order_by("pk").values()) != before

    return run


# Rows


def _address(model: type[models.Model], verb: str) -> str:
    return f"wagtailsnippets_{model._meta.label_lower.replace('.', '_')}:{verb}"


def list_rows(what: str) -> Try:
    model = ROWS[what][0]
    return lambda office, person: person.get(_address(model, "list")) == 200


def _values(office: Office, what: str) -> dict[str, str]:
    """What a form of that row sends; people and workflows as this office has them."""
    values = dict(ROWS[what][1])
    if what == "substitute":
        row = office.things["substitute"]
        values |= {"approver": str(row.approver_id), "substitute": str(row.substitute_id)}
    if what == "approval of a kind":
        values["workflow"] = str(office.things["approval of a kind"].workflow_id)
    return values


def add_row(what: str) -> Try:
    def run(office: Office, person: Person) -> bool:
        model, values = ROWS[what][0], _values(office, what)
        before = model.objects.count()
        person.post(_address(model, "add"), data=values)
        return model.objects.count() > before

    return run


def edit_row(what: str) -> Try:
    def run(office: Office, person: Person) -> bool:
        model, values = ROWS[what][0], _values(office, what)
        key = office.things[what].pk
        before = model.objects.filter(pk=key).values().get()
        person.post(_address(model, "edit"), key, data=values)
        return model.objects.filter(pk=key).values().get() != before

    return run


def delete_row(what: str) -> Try:
    def run(office: Office, person: Person) -> bool:
        model, key = ROWS[what][0], office.things[what].pk
        person.post(_address(model, "delete"), key)
        return not model.objects.filter(pk=key).exists()

    return run


def bulk_delete_row(what: str) -> Try:
    def run(office: Office, person: Person) -> bool:
        model, key = ROWS[what][0], office.things[what].pk
        args = (model._meta.app_label, model._meta.model_name, "delete")
        person.post("wagtail_bulk_action", *args, query=f"?id={key}")
        return not model.objects.filter(pk=key).exists()

    return run


# Accounts and the office's settings


def delete_account(office: Office, person: Person) -> bool:
    key = office.things["account"].pk
    person.post("wagtailusers_users:delete", key)
    return not User.objects.filter(pk=key).exists()


def change_settings(office: Office, person: Person) -> bool:
    before = PortalSettings.objects.get()
    name = reverse("wagtailsettings:edit", args=["portal", "portalsettings", before.site_id])
    form = office.forms["settings"].copy()
    form["office_name"] = "Tên khác của cơ quan"
    body = form.urlencode()
    person.client.post(name, body, "application/x-www-form-urlencoded")
    return PortalSettings.objects.get().office_name != before.office_name


def register_tries() -> dict[tuple[str, str], Try]:
    """Everything there is to try, by what and verb."""
    tries: dict[tuple[str, str], Try] = {}
    for which in ("private file", "listed file"):
        tries |= {
            (which, "read"): read_file(which),
            (which, "view"): see_file(which),
            (which, "choose"): choose_file(which),
            (which, "edit"): rename_file(which),
            (which, "delete"): delete_file(which),
            (which, "bulk delete"): bulk_delete_file(which),
        }
    tries["private file", "create"] = upload_file
    for what, model in READ_ONLY.items():
        register = f"disclosures_{model._meta.model_name}_modeladmin"
        tries[what, "view"] = opens(f"{register}_index")
        for verb in ("create", "edit", "delete"):
            tries[what, verb] = change_register(model, verb)
    tries["duty", "its page"] = opens("disclosures_duty", "KLKT")
    tries["duty", "confirm a rule"] = confirm_rule
    tries["duty", "enter a rule"] = enter_rule
    tries["duty", "enter a legal basis"] = enter_basis
    for slug in ACTS:
        tries["duty", slug] = sign(slug)
    tries["work list", "view"] = opens("disclosures_my_work")
    for verb, unit in (("another unit's", "XYZ"), ("the whole office's", "tat-ca")):
        tries["work list", verb] = see_work_of(unit)
    tries["plan", "import"] = opens("disclosures_plan_import")
    for what in ROWS:
        tries |= {
            (what, "view"): list_rows(what),
            (what, "create"): add_row(what),
            (what, "edit"): edit_row(what),
            (what, "delete"): delete_row(what),
            (what, "bulk delete"): bulk_delete_row(what),
        }
    tries |= {
        ("account", "view"): opens("wagtailusers_users:index"),
        ("account", "create"): opens("wagtailusers_users:add"),
        ("account", "delete"): delete_account,
        ("settings", "edit"): change_settings,
        ("role", "view"): opens("wagtailusers_groups:index"),
        ("workflow", "view"): opens("wagtailadmin_workflows:index"),
        ("site", "view"): opens("wagtailsites:index"),
        ("quality of search", "view"): opens("search_quality"),
    }
    return tries
