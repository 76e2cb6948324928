"""Header, units, schedules and the order to report, from the words of a plan (R1)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.plan_import import (
    CADENCES,
    DraftPlan,
    KnownUnit,
    UnitDirectory,
    cadence_of,
    last_day,
    read_plan,
    unit_key,
)

from .plan_documents import PLAN_ROWS, SIGNATURE_LINES, UNITS, DocxPlan, markdown_table, task

TABLE = markdown_table(PLAN_ROWS)


def read(*lines: str) -> DraftPlan:
    return read_plan("\n\n".join(lines).encode(), "plan.md", UNITS)


class TestHeader:
    """Number, date, title, issuer and signer; a citation is never taken for them."""

    def test_all_of_it_in_a_word_letterhead(self):
        plan = DocxPlan().letterhead(
            ["UBND TỈNH QUẢNG TRỊ", "SỞ KHOA HỌC\nVÀ CÔNG NGHỆ", "Số: 07 /KH-SKHCN"],
            [
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "Quảng Trị, ngày 05 tháng 02 năm 2024",
            ],
        )
        plan.line("KẾ HOẠCH", bold=True).line("Duy trì chỉ số", bold=True)
        plan.line("của Sở năm 2024", bold=True).line("Thực hiện Quyết định số 1682/QĐ-UBND …")
        plan.letterhead(["Nơi nhận:", "- Lưu: VT."], ["KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "Lê Thị Mẫu"])
        plan.table(PLAN_ROWS)
        draft = read_plan(plan.content(), "p.docx", UNITS)
        assert (draft.agency, draft.number) == ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "07/KH-SKHCN")
        assert (draft.place, draft.signed_on) == ("Quảng Trị", date(2024, 2, 5))
        assert draft.title == "Duy trì chỉ số của Sở năm 2024"
        assert (draft.signer_title, draft.signer) == ("PHÓ GIÁM ĐỐC", "Lê Thị Mẫu")

    @pytest.mark.parametrize(
        ("line", "number"),
        [
            ("Số: 14 /KH-SKHCN", "14/KH-SKHCN"),
            ("Số 14/KH–SKHCN", "14/KH-SKHCN"),
            ("**Số: 05/KH - SKHCN**", "05/KH-SKHCN"),
            ("số:14/KH-SKHCN  Quảng Trị, ngày 26 tháng 01 năm 2022", "14/KH-SKHCN"),
            ("Số:      /KH-SKHCN", None),
            ("Thực hiện Quyết định số 1682/QĐ-UBND", None),
        ],
    )
    def test_the_number_is_the_one_on_its_own_line(self, line, number):
        assert read(line, "**KẾ HOẠCH**", "**Tên**", "Căn cứ số 3/QĐ-X", TABLE).number == number

    @pytest.mark.parametrize(
        ("line", "signed_on", "place"),
        [
            ("Quảng Trị, ngày 26 tháng 01 năm 2022", date(2022, 1, 26), "Quảng Trị"),
            ("*TP. Đông Hà, ngày 5 tháng 12 năm 2023*", date(2023, 12, 5), "TP. Đông Hà"),
            (
                "Số: 1/KH-SKHCN Quảng Trị, ngày 26 tháng 01 năm 2022",
                date(2022, 1, 26),
                "Quảng Trị",
            ),
            ("Quảng Trị, ngày 31 tháng 02 năm 2022", None, "Quảng Trị"),
            ("Quảng Trị, ngày     tháng 01 năm 2022", None, None),
        ],
    )
    def test_the_date_is_the_one_beside_the_place(self, line, signed_on, place):
        draft = read(line, "**KẾ HOẠCH**", "**Tên**", TABLE)
        assert (draft.signed_on, draft.place) == (signed_on, place)

    def test_an_annex_alone_is_dated_and_numbered_by_the_line_that_names_its_plan(self):
        annex = "*(Kèm theo Kế hoạch số:9 /KH-SKHCN ngày 03/4/2023 của Sở KH&CN)*"
        draft = read("**PHỤ LỤC I**", "**NHIỆM VỤ NĂM 2023**", annex, TABLE)
        assert (draft.number, draft.signed_on) == ("9/KH-SKHCN", date(2023, 4, 3))
        assert (draft.title, draft.agency_hint) == ("NHIỆM VỤ NĂM 2023", "Sở KH&CN")

    def test_a_title_on_the_line_of_the_kind_is_found(self):
        assert read("**KẾ HOẠCH Duy trì chỉ số**", TABLE).title == "Duy trì chỉ số"

    def test_a_signature_under_the_table_is_found(self):
        lines = ["CHÁNH VĂN PHÒNG", "(Đã ký)", "TS. Trần Thị Mẫu"]
        draft = read("**KẾ HOẠCH**", "**Tên**", TABLE, *lines)
        assert (draft.signer_title, draft.signer) == ("CHÁNH VĂN PHÒNG", "Trần Thị Mẫu")

    def test_what_is_not_printed_is_none_and_said(self):
        draft = read(TABLE)
        empty = (draft.number, draft.signed_on, draft.title, draft.agency, draft.signer)
        assert empty == (None,) * 5
        assert {"number_missing", "date_missing", "title_missing"} <= {
            notice.code for notice in draft.warnings
        }

    def test_a_list_of_recipients_is_no_signature(self):
        assert read("**KẾ HOẠCH**", *SIGNATURE_LINES[:1], "- UBND tỉnh;", TABLE).signer is None


class TestReportCycle:
    """The plan's order to report."""

    def test_the_dates_of_quarters_and_year_are_read(self):
        order = "- Trước ngày 10 tháng cuối quý và năm (trước 20/12) các phòng báo cáo Văn phòng."
        cycle = read("**KẾ HOẠCH**", order, TABLE).report_cycle
        assert cycle is not None
        assert [(d.period, d.relation, d.month, d.day) for d in cycle.due] == [
            ("Q1", "before", 3, 10),
            ("Q2", "before", 6, 10),
            ("Q3", "before", 9, 10),
            ("Q4", "before", 12, 10),
            ("YEAR", "before", 12, 20),
        ]

    def test_no_order_is_none(self):
        assert read("**KẾ HOẠCH**", "Các phòng báo cáo đầy đủ.", TABLE).report_cycle is None


