"""The documents that a rich text links are found in whatever stands in the field."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.linked import ids_linked_in


@pytest.mark.parametrize(
    ("html", "ids"),
    [
        ('<p><a linktype="document" id="3">Mẫu</a></p>', {3}),
        ("<a id='3' linktype=document>x</a><A LINKTYPE='document' ID='4'>y</A>", {3, 4}),
        ('<a linktype="document" id="3">x</a><a linktype="document" id="3">y</a>', {3}),
        ('<a linktype="page" id="3">x</a><a href="/tep/3/x.pdf">y</a>', set()),
        ('<a linktype="document">x</a><a linktype="document" id="">y</a>', set()),
        ('<a linktype="document" id="٣">x</a><a linktype="document" id="-1">y</a>', set()),
        (f'<a linktype="document" id="{"9" * 30}">x</a>', set()),
        ('<embed linktype="document" id="3"/>', set()),
        ("<a linktype", set()),
        ("", set()),
    ],
)
def test_only_links_to_documents_count(html: str, ids: set[int]) -> None:
    assert ids_linked_in(html) == ids


@settings(max_examples=100)
@given(st.text(alphabet='<>/a="linktypedocumid 3!-&;[]', max_size=60))
def test_no_text_breaks_it(html: str) -> None:
    assert all(isinstance(identifier, int) for identifier in ids_linked_in(html))
