"""What a Word file holds beside its text is read too, behind it."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from documents.readers.docx import read_docx

NOTES = f"""<w:footnotes {nsdecls("w")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>kẻ</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="7"><w:p><w:r><w:t>Được bổ sung năm 2024.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def word_file(path: Path, *, notes: str = NOTES) -> Path:
    """A sentence with two references, of which the second leads nowhere; a header and a footer
    that only counts pages."""
    document = Document()
    run = document.add_paragraph().add_run("Phí là 100.000 đồng")
    for number in (7, 99):
        run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{number}"/>'))
    document.sections[0].header.paragraphs[0].text = "Dự thảo lần 2"
    document.sections[0].footer.paragraphs[0].text = "Trang 1/3"
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        notes.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document.save(str(path))
    return path


def test_notes_and_headers_come_behind_the_text(tmp_path: Path) -> None:
    assert [piece.text for piece in read_docx(word_file(tmp_path / "a.docx"))] == [
        "Phí là 100.000 đồng[1]",
        "[1] Được bổ sung năm 2024.",
        "Dự thảo lần 2",
    ]


def test_a_word_file_without_notes_of_its_references_is_read(tmp_path: Path) -> None:
    empty = f"<w:footnotes {nsdecls('w')}/>"
    found = read_docx(word_file(tmp_path / "a.docx", notes=empty))
    assert [piece.text for piece in found] == ["Phí là 100.000 đồng", "Dự thảo lần 2"]