class TestUnits:
    """Names are recognised in the ways they are written; what is not known is never guessed."""

    @pytest.mark.parametrize(
        ("cell", "codes"),
        [
            ("Văn phòng", ("VP",)),
            ("VĂN PHÒNG", ("VP",)),
            ("van phong so", ("VP",)),
            ("Phòng Kế hoạch – Tài chính", ("KHTC",)),
            ("Phòng Kế hoạch-Tài chính.", ("KHTC",)),
            ("TT Nghiên cứu UD & TT KH & CN", ("TTNC",)),
            ("Các phòng, đơn vị thuộc Sở", ("ALL",)),
            ("Thanh tra, Văn phòng", ("TTRA", "VP")),
            ("Thanh tra; Văn phòng", ("TTRA", "VP")),
            ("Thanh tra và Văn phòng", ("TTRA", "VP")),
            ("- Thanh tra; - Văn phòng", ("TTRA", "VP")),
            ("Thanh tra Văn phòng", ("TTRA", "VP")),
            ("Trung tâm Nghiên cứu, Ứng dụng và Thông tin và Thanh tra", ("TTNC", "TTRA")),
            ("Thanh tra, các phòng, đơn vị thuộc Sở", ("TTRA", "ALL")),
            ("Văn phòng, Văn phòng Sở", ("VP",)),
            ("", ()),
        ],
    )
    def test_a_cell_names_these_units(self, cell, codes):
        found = UnitDirectory(UNITS, None).recognise(cell)
        assert (found.codes, found.unknown) == (codes, ())

    @pytest.mark.parametrize(
        ("cell", "unknown"),
        [
            ("Văn phòng Chính phủ", ("Văn phòng Chính phủ",)),
            ("Ban Thanh tra nhân dân", ("Ban Thanh tra nhân dân",)),
            ("Bộ Khoa học và Công nghệ", ("Bộ Khoa học và Công nghệ",)),
            ("Bộ Y tế và Bộ Công an", ("Bộ Y tế", "Bộ Công an")),
            ("Các bộ, ngành, địa phương", ("Các bộ, ngành, địa phương",)),
            ("Bộ Y tế, các bộ, ngành", ("Bộ Y tế", "các bộ, ngành")),
            ("Bộ Lao động – Thương binh", ("Bộ Lao động – Thương binh",)),
        ],
    )
    def test_a_name_nobody_bears_is_offered_as_printed(self, cell, unknown):
        found = UnitDirectory(UNITS, None).recognise(cell)
        assert (found.first, found.codes, found.unknown) == (None, (), unknown)

    def test_the_lead_is_the_first_name_and_none_when_that_is_unknown(self):
        directory = UnitDirectory(UNITS, None)
        assert directory.recognise("Thanh tra, Sở Nội vụ").first == "TTRA"
        found = directory.recognise("Sở Nội vụ, Thanh tra")
        assert (found.first, found.codes, found.unknown) == (None, ("TTRA",), ("Sở Nội vụ",))

    def test_a_name_two_units_bear_is_not_guessed_unless_the_day_tells_them_apart(self):
        old = KnownUnit("OLD", "Phòng Công nghệ", valid_to=date(2022, 12, 31))
        new = KnownUnit("NEW", "Phòng Công nghệ", valid_from=date(2023, 1, 1))
        assert UnitDirectory([old, new], None).recognise("Phòng Công nghệ").codes == ()
        assert UnitDirectory([old, new], None).recognise("Phòng Công nghệ").ambiguous
        for day, code in ((date(2022, 12, 31), "OLD"), (date(2023, 1, 1), "NEW")):
            assert UnitDirectory([old, new], day).recognise("Phòng Công nghệ").codes == (code,)

    def test_a_unit_that_had_ended_is_named_and_pointed_out(self):
        ended = KnownUnit("TTRA", "Thanh tra", valid_to=date(2025, 6, 30))
        found = UnitDirectory([ended], date(2026, 1, 5)).recognise("Thanh tra")
        assert (found.codes, found.ended) == (("TTRA",), ("TTRA",))

    def test_a_name_close_to_a_known_one_is_offered_with_it(self):
        assert UnitDirectory(UNITS, None).similar("Sở Nội vụ") == ()
        assert UnitDirectory(UNITS, None).similar("Phòng Kế hoạch Tài chánh") == ("KHTC",)

    def test_an_unknown_name_is_offered_once_with_the_tasks_that_name_it(self):
        rows = [task("1", "Một", "Sở Nội vụ"), task("2", "Hai", cooperating="SỞ NỘI VỤ")]
        offered = read("**KẾ HOẠCH**", markdown_table(rows)).unknown_units
        assert [(u.name, u.tasks, u.as_lead) for u in offered] == [("Sở Nội vụ", (1, 2), True)]

    @given(st.text())
    def test_a_key_is_its_own_key(self, name):
        assert unit_key(unit_key(name)) == unit_key(name)

    @given(st.text(alphabet="Văn phòng Thanh tra,;và&-–ABĐ ", max_size=80))
    def test_any_cell_is_read_and_nothing_is_made_up(self, cell):
        found = UnitDirectory(UNITS, None).recognise(cell)
        assert set(found.codes) <= {unit.code for unit in UNITS}
        letters = [c for name in found.unknown for c in name if c.isalpha()]
        assert len(letters) <= sum(c.isalpha() for c in cell)

    @given(st.lists(st.sampled_from(UNITS), min_size=1, max_size=4, unique=True))
    def test_known_names_in_any_list_are_all_recognised(self, units):
        for separator in (", ", "; ", " và "):
            cell = separator.join(unit.name for unit in units)
            found = UnitDirectory(UNITS, None).recognise(cell)
            assert found.codes == tuple(unit.code for unit in units)


