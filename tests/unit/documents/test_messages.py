"""Every refusal is said in words, with the facts that help."""

from __future__ import annotations

import io

import pytest
from django.utils import translation

from documents import messages
from documents.filetypes import FileType
from documents.safety import FileRefused, Limits, Refusal, examine
from tests.unit.documents import samples


def test_every_reason_and_every_type_has_its_words() -> None:
    assert set(messages._MESSAGES) == set(Refusal)
    assert set(messages.TYPE_LABELS) == set(FileType)


@pytest.mark.parametrize("case", samples.BAD, ids=lambda case: case[0])
def test_a_refused_file_is_told_by_name(case: tuple) -> None:
    _, name, make, code = case
    with pytest.raises(FileRefused) as refused:
        examine(io.BytesIO(make()), name)
    with translation.override("en"):
        message = messages.message_for(refused.value)
    assert name in message
    assert "%(" not in message
    assert messages.as_validation_error(refused.value).code == code


@pytest.mark.parametrize(("name", "code"), samples.BAD_NAMES)
def test_a_refused_name_is_repeated_without_what_it_hides(name: str, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        examine(io.BytesIO(b"x"), name)
    message = messages.message_for(refused.value)
    assert all(char.isprintable() for char in message)
    assert len(message) < 400


def test_sizes_are_said_as_people_say_them() -> None:
    with pytest.raises(FileRefused) as refused:
        examine(io.BytesIO(bytes(3 << 20)), "a.pdf", Limits(max_bytes=2 << 20))
    with translation.override("en"):
        message = messages.message_for(refused.value)
    assert "3.0\xa0MB" in message
    assert "2.0\xa0MB" in message
