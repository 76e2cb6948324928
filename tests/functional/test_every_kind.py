"""Every kind of disclosure there is, by one draft each: who may do what with it, which doors lead
to it, and that publishing it closes what the register says is owed.

Kinds come from `registry.kinds`, their drafts from the demonstration: a new kind is tried without a
line here, and fails while the demonstration has nothing of it. The permissions are asked as Wagtail
and the verbs ask them; test_permission_matrix.py tries by HTTP that they are asked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from disclosures.counting.duties import Cadence
from disclosures.counting.verdicts import InstanceStatus
from disclosures.demo.item_loader import FILE, ItemLoader
from disclosures.demo.loader import load_units
from disclosures.demo.plan_loader import load_plan
from disclosures.kinds import kinds_for
from disclosures.register import forget, snapshot
from disclosures.status import OFFICE_TIME
from portal import publishing, registry, roles
from portal.audiences import CHANNELS, Audience
from portal.demo import Demonstration, load_accounts, read
from portal.events import Answer, EventKind
from portal.forms import answer_choices, give_answers
from portal.models import Unit, User, office_calendar
from portal.open_data.queries import public_of
from portal.permissions import may_approve, may_create, may_see
from portal.publishing import Moment
from portal.site import set_up
from portal.takedown_views import may_take_down
from search.outbox import live_entries
from tests.factories import make_conclusion, make_fee, make_procedure, make_user
from tests.unit.disclosures.register_samples import load_catalogue

pytestmark = pytest.mark.xdist_group("every-kind")


#: Days of each demonstration item are relative to the day the tests run on.
TRACKED_DAYS = 1100
#: Duties of events whose first example follows its event within the days allowed, whatever today
#: is; what is due on a day of the year may be late by then.
IN_TIME = {"VB-QPPL", "QHKH", "KN-QD", "PAKN", "NV-TC", "KLKT"}


class Draft(NamedTuple):
    """The draft of one kind and the day on which it goes public."""

    page: Any
    day: date


def rows_by_kind() -> dict[str, Any]:
    """The first item that the demonstration has of each kind, rather one that answers a duty
    there than one that is published by a leader's override."""
    found: dict[str, Any] = {}
    for row in sorted(read(FILE)["items"], key=lambda row: "override" in row):
        found.setdefault(row["kind"], {key: row[key] for key in row.keys() - {"answers"}})
    return found


def prepare() -> Demonstration:
    """The catalogue, units, people and plan, without what the demonstration publishes."""
    set_up()
    today = timezone.localdate()
    load_catalogue(tracked_from=today - timedelta(days=TRACKED_DAYS))
    found = Demonstration(
        today, office_calendar(), today - timedelta(days=TRACKED_DAYS), lambda what: None
    )
    for step in (load_units, load_accounts, load_plan):
        step(found)
    return found


def drafts_of(demonstration: Demonstration) -> dict[str, Draft]:
    """A draft of every kind that the registry names."""
    signer, found = read(FILE)["signer"], {}
    for kind, row in rows_by_kind().items():
        loader = ItemLoader(demonstration, row, signer)
        page = loader.make()
        if not page.answers() and (choices := answer_choices(page)):
            give_answers(page, [choices[0].key])
            page.save()
            page.save_revision(user=demonstration.editor)
        found[kind] = Draft(page, loader.publish_day())
    day, author = demonstration.calendar.subtract(demonstration.today, 5), demonstration.editor
    number = {"signed_on": day, "number": "777/KL-SKHCN"}
    found["inspection_conclusion"] = Draft(make_conclusion(author=author, **number), day)
    found["procedure"] = Draft(
        make_procedure(author=author, decision_signed_on=day, in_force_from=day), day
    )
    found["fee"] = Draft(make_fee(author=author), day)
    return found


# --- who may ------------------------------------------------------------------------------------

Ask = Callable[[Any, Any], bool]


