"""The gate for incoming files: what is taken, what is refused and why, within which bounds."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from documents.filetypes import BY_EXTENSION, FileType
from documents.safety import FileFacts, FileRefused, Limits, Refusal, examine
from tests.unit.documents import samples


@pytest.mark.parametrize("name", samples.GOOD)
def test_a_good_file_is_taken_with_its_facts(name: str) -> None:
    data = samples.good(name)
    facts = examine(io.BytesIO(data), name)
    assert facts.type == BY_EXTENSION[name.rpartition(".")[2].lower()]
    assert (facts.size, facts.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert facts.name == unicodedata.normalize("NFC", name)
    assert facts.pages == (3 if facts.type is FileType.PDF else None)


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [case[1:] for case in samples.BAD],
    ids=[case[0] for case in samples.BAD],
)
def test_a_bad_file_is_refused_with_its_reason(name: str, make, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        examine(io.BytesIO(make()), name)
    assert refused.value.code == Refusal(code)
    assert refused.value.params["name"] == name


@pytest.mark.parametrize(("name", "code"), samples.BAD_NAMES)
def test_a_bad_name_is_refused_whatever_the_file(name: str, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        examine(io.BytesIO(samples.pdf()), name)
    assert refused.value.code == Refusal(code)


def test_a_name_is_composed_and_nothing_else() -> None:
    decomposed = unicodedata.normalize("NFD", "Kết luận thanh tra.pdf")
    assert examine(io.BytesIO(samples.pdf()), f" {decomposed} ").name == "Kết luận thanh tra.pdf"


def test_the_type_is_told_by_content_when_the_extension_is_in_capitals() -> None:
    assert examine(io.BytesIO(samples.pdf()), "A.PDF").type is FileType.PDF


def test_a_wrong_type_says_what_was_found() -> None:
    with pytest.raises(FileRefused) as refused:
        examine(io.BytesIO(samples.doc()), "a.docx")
    assert refused.value.params == {"name": "a.docx", "extension": "docx", "found": "doc"}


def test_a_file_of_exactly_the_limit_is_taken_and_one_byte_more_is_not() -> None:
    data = samples.pdf()
    assert examine(io.BytesIO(data), "a.pdf", Limits(max_bytes=len(data))).size == len(data)
    with pytest.raises(FileRefused) as refused:
        examine(io.BytesIO(data), "a.pdf", Limits(max_bytes=len(data) - 1))
    assert refused.value.code is Refusal.TOO_LARGE
    assert (refused.value.params["size"], refused.value.params["limit"]) == (
        len(data),
        len(data) - 1,
    )


def test_pages_and_pixels_are_bounded() -> None:
    with pytest.raises(FileRefused, match="too_many_pages"):
        examine(io.BytesIO(samples.pdf(4)), "a.pdf", Limits(max_pages=3))
    with pytest.raises(FileRefused, match="too_many_pixels"):
        examine(io.BytesIO(samples.picture()), "a.png", Limits(max_pixels=100))


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = samples.zip_bomb(200 << 20)
    started = time.perf_counter()
    with pytest.raises(FileRefused, match="unpacks_too_large"):
        examine(io.BytesIO(bomb), "a.docx")
    assert time.perf_counter() - started < 0.5


def test_a_package_with_a_huge_list_of_members_is_refused_unread() -> None:
    many = samples.archive({f"m{number:06}": b"" for number in range(12_000)})
    with pytest.raises(FileRefused):
        examine(io.BytesIO(many), "a.docx")
    with pytest.raises(FileRefused, match="unpacks_too_large"):
        examine(io.BytesIO(samples.package()), "a.docx", Limits(max_members=2))


def test_an_ole_chain_that_bites_its_tail_is_damage_not_an_endless_loop() -> None:
    data = bytearray(samples.doc())
    # Every entry of the allocation table points to sector 0.
    table = 512 * (1 + int.from_bytes(data[76:80], "little"))
    data[table : table + 512] = bytes(512)
    with pytest.raises(FileRefused, match="damaged"):
        examine(io.BytesIO(bytes(data)), "a.doc")


def test_the_stream_is_left_at_its_start_after_either_answer() -> None:
    for data in (samples.pdf(), samples.HTML):
        stream = io.BytesIO(data)
        stream.read(3)
        with contextlib.suppress(FileRefused):
            examine(stream, "a.pdf")
        assert stream.tell() == 0


def test_a_path_is_examined_like_a_stream(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(samples.pdf(2))
    assert examine(tmp_path / "x", "a.pdf").pages == 2


_STARTS = st.sampled_from([
    b"", b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"\xff\xfe", b"<?xml",
])  # fmt: skip
_NAMES = st.sampled_from([f"a.{extension}" for extension in BY_EXTENSION]) | st.text(max_size=12)


@settings(max_examples=150, deadline=None)
@given(start=_STARTS, rest=st.binary(max_size=1500), name=_NAMES)
@example(start=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", rest=b"", name="a.doc")
@example(start=b"PK\x05\x06", rest=bytes(18), name="a.docx")
def test_arbitrary_bytes_give_facts_or_a_refusal_and_nothing_else(
    start: bytes, rest: bytes, name: str
) -> None:
    try:
        assert isinstance(examine(io.BytesIO(start + rest), name), FileFacts)
    except FileRefused as refused:
        assert refused.code in Refusal


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_a_good_file_with_some_bytes_changed_gives_facts_or_a_refusal(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(samples.GOOD)))
    content = bytearray(samples.good(name))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(content) // 2, len(content)))
    try:
        facts = examine(io.BytesIO(bytes(content[:cut])), name)
    except FileRefused:
        return
    assert facts.sha256 == hashlib.sha256(content[:cut]).hexdigest()


def test_every_real_labelled_file_is_taken_or_refused_as_its_label_says(shared: Path) -> None:
    folder = shared / "data" / "documents"
    lines = (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines
    for line in lines:
        label = json.loads(line)
        path = folder / label["file"]
        if label["kind"] == "odd":
            with pytest.raises(FileRefused, match="web_page"):
                examine(path, path.name)
            continue
        facts = examine(path, path.name)
        assert (facts.sha256, facts.size) == (label["sha256"], label["bytes"]), path.name
        if facts.type is FileType.PDF:
            assert facts.pages == label["pages"], path.name
        with pytest.raises(FileRefused, match="damaged"):
            examine(io.BytesIO(path.read_bytes()[: facts.size * 2 // 3]), path.name)
