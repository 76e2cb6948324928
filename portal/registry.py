"""Where a feature has a word in the core's work.

The core declares the questions; a feature app answers them by registering functions when it is
ready (`AppConfig.ready`). The core never imports a feature, and features never import each other.

| registry | a registered function gets | and gives |
|---|---|---|
| `kinds` | (values, not functions) | what a kind of page is called |
| `answer_choices` | a page | the duties and cases the page could answer |
| `subject_fields` | nothing | fields of administration (lĩnh vực) as pairs of code and name |
| `channel_duties` | a kind of page, a channel (`one_stop_posting` …) | codes of the duties that ask for it, or count it |
| `expected_lists` | a kind of page | announcing decisions with the codes of what they announced |
| `guards` | verb, page, actor, moment | reasons to refuse the verb |
| `attachment_texts` | files of a page | `portal.searchable.AttachmentText`s: what is written in them |
| `document_kinds` | nothing | `DocumentKind`s: pages that can be begun with a document |
| `language_links` | nothing | `LanguageLink`s: where the portal speaks another language |
| `home_panels` | a request | a panel of the home page |
| `on_request_panels` | a request | a panel of the page of what is given on request: whom to ask |
| `admin_panels` | a request | a panel of the admin's landing page |
| `site_steps` | nothing | nothing; it makes the structural pages that are missing |
| `text_steps` | nothing | nothing; it makes the pages whose first words come with the portal |
| `demo_steps` | a `portal.demo.Demonstration` | nothing; it loads its part |
| `timer_steps` | nothing | nothing; what every run of `publish_scheduled` catches up with |
| `changing_by_date` | two days | ids of pages that read otherwise since the first |
| `heartbeats` | the moment (aware datetime), what was seen (`portal.heartbeats.Seen`) | a `portal.heartbeats.Heartbeat`: how a job of a timer is doing |
| `heartbeat_questions` | nothing | rows; whether there are any is asked together with all else a heartbeat needs |
| `purges` | a page, its `taken_down` event | nothing; it forgets what the feature keeps of the page |
| `receipt_lines` | an event of the ledger | `ReceiptLine`s: the duties it answers and whether in time |
| `doctor_checks` | the moment (aware datetime) | `portal.doctor.Finding`s: what is wrong |
"""  # noqa: E501  (a table)

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of disclosure: its code (never shown), its names (lazy strings), its icon, and whether
    its pages belong to a unit (`DisclosurePage`)."""

    code: str
    title: Any
    title_plural: Any
    icon: str = "doc-full"
    needs_unit: bool = True


@dataclass(frozen=True, slots=True)
class AnswerChoice:
    """One duty and case a page could answer; `fits` when it is the natural one for this page."""

    duty: str
    case: str
    label: str
    fits: bool = False

    @property
    def key(self) -> str:
        """How a form names this choice."""
        return f"{self.duty}|{self.case}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a verb may not be done now. `message` is for the person; `overridable` says whether a
    stated reason and the permission to override lift it."""

    code: str
    message: Any
    overridable: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One duty that an act answers: its code, its title, the case in words, the deadline (date in
    words, or empty) and how it stands (in time, late, …)."""

    duty: str
    title: str
    case: str = ""
    due: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A page in another language: what that language calls itself, its address, its code."""

    title: str
    url: str
    language: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A piece of a page: a template and its context; lower `order` stands first."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    order: int = 100


@dataclass(frozen=True, slots=True)
class ExpectedList:
    """What a decision announced: its number, its day, and the codes of the items it is about;
    `ended` are those of them that it repeals."""

    decision: str
    signed_on: date | None
    items: tuple[str, ...]
    ended: tuple[str, ...] = ()

    @property
    def announced(self) -> tuple[str, ...]:
        """The items that are in force by this decision."""
        return tuple(one for one in self.items if one not in self.ended)


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of page that can be begun with a document: where it stands (a page), and a function
    that gives an unsaved page of it.

    `make` gets keyword arguments: `file`, `owner`, `title`, `number`, `signed_on` (a date or None),
    `agency`, `signer`, `signer_title` (as printed, empty when not known).
    """

    code: str
    title: Any
    parent: Any
    make: Callable[..., Any]


class Functions:
    """An ordered collection of named functions; registering a name twice is a mistake."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._functions: dict[str, tuple[int, Callable[..., Any]]] = {}

    def register(
        self, function: Callable[..., Any] | None = None, *, order: int = 100
    ) -> Callable[..., Any]:
        """Register `function`; usable as a decorator, with or without `order`."""
        if function is None:
            return lambda decorated: self.register(decorated, order=order)
        name = f"{function.__module__}.{function.__qualname__}"
        if name in self._functions:
            raise ImproperlyConfigured(f"{name} is already registered in {self.name}.")
        self._functions[name] = (order, function)
        return function

    def __iter__(self) -> Iterator[Callable[..., Any]]:
        ordered = sorted(self._functions.items(), key=lambda item: (item[1][0], item[0]))
        return iter([function for _, (_, function) in ordered])

    def unregister(self, function: Callable[..., Any]) -> None:
        """Forget `function` (tests use it)."""
        del self._functions[f"{function.__module__}.{function.__qualname__}"]


class Kinds:
    """The kinds of disclosure by code."""

    def __init__(self) -> None:
        self._kinds: dict[str, Kind] = {}

    def register(self, kind: Kind) -> Kind:
        """Add `kind`; a code registered twice is a mistake."""
        if kind.code in self._kinds:
            raise ImproperlyConfigured(f"The kind {kind.code} is already registered.")
        self._kinds[kind.code] = kind
        return kind

    def get(self, code: str) -> Kind | None:
        """The kind called `code`, or None."""
        return self._kinds.get(code)

    def __iter__(self) -> Iterator[Kind]:
        return iter(self._kinds.values())

    def __contains__(self, code: object) -> bool:
        return code in self._kinds


kinds = Kinds()
answer_choices = Functions("answer_choices")
guards = Functions("guards")
subject_fields = Functions("subject_fields")
channel_duties = Functions("channel_duties")
expected_lists = Functions("expected_lists")
attachment_texts = Functions("attachment_texts")
document_kinds = Functions("document_kinds")
language_links = Functions("language_links")
home_panels = Functions("home_panels")
on_request_panels = Functions("on_request_panels")
admin_panels = Functions("admin_panels")
site_steps = Functions("site_steps")
text_steps = Functions("text_steps")
demo_steps = Functions("demo_steps")
timer_steps = Functions("timer_steps")
changing_by_date = Functions("changing_by_date")
heartbeats = Functions("heartbeats")
heartbeat_questions = Functions("heartbeat_questions")
doctor_checks = Functions("doctor_checks")
purges = Functions("purges")
receipt_lines = Functions("receipt_lines")