def bulk(name: str) -> Ask:
    """Whether Wagtail's bulk action would do it to the page."""

    def ask(user: Any, page: Any) -> bool:
        actions = bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")
        action = next(one for one in actions if one.action_type == name)
        asked = action.__new__(action)
        asked.request = SimpleNamespace(user=user)
        return bool(asked.check_perm(page))

    return ask


def asks(question: str) -> Ask:
    """What the permission tester of the page says."""
    return lambda user, page: bool(getattr(page.permissions_for_user(user), question)())


def _create(user: Any, page: Any) -> bool:
    above = page.get_parent().specific
    return may_create(user, type(page)) and above.permissions_for_user(user).can_add_subpage()


def _copy(user: Any, page: Any) -> bool:
    asked = page.permissions_for_user(user)
    above = page.get_parent().specific
    return asked.can_copy_to(above) and _create(user, page)


def _publish_on_creating(user: Any, page: Any) -> bool:
    return page.get_parent().specific.permissions_for_user(user).can_publish_subpage()


def _submit(user: Any, page: Any) -> bool:
    asked = page.permissions_for_user(user)
    return asked.can_edit() and asked.can_submit_for_moderation()


VERBS: dict[str, Ask] = {
    "create": _create,
    "see": may_see,
    "edit": asks("can_edit"),
    "submit": _submit,
    "approve": may_approve,
    "publish": asks("can_publish"),
    "publish on creating": _publish_on_creating,
    "withdraw": asks("can_withdraw"),
    "take down": may_take_down,
    "unpublish": asks("can_unpublish"),
    "delete": asks("can_delete"),
    "move": asks("can_move"),
    "copy": _copy,
    "bulk publish": bulk("publish"),
    "bulk unpublish": bulk("unpublish"),
    "bulk delete": bulk("delete"),
    "bulk move": bulk("move"),
}
#: Every role there is; of the unit editor who works in the unit of the page and writes its kind,
#: who works there and doesn't write the kind, and who writes the kind elsewhere.
ACTORS = {
    "editor": roles.EDITOR,
    "its unit": roles.UNIT_EDITOR,
    "its unit, not the kind": roles.UNIT_EDITOR,
    "another unit": roles.UNIT_EDITOR,
    "approver": roles.APPROVER,
    "office": roles.OFFICE,
    "leader": roles.LEADER,
    "auditor": roles.AUDITOR,
    "administrator": roles.ADMINISTRATOR,
    "staff": roles.STAFF,
    "nobody": "",
    "anonymous": None,
}
WRITERS = {"editor", "its unit", "administrator"}
CREATORS = WRITERS | {"another unit"}  # for their own unit
APPROVERS = {"approver", "leader"}
NOBODY: set[str] = set()
#: Who may with a draft; with what is public, where that is different.
MAY: dict[str, tuple[set[str], set[str]]] = {
    "create": (CREATORS, CREATORS),
    "see": (WRITERS | APPROVERS | {"auditor"}, set(ACTORS)),
    "edit": (WRITERS, WRITERS),
    "submit": (WRITERS, WRITERS),
    "approve": (APPROVERS, APPROVERS),
    "publish": (NOBODY, NOBODY),
    "publish on creating": (NOBODY, NOBODY),
    "withdraw": (NOBODY, APPROVERS | {"administrator"}),
    "take down": (NOBODY, {"leader"}),
    "unpublish": (NOBODY, NOBODY),
    "delete": (WRITERS, NOBODY),
    "move": (WRITERS, NOBODY),
    "copy": (WRITERS, WRITERS),
    "bulk publish": (NOBODY, NOBODY),
    "bulk unpublish": (NOBODY, NOBODY),
    "bulk delete": (WRITERS, NOBODY),
    "bulk move": (WRITERS, NOBODY),
}