class TestSchedules:
    """How often, from the words printed."""

    @pytest.mark.parametrize(
        ("schedule", "cadence"),
        [
            ("Thường xuyên", "continuous"),
            ("THƯỜNG XUYÊN", "continuous"),
            ("thuong xuyen", "continuous"),
            ("Nhiệm vụ thường xuyên", "continuous"),
            ("Cả năm 2022", "continuous"),
            ("2025 và những năm tiếp theo", "continuous"),
            ("Hàng năm", "yearly"),
            ("Hằng năm", "yearly"),
            ("Hàng năm theo kế hoạch", "yearly"),
            ("Trước 31/12 hàng năm", "yearly"),
            ("Quý IV hằng năm", "yearly"),
            ("Hàng quý", "quarterly"),
            ("Định kỳ hằng quý", "quarterly"),
            ("Quý I, II, III, IV", "quarterly"),
            ("Hàng tháng", "monthly"),
            ("6 tháng, năm", "half_yearly"),
            ("Định kỳ 6 tháng", "half_yearly"),
            ("Hằng tuần", "weekly"),
            ("Theo tình hình thực tế", "event"),
            ("Khi có phát sinh", "event"),
            ("Khi có yêu cầu", "event"),
            ("Đột xuất", "event"),
            ("Quý I/2022", "once"),
            ("Quý III năm 2022", "once"),
            ("Quý II - III/2022", "once"),
            ("Quý I", "once"),
            ("6/2025", "once"),
            ("06/2025", "once"),
            ("Tháng 5/2025", "once"),
            ("Tháng 5 năm 2025", "once"),
            ("Trước ngày 15/11/2022", "once"),
            ("Năm 2022", "once"),
            ("Trong năm 2022", "once"),
            ("2025", "once"),
            ("2025 - 2026", "once"),
            ("2025–2026", "once"),
            ("Giai đoạn 2021-2025", "once"),
            ("Theo kế hoạch", None),
            ("", None),
            ("?", None),
        ],
    )
    def test_the_cadence_of(self, schedule, cadence):
        assert cadence_of(schedule) == cadence

    @pytest.mark.parametrize(
        ("schedule", "day"),
        [
            ("Quý I/2022", date(2022, 3, 31)),
            ("Quý II - III/2022", date(2022, 9, 30)),
            ("6/2025", date(2025, 6, 30)),
            ("Tháng 02/2024", date(2024, 2, 29)),
            ("Trước ngày 15/11/2022", date(2022, 11, 15)),
            ("2025 - 2026", date(2026, 12, 31)),
            ("2025", date(2025, 12, 31)),
            ("13/2025", None),
            ("31/02/2025", None),
            ("Quý I", None),
            ("Thường xuyên", None),
        ],
    )
    def test_the_last_day_of(self, schedule, day):
        assert last_day(schedule) == day

    @given(st.text())
    def test_any_words_have_a_known_cadence_or_none(self, schedule):
        assert cadence_of(schedule) in {*CADENCES, None}
        last_day(schedule)

    @given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
    def test_a_printed_date_is_its_own_last_day(self, day):
        assert last_day(f"Trước ngày {day.day:02}/{day.month}/{day.year}") == day
