"""Digital signatures: what is known of each, and that nothing is called good that isn't known."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from django.template.loader import render_to_string
from django.utils import translation
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from documents.signature_words import VERDICTS, in_words, sentences, words_of
from documents.signatures import (
    Chain,
    Coverage,
    Integrity,
    Revocation,
    Signature,
    TimeSource,
    Verdict,
    from_json,
    load_trust,
    read_signatures,
    to_json,
)
from tests.unit.documents.certificates import (
    NOW,
    Authority,
    authority,
    blank,
    person,
    sign,
    trust,
)


def read(data: bytes, folder: Path, *authorities: Authority, crl: bool = False) -> list[Signature]:
    path = folder / "signed.pdf"
    path.write_bytes(data)
    return read_signatures(path, trusted=trust(folder / "cas", *authorities, crl=crl), now=NOW)


def with_annotation(data: bytes) -> bytes:
    """Something added to the page after signing, as a new revision."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    page = writer.root["/Pages"]["/Kids"][0]
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(
                map(generic.NumberObject, (9, 9, 99, 99))
            ),
            generic.pdf_name("/Contents"): generic.pdf_string("Mức thu: 0 đồng"),
        }
    )
    page.get("/Annots", generic.ArrayObject()).append(writer.add_object(note))
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_good_signature_says_who_when_and_that_nothing_changed(tmp_path: Path) -> None:
    [found] = read(sign(blank(), person()), tmp_path, authority())
    assert (found.signer, found.organisation) == ("Trần Ngọc Lân", "Sở Khoa học và Công nghệ")
    assert (found.signed_at, found.time_source) == (NOW, TimeSource.CLAIMED)
    assert (found.integrity, found.coverage) == (Integrity.INTACT, Coverage.WHOLE_FILE)
    assert (found.chain, found.anchor) == (Chain.TRUSTED, "CA phục vụ các cơ quan thử nghiệm")
    assert found.revocation is Revocation.UNKNOWN
    assert (found.page, found.verdict) == (1, Verdict.VALID)


def test_without_a_known_authority_nothing_is_good_and_nothing_bad(tmp_path: Path) -> None:
    [found] = read(sign(blank(), person()), tmp_path)
    assert (found.integrity, found.chain) == (Integrity.INTACT, Chain.UNKNOWN)
    assert found.verdict is Verdict.UNDETERMINED
    [other] = read(sign(blank(), person()), tmp_path, authority("CA khác"))
    assert other.verdict is Verdict.UNDETERMINED


def test_bytes_changed_after_signing_are_found(tmp_path: Path) -> None:
    data = sign(blank(), person())
    at = data.index(b"/MediaBox")
    [found] = read(data[:at] + data[at:].replace(b"595", b"594", 1), tmp_path, authority())
    assert (found.integrity, found.verdict) == (Integrity.ALTERED, Verdict.ALTERED)


def test_what_was_added_after_signing_is_not_passed_over(tmp_path: Path) -> None:
    [found] = read(with_annotation(sign(blank(), person())), tmp_path, authority())
    assert (found.integrity, found.coverage) == (Integrity.INTACT, Coverage.ADDED_OTHER)
    assert found.verdict is Verdict.CHANGED_AFTER


def test_a_second_signature_is_an_addition_that_the_first_allows(tmp_path: Path) -> None:
    once = sign(blank(2), person())
    twice = sign(once, person("Lê Thị Thanh Hương"), name="Signature2", page=1)
    first, second = read(twice, tmp_path, authority())
    assert (first.coverage, first.verdict) == (
        Coverage.ADDED_ALLOWED,
        Verdict.VALID_WITH_ADDITIONS,
    )
    assert (second.coverage, second.verdict, second.page) == (
        Coverage.WHOLE_FILE,
        Verdict.VALID,
        2,
    )


def test_a_certificate_that_had_expired_is_not_trusted(tmp_path: Path) -> None:
    [found] = read(sign(blank(), person("Cũ", days=(-900, -30))), tmp_path, authority())
    assert (found.chain, found.verdict) == (Chain.EXPIRED, Verdict.NOT_TRUSTED)
    early = sign(blank(), person("Cũ", days=(-900, -30)), at=NOW - timedelta(days=60))
    [found] = read(early, tmp_path, authority())
    assert (found.chain, found.verdict) == (Chain.TRUSTED, Verdict.VALID)


def test_who_vouches_only_for_themselves_is_not_trusted(tmp_path: Path) -> None:
    [found] = read(sign(blank(), person("Tự ký", self_signed=True)), tmp_path, authority())
    assert (found.chain, found.verdict) == (Chain.SELF_SIGNED, Verdict.NOT_TRUSTED)


