"""Writing a tantivy index: its fields, an entry as a document, one commit at a time.

Whatever goes wrong, the writer's threads have ended when these functions return or raise: the
folder may then be removed. What tantivy cannot write (a full disk) is an `OSError` that says so.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import tantivy

from portal.collation import sort_key
from portal.searchable import SearchEntry
from search import schema

WRITER_MEMORY = 64_000_000  # bytes; what is not committed yet never takes more
_BLANKS = "blanks"
_WORDS = tuple(attribute.name for attribute in fields(schema.IndexFields))


def build(place: Path, entries: Iterable[SearchEntry]) -> int:
    """A new index of `entries` in the empty folder `place`; how many different ones. Raises
    OSError."""
    index = with_tokenizer(_wrote(lambda: tantivy.Index(_schema(), path=str(place))))
    written: dict[str, None] = {}
    with _writing(index) as writer:
        for entry in entries:
            document = _document(entry)
            if entry.id in written:
                writer.delete_documents_by_term("id", entry.id)
            _wrote(writer.add_document, document)
            written[entry.id] = None
    (place / "stamp.json").write_text(json.dumps({"schema": schema.VERSION}), encoding="ascii")
    return len(written)


def write(index: tantivy.Index, entries: Iterable[SearchEntry], delete: Collection[str]) -> int:
    """Replace `entries` and delete those ids in one commit; how many were written. Raises
    OSError."""
    written = 0
    with _writing(index) as writer:
        for identifier in delete:
            writer.delete_documents_by_term("id", identifier)
        for entry in entries:
            document = _document(entry)
            writer.delete_documents_by_term("id", entry.id)
            _wrote(writer.add_document, document)
            written += 1
    return written


def with_tokenizer(index: tantivy.Index) -> tantivy.Index:
    """`index`, splitting at blanks."""
    blanks = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(_BLANKS, blanks)
    return index


@contextlib.contextmanager
def _writing(index: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
    """The one writer of `index`; what it was given is committed at the end, unless that raises."""
    writer = _wrote(index.writer, WRITER_MEMORY, 1)
    try:
        yield writer
        _wrote(writer.commit)
    except BaseException:
        with contextlib.suppress(ValueError):  # threads that failed: of what is being raised
            writer.wait_merging_threads()
        raise
    _wrote(writer.wait_merging_threads)


def _wrote(action: Callable[..., Any], *given: Any) -> Any:
    """What `action` gives; tantivy's one error for everything as what it is here."""
    try:
        return action(*given)
    except ValueError as problem:
        raise OSError(str(problem)) from problem


def why(problem: Exception, folder: Path) -> str:
    """In words why `folder` could not be written, and how much room there is."""
    with contextlib.suppress(OSError):
        room = shutil.disk_usage(folder).free // 1_000_000
        return f"{folder} could not be written ({room} MB are free there): {problem}"
    return f"{folder} could not be written: {problem}"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("stored", stored=True)
    for facet in schema.FACETS:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("day", fast=True)
    builder.add_text_field("sort_title", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("numbers", tokenizer_name=_BLANKS, index_option="basic")
    for name in ("title", "all"):
        builder.add_text_field(f"{name}_folded", tokenizer_name=_BLANKS, index_option="position")
        for form in (name, f"{name}_folded_pairs"):
            builder.add_text_field(form, tokenizer_name=_BLANKS, index_option="freq")
    builder.add_text_field("title_pairs", tokenizer_name=_BLANKS, index_option="freq")
    return builder.build()


def _document(entry: SearchEntry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("id", entry.id)
    document.add_bytes("stored", schema.dump(entry))
    for facet in schema.FACETS:
        document.add_text(facet, str(getattr(entry, facet) or ""))
    document.add_unsigned("day", schema.day(entry))
    document.add_text("sort_title", sort_key(entry.title))
    words = schema.index_fields(entry)
    for name in _WORDS:
        document.add_text(name, getattr(words, name))
    return document
