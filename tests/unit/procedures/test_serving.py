"""The page of a procedure: versions by number, what changed, links, structured data, readers'
answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given

from portal import publishing
from portal.models import DocumentNumber
from portal.structured import as_script
from procedures.content import DossierCase, DossierLine, Fee, FilingWay, LegalBasis, Step
from procedures.differences import Pair, differences, side_by_side
from procedures.models import (
    ProcedureFilingWay,
    ProcedureLegalBasis,
    ProcedurePage,
    ProcedureSynchronisation,
)
from procedures.serving import version_asked
from tests.factories import make_conclusion, make_editor, make_procedure, make_user, publish_page
from tests.unit.procedures.test_content import WHOLE, contents

needs_db = pytest.mark.django_db


@given(contents, contents)
def test_what_differs_is_said_part_by_part_and_nothing_else(a: Any, b: Any) -> None:
    for part in side_by_side(a, b):
        assert [pair.before for pair in part.pairs if pair.before] == _lines(part.part, a)
        assert [pair.after for pair in part.pairs if pair.after] == _lines(part.part, b)
    assert differences(a, a) == []


def _lines(part: str, content: Any) -> list[str]:
    from procedures.differences import PARTS

    (lines,) = [lines for name, _title, lines in PARTS if name == part]
    return [line for line in lines(content) if line]


#: What no reader is shown as such: where a link leads, what something was read from, what is said
#: in other words of the same version.
NOT_COMPARED = {
    "code",  # a page has one for ever
    *("field_code", "online_printed"),
    *("filing_ways.time", "filing_ways.fee"),  # the number is compared
    *("fees.formula", "fees.printed", "fees.key", "legal_bases.number", "legal_bases.signed_on"),
}
FULL = replace(
    WHOLE,
    code="1.000001",
    code_printed="1.000001.H45",
    steps=(Step("Nộp", "Nộp hồ sơ"),),
    filing_ways=(FilingWay("online", 5, "day", "Hồ sơ đủ", "1 đồng", 1, "5 ngày"),),
    dossier_cases=(DossierCase("Lần đầu", 2, "Nộp trước 30/6"),),
    dossier_lines=(DossierLine("Lần đầu", "Đơn", 1, 1, "Mẫu 1", 3, "Có chữ ký"),),
    fees=(Fee("Lệ phí", 1, "1%", "hồ sơ", "Tổ chức", "Trẻ em", "TT 1", "Tiền mặt", "in", "k"),),
    legal_bases=(LegalBasis("Luật 18/2008/QH12", "18/2008/QH12", "2008-06-03"),),
    proactive_level=1,
)


def _changes() -> Iterator[tuple[str, Any]]:
    """Each field of a procedure, rows' own too, with a content in which nothing else changed."""
    for one in fields(FULL):
        value = getattr(FULL, one.name)
        if isinstance(value, tuple) and value and is_dataclass(value[0]):
            for inner in fields(value[0]):
                row = replace(value[0], **{inner.name: _other(getattr(value[0], inner.name))})
                yield f"{one.name}.{inner.name}", replace(FULL, **{one.name: (row,)})
        elif one.name != "without":
            yield one.name, replace(FULL, **{one.name: _other(value)})


def _other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if value == "day":
        return "working_day"
    return ("khác",) if isinstance(value, tuple) else f"{value} khác"


def test_whatever_readers_are_shown_of_a_procedure_is_compared() -> None:
    unseen = {name for name, changed in _changes() if not differences(FULL, changed)}
    assert unseen == NOT_COMPARED


@pytest.mark.parametrize("part", ["form", "result", "conditions", "fees"])
def test_a_part_that_it_is_said_not_to_have_is_told_from_one_that_is_empty(part: str) -> None:
    empty = replace(FULL, result="", conditions="", fees=())
    (found,) = differences(empty, replace(empty, without=(part,)))
    (pair,) = found.changed
    assert pair.before == "" and pair.after.endswith(".")


def test_a_note_on_a_case_without_papers_is_compared() -> None:
    noted = replace(FULL, dossier_cases=(*FULL.dossier_cases, DossierCase("Cấp lại", None, "Mới")))
    (part,) = differences(FULL, noted)
    assert [pair.after for pair in part.changed] == ["Cấp lại", "Mới"]


