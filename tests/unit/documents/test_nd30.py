"""Metadata out of the layout of official documents: what is read, and what isn't taken for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.nd30 import Metadata, in_running_text, read_metadata, to_json
from documents.nd30.dates import dates_in, place_before
from documents.nd30.numbers import printed_number
from documents.words import PageWords, TextSource, Word
from tests.unit.documents.printed import (
    Printed,
    as_scan,
    body,
    centred,
    left,
    page,
    right,
)

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
TITLE = "Duy trì và củng cố Chỉ số Hiệu quả Quản trị và Hành chính công"


def head(number: str = "Số: 14 /KH-SKHCN", day: str = "ngày 26 tháng 01 năm 2022") -> list[Printed]:
    return [
        left(60, "UBND TỈNH QUẢNG TRỊ"),
        right(60, STATE, bold=True),
        left(76, "SỞ KHOA HỌC VÀ CÔNG NGHỆ", bold=True),
        right(76, MOTTO, bold=True),
        left(110, number),
        right(110, f"Quảng Trị, {day}"),
    ]


def plan_title() -> list[Printed]:
    return [centred(150, "KẾ HOẠCH"), centred(168, TITLE), centred(186, "năm 2022")]


TEXT = body(
    230,
    "Căn cứ Quyết định số 1682/QĐ-UBND ngày 05 tháng 7 năm 2019 của UBND tỉnh;",
    "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ;",
    "Sở Khoa học và Công nghệ xây dựng kế hoạch như sau, các phòng thực hiện.",
)


def signature(y: float = 400, name: str = "Trần Ngọc Lân") -> list[Printed]:
    return [
        Printed(y, "Nơi nhận:", None, bold=True, size=12),
        right(y, "KT. GIÁM ĐỐC", bold=True),
        right(y + 17, "PHÓ GIÁM ĐỐC", bold=True),
        Printed(y + 17, "- UBND tỉnh;", None, size=11),
        Printed(y + 31, "- Các phòng, đơn vị;", None, size=11),
        Printed(y + 45, "- Lưu: VT.", None, size=11),
        right(y + 95, name, bold=True),
    ]


def plan() -> list[PageWords]:
    return [page(*head(), *plan_title(), *TEXT, *signature())]


def values(metadata: Metadata) -> dict[str, object]:
    return {
        name: (found or {}).get("value")
        for name, found in to_json(metadata).items()
        if found is None or isinstance(found, dict)
    }


def read(*lines: Printed) -> dict[str, object]:
    return values(read_metadata([page(*lines)]))


# The whole layout


@pytest.mark.parametrize("scanned", [False, True], ids=["native", "scan"])
def test_every_part_is_read_where_the_decree_puts_it(scanned: bool) -> None:
    metadata = read_metadata(as_scan(plan()) if scanned else plan())
    found = values(metadata)
    assert found == {
        "number": "14/KH-SKHCN",
        "date": "2022-01-26",
        "place": "Quảng Trị",
        "agency": "Sở Khoa học và Công nghệ",
        "agency_parent": "UBND tỉnh Quảng Trị",
        "type": "Kế hoạch",
        "title": f"{TITLE} năm 2022",
        "signer": "Trần Ngọc Lân",
        "signer_title": "PHÓ GIÁM ĐỐC",
        "signer_capacity": "KT. GIÁM ĐỐC",
        "signer_rank": None,
        "attached_to": None,
        "number_blank": None,
    }
    assert metadata.recipients == ("UBND tỉnh", "Các phòng, đơn vị", "Lưu: VT")
    assert [basis.numbers for basis in metadata.bases] == [("1682/QĐ-UBND",), ("61/2018/NĐ-CP",)]


def test_every_reading_says_how_sure_and_where() -> None:
    number = read_metadata(plan()).number
    assert number is not None
    assert number.printed == "Số: 14 /KH-SKHCN"
    assert 0.9 <= number.confidence <= 1
    assert number.place is not None
    assert number.place.page == 1
    assert number.place.box[1] == pytest.approx(110)
    scan = read_metadata(as_scan(plan())).number
    assert scan is not None
    assert scan.confidence <= number.confidence


def test_the_order_in_which_a_reader_gives_the_words_does_not_matter() -> None:
    words = list(plan()[0].words)
    Random(3).shuffle(words)
    assert read_metadata([replace(plan()[0], words=tuple(words))]) == read_metadata(plan())


# Letters and other shapes of heads


def test_a_letter_has_no_type_printed_and_its_title_under_the_number() -> None:
    metadata = read_metadata(
        [
            page(
                *head("Số: 412/SKHCN-VP"),
                left(128, "V/v báo cáo kết quả thực hiện"),
                left(142, "Kế hoạch số 14/KH-SKHCN"),
                centred(180, "Kính gửi: Sở Nội vụ tỉnh Quảng Trị.", bold=False),
                *TEXT,
                *signature(),
            )
        ]
    )
    found = values(metadata)
    assert found["type"] == "Công văn"
    assert found["number"] == "412/SKHCN-VP"
    assert found["title"] == "V/v báo cáo kết quả thực hiện Kế hoạch số 14/KH-SKHCN"
    assert metadata.addressees == ("Sở Nội vụ tỉnh Quảng Trị",)


def test_blanks_left_for_the_number_and_the_day_are_not_filled_by_guessing() -> None:
    metadata = read_metadata(
        [page(*head("Số: /KH-SKHCN", "ngày tháng 9 năm 2024"), *plan_title(), *TEXT)]
    )
    assert metadata.number is None
    assert metadata.number_blank == "/KH-SKHCN"
    assert metadata.date is None
    assert metadata.notes == ("date_blank",)


def test_an_agency_printed_on_two_lines_is_one() -> None:
    found = read(
        left(60, "ỦY BAN NHÂN DÂN", bold=True),
        left(75, "TỈNH QUẢNG TRỊ", bold=True),
        *head("Số: 1682/QĐ-UBND")[1:2],
        *head("Số: 1682/QĐ-UBND")[3:],
        centred(150, "QUYẾT ĐỊNH"),
        centred(168, "Về việc công bố danh mục"),
        centred(200, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ"),
    )
    assert found["agency"] == "Ủy ban nhân dân tỉnh Quảng Trị"
    assert found["agency_parent"] is None
    assert found["title"] == "Về việc công bố danh mục"


def test_the_state_s_name_broken_over_two_lines_still_divides_the_columns() -> None:
    found = read(
        left(60, "UBND TỈNH QUẢNG TRỊ"),
        right(60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", bold=True),
        left(76, "SỞ KHOA HỌC VÀ CÔNG NGHỆ", bold=True),
        right(76, "VIỆT NAM", bold=True),
        right(92, MOTTO, bold=True),
        left(120, "Số: 7/TB-SKHCN"),
        right(120, "Quảng Trị, ngày 5 tháng 3 năm 2024"),
        centred(160, "THÔNG BÁO"),
        centred(178, "Lịch tiếp công dân tháng 3"),
        *TEXT,
    )
    assert (found["agency"], found["agency_parent"]) == (
        "Sở Khoa học và Công nghệ",
        "UBND tỉnh Quảng Trị",
    )


def test_a_party_document_has_its_own_head_and_number() -> None:
    found = read(
        left(60, "TỈNH ỦY QUẢNG TRỊ", bold=True),
        right(60, "ĐẢNG CỘNG SẢN VIỆT NAM", bold=True),
        left(90, "Số 12-NQ/TU"),
        right(90, "Quảng Trị, ngày 10 tháng 3 năm 2022"),
        centred(130, "NGHỊ QUYẾT"),
        centred(148, "Về chuyển đổi số"),
        *TEXT,
    )
    assert (found["number"], found["date"]) == ("12-NQ/TU", "2022-03-10")


def test_a_plan_that_lost_its_national_heading_keeps_number_day_and_title() -> None:
    found = read(
        Printed(60, "Số: 14 /KH-SKHCN", 150),
        Printed(80, "Quảng Trị, ngày 26 tháng 01 năm 2022", 420),
        *plan_title(),
        *TEXT,
    )
    assert (found["number"], found["date"], found["type"]) == (
        "14/KH-SKHCN",
        "2022-01-26",
        "Kế hoạch",
    )


# Traps


def test_numbers_and_days_of_other_acts_in_the_title_are_the_title_s() -> None:
    found = read(
        *head("Số: 51/2025/TT-BCA"),
        centred(150, "THÔNG TƯ"),
        centred(168, "Sửa đổi, bổ sung một số điều của Thông tư số 79/2024/TT-BCA"),
        centred(186, "ngày 15 tháng 11 năm 2024 của Bộ trưởng Bộ Công an"),
        *TEXT,
    )
    assert (found["number"], found["date"]) == ("51/2025/TT-BCA", "2022-01-26")
    assert str(found["title"]).endswith("ngày 15 tháng 11 năm 2024 của Bộ trưởng Bộ Công an")


def test_the_gazette_s_number_and_day_and_a_stamp_s_text_are_not_the_document_s() -> None:
    found = read(
        Printed(20, "Người ký: Cổng Thông tin điện tử Chính phủ", None, size=8),
        Printed(30, "Thời gian ký: 03.08.2023 09:03:59", None, size=8),
        Printed(45, "4 CÔNG BÁO/Số 867 + 868/Ngày 30-7-2023", None, size=11),
        left(70, "QUỐC HỘI", bold=True),
        right(70, STATE, bold=True),
        right(86, MOTTO, bold=True),
        left(104, "Luật số: 20/2023/QH15"),
        centred(140, "LUẬT"),
        centred(158, "GIAO DỊCH ĐIỆN TỬ"),
        *TEXT[:1],
        *body(
            300,
            "Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV,",
            "kỳ họp thứ 5 thông qua ngày 22 tháng 6 năm 2023.",
        ),
        right(360, "CHỦ TỊCH QUỐC HỘI", bold=True),
        right(400, "Vương Đình Huệ", bold=True),
    )
    assert (found["number"], found["date"]) == ("20/2023/QH15", "2023-06-22")
    assert (found["agency"], found["title"]) == ("Quốc hội", "GIAO DỊCH ĐIỆN TỬ")
    assert found["signer"] == "Vương Đình Huệ"


def test_forms_in_annexes_and_who_made_a_copy_are_not_the_document_s() -> None:
    form = page(
        centred(50, "PHỤ LỤC I"),
        centred(68, "MẪU ĐƠN ĐỀ NGHỊ"),
        centred(86, "(Kèm theo Kế hoạch số 14/KH-SKHCN)", bold=False),
        left(110, "TÊN CƠ QUAN"),
        right(110, STATE, bold=True),
        left(130, "Số: ……/……"),
        right(130, "……, ngày … tháng … năm 20…"),
        right(300, "NGƯỜI ĐỀ NGHỊ", bold=True),
        number=2,
    )
    copy = page(
        right(60, "SAO Y", bold=True),
        left(80, "Số: 22/SY-VP"),
        right(80, "Quảng Trị, ngày 04 tháng 12 năm 2023"),
        right(100, "CHÁNH VĂN PHÒNG", bold=True),
        right(160, "Phạm Thanh Hà", bold=True),
        number=3,
    )
    metadata = read_metadata([*plan(), form, copy])
    found = values(metadata)
    assert (found["number"], found["date"]) == ("14/KH-SKHCN", "2022-01-26")
    assert found["signer"] == "Trần Ngọc Lân"
    [annex] = metadata.annexes
    assert (annex.label, annex.title, annex.place.page) == ("PHỤ LỤC I", "MẪU ĐƠN ĐỀ NGHỊ", 2)


def test_an_annex_alone_names_what_it_belongs_to_and_has_no_number_of_its_own() -> None:
    found = read(
        centred(60, "Phụ lục I"),
        centred(78, "THỂ THỨC VÀ KỸ THUẬT TRÌNH BÀY"),
        centred(96, "(Kèm theo Nghị định số 30/2020/NĐ-CP", bold=False),
        centred(114, "ngày 05 tháng 3 năm 2020 của Chính phủ)", bold=False),
        *TEXT,
    )
    assert (found["number"], found["date"], found["signer"]) == (None, None, None)
    assert (found["type"], found["agency"]) == ("Phụ lục", "Chính phủ")
    assert found["attached_to"] == "30/2020/NĐ-CP"


def test_a_name_behind_a_seal_is_mended_only_where_one_family_name_fits() -> None:
    def signed(first: str, *also: str) -> object:
        lines = as_scan(
            [page(*head(), *plan_title(), *TEXT, *signature(name=f"{first} Xuân Phúc"))]
        )
        words = tuple(
            replace(word, confidence=0.1, also=also) if word.text == first else word
            for word in lines[0].words
        )
        return values(read_metadata([replace(lines[0], words=words)]))["signer"]

    assert signed("Nguyễn") == "Nguyễn Xuân Phúc"
    assert signed("NÐuyfn") == "Nguyễn Xuân Phúc"
    assert signed("Xwkq") is None
    # What stays doubtful in one look may be plain in several, and the other way round.
    assert signed("xNfnZm") is None
    assert signed("xNfnZm", "xNÐuý2n", "xN8uýfn", "wNfuy2n", "S_xu") == "Nguyễn Xuân Phúc"
    assert signed("Xrơng", "Kương", "fơng") is None  # Lương, Dương, Trương?


def test_a_rank_that_a_seal_made_one_word_is_told_from_the_name() -> None:
    printed = "Ý Đạitfớng Tô s. Lâm"
    lines = as_scan([page(*head(), *plan_title(), *TEXT, *signature(name=printed))])
    words = tuple(
        replace(word, confidence={"Đạitfớng": 0.35, "s.": 0.0}.get(word.text, word.confidence))
        for word in lines[0].words
    )
    found = values(read_metadata([replace(lines[0], words=words)]))
    assert (found["signer_rank"], found["signer"]) == ("Đại tướng", "Tô Lâm")


def test_two_specks_of_a_seal_are_no_person() -> None:
    lines = as_scan([page(*head(), *plan_title(), *TEXT, *signature(name="Q Nó"))])
    assert values(read_metadata(lines))["signer"] is None


# Pieces


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Số: 14 /KH-SKHCN", "14/KH-SKHCN"),
        ("Số:14/KH – SKHCN", "14/KH-SKHCN"),
        ("Luật số: 20/2023/QH15", "20/2023/QH15"),
        ("Số: 51/⁄2025/TT-BCA", "51/2025/TT-BCA"),
        ("Số: 2243 /PCCC&CNCH-P6", "2243/PCCC&CNCH-P6"),
        ("Số: 2243/PCCC&CNCH-Pó", "2243/PCCC&CNCH-P6"),
        ("ÁN LỆ SỐ 34/2020/AL1", "34/2020/AL"),
        ("Số: 05/QD-UBND", "05/QĐ-UBND"),
        ("Số: 1l/KH-SKHCN", "11/KH-SKHCN"),
        ("Số: 09/KL-TIra", "09/KL-TTra"),
        ("Số: 12/SKHCN-VP", "12/SKHCN-VP"),
        ("Số 12-NQ/TU", "12-NQ/TU"),
        ("Số: ……/……", None),
        ("Số lượng 15/20 người tham gia", None),
        ("tỷ lệ 3/4 số đơn vị", None),
    ],
)
def test_a_number_in_any_writing(printed: str, number: str | None) -> None:
    found = printed_number(printed)
    assert (found.value if found else None) == number


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Quảng Trị, ngày 26 tháng 01 năm 2022", date(2022, 1, 26)),
        ("Hà Nội, ngày 23 thángU7 năm 2025", date(2025, 7, 23)),
        ("ngày l5 tháng 3 năm 2O20", date(2020, 3, 15)),
        ("ngày 31 tháng 02 năm 2020", None),
        ("ngày 05 tháng 3 năm 1820", None),
    ],
)
def test_a_day_in_words_and_with_slips_of_ocr(printed: str, day: date | None) -> None:
    found = next(dates_in(printed), None)
    assert (found.value if found else None) == day


def test_the_place_stands_before_the_day() -> None:
    assert place_before("TP. Hồ Chí Minh, ngày 05 tháng 3 năm 2020") == "TP. Hồ Chí Minh"
    assert place_before("ngày 05 tháng 3 năm 2020") is None


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Sở Khoa học và Công nghệ"),
        ("ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ", "Ủy ban nhân dân tỉnh Quảng Trị"),
        ("CỤC CẢNH SÁT PCCC VÀ CNCH", "Cục Cảnh sát PCCC và CNCH"),
        ("CHÍNHPHỦ", "Chính phủ"),
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở Nội vụ", "Sở Nội vụ"),
    ],
)
def test_names_of_offices_as_one_writes_them_in_a_sentence(capitals: str, name: str) -> None:
    assert in_running_text(capitals) == name


# Bad input


def test_pages_without_words_give_nothing() -> None:
    assert read_metadata([]) == Metadata()
    assert read_metadata([PageWords(1, 0, 0, (), TextSource.NONE)]) == Metadata()


words = st.builds(
    Word,
    text=st.one_of(
        st.text(min_size=1, max_size=12),
        st.sampled_from(
            [*STATE.split(), "Số:", "14/KH-SKHCN", "ngày", "Kính", "gửi", "PHỤ", "LỤC"]
        ),
    ),
    x0=st.floats(-50, 700),
    y0=st.floats(-50, 900),
    x1=st.floats(-50, 700),
    y1=st.floats(-50, 900),
    bold=st.booleans(),
    confidence=st.floats(0, 1),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(words, max_size=40), max_size=3))
def test_no_words_whatever_raise(pages: list[list[Word]]) -> None:
    metadata = read_metadata(
        [PageWords(at, 595, 842, tuple(page)) for at, page in enumerate(pages, 1)]
    )
    assert to_json(metadata)
