"""A public page costs at most 12 queries with nothing cached, however much it has to show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from disclosures import register
from disclosures.models import InspectionConclusionPage, Recommendation
from portal import frame
from procedures.models import ProcedureDossierLine, ProcedurePage, ProcedureStep
from search.engines import engine_for
from tests.factories import (
    make_approver,
    make_conclusion,
    make_editor,
    make_fee,
    make_file,
    make_procedure,
    make_unit,
    publish_page,
)

pytestmark = pytest.mark.django_db

BUDGET = 12
FEW, MANY = 5, 25

_units = count(1)


@pytest.fixture(autouse=True)
def _catalogue_and_index(tmp_path: Path, settings: Any) -> None:
    settings.SEARCH_URL = f"tantivy://{tmp_path}/index"
    call_command("load_obligations", stdout=StringIO())


@pytest.fixture
def staff() -> dict[str, Any]:
    """Who writes and who approves, so that a loop doesn't make two accounts for each page."""
    return {"author": make_editor(), "approver": make_approver()}


@pytest.fixture
def publish_many(staff: dict[str, Any]) -> Callable[[Callable[..., Any], int], list[Any]]:
    """`publish_many(make_conclusion, 5)`: that many public pages, each of a unit of its own."""

    def run(make: Callable[..., Any], number: int) -> list[Any]:
        pages = []
        for _ in range(number):
            page = make(author=staff["author"], unit=make_unit(f"DV{next(_units)}"))
            publish_page(page, approver=staff["approver"])
            pages.append(page)
        return pages

    return run


def queries_of(address: str, *, status: int = 200) -> list[str]:
    """The SQL that an anonymous visitor's request costs with every cache empty.

    What a process learns once and for its whole life (names of content types) is not counted, nor
    what it reads once in five seconds for all its pages together (`portal.frame`): that has a test
    of its own.
    """
    for content_type in ContentType.objects.all():
        ContentType.objects.get_for_id(content_type.pk)
    visitor = Client()
    for cache in caches.all():
        cache.clear()
    register.forget()
    read_frame()
    with CaptureQueriesContext(connection) as captured:
        response = visitor.get(address)
    assert response.status_code == status, address
    return [query["sql"] for query in captured.captured_queries]


def read_frame() -> int:
    """Read what frames every page anew, as a process does once in five seconds; its queries."""
    frame.forget()
    with CaptureQueriesContext(connection) as captured:
        frame.frame_of(RequestFactory().get("/"))
    return len(captured.captured_queries)


def test_what_frames_every_page_costs_seven_queries_once_for_all_of_them() -> None:
    # Site, settings, pages in the menu, their addresses, the page in English; in a new process what
    # types they are.
    assert read_frame() <= 7
    with CaptureQueriesContext(connection) as again:
        frame.frame_of(RequestFactory().get("/thu-tuc/"))
    assert len(again.captured_queries) == 0


def measured(addresses: Iterable[str], *, status: int = 200) -> dict[str, int]:
    """How many queries each address costs; fails with the queries where there are too many."""
    costs = {address: queries_of(address, status=status) for address in addresses}
    too_many = [
        f"{address}: {len(queries)} queries\n"
        + "\n".join(f"{number:3} {in_short(sql)}" for number, sql in enumerate(queries, 1))
        for address, queries in costs.items()
        if len(queries) > BUDGET
    ]
    assert not too_many, "\n".join(too_many)
    return {address: len(queries) for address, queries in costs.items()}


def within_budget(address: str, *, status: int = 200) -> int:
    """How many queries that one address costs."""
    return measured([address], status=status)[address]


def in_short(sql: str) -> str:
    """The statement without the columns it reads."""
    return re.sub(r"^SELECT .*? FROM ", "SELECT … FROM ", sql, flags=re.DOTALL)[:160]


# Pages that show many things

HOME = "/"
CATALOGUE = "/nghia-vu-cong-khai/"
CONCLUSIONS = (
    HOME,
    "/ket-luan/",
    "/ket-luan/?nam=2026",
    "/ket-luan/?loai=check",
    "/ket-luan/?trang=2",
    "/tim-kiem/?q=ket+luan+kiem+tra",
    "/tim-kiem/?q=ket+luan&loai=inspection_conclusion",
    CATALOGUE,
    f"{CATALOGUE}?tinh-trang=published_late&don-vi=KTRA&linh-vuc=6",
    f"{CATALOGUE}?at=2026-06-30&can-cu=luat-tctt-2016",
    f"{CATALOGUE}KLKT/",
    f"{CATALOGUE}KLKT/?at=2026-06-30",
    f"{CATALOGUE}KLKT/thieu/",
    f"{CATALOGUE}du-lieu/",
)
PROCEDURES = (
    HOME,
    "/thu-tuc/",
    "/thu-tuc/?linh-vuc=atbx&truc-tuyen=information&doi-tuong=cong-dan&xep=moi",
    "/thu-tuc/?bai-bo=1",
    "/thu-tuc/?nhu-cau=may-x-quang&cap=province",
    "/phi-le-phi/",
    "/phi-le-phi/?dang=csv",
    "/thu-tuc/?trang=2",
    "/tim-kiem/?q=cap+giay+phep",
    CATALOGUE,
    f"{CATALOGUE}TTHC-ND/",
)


