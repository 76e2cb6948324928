"""Who may do what with what: every role, every kind of content, every verb, in one table.

The table says who succeeds; everybody else must fail, and failing is looked for in the database
and not in the answer. A new role, kind of page, register, act or bulk action that the table doesn't
know fails here.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import TestCase
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models
from wagtail_modeladmin.options import ModelAdmin

from disclosures.acts.signing import ACTS
from disclosures.admin import Registers
from disclosures.kinds import kind_models
from disclosures.models import (
    DisclosureIndexPage,
    DisclosureSectionPage,
    InspectionConclusionPage,
)
from disclosures.register import forget
from home.models import AccessPage, ContentPage, HomePage
from portal import publishing, roles
from portal.models import PublicationEvent
from procedures.models import FeeIndexPage, FeePage, ProcedureIndexPage, ProcedurePage
from tests.functional.office import ACTORS, Office, open_office
from tests.functional.office_pages import PAGE_TRIES
from tests.functional.office_registers import READ_ONLY, ROWS, register_tries

pytestmark = pytest.mark.xdist_group("permissions")  # one office, in one worker

NOBODY = ""
EVERYBODY = " ".join(ACTORS)
WRITERS = "editor administrator"
#: Whose unit writes this kind of disclosure too.
UNIT_WRITERS = f"{WRITERS} unit-editor"
DRAFTERS = "editor unit-editor"
APPROVERS = "approver leader"
WITHDRAWERS = "approver leader administrator"
READERS = "office leader auditor administrator"
FILE_READERS = "editor unit-editor approver leader administrator"
PRIVATE_READERS = f"{FILE_READERS} auditor"

# --- pages ---------------------------------------------------------------------------------------

#: What holds for every page, live or not, unless said otherwise below.
ANY_PAGE = {
    "view": WRITERS,
    "edit": WRITERS,
    "submit": WRITERS,
    "approve others'": APPROVERS,
    "approve one's own": NOBODY,
    "publish directly": NOBODY,
    "withdraw": NOBODY,
    "unpublish": NOBODY,
    "delete": NOBODY,
    "move": NOBODY,
    "copy": NOBODY,
    "copy and publish": NOBODY,
    "copy as an alias": NOBODY,
    "bulk publish": NOBODY,
    "bulk unpublish": NOBODY,
    "bulk delete": NOBODY,
    "bulk move": NOBODY,
}
DRAFT = ANY_PAGE | {
    "history": "editor leader auditor administrator",  # the office: what waits for its check
    "create": WRITERS,
    "delete": WRITERS,
    "bulk delete": WRITERS,
}
LIVE = ANY_PAGE | {"history": f"editor approver {READERS}", "withdraw": WITHDRAWERS}
#: What is no disclosure may be published without a second person, by who may publish.
DIRECT = {"publish directly": "administrator", "bulk publish": "administrator"}
#: There is one home page and one list of each kind, made by `setup_site`: nobody withdraws them.
STRUCTURAL = LIVE | DIRECT | {"withdraw": NOBODY, "history": f"editor {READERS}"}


def by_its_unit(table: dict[str, str]) -> dict[str, str]:
    """What the editors of the unit that writes this kind may do besides."""
    return {
        verb: who.replace(WRITERS, UNIT_WRITERS) if verb != "history" else f"{who} unit-editor"
        for verb, who in table.items()
    }


PAGES: dict[str, dict[str, str]] = {
    "home": STRUCTURAL,
    "procedure list": STRUCTURAL,
    "conclusion list": STRUCTURAL,
    "section": STRUCTURAL,
    "fee list": STRUCTURAL,
    "access page": STRUCTURAL,
    "content draft": DRAFT | DIRECT | {"move": WRITERS, "bulk move": WRITERS, "copy": WRITERS},
    "content live": LIVE | DIRECT | {"copy": WRITERS},
    "procedure draft": DRAFT,
    # A procedure stays public until it is replaced: who withdraws it overrides a guard.
    "procedure live": LIVE | {"withdraw": "leader"},
    "fee draft": DRAFT,
    "fee live": LIVE | {"withdraw": "leader"},
    "conclusion draft": by_its_unit(DRAFT | {"copy": WRITERS}),
    "conclusion live": by_its_unit(LIVE | {"copy": WRITERS}),
}
KINDS: dict[str, type[Page]] = {
    "home": HomePage,
    "procedure list": ProcedureIndexPage,
    "conclusion list": DisclosureIndexPage,
    "section": DisclosureSectionPage,
    "content": ContentPage,
    "access page": AccessPage,
    "procedure": ProcedurePage,
    "fee list": FeeIndexPage,
    "fee": FeePage,
    "conclusion": InspectionConclusionPage,
}

# --- everything else -----------------------------------------------------------------------------

READ_ONLY_REGISTER = {"view": READERS, "create": NOBODY, "edit": NOBODY, "delete": NOBODY}
#: Rows that say who entered them and when: added, and never changed.
ENTERED = {
    "view": "office",
    "create": "office",
    "edit": NOBODY,
    "delete": NOBODY,
    "bulk delete": NOBODY,
}
#: What the office teaches search.
SEARCH_ROW = dict.fromkeys(
    ("view", "create", "edit", "delete", "bulk delete"), "office administrator"
)
FILE = {"view": "administrator", "edit": "administrator", "choose": FILE_READERS}
THINGS: dict[str, dict[str, str]] = {
    "private file": FILE
    | {
        "create": UNIT_WRITERS,
        "read": PRIVATE_READERS,
        "delete": "administrator",
        "bulk delete": "administrator",
    },
    "listed file": FILE | {"read": EVERYBODY, "delete": NOBODY, "bulk delete": NOBODY},
    "duty": READ_ONLY_REGISTER
    | {
        "its page": f"{DRAFTERS} {READERS}",  # of their own unit; test_acts.py tries other units
        "confirm a rule": "office administrator",
        "enter a rule": "office administrator",
        "enter a legal basis": "office administrator",
        "register-event": f"{DRAFTERS} office administrator",
        "item-list": "editor office administrator",
        "clock": NOBODY,  # no case has a clock to move here; test_acts.py tries one that has
        "nil-return": f"{DRAFTERS} office administrator",
        "confirm": "editor office administrator",
        "evidence": "editor office administrator",
        "not-applicable": "office administrator",
        "void": "office administrator",
    },
    "work list": {
        "view": f"{DRAFTERS} approver {READERS}",  # a member of a unit, or who reads the register
        "another unit's": READERS,
        "the whole office's": READERS,
    },
    "plan": READ_ONLY_REGISTER
    | {"view": f"{DRAFTERS} {READERS}", "import": "office administrator"},  # sent to every unit
    "task of a plan": READ_ONLY_REGISTER,
    "unit": {
        "view": "administrator",
        "create": "administrator",
        "edit": "administrator",
        "delete": NOBODY,
        "bulk delete": NOBODY,
    },
    "day off": ENTERED,
    "year": ENTERED,
    "account": {"view": "administrator", "create": "administrator", "delete": NOBODY},
    "settings": {"edit": "administrator"},
    "role": {"view": "administrator"},
    "workflow": {"view": "administrator"},
    "site": {"view": NOBODY},
    "substitute": {
        "view": "leader administrator",
        "create": "leader administrator",
        "edit": "leader administrator",
        "delete": "administrator",
        "bulk delete": "administrator",
    },
    "approval of a kind": dict.fromkeys(
        ("view", "create", "edit", "delete", "bulk delete"), "administrator"
    ),
    "word for search": SEARCH_ROW,
    "need": dict.fromkeys(
        ("view", "create", "edit", "delete", "bulk delete"), "editor administrator"
    ),
    "field of procedures": {
        **dict.fromkeys(("view", "create", "edit"), "editor administrator"),
        "delete": NOBODY,
        "bulk delete": NOBODY,
    },
    "best bet": SEARCH_ROW,
    "issuing agency": {
        **dict.fromkeys(("view", "create", "edit"), "editor administrator"),
        "delete": NOBODY,
        "bulk delete": NOBODY,
    },
    "quality of search": {"view": "office administrator"},
}

# --- trying it -----------------------------------------------------------------------------------

TRIES: dict[tuple[str, str], Callable[..., bool]] = {
    **{(what, verb): PAGE_TRIES[verb] for what in PAGES for verb in PAGES[what]},
    **register_tries(),
}
TABLE = {
    (what, verb): who
    for table in (PAGES, THINGS)
    for what in table
    for verb, who in table[what].items()
}


class TestMatrix(TestCase):
    """One office for all tries; what each of them changes is undone."""

    office: Office

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.office = open_office()

    @classmethod
    def tearDownClass(cls) -> None:
        super().tearDownClass()
        forget()

    def who_can(self, what: str, verb: str) -> set[str]:
        """Those who tried and succeeded."""
        named = (what,) if what in PAGES else ()
        succeeded = set()
        for name, person in self.office.people.items():
            with transaction.atomic():
                if TRIES[what, verb](self.office, person, *named):
                    succeeded.add(name)
                transaction.set_rollback(True)
            forget()
        return succeeded


def _add(what: str, verb: str, who: str) -> None:
    def test(self: TestMatrix) -> None:
        assert self.who_can(what, verb) == set(who.split())

    words = f"{verb}_{what}".replace("'", "").replace(" ", "_").replace("-", "_")
    test.__doc__ = f"{verb}: {what}, by {who or 'nobody'}"
    setattr(TestMatrix, f"test_who_may_{words}", test)


for (_what, _verb), _who in TABLE.items():
    _add(_what, _verb, _who)


# --- the table is whole --------------------------------------------------------------------------


def test_everything_in_the_table_is_tried_and_everything_tried_is_in_the_table() -> None:
    assert set(TRIES) == set(TABLE)
    assert {verb for verbs in PAGES.values() for verb in verbs} == set(PAGE_TRIES)
    named = {name for who in TABLE.values() for name in who.split()}
    assert named <= set(ACTORS)


def test_every_role_is_in_the_table() -> None:
    assert {role for role in ACTORS.values() if role} == set(roles.PERMISSIONS)
    assert set(roles.PAGE_PERMISSIONS) <= set(roles.PERMISSIONS)


def test_every_kind_of_page_is_in_the_table() -> None:
    # A conclusion stands for the kinds of its base; test_every_kind.py asks for each of them.
    assert set(KINDS.values()) | set(kind_models()) == set(get_page_models()) - {Page}
    assert {what.removesuffix(" draft").removesuffix(" live") for what in PAGES} == set(KINDS)


def test_every_register_is_in_the_table() -> None:
    registers: list[type[ModelAdmin]] = list(Registers.items)
    assert {one.model for one in registers} == set(READ_ONLY.values())
    assert {model for model, _values in ROWS.values()} == set(get_snippet_models())
    assert PublicationEvent not in {*READ_ONLY.values(), *get_snippet_models()}


def test_every_act_and_bulk_action_is_in_the_table() -> None:
    assert set(ACTS) <= set(THINGS["duty"])
    on_pages = bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")
    names = {f"bulk {action.action_type}" for action in on_pages}
    assert names == {verb for verb in PAGE_TRIES if verb.startswith("bulk ")}


def test_every_publishing_verb_is_known_here() -> None:
    """The verbs a person sets off are in the table; the others are named with who sets them off."""
    by_people = {"publish", "publish_approved", "withdraw", "record_act"}
    # test_secrecy.py and test_takedown.py try them by every role
    by_people |= {"record_check", "record_checks", "take_down"}
    by_the_timer = {"expire"}
    no_verbs = {
        "Moment",
        "PERMISSION_FOR_ACT",
        "PublishingRefused",
        "can_override",
        "may_act",
        "may_sign",
        "overriding",
        "refusals_of",
    }
    assert set(publishing.__all__) == by_people | by_the_timer | no_verbs