@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
def test_a_time_stamp_tells_the_time_and_whether_its_authority_is_known(
    tmp_path: Path, known: bool
) -> None:
    stamper = person("Dấu thời gian", stamps_time=True, issuer="CA thời gian")
    data = sign(blank(), person(), stamped_by=stamper)
    authorities = (authority(), authority("CA thời gian")) if known else (authority(),)
    [found] = read(data, tmp_path, *authorities)
    assert found.time_source is (TimeSource.TIMESTAMP if known else TimeSource.TIMESTAMP_UNKNOWN)
    assert (found.timestamp_by, found.signed_at) == ("Dấu thời gian", NOW)
    assert found.verdict is Verdict.VALID


def test_lists_of_revoked_certificates_in_the_folder_are_heeded(tmp_path: Path) -> None:
    data = sign(blank(), person("Bị thu hồi"))
    [good] = read(data, tmp_path, authority(), crl=True)
    assert good.revocation is Revocation.GOOD
    ours = authority()
    ours.revoked.append(person("Bị thu hồi").certificate.serial_number)
    try:
        [found] = read(data, tmp_path, ours, crl=True)
    finally:
        ours.revoked.clear()
    assert (found.chain, found.revocation) == (Chain.REVOKED, Revocation.REVOKED)
    assert found.verdict is Verdict.NOT_TRUSTED


@pytest.mark.filterwarnings("ignore:This document has")
def test_a_mark_left_behind_when_a_file_was_written_anew_says_so(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(sign(blank(), person()))) as pdf:
        del pdf.Root.AcroForm
        out = io.BytesIO()
        pdf.save(out)
    [found] = read(out.getvalue(), tmp_path, authority())
    assert found.is_mark_only
    assert (found.signer, found.page, found.verdict) == ("Trần Ngọc Lân", 1, Verdict.MARK_ONLY)


def test_a_broken_signature_hides_no_other(tmp_path: Path) -> None:
    twice = sign(sign(blank(), person()), person("Lê Thị Thanh Hương"), name="Signature2")
    with pikepdf.open(io.BytesIO(twice)) as pdf:
        pdf.Root.AcroForm.Fields[0].V.Contents = b"\x30\x03nonsense"
        out = io.BytesIO()
        pdf.save(out)
    first, second = read(out.getvalue(), tmp_path, authority())
    assert first.trouble
    assert first.verdict is Verdict.UNDETERMINED
    assert second.signer == "Lê Thị Thanh Hương"
    assert second.integrity is Integrity.ALTERED  # the file was written anew


def test_a_file_without_signatures_has_none(tmp_path: Path) -> None:
    assert read(blank(), tmp_path) == []


def test_the_folder_of_authorities_may_be_missing_or_hold_anything(tmp_path: Path) -> None:
    assert load_trust(None).anchors == []
    assert load_trust(tmp_path / "none").anchors == []
    folder = trust(tmp_path / "cas", authority(), crl=True)
    (folder / "broken.pem").write_bytes(b"-----BEGIN CERTIFICATE-----\nx\n")
    (folder / "not.cer").write_bytes(b"\x00" * 10)
    (folder / "readme.txt").write_text("ca")
    found = load_trust(folder)
    assert (len(found.anchors), len(found.crls)) == (1, 1)
    assert found.unreadable == ["broken.pem", "not.cer"]


def test_signatures_survive_storing_and_other_shapes_are_left_out(tmp_path: Path) -> None:
    found = read(sign(blank(), person()), tmp_path, authority())
    stored = to_json(found)
    assert stored[0]["verdict"] == "valid"
    assert from_json(stored) == found
    assert from_json([{"field": 1, "chain": "?"}, {}, None, *stored]) == found  # type: ignore[list-item]
    assert from_json(None) == []


# Words


def test_every_verdict_has_words() -> None:
    assert set(VERDICTS) == set(Verdict)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_readers_are_told_in_sentences(language: str) -> None:
    signature = Signature(
        field="a",
        page=1,
        signer="Trần Ngọc Lân",
        signed_at=datetime.fromisoformat("2026-06-01T08:00:00+00:00"),
        time_source=TimeSource.CLAIMED,
        integrity=Integrity.INTACT,
        coverage=Coverage.WHOLE_FILE,
        chain=Chain.UNKNOWN,
        issuer="CA nào đó",
        digest="sha1",
    )
    with translation.override(language):
        words = words_of(signature)
        assert len(words.sentences) == 6
        assert "15:00" in " ".join(words.sentences)
        undetermined = {"vi": "Không xác định được", "en": "Cannot be determined"}
        assert words.verdict == undetermined[language]
        for chain in Chain:
            for coverage in Coverage:
                assert all(sentences(replace(signature, chain=chain, coverage=coverage)))
        assert len(sentences(Signature("a", is_mark_only=True))) == 1
        assert sentences(Signature("a"))


def test_the_panel_shows_every_signature() -> None:
    stored = to_json([Signature("a", 1, "Trần Ngọc Lân"), Signature("b", is_mark_only=True)])
    shown = render_to_string("components/signatures.html", {"signatures": in_words(stored)})
    assert shown.count('class="status unknown"') == 2
    assert "Trần Ngọc Lân" in shown
    assert render_to_string("components/signatures.html", {"signatures": []}).strip() == ""
