"""Times, fees, ways, papers and steps read out of prose: nothing is read that isn't said."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.exchange.printed import fees_of, ways_of
from procedures.prose.blocks import text_blocks
from procedures.prose.money import Money, fees_said, read_money
from procedures.prose.numbers import decimal_number, number_in_words, whole_number
from procedures.prose.papers import Paper, read_papers
from procedures.prose.steps import read_steps
from procedures.prose.times import Time, read_time
from procedures.prose.ways import Said, by_way

amounts = st.integers(min_value=1000, max_value=10**10)
dots = st.sampled_from([".", ",", " "])


# Numbers


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("năm", 5),
        ("mười", 10),
        ("mười lăm", 15),
        ("hai mươi", 20),
        ("hai mươi mốt", 21),
        ("ba mươi tư", 34),
        ("một trăm", 100),
        ("một trăm linh năm", 105),
        ("một trăm hai mươi", 120),
        ("mươi", None),
        ("một mươi", None),
        ("kể từ", None),
        ("không trăm", None),
        ("", None),
    ],
)
def test_numbers_in_words(words: str, number: int | None) -> None:
    assert number_in_words(words) == number


@given(amounts, dots)
def test_digits_in_threes_are_one_number(amount: int, part: str) -> None:
    assert whole_number(f"{amount:,}".replace(",", part)) == amount


@pytest.mark.parametrize(
    "text", ["1.5", "12.34.567", "1.000,50", "1.00", "", "năm", "٣", "-5", "1e6"]
)
def test_what_may_be_decimals_is_no_whole_number(text: str) -> None:
    assert whole_number(text) is None


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("VNĐ(Theo Nghị quyết 5 (mục 2))", "Theo Nghị quyết 5 (mục 2)"),
        ("VNĐ(a) hoặc (b)", "VNĐ(a) hoặc (b)"),  # two notes, not one
        ("Phí theo quy định", "Phí theo quy định"),
    ],
)
def test_a_currency_whose_amount_was_lost_is_left_off_and_kept_beside(
    printed: str, words: str
) -> None:
    (fee,) = fees_of(f"Trực tuyến: {printed}")
    assert fee.formula == words and fee.amount is None
    assert fee.printed == (printed if printed != words else "")
    (way,) = ways_of("", f"Trực tuyến: {printed}")
    assert (way.fee, way.fee_amount) == (words, None)


def test_one_or_two_decimals_are_decimals() -> None:
    assert str(decimal_number("1,5")) == "1.5"
    assert decimal_number("1.500") == 1500


# Times


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("05 ngày làm việc", Time(5, "working_day")),
        ("5ngày làm việc", Time(5, "working_day")),
        ("05 (năm) ngày làm việc", Time(5, "working_day")),
        ("12 Ngày", Time(12, "day")),
        ("24h", Time(24, "hour")),
        ("03 Giờ", Time(3, "hour")),
        ("1 Tháng", Time(1, "month")),
        ("Không quá 15 ngày", Time(15, "day")),
        (
            "Trong thời hạn 07 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ.",
            Time(7, "working_day"),
        ),
        ("Thời hạn giải quyết: 20 ngày làm việc kể từ ngày nhận hồ sơ", Time(20, "working_day")),
        ("3 Ngày làm việc — 03 ngày làm việc kể từ ngày nhận đủ hồ sơ", Time(3, "working_day")),
        ("30 Ngày (kể từ ngày nhận được hồ sơ hợp lệ)", Time(30, "day")),
        ("18 ngày làm việc kể từ ngày nhận hồ sơ đầy đủ, hợp lệ Khác", Time(18, "working_day")),
    ],
)
def test_times_that_are_said(text: str, time: Time) -> None:
    assert read_time(text) == time


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "Trực tuyến: 5",
        "120,000",
        "theo quy định",
        "Ngay trong ngày",
        "Không quy định",
        "Khác",
        "0 ngày",
        "9999 ngày",
        "0.5 Ngày làm việc",
        "15-20 ngày",
        "15 – 20 ngày",
        "từ 5 đến 10 ngày",
        "5 Ngày, 3 Ngày",
        "2 tháng 15 ngày",
        "05 (sáu) ngày làm việc",  # the word says otherwise
        "8 giờ làm việc",
        "02 tuần",
        "Trước 15 ngày",
        "Sau 15 ngày",
        "Trước ngày 15 tháng 3 hằng năm",
        "05 ngày/lần",
        "3 ngày làm việc đối với cấp lại",
        "5 Ngày — Không quá 5 ngày làm việc",  # working days or not?
        "60 Ngày (60 ngày hoặc 90 ngày trong trường hợp đặc biệt)",
        "43 Ngày làm việc (- UBND xã: 3 ngày làm việc; - Bộ: 5 ngày làm việc)",
        "12 Giờ (phức tạp: không quá 30 phút)",
        "Điều 5 ngày 10 tháng 3",
    ],
)
def test_times_that_are_not_said(text: str) -> None:
    assert read_time(text) is None


@given(st.text(max_size=200))
def test_any_text_is_read_or_left_alone(text: str) -> None:
    read_time(text), read_money(text), by_way(text), read_papers(text), read_steps(text)


@given(
    st.integers(1, 700),
    st.sampled_from(["ngày làm việc", "ngày", "giờ"]),
    st.text("abcđ ,", max_size=20),
)
def test_a_time_read_is_printed_in_the_text(amount: int, unit: str, after: str) -> None:
    text = f"{amount:02d} {unit} {after}"
    time = read_time(text)
    assert time is None or (
        time.amount == amount and (time.unit == "working_day") == ("làm" in unit)
    )


# Fees


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("250000 Đồng", Money(250_000)),
        ("Phí : 250000 Đồng", Money(250_000, kind="phí")),
        ("Lệ phí: 100.000 đồng/hồ sơ.", Money(100_000, "hồ sơ", "lệ phí")),
        ("50,000 Việt Nam Đồng(50.000 đồng/giấy)", Money(50_000, "giấy")),
        ("800,000 VNĐ(đồng/lần)", Money(800_000, "lần")),
        ("30,000 Việt Nam Đồng(/giao dịch)", Money(30_000, "giao dịch")),
        ("1,5 triệu đồng", Money(1_500_000)),
        ("500 đồng/trang", Money(500, "trang")),
        ("50.000 đồng/ hợp đồng, giao dịch", Money(50_000, "hợp đồng")),
        ("Miễn phí", Money(0)),
        ("Không", Money(0)),
        ("Miễn phí(Không)", Money(0)),
        ("Phí : 0 Đồng", Money(0, kind="phí")),
        ("Miễn phí05 ngày làm việc kể từ ngày nhận đủ hồ sơ theo quy định", Money(0)),
        (
            "50,000 VNĐ(50.000đ/giấy thông hành (Thông tư số 25/2021/TT-BTC ngày 07/4/2021))",
            Money(50_000, "giấy thông hành"),
        ),
    ],
)
def test_fees_that_are_said(text: str, money: Money) -> None:
    assert read_money(text) == money


@pytest.mark.parametrize(
    "text",
    [
        "",
        "theo quy định",
        "VNĐ",
        "250000",
        "1.5 đồng",
        "120 VNĐ",  # the database loses thousands: `50 VNĐ(50.000đ/giấy)`
        "50 USD",
        "từ 100.000 đồng đến 200.000 đồng",
        "không quá 50.000 đồng",
        "100.000 đồng - 200.000 đồng",
        "250000 Đồng (áp dụng mức phí 125.000 đồng đến hết ngày 31/12/2026)",
        "100.000 đồng (giảm 50% khi nộp trực tuyến)",
        "1250000 Đồng (Trường hợp tự cung ứng dịch vụ phạm vi nội tỉnh)",
        "200.000 đồng/hồ sơ trường hợp khi thay đổi tên gọi",
        "Miễn phí(do Ủy ban nhân dân cấp tỉnh quy định.)",
        "Miễn phí(Theo quy định của Luật phí và lệ phí)",
        "Miễn phí(Đối với cảng hàng không khác)",
        "Miễn phí(Chưa quy định.)",
        "Không quy định",
        "Không có thông tin",
        "không quá 3 lần",
        "99999999999999 đồng",
        "3 Ngày làm việc80,000 Việt Nam Đồng",
    ],
)
def test_fees_that_are_not_said(text: str) -> None:
    assert read_money(text) is None


@given(amounts, dots, st.sampled_from(["đồng", "Đồng", "VNĐ", "Việt Nam Đồng", "đ"]))
def test_an_amount_with_its_currency_is_that_amount(amount: int, part: str, currency: str) -> None:
    assert read_money(f"Phí: {amount:,} {currency}".replace(",", part)) == Money(amount, kind="phí")


@given(amounts, amounts)
def test_two_amounts_are_never_one(one: int, other: int) -> None:
    if one != other:
        assert read_money(f"{one} đồng ({other} đồng)") is None


def test_fees_of_one_cell_stand_apart() -> None:
    assert fees_said("Phí : 5000 Đồng (A)\nLệ phí : 7000 Đồng\ndòng sau\nPhí : 5000 Đồng (A)") == (
        "Phí : 5000 Đồng (A)",
        "Lệ phí : 7000 Đồng\ndòng sau",
    )


# Ways of filing


def test_each_way_has_its_text() -> None:
    assert by_way("Trực tuyến120 VNĐ") == (Said("online", "120 VNĐ"),)
    assert by_way("Trực tiếp: 5 Ngày\n(ghi chú)\nDịch vụ bưu chính: 7 Ngày\nTrực tuyến: ") == (
        Said("in_person", "5 Ngày\n(ghi chú)"),
        Said("post", "7 Ngày"),
        Said("online", ""),
    )
    assert by_way("05 ngày làm việc") == (Said("", "05 ngày làm việc"),)
    assert by_way("Trực tiếp tại Sở: 5 ngày") == (Said("", "Trực tiếp tại Sở: 5 ngày"),)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính"]),
            st.text("ab 1đ()", max_size=20),
        ),
        max_size=6,
    )
)
def test_no_text_of_a_way_gets_lost(cells: list[tuple[str, str]]) -> None:
    text = "\n".join(f"{name}: {value}" for name, value in cells)
    said = "\n".join(one.text for one in by_way(text))
    assert set(said.split()) == set(" ".join(value for _, value in cells).split())


# Papers and steps


def test_papers_keep_their_numbers_and_cases() -> None:
    text = (
        "Trường hợp cấp mới:\n- Đơn đề nghị [Mau01.docx] (1 bản chính)\n"
        "- Hộ chiếu (0 bản chính,1 bản sao)\nHồ sơ gồm:\nGiấy tờ khác (Bản chính: 1; Bản sao: 2)\n"
        "Đơn theo Mẫu số (181 bản chính,1 bản sao)\nTrường hợp cấp lại:"
    )
    assert read_papers(text) == (
        Paper("Trường hợp cấp mới", "- Đơn đề nghị", 1, 0, "Mau01.docx"),
        Paper("Trường hợp cấp mới", "- Hộ chiếu", 0, 1, ""),
        Paper("", "Hồ sơ gồm:", 0, 0, ""),
        Paper("", "Giấy tờ khác", 1, 2, ""),
        Paper("", "Đơn theo Mẫu số (181 bản chính,1 bản sao)", 0, 0, ""),
        Paper("", "Trường hợp cấp lại:", 0, 0, ""),
    )


@pytest.mark.parametrize(
    ("printed", "name", "form"),
    [
        ("Đơn (theo mẫu);Mẫu số 08.docx (1 bản chính)", "Đơn (theo mẫu);", "Mẫu số 08.docx"),
        ("Bản đồ khoáng sảnMau 09-Phu luc II.docx", "Bản đồ khoáng sản", "Mau 09-Phu luc II.docx"),
        ("Đơn theo 23/2026/NĐ-CPMau42.docxMau46.docx", "Đơn theo 23/2026/NĐ-CP",
         "Mau42.docx; Mau46.docx"),
        ("Đơn.Mus02.docx", "Đơn.", "Mus02.docx"),
        ("Đơn theo Mẫu số 08.docx", "Đơn theo Mẫu số 08.docx", ""),  # part of the name, it seems
        ("Đơn đề nghị1.002903.docx", "Đơn đề nghị1.002903.docx", ""),
        ("Mẫu số 08.docx", "Mẫu số 08.docx", ""),
    ],
)  # fmt: skip
def test_a_form_that_ran_into_its_papers_name_is_told_apart(
    printed: str, name: str, form: str
) -> None:
    (paper,) = read_papers(printed)
    assert (paper.name, paper.form) == (name, form)


@given(st.text(max_size=300))
def test_blocks_of_a_text_leave_nothing_out(text: str) -> None:
    def letters(words: str) -> str:
        return re.sub(r"[\s–•-]", "", unicodedata.normalize("NFC", words))

    lines = "".join(line for one in text_blocks(text) for line in one.lines)
    assert letters(lines) == letters(text)


def test_a_wall_of_text_has_headings_and_lists() -> None:
    text = "Trường hợp chung:\na) Bước 1. Nộp hồ sơ\n\n- Trực tiếp;\n- Trực tuyến.\n-5 độ\nHết."
    assert [(one.kind, len(one.lines)) for one in text_blocks(text)] == [
        ("text", 1), ("heading", 1), ("list", 2), ("text", 1), ("text", 1),
    ]  # fmt: skip
    assert text_blocks(f"Bước 1: {'dài ' * 50}")[0].kind == "text"


def test_steps_are_cut_only_where_they_count_up() -> None:
    assert read_steps("Bước 1: Nộp.\nBước 2: Nhận.\ntại quầy") == ("Nộp.", "Nhận.\ntại quầy")
    assert read_steps("Bước 1: Nộp. Bước 2: Nhận.") == ("Nộp.", "Nhận.")
    for whole in ("Bước 1: Nộp.", "Bước 2: A.\nBước 3: B.", "Trước. Bước 1: A. Bước 2: B.", "A\nB"):
        assert read_steps(whole) == (whole,)
    assert read_steps(" ") == ()


# The whole corpus: how much is read, and that it stays so


def test_the_real_corpus_is_read_as_measured(shared: Path) -> None:
    """What was looked through by eye, in figures: a change that reads more or less shows here."""
    times, fees, papers = Counter(), Counter(), Counter()
    with gzip.open(shared / "data/corpus/procedures.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for said in by_way(row["time_limit"]):
                times["read" if read_time(said.text) else "left"] += 1
            for said in by_way(row["fee"]):
                for fee in fees_said(said.text):
                    fees["read" if read_money(fee) else "left"] += 1
            for paper in read_papers(row["dossier"]):
                papers["numbered" if paper.originals or paper.copies else "left"] += 1
                papers["with form"] += bool(paper.form)
    assert times == {"read": 6957, "left": 1299}
    assert fees == {"read": 4517, "left": 3229}
    assert papers == {"numbered": 14032, "left": 5192, "with form": 2113}