@pytest.mark.parametrize(
    ("make", "addresses"),
    [
        pytest.param(make_conclusion, CONCLUSIONS, id="conclusions"),
        pytest.param(make_procedure, PROCEDURES, id="procedures"),
    ],
)
def test_pages_cost_with_many_things_what_they_cost_with_few(
    make: Callable[..., Any],
    addresses: tuple[str, ...],
    publish_many: Callable[..., list[Any]],
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        publish_many(make, FEW)
    few = measured(addresses)
    with django_capture_on_commit_callbacks(execute=True):
        publish_many(make, MANY - FEW)
    many = measured(addresses)
    grew = {
        address: f"{few[address]} queries for {FEW} things, {many[address]} for {MANY}"
        for address in addresses
        if many[address] > few[address]
    }
    assert not grew


# Pages that show one thing


def corrected(page: Any, staff: dict[str, Any], times: int) -> None:
    """Publish `page` again `times` times."""
    for time in range(times):
        page.refresh_from_db()
        page.change_note = f"Sửa lần {time + 1}"
        page.save_revision(user=staff["author"], clean=False)
        publish_page(page, approver=staff["approver"])


def test_a_conclusion_costs_the_same_with_much_to_say(staff: dict[str, Any]) -> None:
    short = make_conclusion(author=staff["author"])
    publish_page(short, approver=staff["approver"])
    long = make_conclusion(author=staff["author"])
    long.recommendations = [
        Recommendation(text=f"Kiến nghị thứ {number}", due_on=date(2026, 6, 30))
        for number in range(MANY)
    ]
    long.save_revision(user=staff["author"], clean=False)
    publish_page(long, approver=staff["approver"])
    corrected(long, staff, FEW)
    assert InspectionConclusionPage.objects.get(pk=long.pk).recommendations.count() == MANY
    assert within_budget(long.url) <= within_budget(short.url)


def test_a_procedure_costs_the_same_with_much_to_say(staff: dict[str, Any]) -> None:
    short = make_procedure(author=staff["author"])
    short.dossier_lines = [ProcedureDossierLine(name="Đơn", form_file=make_file("don.pdf"))]
    short.save_revision(user=staff["author"], clean=False)
    publish_page(short, approver=staff["approver"])
    corrected(short, staff, 1)
    long = make_procedure(author=staff["author"])
    long.steps = [ProcedureStep(title=f"Bước {number}", text="Làm.") for number in range(MANY)]
    long.dossier_lines = [
        ProcedureDossierLine(name=f"Mẫu {number}", form_file=make_file(f"mau-{number}.pdf"))
        for number in range(FEW)
    ]
    long.save_revision(user=staff["author"], clean=False)
    publish_page(long, approver=staff["approver"])
    for year in range(FEW):
        long.refresh_from_db()
        long.in_force_from = date(2026, 3, 2) + timedelta(days=year)
        long.decision_number = f"{200 + year}/QĐ-UBND"
        long.save_revision(user=staff["author"], clean=False)
        publish_page(long, approver=staff["approver"])
    assert ProcedurePage.objects.get(pk=long.pk).versions.count() == FEW + 1
    assert within_budget(long.url) <= within_budget(short.url)
    within_budget(f"{long.url}?at=2026-03-03")
    within_budget(f"{long.url}phien-ban/1/")


def test_a_procedure_with_fees_of_the_register_bases_and_relations_stays_in_the_budget(
    staff: dict[str, Any],
) -> None:
    from procedures.models import ProcedureFee, ProcedureLegalBasis

    fees, others = [], []
    for _ in range(FEW):
        fees.append(make_fee(author=staff["author"]))
        publish_page(fees[-1], approver=staff["approver"])
        others.append(make_procedure(author=staff["author"]))
        publish_page(others[-1], approver=staff["approver"])
    page = make_procedure(author=staff["author"])
    page.fees = [ProcedureFee(fee_page=fee) for fee in fees]
    page.dossier_lines = [ProcedureDossierLine(name="Đơn", form_file=make_file("don.pdf"))]
    page.legal_bases = [ProcedureLegalBasis(text=f"Nghị định {n}/2020/NĐ-CP") for n in range(FEW)]
    page.related_codes = ", ".join(other.code for other in others)
    page.save_revision(user=staff["author"], clean=False)
    publish_page(page, approver=staff["approver"])
    corrected(page, staff, 2)
    within_budget(page.url)
    within_budget(fees[0].url)


def test_a_notice_of_withdrawal_stays_in_the_budget(staff: dict[str, Any]) -> None:
    from portal import publishing

    page = make_conclusion(author=staff["author"])
    publish_page(page, approver=staff["approver"])
    publishing.withdraw(page, actor=staff["approver"], reason="Đăng nhầm tệp")
    within_budget(page.url, status=410)


def test_what_is_not_there_stays_in_the_budget() -> None:
    make_conclusion()
    within_budget("/khong-co/gi-ca/", status=404)


def test_the_search_page_without_results_stays_in_the_budget(settings: Any) -> None:
    make_conclusion()
    engine_for(settings.SEARCH_URL).rebuild([])
    measured(["/tim-kiem/", "/tim-kiem/?q=qwrtp"])
