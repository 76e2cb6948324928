"""What is found in files before they go public, what is left alone, what a cleaned copy lacks."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.filetypes import FileType
from documents.finding_words import KINDS, MENDS, in_words
from documents.findings import BLOCKING, Finding, FindingKind, Mend, find, to_json
from documents.findings.cleaning import CannotClean, clean
from documents.findings.in_words import find_in_words
from documents.findings.personal import births_in_a_table, hits_in
from documents.findings.values import masked
from documents.readers import ReaderRefused
from documents.words import PageWords, TextSource
from tests.unit.documents.certificates import blank, person, sign
from tests.unit.documents.finding_samples import FILES, TEXTS, made
from tests.unit.documents.printed import Printed, body, page


@pytest.mark.parametrize(("text", "kinds"), TEXTS, ids=[text[:40] for text, _ in TEXTS])
def test_personal_data_are_found_and_what_looks_like_them_is_not(
    text: str, kinds: set[FindingKind]
) -> None:
    assert {hit.kind for hit in hits_in(text)} == kinds


@pytest.mark.parametrize("name", FILES)
def test_what_a_file_carries_unseen_is_found(name: str, tmp_path: Path) -> None:
    path, file_type, kinds = made(name, tmp_path)
    assert {one.kind for one in find(path, file_type, [])} == kinds


def test_a_finding_says_where_and_shows_only_its_ends() -> None:
    [found] = find_in_words([page(*body(200, "Ông Ba, CCCD số 045087001234 cấp năm 2021"))])
    assert (found.kind, found.page) == (FindingKind.IDENTITY_NUMBER, 1)
    assert "087001" not in found.excerpt
    assert found.box is not None
    assert found.box[1] == pytest.approx(200)


def test_what_one_line_names_may_stand_in_the_next() -> None:
    lines = body(200, "Giấy tờ tùy thân: căn cước công dân số", "197 123 456 789 cấp tại Hà Nội")
    assert {one.kind for one in find_in_words([page(*lines)])} == {FindingKind.IDENTITY_NUMBER}


def test_a_list_of_people_is_more_than_a_number() -> None:
    rows = [
        Printed(100, "TT Họ và tên Ngày sinh Điện thoại"),
        *[Printed(120 + 20 * n, f"{n} Lê Văn A 0{n}/05/198{n} 091234567{n}") for n in range(1, 5)],
    ]
    kinds = {one.kind: one for one in find_in_words([page(*rows)])}
    assert kinds[FindingKind.PHONE_LIST].count == 4
    assert kinds[FindingKind.BIRTH_DATE].count == 4
    assert births_in_a_table("Ngày sinh 01/02/1980 và 03/04/1981") == 2


def test_pages_nobody_can_read_are_named() -> None:
    pages = [page(*body(100, "Có chữ")), PageWords(2, 595, 842, (), TextSource.NONE)]
    [found] = find_in_words(pages)
    assert (found.kind, found.page, found.blocks) == (FindingKind.PICTURE_ONLY, 2, False)


def test_nothing_is_stored_in_full() -> None:
    assert masked("045087001234") == "045•••••••34"
    assert masked("ab") == "a•"
    listed = to_json([Finding(FindingKind.AUTHOR, "Lan"), Finding(FindingKind.MACROS)] * 150)
    assert len(listed) == 200
    assert listed[0]["kind"] == "macros"  # what blocks comes first


def test_every_kind_and_way_to_mend_has_words() -> None:
    assert set(KINDS) == set(FindingKind)
    assert set(MENDS) == set(Mend)
    shown = in_words([*to_json([Finding(kind, page=1) for kind in FindingKind]), {"kind": "?"}, 3])  # type: ignore[list-item]  # fmt: skip
    assert len(shown) == len(FindingKind) + 1
    assert in_words(None) == []
    assert FindingKind.PHONE not in BLOCKING


@pytest.mark.parametrize("file_type", [FileType.PDF, FileType.DOCX, FileType.XLSX, FileType.PNG])
def test_what_is_no_such_file_is_refused_in_one_way(file_type: FileType, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"<html>404</html>")
    with pytest.raises(ReaderRefused):
        find(path, file_type, [])


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300))
def test_no_text_whatever_raises(text: str) -> None:
    for hit in hits_in(text):
        assert 0 <= hit.start < hit.end


# The cleaned copy


@pytest.mark.parametrize(
    "name",
    ["tracked.docx", "comment.docx", "author.docx", "object.docx", "macro.docx", "remark.xlsx",
     "script.pdf", "launch.pdf", "attachment.pdf", "note.pdf", "author.pdf", "gps.jpg",
     "author.jpg"],
)  # fmt: skip
def test_a_cleaned_copy_lacks_what_was_found_and_opens(name: str, tmp_path: Path) -> None:
    path, file_type, kinds = made(name, tmp_path)
    before = path.read_bytes()
    target = tmp_path / f"clean-{name}"
    clean(path, file_type, target)
    left = {one.kind for one in find(target, file_type, [])}
    assert left & kinds == set()
    assert path.read_bytes() == before
    if file_type is FileType.DOCX:
        import docx

        text = "\n".join(one.text for one in docx.Document(str(target)).paragraphs)
        assert "Kế hoạch kiểm tra năm 2026" in text
        if name == "tracked.docx":
            assert re.search(r"200\.000(?!.*300)", text)
    elif file_type is FileType.XLSX:
        import openpyxl

        assert openpyxl.load_workbook(target).active["B2"].value == "Khoản 2"
    elif file_type is FileType.PDF:
        with pikepdf.open(target) as pdf:
            assert len(pdf.pages) == 1


def test_a_signed_pdf_is_never_cleaned(tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(sign(blank(), person()))
    with pytest.raises(CannotClean, match="signed"):
        clean(path, FileType.PDF, tmp_path / "copy.pdf")
    with pytest.raises(CannotClean, match="type"):
        clean(path, FileType.DOC, tmp_path / "copy.doc")
    assert not (tmp_path / "copy.pdf").exists()
