"""The staff's screens of the catalogue: listing, confirming and repealing several, versions side by
side, reviews, readers' answers; and who may."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal import roles
from portal.models import PublicationEvent
from procedures.models import ProcedurePage, ProcedureReview, ReviewItem
from procedures.review.views import ReviewForm
from tests.factories import make_editor, make_procedure, make_unit, make_user, publish_page

pytestmark = pytest.mark.django_db
LIST = "procedures_catalogue"


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor() -> Any:
    return make_user(roles.EDITOR, units=("VP",))


@pytest.fixture
def procedures(editor: Any) -> list[ProcedurePage]:
    """Two public ones, the second with two versions, and a draft."""
    pages = [make_procedure(author=editor) for _ in range(3)]
    for page in pages[:2]:
        publish_page(page)
    second = ProcedurePage.objects.get(pk=pages[1].pk)
    second.decision_number, second.in_force_from = "9/QĐ-UBND", date(2026, 5, 1)
    second.time_limit = "03 ngày"
    second.save_revision(user=editor, clean=False)
    publish_page(second)
    return [ProcedurePage.objects.get(pk=page.pk) for page in pages]


def rows(client: Client, **query: str) -> list[Any]:
    response = client.get(reverse(LIST), query)
    assert response.status_code == 200
    return [row.page.pk for row in response.context["rows"]]


def test_the_listing_says_what_each_lacks_and_filters(
    editor: Any, procedures: list[ProcedurePage]
) -> None:
    client = client_of(editor)
    first, second, draft = procedures
    response = client.get(reverse(LIST))
    row = next(row for row in response.context["rows"] if row.page.pk == first.pk)
    assert row.complete.score < 100 and "căn cứ pháp lý" in row.lacks
    assert {row.state for row in response.context["rows"]} == {"in-force", "draft"}
    (unseen,) = client.get(reverse(LIST), {"state": "draft"}).context["rows"]
    assert unseen.page.pk == draft.pk and "căn cứ pháp lý" in unseen.lacks
    assert set(rows(client, q=first.code)) == {first.pk}
    assert len(rows(client, lacking="1")) == 3
    assert rows(client, need="none") == []  # “X-quang” stands in their names
    assert len(rows(client, field="atbx", order="day-du", state="x", trang="99")) == 3
    assert len(rows(client, q="%00\x00")) in {0, 3}
    assert second.pk in rows(client, order="moi")


def test_several_are_confirmed_by_one_signed_act_for_each_unit(
    editor: Any, procedures: list[ProcedurePage]
) -> None:
    client = client_of(editor)
    ids = [page.pk for page in procedures[:2]]
    address = reverse("procedures_chosen")
    before = PublicationEvent.objects.count()
    assert client.post(address, {"page": ids, "do": "confirm"}).status_code == 200
    assert client.post(address, {"page": ids, "do": "confirm", "sign": "1"}).status_code == 200
    assert PublicationEvent.objects.count() == before
    data = {"page": ids, "do": "confirm", "sign": "1", "checked": "on", "note": "Đối chiếu"}
    assert client.post(address, data).status_code == 302
    (event,) = PublicationEvent.objects.filter(kind="confirmed_current")
    assert {answer["case"] for answer in event.answers} == {page.code for page in procedures[:2]}
    assert (event.actor_id, event.reason) == (editor.pk, "Đối chiếu")
    row = client.get(reverse(LIST), {"q": procedures[0].code}).context["rows"][0]
    assert row.checked_on == timezone.localdate()


@pytest.mark.parametrize(
    "page", [[], ["x"], ["0"], ["9" * 400], ["-1"]], ids=["none", "word", "zero", "huge", "below"]
)
def test_what_is_no_choice_changes_nothing(editor: Any, page: list[str]) -> None:
    response = client_of(editor).post(
        reverse("procedures_chosen"), {"page": page, "do": "confirm", "sign": "1", "checked": "on"}
    )
    assert response.status_code == 302
    assert not PublicationEvent.objects.filter(kind="confirmed_current").exists()


def test_a_draft_and_another_units_procedure_are_not_confirmed(
    editor: Any, procedures: list[ProcedurePage]
) -> None:
    other = make_procedure(unit=make_unit("KHAC"))
    publish_page(other)
    for page in (procedures[2], other):
        data = {"page": [page.pk], "do": "confirm", "sign": "1", "checked": "on"}
        response = client_of(editor).post(reverse("procedures_chosen"), data)
        assert response.status_code in {200, 302}  # refused on the form, or led to the start
    assert not PublicationEvent.objects.filter(kind="confirmed_current").exists()


def test_several_are_repealed_by_a_decision_whose_list_they_are(
    editor: Any, procedures: list[ProcedurePage]
) -> None:
    client = client_of(editor)
    ids = [page.pk for page in procedures[:2]]
    response = client.post(reverse("procedures_chosen"), {"page": ids, "do": "repeal"})
    assert response["Location"] == reverse("procedures_decision_new")
    said = client.get(response["Location"]).content.decode()
    assert all(f"{page.code}; bãi bỏ" in said for page in procedures[:2])


def test_who_may_not_write_is_offered_nothing_that_would_be_refused(
    procedures: list[ProcedurePage],
) -> None:
    said = client_of(make_user(roles.AUDITOR)).get(reverse(LIST)).content.decode()
    assert procedures[0].url in said and "/edit/" not in said
    assert 'value="repeal"' not in said and 'value="confirm"' not in said


def test_a_day_that_was_typed_is_left_alone_by_the_calendar_of_the_admin() -> None:
    from wagtail.admin.panels import get_edit_handler

    own = get_edit_handler(ProcedurePage).get_form_class().base_fields["decision_signed_on"]
    for field in (own, ReviewForm.base_fields["begins_on"]):
        assert field.widget.get_config()["validateOnBlur"] is False


def test_versions_are_compared_side_by_side(editor: Any, procedures: list[ProcedurePage]) -> None:
    client = client_of(editor)
    address = reverse("procedures_compare", args=[procedures[1].pk])
    response = client.get(address)
    assert [part.part for part in response.context["parts"] if part.changed] == ["time_limit"]
    shown, whole = (client.get(address, {"all": one}).content.decode() for one in ("", "1"))
    assert "Thời hạn" in shown and "Các bước" not in shown and "Các bước" in whole
    for query in ("a=2&b=1", "a=1&b=draft", "a=x&b=99", "a=0"):
        assert client.get(f"{address}?{query}").status_code == 200
    none = reverse("procedures_compare", args=[procedures[2].pk])
    assert client.get(none).status_code == 404


def test_a_review_from_the_proposal_to_its_end(
    editor: Any, procedures: list[ProcedurePage]
) -> None:
    leader = make_user(roles.LEADER)
    writer, decider = client_of(editor), client_of(leader)
    new = reverse("procedures_review_new")
    data = {"title": "Rà soát quý I", "begins_on": "01/03/2026", "ends_on": "31/03/2026"}
    assert writer.post(new, {**data, "ends_on": "01/02/2026"}).status_code == 400
    assert writer.post(new, {**data, "begins_on": "31/02/2026"}).status_code == 400
    assert writer.post(new, data).status_code == 302
    review = ProcedureReview.objects.get()
    assert review.items.count() == 2  # what is in force
    act = reverse("procedures_review_act", args=[review.pk])
    first, second = review.items.order_by("pk")

    def do(client: Client, what: str, item: Any = "", choice: str = "", text: str = "") -> None:
        data = {"do": what, "item": getattr(item, "pk", item), "choice": choice, "text": text}
        assert client.post(act, data).status_code in {302, 404}

    do(writer, "propose", first, "repeal")  # without a reason
    do(writer, "propose", first, "nonsense", "x")
    do(writer, "propose", "9" * 30, "keep")
    do(decider, "decide", first, "accepted")  # nothing proposed yet
    assert not ReviewItem.objects.exclude(proposal="").exists()
    do(writer, "propose", first, "repeal", "Trùng thủ tục khác")
    do(writer, "propose", second, "keep")
    do(writer, "decide", first, "accepted")  # not among those who decide
    do(decider, "close")  # not all is decided
    review.refresh_from_db()
    assert review.closed_at is None and not ReviewItem.objects.exclude(outcome="").exists()
    response = writer.post(act, {"do": "decision"})  # nothing is accepted yet
    assert response["Location"] == reverse("procedures_review", args=[review.pk])
    do(decider, "decide", first, "accepted")
    do(decider, "decide", second, "declined")  # without a reason
    do(decider, "decide", second, "passed_on")
    do(writer, "propose", second, "amend", "muộn")
    assert list(review.items.order_by("pk").values_list("proposal", "outcome")) == [
        ("repeal", "accepted"),
        ("keep", "passed_on"),
    ]
    do(decider, "close")
    review.refresh_from_db()
    assert review.closed_by_id == leader.pk
    for show in ("", "open", "repeal", "x"):
        address = reverse("procedures_review", args=[review.pk])
        assert writer.get(address, {"show": show}).status_code == 200
    assert writer.get(reverse("procedures_reviews")).status_code == 200
    response = writer.post(act, {"do": "decision"})
    said = writer.get(response["Location"]).content.decode()
    assert f"{first.page.code}; bãi bỏ" in said and f"{second.page.code};" not in said


SCREENS = (
    ("procedures_catalogue", ()),
    ("procedures_decisions", ()),
    ("procedures_reviews", ()),
)
WRITING = (("procedures_decision_new", ()), ("procedures_review_new", ()))
SEE = {
    roles.EDITOR,
    roles.APPROVER,
    roles.LEADER,
    roles.AUDITOR,
    roles.OFFICE,
    roles.ADMINISTRATOR,
}
WRITE = {roles.EDITOR, roles.ADMINISTRATOR}


@pytest.mark.parametrize("role", ["", *sorted(SEE)])
def test_who_sees_and_who_writes(role: str) -> None:
    make_procedure(author=make_editor())
    client = client_of(make_user(role))
    for screens, allowed in ((SCREENS, SEE), (WRITING, WRITE)):
        for name, args in screens:
            status = client.get(reverse(name, args=args)).status_code
            assert (status == 200) == (role in allowed), (name, role, status)


def test_nobody_unknown_sees_anything() -> None:
    for name, args in (*SCREENS, *WRITING):
        assert Client().get(reverse(name, args=args)).status_code == 302
    assert Client().post(reverse("procedures_chosen"), {"do": "repeal"}).status_code == 302


@pytest.mark.parametrize("name", [LIST, "procedures_decisions", "procedures_review_new"])
def test_a_screen_of_ours_names_its_window(editor: Any, name: str) -> None:
    response = client_of(editor).get(reverse(name))
    title = response.content.decode().partition("<title>")[2].partition("</title>")[0].strip()
    assert title.startswith(str(response.context["page_title"]))
