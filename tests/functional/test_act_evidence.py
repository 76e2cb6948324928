"""The evidence of an act has its owner, is for no page to publish, and leaves nothing behind when
the act is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.documents.permissions import permission_policy

from disclosures.register import forget
from documents.models import OfficialFile
from portal import publishing, roles
from portal.publishing.refusals import refused
from tests.factories import make_user, pdf_bytes
from tests.unit.disclosures.register_samples import load_catalogue
from tests.unit.documents.store import files_root, stored

__all__ = ["files_root"]
pytestmark = pytest.mark.django_db


def send_evidence(client: Client) -> Any:
    forget()
    load_catalogue()
    pdf = SimpleUploadedFile("bien-ban.pdf", pdf_bytes(), content_type="application/pdf")
    values = {"channel": "one_stop_posting", "covers_from": "2026-03-12", "note": "Tại quầy."}
    path = "/quan-tri/duties/TTHC-NY/evidence/"
    return client.post(path, {**values, "evidence": pdf})


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_evidence_has_an_owner_and_no_editor_may_choose_it(files_root: Path) -> None:
    owner = make_user(roles.OFFICE)
    assert send_evidence(signed_in(owner)).status_code == 302
    file = OfficialFile.objects.get()
    assert file.uploaded_by_user == owner
    for role in (roles.EDITOR, roles.ADMINISTRATOR, roles.APPROVER):
        user = make_user(role)
        for action in ("choose", "change", "delete"):
            assert not permission_policy.user_has_permission_for_instance(user, action, file)
        assert signed_in(user).get(file.url).status_code == 404
    assert signed_in(owner).get(file.url).status_code == 200


def test_a_refused_act_leaves_no_bytes(files_root: Path, monkeypatch: Any) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise refused("x", "Không được.")

    monkeypatch.setattr(publishing, "record_act", refuse)
    assert send_evidence(signed_in(make_user(roles.OFFICE))).status_code == 200
    assert not OfficialFile.objects.exists()
    assert stored(files_root) == []