def test_a_first_version_and_a_repeal_are_compared_with_nothing() -> None:
    new = side_by_side(None, WHOLE)
    assert all(pair.before == "" for part in new for pair in part.pairs)
    gone = side_by_side(WHOLE, None)
    assert all(pair.after == "" for part in gone for pair in part.pairs)


def test_a_line_that_changed_in_a_few_words_is_compared_word_by_word() -> None:
    words = " ".join(f"chữ{n}" for n in range(100))
    pair = Pair(f"{words} 05 ngày", f"{words} 03 ngày")
    assert [(one.kind, one.text) for one in pair.laid][1:3] == [("removed", "05"), ("added", "03")]
    assert "".join(one.text for one in pair.laid if one.kind != "added") == pair.before
    assert "".join(one.text for one in pair.laid if one.kind != "removed") == pair.after
    assert pair.shortened[0].text == "…" + " ".join(words.split()[-12:]) + " "
    assert not Pair("Giấy phép", "Quyết định").laid and not Pair("", "Mới").laid
    assert not Pair("a " * 5000, "a " * 4999).laid


@pytest.mark.parametrize(
    ("path", "number"),
    [
        (["phien-ban", "3"], 3),
        (["phien-ban", "0"], None),
        (["phien-ban", "03"], None),
        (["phien-ban", "-1"], None),
        (["phien-ban", "٣"], None),
        (["phien-ban", "9" * 50], None),
        (["phien-ban"], None),
        (["ban", "3"], None),
        ([], None),
    ],
)
def test_a_version_is_asked_for_by_its_number(path: list[str], number: int | None) -> None:
    assert version_asked(path) == number


def new_version(page: ProcedurePage, decision: str, day: date, **fields: Any) -> ProcedurePage:
    page.decision_number, page.in_force_from = decision, day
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=make_editor(), clean=False)
    publish_page(page)
    return ProcedurePage.objects.get(pk=page.pk)


@needs_db
def test_every_version_keeps_its_address_and_says_how_it_stands() -> None:
    page = make_procedure()
    publish_page(page)
    page = new_version(page, "202/QĐ-UBND", date(2026, 6, 1), time_limit="15 ngày")
    page = new_version(page, "202/QĐ-UBND", date(2026, 6, 1), time_limit="20 ngày")
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = new_version(page, "303/QĐ-UBND", tomorrow, time_limit="10 ngày")
    standing = {}
    for number in range(1, 5):
        response = Client().get(f"{page.url}phien-ban/{number}/")
        assert response.status_code == 200
        assert response.context["version"].number == number
        standing[number] = str(response.context["standing"])
        assert f'<link rel="canonical" href="{page.url}">' in response.content.decode()
    assert standing == {1: "replaced", 2: "corrected", 3: "in_force", 4: "coming"}
    old = Client().get(f"{page.url}phien-ban/1/").context
    assert old["successor"].number == 3
    assert old["content"].time_limit.startswith("25 ngày")
    page = new_version(page, "404/QĐ-UBND", timezone.localdate(), is_repealed=True)
    assert str(Client().get(f"{page.url}phien-ban/3/").context["standing"]) == "repealed"


@needs_db
@pytest.mark.parametrize("path", ["phien-ban/9/", "phien-ban/0/", "phien-ban/", "phien-ban/1/x/"])
def test_there_is_no_other_version(path: str) -> None:
    page = make_procedure()
    publish_page(page)
    assert Client().get(f"{page.url}{path}").status_code == 404


@needs_db
def test_withdrawn_with_all_its_versions() -> None:
    page = make_procedure()
    publish_page(page)
    publishing.withdraw(
        page, actor=make_user(is_superuser=True), reason="Sai", override_reason="Đăng nhầm"
    )
    response = Client().get(f"{page.url}phien-ban/1/")
    assert response.status_code == 410
    assert "Đơn đề nghị" not in response.content.decode()


