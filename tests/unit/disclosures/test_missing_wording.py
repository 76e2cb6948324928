"""What a stranger writes: cleaned, masked, sealed; and what may follow what."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosures.missing import tracking
from disclosures.missing.states import NEXT, MissingState, may_become
from disclosures.missing.wording import BLANK, kept, links, masked

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hỏi anh An, 0912 345 678", f"Hỏi anh An, {BLANK}"),
        ("CCCD 045098001234", f"CCCD {BLANK}"),
        ("gửi về a.b@example.org nhé", f"gửi về {BLANK} nhé"),
        ("xem https://example.com/a?b=1 và www.x.vn", f"xem {BLANK} và {BLANK}"),
        ("mua ở rẻ-lắm.com/ngay", None),
        ("Kết luận 05/KL-SKHCN ngày 10/03/2026", "Kết luận 05/KL-SKHCN ngày 10/03/2026"),
        ("hạn 10-03-2026, quý III/2026", "hạn 10-03-2026, quý III/2026"),
        ("thủ tục 2.002380", "thủ tục 2.002380"),
    ],
)
def test_other_peoples_data_is_blanked_out_and_document_numbers_stay(
    text: str, shown: str | None
) -> None:
    found = masked(text)
    assert found == shown if shown is not None else BLANK in found


@settings(max_examples=200)
@given(st.text(max_size=300))
def test_masking_is_idempotent_and_leaves_no_address(text: str) -> None:
    once = masked(text)
    assert masked(once) == once
    assert links(once) == 0
    assert not re.search(r"(?<!\S)[^\s@<>()]+@[^\s@<>()]+", once)


@settings(max_examples=200)
@given(st.text(max_size=300))
def test_what_is_kept_has_nothing_invisible_and_is_kept_again_as_it_is(text: str) -> None:
    once = kept(text)
    assert kept(once) == once
    assert "\x00" not in once
    assert "\u202e" not in once
    assert "\n\n\n" not in once
    assert once == once.strip()


def test_links_are_counted_with_or_without_a_scheme() -> None:
    assert links("http://a.com https://b.com www.c.vn d.net/x") == 4
    assert links("thư gửi a@b.com") == 0
    assert links("Điều 5. Khoản 2") == 0


@settings(max_examples=100)
@given(st.text(max_size=200))
def test_no_text_is_a_seal(text: str) -> None:
    assert tracking.opened(text, "KLKT") is None


def test_a_seal_belongs_to_its_duty_and_gives_one_code() -> None:
    sealed = tracking.seal("KLKT", NOW)
    found = tracking.opened(sealed, "KLKT")
    assert found is not None
    assert found.age(NOW + timedelta(seconds=5)) == 5
    assert tracking.opened(sealed, "TTHC-ND") is None
    assert tracking.code_of(found) == tracking.code_of(tracking.opened(sealed, "KLKT"))
    other = tracking.opened(tracking.seal("KLKT", NOW), "KLKT")
    assert tracking.code_of(found) != tracking.code_of(other)


@settings(max_examples=100)
@given(st.text(max_size=120))
def test_what_is_typed_is_a_code_or_nothing(text: str) -> None:
    code = tracking.typed(text)
    assert code == "" or (len(code) == tracking.CODE_LENGTH and code.isascii())


def test_a_code_is_read_however_it_is_typed() -> None:
    code = tracking.code_of(tracking.opened(tracking.seal("KLKT", NOW), "KLKT"))
    assert tracking.typed(tracking.in_groups(code).lower()) == code
    assert tracking.typed(f"  {code[:5]} {code[5:]} ") == code


def test_nothing_leads_back_from_what_was_set_apart_and_all_may_be_set_apart() -> None:
    assert NEXT[MissingState.SET_APART] == frozenset()
    for state in MissingState:
        if state is not MissingState.SET_APART:
            assert may_become(state, MissingState.SET_APART)
    ways = [state for state in MissingState if may_become(state, MissingState.RELEASED)]
    assert ways == [MissingState.ANSWERED]
