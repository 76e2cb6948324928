"""What is not a plan is refused with a reason, and never anything worse (bad input, R1)."""

from __future__ import annotations

import io
import time
import zipfile

import docx
import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosures.plan_import import (
    NOTICES,
    REFUSALS,
    Notice,
    PlanRefused,
    message,
    read_plan,
    to_json,
)
from disclosures.plan_import import source as limits

from .plan_documents import ALL, PLAN_ROWS, DocxPlan, Row, markdown_plan, markdown_table, zipped

HEADING = markdown_table([])


def word(*lines: str) -> bytes:
    plan = DocxPlan()
    for line in lines:
        plan.line(line)
    return plan.content()


def without(data: bytes, *parts: str, **changed: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        kept = {name: package.read(name) for name in package.namelist() if name not in parts}
    return zipped(kept | {name.replace("__", "/"): part for name, part in changed.items()})


def workbook() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def locked() -> bytes:
    data = bytearray(word("một"))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1  # the flag of the first entry of the directory
    return bytes(data)


def bomb() -> bytes:
    body = b"<w:p/>" * (limits.MAX_PART // 6 + 1)
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": body})


def entities() -> bytes:
    text = (
        b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
        + b']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
    )
    with zipfile.ZipFile(io.BytesIO(word("x"))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return zipped(parts | {"word/document.xml": text})


def macro_enabled() -> bytes:
    with zipfile.ZipFile(io.BytesIO(word("x"))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    types = parts["[Content_Types].xml"]
    main = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    changed = types.replace(main, b"vnd.ms-word.document.macroEnabled.main+xml")
    return zipped(parts | {"[Content_Types].xml": changed})


REFUSED = {
    "nothing in it": (b"", "plan.md", "empty"),
    "blanks only": (b" \n\t\n", "plan.md", "empty"),
    "zeros only": (b"\x00" * 500, "plan.docx", "only_zeros"),
    "zeros and a line end": (b"\x00" * 500 + b"\n", "plan.md", "only_zeros"),
    "50 MB": (b"x" * 50_000_000, "plan.md", "too_large"),
    "too much text": (b"word " * 250_000, "plan.md", "too_large"),
    "a PDF where none can be read": (b"%PDF-1.7\n", "plan.pdf", "pdf_here"),
    "text named PDF": (b"# Plan", "plan.pdf", "not_pdf"),
    "a PDF named Word": (b"%PDF-1.7\n", "plan.docx", "pdf"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "plan.docx", "old_word"),
    "another extension": (b"a,b", "plan.csv", "unsupported_type"),
    "no extension": (b"a,b", "plan", "unsupported_type"),
    "text named Word": (b"# Plan", "plan.docx", "not_docx"),
    "a workbook named Word": (workbook(), "plan.docx", "not_docx"),
    "Word named Markdown": (word("x"), "plan.md", "not_text"),
    "bytes named Markdown": (b"\x89PNG\r\n\x1a\n\x00\x00", "plan.md", "not_text"),
    "an old encoding": ("KÕ ho¹ch".encode("latin-1"), "plan.md", "not_utf8"),
    "half a package": (word("x")[:900], "plan.docx", "damaged"),
    "a broken part": (
        zipped({"[Content_Types].xml": b"<", "word/document.xml": b"<"}),
        "plan.docx",
        "damaged",
    ),
    "a package without relations": (without(word("x"), "_rels/.rels"), "p.docx", "damaged"),
    "a body that is no XML": (without(word("x"), word__document=b""), "p.docx", "no_table"),
    "a locked package": (locked(), "plan.docx", "encrypted"),
    "a zip bomb": (bomb(), "plan.docx", "unpacks_too_large"),
    "a bomb of entities": (entities(), "plan.docx", "damaged"),
    "a file with macros": (macro_enabled(), "plan.docx", "damaged"),
    "no table": (b"**K\xe1\xba\xbe HO\xe1\xba\xa0CH**", "plan.md", "no_table"),
    "no table in Word": (word("KẾ HOẠCH"), "plan.docx", "no_table"),
    "a table of something else": (b"| a | b |\n|--|--|\n| 1 | 2 |", "plan.md", "no_headings"),
    "headings without tasks": (HEADING.encode(), "plan.md", "no_tasks"),
    "a row cut by a stroke": (
        f"{HEADING}\n| 1 | một | hai | ba | bốn | năm |".encode(),
        "plan.md",
        "row_too_long",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_for_its_own_reason_and_fast(case):
    data, name, code = REFUSED[case]
    started = time.perf_counter()
    with pytest.raises(PlanRefused) as refused:
        read_plan(data, name, ())
    assert refused.value.code == code
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("case", REFUSED)
def test_every_refusal_is_one_clear_line(case):
    data, name, _code = REFUSED[case]
    with pytest.raises(PlanRefused) as refused, override("en"):
        read_plan(data, name, ())
    text = str(message(refused.value))
    assert len(text) > 20
    assert "%(" not in text
    assert "\n" not in text


def test_a_refusal_says_which_row_and_what_was_found():
    with override("en"):
        for case, words in {
            "a row cut by a stroke": "Row 1 of a table has 6 cells under 5 headings",
            "a table of something else": "Found: a | b",
            "50 MB": "20 MB",
        }.items():
            data, name, _code = REFUSED[case]
            with pytest.raises(PlanRefused) as refused:
                read_plan(data, name, ())
            assert words in str(message(refused.value))


def test_too_many_rows_are_refused_before_they_are_read():
    row = "\n| 1 | a | b | c | d |"
    started = time.perf_counter()
    with pytest.raises(PlanRefused) as refused:
        read_plan((HEADING + row * 20_000).encode(), "plan.md", ())
    assert refused.value.code == "too_many_rows"
    with pytest.raises(PlanRefused):
        read_plan((HEADING + row * 100_000).encode(), "plan.md", ())
    assert time.perf_counter() - started < 5


def test_too_many_rows_in_word_are_refused():
    with zipfile.ZipFile(io.BytesIO(one_task_in_word())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = parts["word/document.xml"]
    start, end = body.rindex(b"<w:tr>"), body.rindex(b"</w:tr>") + 7
    parts["word/document.xml"] = body[:start] + body[start:end] * 6_000 + body[end:]
    with pytest.raises(PlanRefused) as refused:
        read_plan(zipped(parts), "plan.docx", ())
    assert refused.value.code == "too_many_rows"


def one_task_in_word() -> bytes:
    plan = DocxPlan()
    plan.table(PLAN_ROWS[1:2])
    return plan.content()


_PLACES = "table row task section text number lead schedule name code found"


def test_every_notice_has_its_words():
    params = dict.fromkeys(_PLACES.split(), 1)
    with override("en"):
        for code in NOTICES:
            assert "%(" not in str(message(Notice(code, params)))


def test_every_code_used_has_its_words():
    used = {code for _data, _name, code in REFUSED.values()} | {"too_many_rows"}
    used |= {"no_ocr", "scan_too_long", "took_too_long"}  # of reading a PDF: test_plan_import_pdf
    assert used == set(REFUSALS)


def test_tracked_changes_are_read_as_accepted_and_said():
    plan = DocxPlan()
    table = plan.table(PLAN_ROWS[1:2])
    paragraph = table.cell(1, 1).paragraphs[0]._p
    for tag, inner, text in (("ins", "t", " thêm"), ("del", "delText", " bớt")):
        change = docx.oxml.OxmlElement(f"w:{tag}")
        run = docx.oxml.OxmlElement("w:r")
        element = docx.oxml.OxmlElement(f"w:{inner}")
        element.text = text
        run.append(element)
        change.append(run)
        paragraph.append(change)
    draft = read_plan(plan.content(), "plan.docx", ())
    assert draft.tasks[0].content == "Xây dựng kế hoạch của Sở thêm"
    assert "tracked_changes" in {notice.code for notice in draft.warnings}


# -- any bytes, any rows ---------------------------------------------------------------------------

SAMPLE = markdown_plan(markdown_table(PLAN_ROWS))
SAMPLE_DOCX = one_task_in_word()


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_are_read_or_refused(data):
    for name in ("plan.md", "plan.docx"):
        with pytest.raises(PlanRefused):
            read_plan(data, name, ())


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data):
    for sample, name in ((SAMPLE, "plan.md"), (SAMPLE_DOCX, "plan.docx")):
        at = data.draw(st.integers(0, len(sample) - 1))
        piece = data.draw(st.binary(max_size=12))
        broken = sample[:at] + piece + sample[at + data.draw(st.integers(0, 40)) :]
        try:
            to_json(read_plan(broken, name, ()))
        except PlanRefused as refused:
            assert str(message(refused))


_words = st.text(
    alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=12
)
# A task's text begins like a sentence, as it does in every plan; anything may follow.
_sentence = st.lists(_words, min_size=1, max_size=5).map(lambda words: "Việc " + " ".join(words))


@st.composite
def _task_rows(draw) -> list[Row]:
    count = draw(st.integers(1, 8))
    return [
        {
            "number": str(at + 1),
            "content": draw(_sentence),
            # Not the task's own text: the same in every cell is a group, as converters write it.
            "lead": "Phòng " + draw(_words),
            "cooperating": draw(st.one_of(st.just(""), _sentence)),
            "schedule": draw(st.one_of(st.just(""), _sentence)),
        }
        for at in range(count)
    ]


def _read_back(data: bytes, name: str) -> list[Row]:
    draft = read_plan(data, name, ())
    return [{key: getattr(task, key) or "" for key in ALL} for task in draft.tasks]


def _as_stored(rows: list[Row]) -> list[Row]:
    from disclosures.plan_import.blocks import one_line

    return [{key: one_line(text) for key, text in row.items()} for row in rows]


@given(_task_rows(), st.permutations(ALL))
def test_rows_written_as_markdown_are_read_back(rows, columns):
    data = markdown_table(rows, columns).encode()
    assert _read_back(data, "plan.md") == _as_stored(rows)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=15)
@given(_task_rows(), st.permutations(ALL))
def test_rows_written_as_word_are_read_back(rows, columns):
    plan = DocxPlan()
    plan.table(rows, columns)
    assert _read_back(plan.content(), "plan.docx") == _as_stored(rows)