@needs_db
def test_what_changed_is_shown_with_both_texts() -> None:
    page = make_procedure()
    publish_page(page)
    page = new_version(page, "202/QĐ-UBND", date(2026, 6, 1), time_limit="15 ngày")
    context = Client().get(page.url).context
    (part,) = context["differences"]
    assert part.part == "time_limit"
    said = Client().get(page.url).content.decode()
    assert "25 ngày kể từ khi nhận đủ hồ sơ</del>" in said and "15 ngày</ins>" in said


@needs_db
def test_a_legal_basis_leads_to_the_document_when_the_portal_has_it() -> None:
    document = make_conclusion(number="77/KL-SKHCN")
    publish_page(document)
    page = make_procedure()
    page.legal_bases = [
        ProcedureLegalBasis(text="Kết luận số 77/kl-skhcn"),
        ProcedureLegalBasis(text="Luật Năng lượng nguyên tử số 94/2025/QH15"),
        ProcedureLegalBasis(text="Quy định khác"),
    ]
    page.save_revision(user=make_editor(), clean=False)
    publish_page(page)
    bases = Client().get(page.url).context["bases"]
    assert [basis.url for basis in bases] == [document.url, "", ""]
    DocumentNumber.objects.create(
        page_id=page.pk, agency="x", number="77/KL-SKHCN", normal="77/KL-SKHCN", year=2020
    )
    assert Client().get(page.url).context["bases"][0].url == ""  # which of the two isn't known


@needs_db
def test_the_decision_leads_to_its_document_of_the_same_year_when_the_portal_has_it() -> None:
    document, page = make_conclusion(number="88/KL-SKHCN"), make_procedure()
    publish_page(document)
    publish_page(page)
    page = new_version(page, "88/kl-skhcn", date(2026, 6, 1))
    year = page.versions.get(decision_number="88/kl-skhcn").decision_signed_on.year
    number = DocumentNumber.objects.filter(page_id=document.pk)
    for its_year, url in ((year, document.url), (year - 1, "")):
        number.update(year=its_year)
        assert Client().get(page.url).context["decision_url"] == url
    number.update(year=year)
    assert f'<a href="{document.url}">' in Client().get(page.url).content.decode()


@needs_db
def test_it_is_a_government_service_for_machines() -> None:
    page = make_procedure(title="Cấp phép </script><b>")
    page.filing_ways = [ProcedureFilingWay(channel="online", amount=5, unit="working_day")]
    page.save_revision(user=make_editor(), clean=False)
    publish_page(page)
    said = Client().get(page.url).content.decode()
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', said, re.S)
    data = json.loads(script)
    assert data["@type"] == "GovernmentService"
    assert data["name"] == "Cấp phép </script><b>"
    assert data["identifier"] == page.code
    assert data["url"].startswith("http") and data["url"].endswith(page.url)
    assert data["availableChannel"][0]["processingTime"] == "P5D"
    assert "ld+json" not in Client().get(f"{page.url}?at=2026-03-15").content.decode()
    assert "<" not in as_script({"a": "<&>"})


@needs_db
def test_related_procedures_and_what_took_its_place_are_linked() -> None:
    other, same = make_procedure(), make_procedure()
    publish_page(other)
    publish_page(same)
    page = make_procedure()
    publish_page(page)
    related = {one.pk for one in Client().get(page.url).context["related"]}
    assert related == {other.pk, same.pk}
    page = new_version(page, "2/QĐ-UBND", date(2026, 5, 1), related_codes=f"{other.code}, 9.999999")
    assert [one.pk for one in Client().get(page.url).context["related"]] == [other.pk]
    page = new_version(
        page, "3/QĐ-UBND", date(2026, 6, 1), is_repealed=True, replaced_by=other.code
    )
    assert other.url in Client().get(page.url).content.decode()


@needs_db
def test_it_says_when_it_was_last_compared_with_its_source() -> None:
    page = make_procedure()
    publish_page(page)
    now = timezone.now()
    ProcedureSynchronisation.objects.create(page=page, at=now, source="DVCQG", sha256="0" * 64)
    said = Client().get(page.url).content.decode()
    assert f"{timezone.localtime(now):%H:%M %d/%m/%Y}" in said
