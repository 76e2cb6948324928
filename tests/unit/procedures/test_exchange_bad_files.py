"""Files and rows that can't be taken: each is refused with its reason, at any door."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procedures.exchange import unpacking
from procedures.exchange.documents import MAX_OBJECT
from procedures.exchange.fields import BY_HEADING, FIELDS, _key
from procedures.exchange.mapping import parse_choices
from procedures.exchange.reading import rows_of
from procedures.exchange.records import read_record
from procedures.exchange.refusals import FileRefused, RowRefused
from tests.conftest import PROJECT_DIR

TODAY = date(2026, 11, 29)
UNICODE = "Thủ tục cấp giấy phép tiến hành công việc bức xạ, đăng ký sử dụng thiết bị X-quang"
TCVN3 = "Thñ tôc cÊp giÊy phÐp tiÕn hµnh c«ng viÖc bøc x¹, ®¨ng ký sö dông thiÕt bÞ X-quang"
VNI = "Thuû tuïc caáp giaáy pheùp tieán haønh coâng vieäc böùc xaï, ñaêng kyù söû duïng"


def rows(data: bytes | str, name: str, **chosen: str) -> list[tuple[int, Any]]:
    data = data.encode() if isinstance(data, str) else data
    unpacked = unpacking.unpack(io.BytesIO(data), name)
    with unpacked.stream:
        return list(rows_of(unpacked, chosen).rows)


def workbook(*lines: list[Any]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for line in lines:
        book.active.append(line)
    book.save(out)
    return out.getvalue()


def reasons(row: Any) -> str:
    if isinstance(row, RowRefused):
        return " ".join(row.reasons)
    with pytest.raises(RowRefused) as refused:
        read_record(row, TODAY)
    return " ".join(refused.value.reasons)


# Whole files


CSV = "code,title\n1.000001,Tên\n"
BAD_FILES = {
    "nothing": (b"", "a.csv"),
    "blank": (b"  \n \n", "a.csv"),
    "UTF-16 with mark": (CSV.encode("utf-16"), "a.csv"),
    "UTF-16 without mark": (CSV.encode("utf-16-le"), "a.csv"),
    "windows-1258": (UNICODE.replace("ủ", "u").encode("cp1258", "ignore"), "a.csv"),
    "TCVN3 bytes": (f"code,title\n1.000001,{TCVN3}\n".encode("cp1252"), "a.csv"),
    "zero bytes": (b"code,title\n1.0\x00,b\n", "a.csv"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99, "a.xlsx"),
    "old Excel by its name": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99, "a.xls"),
    "no workbook": (CSV.encode(), "a.xlsx"),
    "a ZIP named CSV": (b"PK\x03\x04" + b"0" * 99, "a.csv"),
    "damaged workbook": (workbook(["code"])[:-60], "a.xlsx"),
    "a program": (b"MZ\x90", "a.exe"),
    "cut gzip": (gzip.compress(CSV.encode() * 999)[:-20], "a.csv.gz"),
    "damaged gzip": (b"\x1f\x8b\x08\x00" + b"x" * 99, "a.jsonl.gz"),
    "no code": ("tên,lĩnh vực\na,b\n".encode(), "a.csv"),
    "no headings": (b",,\n1,2,3\n", "a.csv"),
    "two columns, one field": ("code,Mã thủ tục\n1.0,1.0\n".encode(), "a.csv"),
    "no list": (b'"chi mot chuoi"', "a.json"),
    "cut JSON": (b'[{"code": "1.000001"}, {"code": "1.00', "a.json"),
    "JSON without commas": (b'[{"code": "1"} {"code": "2"}]', "a.json"),
    "deep JSON": (b"[" * 100_000, "a.json"),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(BAD_FILES))
def test_a_file_that_cannot_be_read_is_refused_with_a_reason(case: str) -> None:
    with pytest.raises(FileRefused) as refused:
        rows(*BAD_FILES[case])
    assert len(str(refused.value)) > 5


def test_legacy_fonts_are_named_with_advice() -> None:
    for text, font in ((TCVN3, "TCVN3"), (VNI, "VNI")):
        row = {"code": "1.000001", "title": text}
        assert font in reasons(row) and "UniKey" in reasons(row)
    assert read_record({"code": "1.000001", "title": UNICODE}, TODAY).content["title"] == UNICODE


def test_a_gzip_bomb_and_a_huge_file_stop_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MAX_BYTES", 100_000)
    bomb = gzip.compress(b"code,title\n" + b"0" * 50_000_000)
    assert len(bomb) < 100_000
    for data, name in ((bomb, "a.csv.gz"), (b"x" * 200_000, "a.csv")):
        with pytest.raises(FileRefused):
            rows(data, name)


def test_a_workbook_that_unpacks_without_end_is_not_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unpacking, "MAX_WORKBOOK", 1_000_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 2_000_000)
    with pytest.raises(FileRefused):
        rows(out.getvalue(), "a.xlsx")


def test_a_line_longer_than_a_procedure_ends_the_reading() -> None:
    with pytest.raises(FileRefused):
        rows(b'{"code": "' + b"1" * (MAX_OBJECT + 10), "a.jsonl")


@settings(max_examples=60)
@given(
    st.binary(max_size=300), st.sampled_from(["a.csv", "a.json", "a.jsonl", "a.xlsx", "a.csv.gz"])
)
def test_no_bytes_at_all_do_more_than_be_refused(data: bytes, name: str) -> None:
    try:
        found = rows(data, name)
    except FileRefused:
        return
    for _number, row in found:
        try:
            if not isinstance(row, RowRefused):
                read_record(row, TODAY)
        except RowRefused:
            pass


# Rows


def test_what_is_wrong_with_a_row_leaves_the_others_alone() -> None:
    found = rows(
        "code,title,thời hạn\n"
        "1.000001,Một,5 ngày\n"
        "1.000002,Hai\n"  # cut off
        "1.000003,Ba,5 ngày,thừa\n"
        '1.000004,"=HYPERLINK(""http://x"")",5 ngày\n'
        "\n"
        "1.000006,Sáu,-5 ngày\n",
        "a.csv",
    )
    assert [number for number, row in found if not isinstance(row, RowRefused)] == [2, 7]
    assert [number for number, row in found if isinstance(row, RowRefused)] == [3, 4, 5]
    assert "“title”" in str(found[3][1])


def test_an_unclosed_quotation_mark_refuses_the_rest() -> None:
    found = rows('code,title\n1.000001,Một\n1.000002,"Hai\n1.000003,Ba\n', "a.csv")
    assert isinstance(found[-1][1], RowRefused) and len(found) == 2


def test_a_workbook_with_formulas_errors_and_numbers_for_codes() -> None:
    found = rows(
        workbook(
            ["Mã thủ tục", "Tên thủ tục", "Ngày ký"],
            ["1.000001", "=1+1", None],
            ["1.000002", "#REF!", None],
            [1.000003, "Ba", None],
            ["1.000004", "Bốn", date(2026, 2, 3)],
            [None, None, None],
        ),
        "a.xlsx",
    )
    assert [isinstance(row, RowRefused) for _number, row in found] == [True, True, False, False]
    assert "“Tên thủ tục”" in str(found[0][1])
    assert "1.000003" in reasons(found[2][1])
    assert read_record(found[3][1], TODAY).beside["decision_signed_on"] == date(2026, 2, 3)


def test_lines_that_are_no_json_are_rows_that_are_refused() -> None:
    found = rows('{"code": "1.000001"}\nkhông phải JSON\n[1]\n{"code": "1.000002"}\n', "a.jsonl")
    assert [isinstance(row, RowRefused) for _number, row in found] == [False, True, True, False]


GOOD = {"code": "1.000001", "title": "Tên"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": ""},
        {"code": None},
        {"code": "Tổng cộng"},
        {"code": 1.00001},
        {"code": "1" * 50},
        {"code": "1.000001@2026"},
        {"code": ["1.000001"]},
        {"title": ""},
        {"title": {"a": 1}},
        {"title": "a" * 5000},
        {"decision_signed_on": "31/02/2026"},
        {"decision_signed_on": "2026-02-31"},
        {"decision_signed_on": "hôm qua"},
        {"decision_signed_on": "01/01/2030"},  # not signed yet
        {"in_force_from": "01/01/0206"},
        {"time_amount": "theo quy định", "time_unit": "day"},
        {"time_amount": -5, "time_unit": "day"},
        {"time_amount": 5},
        {"time_amount": 10**9, "time_unit": "day"},
        {"time_amount": True, "time_unit": "day"},
        {"time_unit": "thế kỷ"},
        {"dossier_sets": "nhiều"},
        {"mechanism": "hai cửa"},
        {"for_citizens": "có lẽ"},
        {"national_link": "javascript:alert(1)"},
        {"fees": [{"name": "Phí", "amount": "theo quy định"}]},
        {"fees": [{"name": "Phí"}]},
        {"fees": [{"amount": 5}]},
        {"fees": ["5"]},
        {"filing_ways": [{"channel": "bồ câu"}]},
        {"filing_ways": [{"channel": "online", "amount": 5}]},
        {"filing_ways": "nộp ở đâu đó"},
        {"steps": [{"text": ""}]},
        {"steps": [5]},
        {"steps": {"text": "a"}},
        {"steps": ["a"] * 501},
        {"dossier_lines": [{"name": "Đơn", "originals": "một"}]},
        {"legal_bases": [{"text": "Luật", "signed_on": "31/02/2026"}]},
        {"conditions": "a" * 200_001},
    ],
)
def test_a_wrong_value_refuses_its_row(wrong: dict[str, Any]) -> None:
    assert reasons({**GOOD, **wrong})


def test_every_reason_is_said_at_once() -> None:
    row = {"code": "", "title": "", "in_force_from": "31/02/2026", "time_amount": "x"}
    with pytest.raises(RowRefused) as refused:
        read_record(row, TODAY)
    assert len(refused.value.reasons) == 4


def test_a_file_never_names_files_or_fees_of_this_portal() -> None:
    row = {
        **GOOD,
        "dossier_lines": [{"name": "Đơn", "form_file": 1}],
        "fees": [{"name": "Phí", "amount": 5000, "key": "x"}],
    }
    record = read_record(row, TODAY)
    assert record.content["dossier_lines"][0].form_file is None
    assert record.content["fees"][0].key == ""


def test_amounts_in_words_stay_words() -> None:
    record = read_record({**GOOD, "fee": "Theo quy định", "time_limit": "Theo quy định"}, TODAY)
    assert record.content["fees"] == () or record.content["fees"][0].amount is None
    assert record.content["time_amount"] is None
    assert record.content["time_limit"] == "Theo quy định"


# Mapping


def test_no_heading_means_two_fields() -> None:
    headings = [_key(heading) for one in FIELDS for heading in (one.name, one.heading, *one.also)]
    assert len({(key, BY_HEADING[key]) for key in headings}) == len(set(headings))
    assert all(BY_HEADING[_key(one.heading)] == one.name for one in FIELDS)
    assert all(BY_HEADING[_key(one.name)] == one.name for one in FIELDS)


def test_columns_are_known_by_heading_or_mapped() -> None:
    found = rows("MÃ TTHC;Tên;Ghi chú\n1.000001;Một;x\n", "a.csv")
    assert found[0][1] == {"code": "1.000001", "title": "Một"}
    found = rows("Mã TTHC *;Phí lệ phí:;Yêu cầu/Điều kiện\n1.000001;x;y\n", "a.csv")
    assert found[0][1] == {"code": "1.000001", "fee": "x", "conditions": "y"}
    found = rows("A;B\n1.000001;Một\n", "a.csv", A="code", B="title")
    assert found[0][1] == {"code": "1.000001", "title": "Một"}
    assert parse_choices(["Số hiệu = code", ""]) == {"Số hiệu": "code"}
    for wrong in ("code", "A=gì đó", "=code"):
        with pytest.raises(FileRefused):
            parse_choices([wrong])
    with pytest.raises(FileRefused):
        rows("A\n1\n", "a.csv", B="code")


def test_the_documentation_has_every_field_with_its_headings() -> None:
    text = (PROJECT_DIR / "docs/procedures-exchange.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| `")]
    written = {row[0].strip("| `"): row[1:3] for row in rows if len(row) == 4}
    assert written == {one.name: [one.heading, ", ".join(one.also)] for one in FIELDS}
