"""The office teaches search (S5): with effect at once, and keeps nothing about people."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from portal import frame, roles
from search import unanswered
from search.engines import engine_for
from search.house_words import House, Meaning, taught
from search.models import BestBet, HouseWords, ZeroResult
from search.query import parse
from tests.factories import make_procedure, make_user, publish_page
from tests.unit.search.samples import EVERYTHING

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index(tmp_path: Path, settings: Any) -> Any:
    settings.SEARCH_URL = f"tantivy://{tmp_path}/index"
    engine = engine_for(settings.SEARCH_URL)
    engine.rebuild(EVERYTHING)
    return engine


@pytest.fixture
def office(client: Client) -> Client:
    client.force_login(make_user(role=roles.OFFICE))
    return client


def found(client: Client, text: str) -> list[str]:
    page = client.get("/tim-kiem/", {"q": text}).context["results"]
    return [hit.entry.id for hit in page.hits]


def test_a_synonym_counts_at_once_and_no_longer_once_deleted(client: Client) -> None:
    assert "x-ray" not in found(client, "qwrtp zzxx")
    words = HouseWords.objects.create(words="qwrtp zzxx", means="thiết bị X-quang")
    assert "x-ray" in found(client, "qwrtp zzxx")
    assert "x-ray" in found(client, "QWRTP zzxx")
    words.words = "kkwq bbrvz"
    words.save()
    assert "x-ray" not in found(client, "qwrtp zzxx")
    assert "x-ray" in found(client, "kkwq bbrvz")
    words.delete()
    assert "x-ray" not in found(client, "kkwq bbrvz")


def test_an_abbreviation_counts_both_ways() -> None:
    table = [Meaning.of("TBX", "thiết bị X-quang"), Meaning.of("thiết bị X-quang", "TBX")]
    query, acted = taught(parse("thiet bi x quang"), table)
    assert ("tbx",) in query.words[0].others
    assert acted == ("thiết bị X-quang → TBX",)


def test_accents_that_are_typed_must_be_those_of_the_entry() -> None:
    table = [Meaning.of("chụp phim", "x quang")]
    assert taught(parse("chúp phím"), table)[1] == ()
    assert taught(parse("chup phim"), table)[1] != ()


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_teaching_never_takes_a_word_away(text: str, words: str, means: str) -> None:
    query = parse(text)
    after, _ = taught(query, [m for m in [Meaning.of(words, means)] if m.folded and m.meant])
    assert [word.text for word in after.words] == [word.text for word in query.words]
    House(bets=((words, 1),)).bets_for(after)


@pytest.mark.parametrize(
    "values",
    [
        {"words": "", "means": "x quang"},
        {"words": "...", "means": "x quang"},
        {"words": "một hai ba bốn năm sáu bảy", "means": "x"},
        {"words": "Chụp phim", "means": "chụp  PHIM"},
        {"words": "hai từ", "means": "x quang", "kind": "abbreviation"},
    ],
)
def test_words_that_teach_nothing_are_refused(values: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        HouseWords(**values).full_clean()


def test_a_best_bet_stands_first_for_its_words_alone(client: Client) -> None:
    page = make_procedure()
    publish_page(page)
    BestBet.objects.create(words="đường dây nóng", page=page)
    bets = client.get("/tim-kiem/", {"q": "duong day nong"}).context["results"].bets
    assert [bet.entry.id for bet in bets] == [f"page:{page.pk}"]
    assert not client.get("/tim-kiem/", {"q": "đường dây"}).context["results"].bets
    content = client.get("/tim-kiem/", {"q": "đường dây nóng"}).content.decode()
    assert page.title in content


def test_a_best_bet_must_be_public() -> None:
    with pytest.raises(ValidationError):
        BestBet(words="nháp", page=make_procedure()).full_clean()


def test_what_found_nothing_is_counted_by_week(client: Client) -> None:
    for text in ("qwrtp zzz", "QWRTP  zzz", "qwrtp zzz"):
        client.get("/tim-kiem/", {"q": text})
    client.get("/tim-kiem/", {"q": "giấy phép"})
    client.get("/tim-kiem/", {"q": "qwrtp zzz", "loai": "procedure"})
    (row,) = ZeroResult.objects.all()
    assert (row.text, row.count) == ("qwrtp zzz", 3)
    assert row.week.weekday() == 0
    names = {field.name for field in ZeroResult._meta.get_fields()}
    assert names == {"id", "week", "text", "count", "settled"}


@pytest.mark.parametrize(
    "text",
    [
        "qwrtp 0912345678",
        "qwrtp 0912 345 678",
        "qwrtp 045-090.012.345",
        "an.b@example.vn",
        "Nguyễn Văn Qwrtp",
        "tran thi qwrtp",
        "q" * 81,
    ],
)
def test_what_looks_like_a_person_is_counted_without_its_words(client: Client, text: str) -> None:
    client.get("/tim-kiem/", {"q": text})
    assert list(ZeroResult.objects.values_list("text", flat=True)) in ([""], [])
    assert unanswered.countable(text) == ""


@pytest.mark.parametrize("text", ["2.009999", "14/KH-XYZQ", "lệ phí qwrtp"])
def test_codes_and_ordinary_words_are_kept(text: str) -> None:
    assert unanswered.countable(text)


def test_rarities_lose_their_words_after_their_week() -> None:
    today = date(2026, 11, 24)
    last = unanswered.monday(today) - timedelta(days=7)
    for text, count in (("hiếm", 1), ("ít", 2), ("nhiều", 3)):
        ZeroResult.objects.create(week=last, text=text, count=count)
    ZeroResult.objects.create(week=unanswered.monday(today), text="mới", count=1)
    assert unanswered.sum_up(today) == 2
    rows = dict(ZeroResult.objects.filter(week=last).values_list("text", "count"))
    assert rows == {"": 3, "nhiều": 3}
    assert unanswered.sum_up(today) == 0
    assert ZeroResult.objects.filter(text="mới").exists()


def test_the_office_sees_what_was_asked_in_vain_and_takes_it_off(office: Client) -> None:
    week = unanswered.monday(timezone.localdate())
    often = ZeroResult.objects.create(week=week, text="xin việc", count=5)
    ZeroResult.objects.create(week=week, text="rất hiếm", count=2)
    content = office.get(reverse("search_quality")).content.decode()
    assert "xin việc" in content
    assert "rất hiếm" not in content
    assert office.get(reverse("search_settle", args=[often.pk])).status_code == 405
    office.post(reverse("search_settle", args=[often.pk]))
    assert "xin việc" not in [row.text for row in ZeroResult.objects.filter(settled=False)]
    assert office.post(reverse("search_settle", args=[999_999])).status_code == 404


def test_the_try_out_says_why(office: Client) -> None:
    HouseWords.objects.create(words="chụp phim", means="thiết bị X-quang")
    response = office.get(reverse("search_quality"), {"q": "chup phim 2.002380"})
    tried = response.context["tried"]
    first = tried.reasons[0]
    assert first.by_number
    assert first.hit.entry.id == "x-ray"
    assert "chụp phim → thiết bị X-quang" in response.content.decode()


@pytest.mark.parametrize("query", ["", "?q=%00", "?q=" + "a" * 5_000, "?q=%3Cscript%3Ealert(1)"])
def test_any_try_out_is_a_page(office: Client, query: str) -> None:
    response = office.get(reverse("search_quality") + query)
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("role", [roles.EDITOR, roles.APPROVER, roles.LEADER, roles.AUDITOR])
def test_others_neither_see_nor_settle(client: Client, role: str) -> None:
    client.force_login(make_user(role=role))
    row = ZeroResult.objects.create(week=date(2026, 11, 23), text="xin việc", count=5)
    client.get(reverse("search_quality"))
    client.post(reverse("search_settle", args=[row.pk]))
    row.refresh_from_db()
    assert not row.settled
    assert (
        client.get(reverse("search_quality")).context is None
        or b"xin vi" not in client.get(reverse("search_quality")).content
    )


def test_the_results_page_stays_within_its_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    page = make_procedure()
    publish_page(page)
    BestBet.objects.create(words="giấy phép", page=page)
    # What frames every page is read once in five seconds (test_query_budget.py counts it).
    frame.frame_of(RequestFactory().get("/"))
    with django_assert_max_num_queries(12):
        client.get("/tim-kiem/", {"q": "giấy phép"})