def expected(page: Any, verb: str, state: int) -> set[str]:
    """Who may, by the table and the few ways in which a kind differs."""
    who = MAY[verb][state]
    if state and verb == "see" and page.audience != Audience.PUBLIC:
        return who - {"nobody", "anonymous"}
    if verb == "copy" and not getattr(page, "may_be_copied", True):
        return NOBODY
    return who


def _again(user: Any) -> Any:
    """As another request has the account: nothing kept of what was asked before."""
    return user if user.is_anonymous else User.objects.get(pk=user.pk)


class Standing(NamedTuple):
    """How a case of a duty stood a minute before its page went public, and then."""

    before: set[InstanceStatus]
    after: set[InstanceStatus]


class TestEveryKind(TestCase):
    """A draft of each kind is looked at, published, and looked at again: once for all tests."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        forget()
        cls.demonstration = prepare()
        cls.drafts = drafts_of(cls.demonstration)
        cls.people = _people({draft.page.unit for draft in cls.drafts.values()})
        cls.may_with_drafts = cls._who_may()
        cls.drafts_read = cls._read_by_anybody()
        cls.standing: dict[tuple[str, str], Standing] = {}
        for kind, draft in cls.drafts.items():
            cls._publish(kind, draft.day)
        cls.may_with_published = cls._who_may()
        cls.published_read = cls._read_by_anybody()

    @classmethod
    def tearDownClass(cls) -> None:
        super().tearDownClass()
        forget()

    @classmethod
    def fresh(cls, kind: str) -> Any:
        """The page of that kind as the database has it."""
        page = cls.drafts[kind].page
        return type(page).objects.get(pk=page.pk)

    @classmethod
    def _who_may(cls) -> dict[tuple[str, str], set[str]]:
        found = {}
        for kind in cls.drafts:
            people = {name: _again(user) for name, user in cls.people.items()}
            page = cls.fresh(kind)
            for verb, ask in VERBS.items():
                found[kind, verb] = {name for name, user in people.items() if ask(user, page)}
        return found

    @classmethod
    def _read_by_anybody(cls) -> dict[str, set[str]]:
        """Through which public doors each page can be read or learned of."""
        searched = {entry.id for entry in live_entries()}
        found = {}
        for kind in cls.drafts:
            page, doors = cls.fresh(kind), set()
            if Client().get(page.get_url()).status_code == 200:
                doors.add("its address")
            if Client().get(reverse("open_data_item", args=[page.pk])).status_code == 200:
                doors.add("API")
            if public_of(kind).filter(pk=page.pk).exists():
                doors.add("lists, feeds and files of records")
            if f"page:{page.pk}" in searched or page.search_entry().id in searched:
                doors.add("search")
            found[kind] = doors
        return found

    @classmethod
    def _publish(cls, kind: str, day: date) -> None:
        page, at = cls.fresh(kind), cls.demonstration.moment(day).recorded_at
        for answer in page.answers():
            duty = snapshot().duty(answer.duty)
            if duty.cadence is Cadence.EVENT:
                _say_that_it_happened(cls.demonstration, page, answer, at)
        before = snapshot(at=at - timedelta(minutes=1)).statuses
        cls.demonstration.publish(page, day)
        for answer in page.answers():
            for channel in _other_channels(page, snapshot().duty(answer.duty)):
                publishing.record_act(
                    EventKind.EVIDENCE_GIVEN,
                    actor=cls.demonstration.office,
                    unit_code="VP",
                    answers=[answer],
                    anchors=page.anchors(),
                    channel=channel,
                    covers_from=day,
                    moment=cls.demonstration.moment(day),
                )
        after = snapshot(at=at).statuses
        for answer in page.answers():
            cls.standing[kind, answer.duty] = Standing(
                _standing(before, answer), _standing(after, answer)
            )

    def compare(self, found: dict[tuple[str, str], set[str]], state: int) -> None:
        wrong = []
        for (kind, verb), who in found.items():
            meant = expected(self.drafts[kind].page, verb, state)
            if who != meant:
                wrong.append((kind, verb, sorted(who - meant), sorted(meant - who)))
        assert wrong == [], "\n".join(map(str, wrong))

    def test_there_is_a_draft_of_every_kind_and_an_actor_of_every_role(self) -> None:
        assert set(self.drafts) == {kind.code for kind in registry.kinds} - {"content"}
        assert {role for role in ACTORS.values() if role} == set(roles.PERMISSIONS)
        assert set(MAY) == set(VERBS)

    def test_who_may_do_what_with_a_draft_of_every_kind(self) -> None:
        self.compare(self.may_with_drafts, 0)

    def test_who_may_do_what_with_every_kind_once_it_is_published(self) -> None:
        self.compare(self.may_with_published, 1)

    def test_no_door_leads_to_a_draft_of_any_kind(self) -> None:
        assert {kind: doors for kind, doors in self.drafts_read.items() if doors} == {}

    def test_what_is_public_is_behind_every_door_and_what_is_internal_behind_none(self) -> None:
        every = {"its address", "API", "lists, feeds and files of records", "search"}
        for kind, doors in self.published_read.items():
            is_public = self.drafts[kind].page.audience == Audience.PUBLIC
            assert doors == (every if is_public else set()), kind

    def test_publishing_each_kind_closes_what_was_owed(self) -> None:
        closed = {InstanceStatus.ON_TIME, InstanceStatus.LATE}
        for (kind, duty), (before, after) in self.standing.items():
            assert not before & closed, (kind, duty)
            assert after and after <= closed, (kind, duty, after)
            assert duty not in IN_TIME or after == {InstanceStatus.ON_TIME}, (kind, duty)

    def test_the_other_kinds_answer_no_duty_that_is_on_the_web(self) -> None:
        answering = {kind for kind, _duty in self.standing}
        for duty in snapshot().duties:
            served = {*duty.channels.all_of, *duty.channels.any_of, *duty.channels.also}
            if duty.web_allowed and served & {"portal", "intranet"}:
                assert not (kinds_for(duty) & set(self.drafts)) - answering, duty.code


def _people(units: set[Unit]) -> dict[str, Any]:
    """Somebody of each role, the unit editors in their units."""
    kinds = [one.code for one in registry.kinds]
    Unit.objects.update(kinds=[])
    Unit.objects.create(code="MOI", name="Phòng viết mọi loại", kinds=kinds)
    theirs = [unit.code for unit in units]
    working = {
        "its unit": (*theirs, "MOI"),
        "its unit, not the kind": theirs,
        "another unit": ("MOI",),
    }
    return {
        name: AnonymousUser() if role is None else make_user(role, units=working.get(name, ()))
        for name, role in ACTORS.items()
    }


def _say_that_it_happened(
    demonstration: Demonstration, page: Any, answer: Answer, at: datetime
) -> None:
    """The office enters the event that the page will answer, on the day it counts from."""
    anchors = page.anchors()
    day = min(anchors.values(), default=at.date())
    entered = datetime.combine(day, time(8), tzinfo=OFFICE_TIME)
    publishing.record_act(
        EventKind.EVENT_REGISTERED,
        actor=demonstration.office,
        unit_code="VP",
        answers=[answer],
        title=f"{page.title} (thử)",
        anchors=anchors,
        moment=Moment(day, min(entered, at - timedelta(minutes=2))),
    )


def _other_channels(page: Any, duty: Any) -> list[str]:
    """Where it has to be made known besides, by the duty: posted at the office, say."""
    own, channels = CHANNELS[page.audience], duty.channels
    others = [one for one in channels.all_of if one != own]
    is_enough = not channels.any_of or own in channels.any_of
    return others if is_enough else [*others, channels.any_of[0]]


def _standing(statuses: Any, answer: Answer) -> set[InstanceStatus]:
    return {one.status for one in statuses[answer.duty].instances if one.case == answer.case}
