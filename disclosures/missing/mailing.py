"""The answer by e-mail, to who left an address. The address is deleted once the mail is on its
way; when the mail server fails, the task fails visibly and the address stays."""

from __future__ import annotations

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_tasks import task

from disclosures.models import MissingNotice
from disclosures.register import catalogue
from disclosures.words.wording import title_of


@task()
def send_answer(notice_id: int) -> bool:
    """Mail the answer of a notice to its sender; whether there was anything to send."""
    notice = MissingNotice.objects.filter(pk=notice_id).exclude(email="").first()
    if notice is None or not notice.answer:
        return False
    duty = next((one for one in catalogue() if one.code == notice.duty_code), None)
    with translation.override("vi"):
        words = {"notice": notice, "title": title_of(duty) if duty else notice.duty_code}
        subject = render_to_string("disclosures/emails/missing_subject.txt", words)
        body = render_to_string("disclosures/emails/missing.txt", words)
    send_mail(" ".join(subject.split()), body, None, [notice.email])
    MissingNotice.objects.filter(pk=notice.pk).update(email="", mailed_at=timezone.now())
    return True
