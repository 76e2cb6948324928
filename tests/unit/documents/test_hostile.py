"""Whatever comes: an answer within bounds, in words, and no process or file left behind."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from documents import intake, sandbox
from documents.filetypes import FileType
from documents.intake import examine_apart, read_document
from documents.messages import message_for, trouble_message
from documents.readers import ReaderRefused, Trouble
from documents.refusals import FileRefused, Refusal
from tests.unit.documents import hostile, reading_samples

BOUNDS = replace(sandbox.READING, memory=700 << 20, silence=15, seconds=30)


@pytest.fixture(autouse=True)
def _bounds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("READING", "OCR", "LOOKING"):
        monkeypatch.setattr(sandbox, name, BOUNDS)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.mark.parametrize("name", sorted(hostile.CORPUS))
def test_a_hostile_file_is_answered_in_words(name: str, tmp_path: Path) -> None:
    """Refused at the gate, or read with a trouble, or read: never an exception, nothing left."""
    path = tmp_path / f"file.{hostile.CORPUS[name][0]}"
    path.write_bytes(hostile.content(name))
    work = tmp_path / "work"
    work.mkdir()
    try:
        facts = examine_apart(path, path.name)
    except FileRefused as refusal:
        assert message_for(refusal)
    else:
        read = read_document(path, facts.type, work, with_ocr=False)
        for trouble in read.troubles.values():
            assert trouble_message(trouble["code"])
    assert {one.name for one in tmp_path.iterdir()} == {path.name, "work"}


@pytest.mark.parametrize("name", ["page tree loop", "form loop", "huge page", "polyglot", "cut"])
def test_the_reader_bears_what_the_gate_would_refuse(name: str, tmp_path: Path) -> None:
    """Should something slip through the gate one day, the process still bounds it."""
    path = tmp_path / "file.pdf"
    path.write_bytes(hostile.content(name))
    read = read_document(path, FileType.PDF, tmp_path, with_ocr=False)
    assert set(read.troubles) <= {step.value for step in intake.Step}


def test_twenty_thousand_pages_are_refused_with_their_number(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(hostile.many_pages())
    assert path.stat().st_size < 1_000_000
    with pytest.raises(FileRefused) as refused:
        examine_apart(path, "a.pdf")
    assert refused.value.code is Refusal.TOO_MANY_PAGES
    assert "20000" in message_for(refused.value).replace(".", "").replace("\xa0", "")


def test_a_stream_of_gigabytes_is_stopped_by_its_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(hostile.stream_bomb())
    assert path.stat().st_size < 10_000_000
    for name in ("READING", "OCR"):
        monkeypatch.setattr(sandbox, name, replace(BOUNDS, silence=4))
    read = read_document(path, FileType.PDF, tmp_path, with_ocr=False)
    assert read.troubles["text"]["code"] in {Trouble.TOO_LONG, Trouble.TOO_MUCH_MEMORY}
    assert not read.pages


def test_a_gigantic_picture_is_not_drawn(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(hostile.picture_bomb())
    arguments = {"file_type": "pdf", "page": 1, "dpi": 110}
    try:
        sandbox.call("picture", path, arguments, limits=BOUNDS)
    except ReaderRefused as refused:
        assert trouble_message(refused.code)


def test_a_zip_bomb_and_a_pixel_bomb_stop_at_the_gate(tmp_path: Path) -> None:
    for name, content, code in (
        ("a.docx", hostile.zip_bomb(), Refusal.UNPACKS_TOO_LARGE),
        ("a.png", hostile.pixel_bomb(), None),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        if code is None:  # large, but a scanner's: allowed, and bounded where it is read
            examine_apart(path, name)
            continue
        with pytest.raises(FileRefused) as refused:
            examine_apart(path, name)
        assert refused.value.code is code


@pytest.mark.parametrize(
    ("file_type", "make"),
    [(FileType.PDF, reading_samples.text_pdf), (FileType.DOCX, reading_samples.word_file)],
    ids=["pdf", "docx"],
)
def test_a_mutated_file_never_gets_past_the_reader_unanswered(
    file_type: FileType, make: Callable[[], bytes], tmp_path: Path
) -> None:
    """The same mutations each time; `benchmarks` and a longer run take more."""
    for number, mutated in enumerate(hostile.mutations(make(), 4, seed=8)):
        path = tmp_path / f"{number}.{file_type.value}"
        path.write_bytes(mutated)
        arguments = {"file_type": file_type.value, "with_ocr": False}
        try:
            for _ in sandbox.run("read", path, arguments, limits=BOUNDS):
                pass
        except ReaderRefused as refused:
            assert trouble_message(refused.code)
