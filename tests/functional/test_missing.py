"""“Is something missing?”: from a reader's form to the released answer, and everything that must
not happen on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import caches
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from disclosures.missing import tracking
from disclosures.models import MissingNotice, SetApartNotice
from disclosures.register import forget
from portal import roles
from tests.factories import make_user
from tests.unit.disclosures.register_samples import load_catalogue

pytestmark = pytest.mark.django_db

FORM = "/nghia-vu-cong-khai/KLKT/thieu/"
DUTY = "/nghia-vu-cong-khai/KLKT/"
QUESTION = "Tôi không tìm thấy kết luận kiểm tra quý III năm 2026."


@pytest.fixture(autouse=True)
def _catalogue() -> None:
    forget()
    load_catalogue()
    caches["shared"].clear()


def filled(**changes: Any) -> dict[str, Any]:
    """The form as a person sends it, half a minute after it was shown."""
    shown = timezone.now() - timedelta(seconds=30)
    return {"question": QUESTION, "email": "", "website": "", **changes} | {
        "seal": changes.get("seal", tracking.seal("KLKT", shown))
    }


def send(client: Client | None = None, **changes: Any) -> Any:
    return (client or Client()).post(FORM, filled(**changes))


def sent(**changes: Any) -> tuple[MissingNotice, str]:
    """A notice that was taken, and the address of its tracking code."""
    response = send(**changes)
    assert response.status_code == 302, response.content.decode()[:2000]
    return MissingNotice.objects.latest("pk"), response["Location"]


def staff(role: str = roles.EDITOR, *units: str) -> Client:
    client = Client()
    client.force_login(make_user(role, units=units))
    return client


def do(client: Client, notice: MissingNotice, verb: str, **data: Any) -> Any:
    notice.refresh_from_db()
    seen = data.pop("seen", notice.changed_at.isoformat())
    address = reverse("disclosures_notice_act", args=[notice.pk, verb])
    return client.post(address, {"seen": seen, **data})


def answered(notice: MissingNotice, client: Client | None = None) -> None:
    data = {"answer": "Kết luận đã được đăng.", "shown_question": QUESTION}
    assert do(client or staff(roles.OFFICE), notice, "answer", **data).status_code == 302


def test_a_notice_goes_from_the_form_to_the_public_answer() -> None:
    notice, tracking_page = sent()
    assert (notice.state, notice.duty_code) == ("waiting", "KLKT")
    assert notice.due_on > timezone.localdate()
    assert QUESTION in Client().get(tracking_page).content.decode()
    public = Client().get(DUTY)
    assert QUESTION not in public.content.decode()
    assert public.context["notices_waiting"] == {"waiting": 1, "overdue": 0}

    member = staff(roles.EDITOR, "KTRA")
    answered(notice, member)
    assert "Kết luận đã được đăng." in Client().get(tracking_page).content.decode()
    assert "Kết luận đã được đăng." not in Client().get(DUTY).content.decode()
    assert do(member, notice, "release").status_code == 302
    text = Client().get(DUTY).content.decode()
    assert QUESTION in text
    assert "Kết luận đã được đăng." in text


def test_an_address_is_mailed_once_shown_to_nobody_and_deleted(
    django_capture_on_commit_callbacks: Any,
) -> None:
    notice, tracking_page = sent(email="hoi@example.org")
    office = staff(roles.OFFICE)
    page = office.get(reverse("disclosures_notice", args=[notice.pk])).content.decode()
    assert "hoi@example.org" not in page
    with django_capture_on_commit_callbacks(execute=True):
        answered(notice, office)
    (message,) = mail.outbox
    assert message.to == ["hoi@example.org"]
    assert "Kết luận đã được đăng." in message.body
    notice.refresh_from_db()
    assert notice.email == ""
    assert notice.mailed_at is not None
    assert "hoi@example.org" not in Client().get(tracking_page).content.decode()


def test_the_same_form_sent_twice_is_one_notice() -> None:
    data = filled()
    first, second = Client().post(FORM, data), Client().post(FORM, data)
    assert first["Location"] == second["Location"]
    assert MissingNotice.objects.count() == 1


NONSENSE: list[dict[str, str]] = [
    {"question": ""},
    {"question": "ngắn"},
    {"question": "a" * 2_001},
    {"question": "\x00\x01\u200b\u202e" * 20},
    {"question": "Mua ngay http://a.com http://b.com http://c.com rẻ nhất"},
    {"email": "khong-phai-thu"},
    {"email": f"{'a' * 300}@example.org"},
    {"website": "http://spam.example"},
    {"seal": ""},
    {"seal": "x" * 5_000},
    {"seal": "đ\x00"},
]


def test_what_makes_no_sense_is_refused_and_nothing_typed_is_lost() -> None:
    for changes in NONSENSE:
        response = send(**changes)
        assert response.status_code == 400, changes
        assert MissingNotice.objects.count() == 0
        assert response.context["form"].errors
        if "question" not in changes:
            assert QUESTION in response.content.decode()


def test_a_form_filled_in_too_fast_or_too_old_is_sent_again_by_a_press() -> None:
    for seconds in (0, 1, -60, 25 * 3600):
        shown = timezone.now() - timedelta(seconds=seconds)
        response = send(seal=tracking.seal("KLKT", shown))
        assert response.status_code == 400
        assert QUESTION in response.content.decode()


def test_the_form_of_another_duty_does_not_fit() -> None:
    shown = timezone.now() - timedelta(seconds=30)
    assert send(seal=tracking.seal("TTHC-ND", shown)).status_code == 400


def test_html_and_control_characters_are_text() -> None:
    notice, tracking_page = sent(question="Thiếu <script>alert(1)</script>\x00\u202e kết luận")
    assert notice.question == "Thiếu <script>alert(1)</script> kết luận"
    text = Client().get(tracking_page).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_who_sends_too_much_waits_and_loses_nothing() -> None:
    client = Client()
    for _ in range(5):
        assert send(client).status_code == 302
    response = send(client)
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert QUESTION in response.content.decode()
    assert MissingNotice.objects.count() == 5


def test_it_takes_a_token_against_forged_forms() -> None:
    assert Client(enforce_csrf_checks=True).post(FORM, filled()).status_code == 403


def test_a_duty_that_there_is_not_has_no_form() -> None:
    assert Client().get("/nghia-vu-cong-khai/NOPE/thieu/").status_code == 404


def test_a_code_that_there_is_not_is_not_found() -> None:
    for code in ("AAAA-BBBB-CCCC-DDDD", "x", "a" * 400, "----"):
        assert Client().get(f"/nghia-vu-cong-khai/phan-anh/{code}/").status_code == 404
        assert Client().get("/nghia-vu-cong-khai/phan-anh/", {"ma": code}).status_code == 400


def test_a_code_leads_back_however_it_is_typed() -> None:
    _notice, tracking_page = sent()
    code = tracking_page.rstrip("/").rsplit("/", 1)[1]
    found = Client().get("/nghia-vu-cong-khai/phan-anh/", {"ma": code.replace("-", " ").lower()})
    assert found.status_code == 302
    assert found["Location"] == tracking_page


def test_codes_cannot_be_tried_without_end() -> None:
    client = Client()
    codes = [
        f"/nghia-vu-cong-khai/phan-anh/{'A' * 15}{'BCDEFGHIJKLMNOPQ'[i % 16]}/" for i in range(32)
    ]
    answers = [client.get(code).status_code for code in codes]
    assert set(answers) == {404, 429}
    assert answers[-1] == 429


SECRET = "Tố cáo ông Nguyễn Văn Bí Mật nhận hối lộ."


def test_a_denunciation_is_set_apart_and_shown_nowhere() -> None:
    notice, tracking_page = sent(question=SECRET, email="nguoi@example.org")
    member = staff(roles.EDITOR, "KTRA")
    assert do(member, notice, "set-apart").status_code == 302
    notice.refresh_from_db()
    assert (notice.question, notice.answer, notice.email) == ("", "", "")
    assert SetApartNotice.objects.get().question == SECRET
    places = [
        (Client(), DUTY),
        (Client(), tracking_page),
        (member, reverse("disclosures_notice", args=[notice.pk])),
        (member, reverse("disclosures_notices")),
        (staff(roles.OFFICE), reverse("disclosures_notice", args=[notice.pk])),
        (staff(roles.ADMINISTRATOR), reverse("disclosures_notice", args=[notice.pk])),
    ]
    for client, address in places:
        assert "Bí Mật" not in client.get(address).content.decode(), address
    log = " ".join(f"{one.label} {one.data}" for one in ModelLogEntry.objects.all())
    assert "Bí Mật" not in log

    address = reverse("disclosures_notice_apart", args=[notice.pk])
    for role in (roles.EDITOR, roles.OFFICE, roles.ADMINISTRATOR, roles.AUDITOR, roles.APPROVER):
        assert "Bí Mật" not in staff(role, "KTRA").post(address).content.decode(), role
    assert "Bí Mật" in staff(roles.LEADER).post(address).content.decode()
    assert ModelLogEntry.objects.filter(action="disclosures.missing_read").count() == 1


def test_what_was_public_and_is_set_apart_leaves_the_public_page() -> None:
    notice, _page = sent()
    office = staff(roles.OFFICE)
    answered(notice, office)
    do(office, notice, "release")
    assert QUESTION in Client().get(DUTY).content.decode()
    do(office, notice, "set-apart")
    assert QUESTION not in Client().get(DUTY).content.decode()


def test_the_database_keeps_no_text_of_what_was_set_apart() -> None:
    notice, _page = sent()
    with pytest.raises(IntegrityError), transaction.atomic():
        MissingNotice.objects.filter(pk=notice.pk).update(state="set_apart")
    with pytest.raises(IntegrityError), transaction.atomic():
        MissingNotice.objects.filter(pk=notice.pk).update(state="released")


VERBS = {
    "answer": {"answer": "Đã đăng rồi.", "shown_question": QUESTION},
    "decline": {"answer": "Không thuộc nội dung công khai."},
    "set-apart": {},
}
MAY = {
    (roles.EDITOR, "KTRA"): True,
    (roles.EDITOR, "VP"): False,
    (roles.EDITOR, ""): False,
    (roles.OFFICE, ""): True,
    (roles.ADMINISTRATOR, ""): True,
    (roles.APPROVER, "KTRA"): False,
    (roles.LEADER, ""): False,
    (roles.AUDITOR, ""): False,
    ("", "KTRA"): False,
}


@pytest.mark.parametrize("verb", VERBS)
def test_only_the_unit_and_the_office_deal_with_a_notice(verb: str) -> None:
    for (role, unit), may in MAY.items():
        caches["shared"].clear()
        notice, _page = sent()
        client = staff(role, *([unit] if unit else []))
        do(client, notice, verb, **VERBS[verb])
        notice.refresh_from_db()
        assert (notice.state != "waiting") is may, (role, unit)
    notice, _page = sent()
    do(Client(), notice, verb, **VERBS[verb])
    notice.refresh_from_db()
    assert notice.state == "waiting"


def test_who_may_read_the_list() -> None:
    notice, _page = sent()
    for (role, unit), sees in {
        (roles.EDITOR, "KTRA"): True,
        (roles.EDITOR, "VP"): False,
        (roles.OFFICE, ""): True,
        (roles.LEADER, ""): True,
        (roles.AUDITOR, ""): True,
        (roles.APPROVER, "KTRA"): False,
    }.items():
        client = staff(role, *([unit] if unit else []))
        found = client.get(reverse("disclosures_notices")).content.decode()
        assert (QUESTION in found) is sees, (role, unit)
        page = client.get(reverse("disclosures_notice", args=[notice.pk]))
        assert (page.status_code == 200) is sees, (role, unit)


def test_two_people_do_not_overwrite_each_other() -> None:
    notice, _page = sent()
    office = staff(roles.OFFICE)
    before = notice.changed_at.isoformat()
    answered(notice, office)
    late = do(office, notice, "answer", seen=before, answer="Khác.", shown_question="Khác hẳn.")
    assert "Khác." in late.content.decode()
    notice.refresh_from_db()
    assert notice.answer == "Kết luận đã được đăng."


def test_releasing_needs_an_answer_and_what_is_closed_is_not_released() -> None:
    notice, _page = sent()
    office = staff(roles.OFFICE)
    do(office, notice, "release")
    notice.refresh_from_db()
    assert notice.state == "waiting"
    do(office, notice, "decline", answer="Không thuộc nội dung phải công khai.")
    do(office, notice, "release")
    notice.refresh_from_db()
    assert notice.state == "declined"


def test_an_overdue_notice_is_flagged_everywhere() -> None:
    notice, tracking_page = sent()
    MissingNotice.objects.filter(pk=notice.pk).update(
        due_on=timezone.localdate() - timedelta(days=1)
    )
    assert Client().get(DUTY).context["notices_waiting"]["overdue"] == 1
    assert Client().get(tracking_page).context["is_overdue"]
    office = staff(roles.OFFICE)
    assert (
        QUESTION[:20]
        in office.get(reverse("disclosures_notices"), {"state": "overdue"}).content.decode()
    )


def test_the_list_takes_any_address() -> None:
    office = staff(roles.OFFICE)
    for query in ("state=x", "state=%00", "trang=-1", "trang=" + "9" * 400):
        assert office.get(f"{reverse('disclosures_notices')}?{query}").status_code == 200


def test_what_staff_send_wrong_is_kept_on_the_screen() -> None:
    notice, _page = sent()
    response = do(staff(roles.OFFICE), notice, "answer", answer="", shown_question="Câu hỏi gọn")
    assert response.status_code == 400
    assert "Câu hỏi gọn" in response.content.decode()
    assert do(staff(roles.OFFICE), notice, "nothing").status_code == 404


def test_a_notice_is_work_of_the_unit_without_a_word_of_its_text() -> None:
    from disclosures.register import LeadUnits, snapshot
    from disclosures.work import WorkKind
    from disclosures.work_sources import all_work

    notice, _page = sent()
    found = snapshot()
    (item,) = [one for one in all_work(found, LeadUnits(found.day)) if one.kind is WorkKind.REPLY]
    assert (item.unit, item.duty, item.due) == ("KTRA", "KLKT", notice.due_on)
    assert QUESTION not in f"{item.sentence} {item.title}"
    member = staff(roles.EDITOR, "KTRA")
    assert member.get(item.url).status_code == 200
    answered(notice, member)
    found = snapshot()
    assert not [one for one in all_work(found, LeadUnits(found.day)) if one.kind is WorkKind.REPLY]
