"""What the people of the office try with a page. A try says whether the thing really happened, not
what was answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.models import Page, Revision, Workflow

from portal.models import PublicationEvent, User
from tests.factories import make_editor
from tests.functional.office import Office, Person

Try = Callable[[Office, Person, str], bool]


def state_of(page: Page) -> tuple[Any, ...]:
    """What the public sees of a page and where: none of it may change unless it is allowed."""
    now = Page.objects.filter(pk=page.pk).values_list("live", "live_revision_id", "path").first()
    return (now, PublicationEvent.objects.for_page(page.pk).count())


def view(office: Office, person: Person, name: str) -> bool:
    return person.get("wagtailadmin_pages:edit", office.pages[name].pk) == 200


def read_history(office: Office, person: Person, name: str) -> bool:
    return person.get("portal_ledger_of_page", office.pages[name].pk) == 200


def _kind(name: str) -> str:
    return name.rpartition(" ")[0] or name


def create(office: Office, person: Person, name: str) -> bool:
    form = office.forms[f"new {_kind(name)}"].copy()
    form.update({"title": "Trang mới tạo", "slug": "trang-moi", "code": "9.999999"})
    page = office.pages[name]
    form.update({"number": "999/KL-SKHCN", "unit": str(getattr(page, "unit_id", "") or "")})
    meta = page.specific_class._meta
    args = (meta.app_label, meta.model_name, page.get_parent().pk)
    person.post("wagtailadmin_pages:add", *args, data=form)
    return Page.objects.filter(draft_title="Trang mới tạo").exists()


def edit(office: Office, person: Person, name: str) -> bool:
    page = office.pages[name]
    before = Revision.page_revisions.filter(object_id=str(page.pk)).count()
    public = state_of(page)
    _save(office, person, name)
    assert state_of(page) == public, "an edit changed what is public"
    return Revision.page_revisions.filter(object_id=str(page.pk)).count() > before


def _save(office: Office, person: Person, name: str, **action: str) -> None:
    form = office.forms[name].copy()
    form["title"] = f"{form['title']} (sửa)"
    if "secrecy_outcome" in form:
        form["secrecy_outcome"] = "clear"
    form.update(action)
    person.post("wagtailadmin_pages:edit", office.pages[name].pk, data=form)


def submit(office: Office, person: Person, name: str) -> bool:
    page = office.pages[name]
    public = state_of(page)
    _save(office, person, name, **{"action-submit": "1"})
    assert state_of(page) == public, "submitting changed what is public"
    return type(page).objects.get(pk=page.pk).current_workflow_state is not None


def publish_directly(office: Office, person: Person, name: str) -> bool:
    before = state_of(office.pages[name])
    _save(office, person, name, **{"action-publish": "1"})
    return state_of(office.pages[name]) != before


def approve_others(office: Office, person: Person, name: str) -> bool:
    return _approve(office, person, name, None)


def approve_own(office: Office, person: Person, name: str) -> bool:
    return _approve(office, person, name, person.user)


def _approve(office: Office, person: Person, name: str, author: User | None) -> bool:
    """Approve what `author` (default: somebody else) wrote and submitted."""
    page = office.pages[name]
    author = author or make_editor()
    page = type(page).objects.get(pk=page.pk)
    if page.live:
        page.change_note = "Sửa theo bản ký"
    page.save_revision(user=author, clean=False)
    state = Workflow.objects.get(active=True).start(page, author).current_task_state
    before = state_of(page)
    person.post("wagtailadmin_pages:workflow_action", page.pk, "approve", state.pk)
    return state_of(page) != before


def withdraw(office: Office, person: Person, name: str) -> bool:
    page = office.pages[name]
    person.post(
        "portal_withdraw",
        page.pk,
        data={"reason": "Đăng nhầm tệp", "override_reason": "Nội dung sai"},
    )
    last = PublicationEvent.objects.last_for_page(page.pk)
    return last is not None and last.kind == "withdrawn"


def unpublish(office: Office, person: Person, name: str) -> bool:
    before = state_of(office.pages[name])
    person.post("wagtailadmin_pages:unpublish", office.pages[name].pk)
    return state_of(office.pages[name]) != before


def delete(office: Office, person: Person, name: str) -> bool:
    page = office.pages[name]
    person.post("wagtailadmin_pages:delete", page.pk)
    return not Page.objects.filter(pk=page.pk).exists()


def move(office: Office, person: Person, name: str) -> bool:
    page = office.pages[name]
    before = state_of(page)
    person.post("wagtailadmin_pages:move_confirm", page.pk, _target(office, name).pk)
    return state_of(page) != before


def _target(office: Office, name: str) -> Page:
    """Where the kind of page may stand besides where it stands."""
    if name.startswith("content"):
        other = "content live" if name == "content draft" else "content draft"
        return office.pages[other]
    return office.pages["home"]


def copy(*ticked: str) -> Try:
    """Copy the page; `ticked`: what else is chosen in the form."""

    def run(office: Office, person: Person, name: str) -> bool:
        page = office.pages[name]
        data = {
            "new_title": "Bản sao",
            "new_slug": "ban-sao",
            "new_parent_page": page.get_parent().pk,
            **dict.fromkeys(ticked, "on"),
        }
        person.post("wagtailadmin_pages:copy", page.pk, data=data)
        copies = Page.objects.filter(slug="ban-sao")
        if "alias" in ticked:
            return copies.filter(alias_of__isnull=False).exists()
        if "publish_copies" in ticked:
            return copies.filter(live=True).exists()
        assert not copies.filter(live=True).exists(), "a copy went live"
        return copies.exists()

    return run


def bulk(action: str) -> Try:
    """A bulk action on that one page."""

    def run(office: Office, person: Person, name: str) -> bool:
        page = office.pages[name]
        before = state_of(page)
        person.post(
            "wagtail_bulk_action",
            "wagtailcore",
            "page",
            action,
            query=f"?id={page.pk}",
            data={"include_descendants": "on", "chooser": _target(office, name).pk},
        )
        return state_of(page) != before

    return run


PAGE_TRIES: dict[str, Try] = {
    "view": view,
    "history": read_history,
    "create": create,
    "edit": edit,
    "submit": submit,
    "approve others'": approve_others,
    "approve one's own": approve_own,
    "publish directly": publish_directly,
    "withdraw": withdraw,
    "unpublish": unpublish,
    "delete": delete,
    "move": move,
    "copy": copy(),
    "copy and publish": copy("publish_copies"),
    "copy as an alias": copy("alias"),
    "bulk publish": bulk("publish"),
    "bulk unpublish": bulk("unpublish"),
    "bulk delete": bulk("delete"),
    "bulk move": bulk("move"),
}
