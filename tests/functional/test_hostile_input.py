"""Nothing that anybody can put into an address, a header or a cookie makes a server error.

Every public address and every parameter it reads gets every bad value; the answer is a sane page,
a way back, or a refusal that says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote_to_bytes

import pytest
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal import publishing
from tests.factories import (
    make_approver,
    make_conclusion,
    make_editor,
    make_procedure,
    make_user,
    publish_page,
)

pytestmark = pytest.mark.django_db

#: What a parameter may be set to, already as it stands in an address.
VALUES: dict[str, str] = {
    "nothing": "",
    "blanks": "%20%09%0A%E3%80%80",
    "10,000 letters": "a" * 10_000,
    "10,000 Vietnamese letters": quote("ế") * 5_000,
    "10,000 digits": "9" * 10_000,
    "NUL": "%00",
    "NUL inside": "2026%0000",
    "other controls": "%01%08%0B%1B%7F%C2%85",
    "invalid UTF-8": "%FF%FE%80",
    "half a character": "gi%E1%BA",
    "a lone surrogate": "%ED%A0%80",
    "windows-1258": "gi%E2y%20ph%E9p",
    "bad escapes": "%%%zz%u1234%",
    "a quote": "'",
    "unbalanced quotes": "%22%27%22giay%20phep",
    "negative": "-1",
    "zero": "0",
    "huge": "99999999999999999999999999",
    "beyond 32 bits": "2147483648",
    "beyond 64 bits": "9223372036854775808",
    "fraction": "1.5",
    "scientific": "1e9",
    "infinite": "inf",
    "not a number": "NaN",
    "hexadecimal": "0x10",
    "superscript digit": quote("²"),
    "Arabic digits": quote("٢٠٢٦"),
    "fullwidth digits": quote("２０２６"),
    "SQL": quote("1' OR '1'='1'; DROP TABLE portal_publicationevent; --"),
    "wildcards": quote("%_*?[a-z]{1,9}^$\\"),
    "path traversal": quote("../../../../etc/passwd", safe=""),
    "script": quote('"><script>alert(1)</script>'),
    "template": quote("{{ 7*7 }}{% debug %}"),
    "header injection": "x%0D%0ASet-Cookie:%20a=b",
    "day before the calendar": "0000-00-00",
    "last day of the calendar": "9999-12-31",
    "first day of the calendar": "0001-01-01",
    "impossible day": "2026-02-30",
    "Arabic day": quote("٢٠٢٦-٠٣-٠٢"),
    "direction marks": quote("\u202e\u200b\ufeff2026"),
}
#: Every public address and the parameters it reads.
PARAMETERS: dict[str, tuple[str, ...]] = {
    "/": (),
    "/ket-luan/": ("nam", "loai", "trang"),
    "/thu-tuc/": ("linh-vuc", "xep", "truc-tuyen", "doi-tuong", "bai-bo", "trang"),
    "{conclusion}": ("at",),
    "{procedure}": ("at",),
    "{withdrawn}": ("at",),
    "/tim-kiem/": ("q", "loai", "trang"),
    "/nghia-vu-cong-khai/": (
        "tinh-trang",
        "don-vi",
        "linh-vuc",
        "can-cu",
        "at",
        "known_at",
        "trang",
    ),
    "/nghia-vu-cong-khai/KLKT/": ("trang", "hoi", "at", "known_at"),
    "/nghia-vu-cong-khai/du-lieu/nghia-vu.json": ("at", "known_at", "tinh-trang", "can-cu"),
    "/nghia-vu-cong-khai/phan-anh/": ("ma",),
    "/hien-thi/": ("contrast", "text", "next"),
    "{file}": ("trang",),
    "/suc-khoe/": (),
    "/quan-tri/login/": ("next",),
    "/quan-tri/password_reset/": ("next",),
    "/khong-co/": ("trang",),
}
#: Pages of sense, the ways on, and refusals that say why. 410: the notice of a withdrawal.
SANE = {200, 301, 302, 304, 400, 404, 410}


@pytest.fixture
def places(tmp_path: Path, settings: Any, django_capture_on_commit_callbacks: Any) -> Any:
    """The real addresses behind the names in `PARAMETERS`: public content of every kind."""
    settings.SEARCH_URL = f"tantivy://{tmp_path}/index"
    call_command("load_obligations", stdout=StringIO())
    editor, approver = make_editor(), make_approver()
    with django_capture_on_commit_callbacks(execute=True):
        conclusion, withdrawn = make_conclusion(author=editor), make_conclusion(author=editor)
        procedure = make_procedure(author=editor)
        for page in (conclusion, withdrawn, procedure):
            publish_page(page, approver=approver)
        procedure.in_force_from = date(2026, 5, 1)
        procedure.save_revision(user=editor, clean=False)
        publish_page(procedure, approver=approver)
        publishing.withdraw(withdrawn, actor=approver, reason="Đăng nhầm tệp")
    return {
        "conclusion": conclusion.url,
        "procedure": procedure.url,
        "withdrawn": withdrawn.url,
        "file": conclusion.file.url,
    }


def problems(client: Client, address: str, what: str, **headers: Any) -> Iterator[str]:
    """What is wrong with the answer, if anything: one line each."""
    try:
        response = client.get(address, headers=headers)
    except Exception as error:
        yield f"{what}: {type(error).__name__}: {str(error)[:200]}"
        return
    said = b"".join(response) if response.streaming else response.content
    if response.status_code not in SANE:
        yield f"{what}: status {response.status_code}"
    if b"Traceback" in said or b"<script>alert" in said:
        yield f"{what}: the answer shows a traceback or what was sent, unescaped"
    if b"a=b" in str(response.cookies).encode():
        yield f"{what}: a header was smuggled in"
    is_page = response["Content-Type"].startswith("text/html")
    if is_page and response.status_code not in (301, 302) and b"</html>" not in said:
        yield f"{what}: half a page"
    if response.status_code in (301, 302) and not response["Location"].startswith(("/", "?")):
        yield f"{what}: leads to {response['Location'][:80]}"


@pytest.mark.parametrize("name", PARAMETERS)
def test_no_value_of_any_parameter_is_a_server_error(
    client: Client, places: dict[str, str], name: str
) -> None:
    address, parameters = name.format(**places), PARAMETERS[name]
    found = []
    for what, value in VALUES.items():
        together = "&".join(f"{parameter}={value}" for parameter in (*parameters, "khong-biet"))
        found.extend(problems(client, f"{address}?{together}", what))
        for parameter in parameters:
            found.extend(problems(client, f"{address}?{parameter}={value}", f"{parameter}: {what}"))
        if parameters:
            array = "&".join(f"{parameters[0]}[]={value}&{parameters[0]}={value}" * 3)
            found.extend(problems(client, f"{address}?{array}", f"array: {what}"))
    assert not found, f"{address}\n" + "\n".join(found)


@pytest.mark.parametrize("name", PARAMETERS)
def test_strange_query_strings_are_answered(
    client: Client, places: dict[str, str], name: str
) -> None:
    address, parameters = name.format(**places), PARAMETERS[name] or ("q",)
    queries = {
        "nothing": "",
        "only signs": "&&&===&=&;",
        "no value": "&".join(parameters),
        "1,000 unknown parameters": "&".join(f"p{number}=x" for number in range(1_000)),
        "1,000 of each known one": "&".join(f"{parameters[0]}=1" for _ in range(1_000)),
        "more than Django takes": "&".join("a" for _ in range(11_000)),
        "longer than any form": "q=" + "x" * 70_000,
        "raw bytes": "q=\xff\xfe&trang=\x80",
        "a name of bytes": "%FF%00=%FF",
        "a very long name": "n" * 10_000 + "=1",
    }
    found = [
        problem
        for what, query in queries.items()
        for problem in problems(client, f"{address}?{query}", what)
    ]
    assert not found, f"{address}\n" + "\n".join(found)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    name=st.sampled_from(sorted(PARAMETERS)),
    text=st.text(max_size=200) | st.binary(max_size=200),
)
def test_no_text_and_no_bytes_are_a_server_error(
    client: Client, places: dict[str, str], name: str, text: str | bytes
) -> None:
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    parameters = (*PARAMETERS[name], "q")
    query = "&".join(f"{parameter}={quote(raw)}" for parameter in parameters)
    address = name.format(**places)
    assert not list(problems(client, f"{address}?{query}", repr(text)))
    assert not list(problems(client, f"{address}{quote(raw, safe='')}", repr(text)))


# Paths

NOWHERE = [
    "/khong-co-trang-nay/",
    "/ket-luan/khong-co/",
    "/ket-luan/khong-co/sau-hon/nua/",
    "/thu-tuc/2-999999/",
    "/nghia-vu-cong-khai/KHONG-CO/",
    "/nghia-vu-cong-khai/" + "A" * 5_000 + "/",
    "/nghia-vu-cong-khai/KLKT/khong-co/",
    "/tim-kiem/khong-co/",
    "/hien-thi/khong-co/",
    "/tep/",
    "/tep/1/",
    "/tep/0/x.pdf",
    "/tep/-1/x.pdf",
    "/tep/abc/x.pdf",
    "/tep/2147483648/x.pdf",
    "/tep/9223372036854775808/x.pdf",
    "/tep/" + "9" * 400 + "/x.pdf",
    "/tep/" + "9" * 5_000 + "/x.pdf",
    "/tep/1/..%2F..%2Fetc%2Fpasswd",
    "/tep/1/../../etc/passwd",
    "/tep/%D9%A1/x.pdf",
    "/" + "a/" * 2_000,
    "/" + "a" * 10_000 + "/",
    "/%E1%BA%BF/",
    "/giấy-phép/",
    "/..%2F..%2Fetc/passwd",
    "/.env",
    "/wp-login.php",
    "/static/../portal/settings/base.py",
    "/media/khong-co.pdf",
    "/documents/1/x.pdf",
    "/admin/",
    "/ket-luan//khong-co/",
    "/'; DROP TABLE portal_publicationevent; --/",
    "/<script>alert(1)</script>/",
]
UNREADABLE = ["/%00/", "/ket-luan/%00/", "/%FF%FE/", "/ket-luan/%FF/", "/tep/1/%FF%00.pdf", "/%C3/"]


@pytest.mark.parametrize("path", NOWHERE, ids=lambda path: path[:40])
def test_where_nothing_is_there_is_the_404_page(client: Client, path: str) -> None:
    make_conclusion()
    response = client.get(path, follow=True)
    assert response.status_code == 404
    assert_says_what_to_do(response, "404")


@pytest.mark.parametrize("path", UNREADABLE)
def test_a_path_that_is_no_text_is_refused(client: Client, path: str) -> None:
    make_conclusion()
    response = client.get(path, follow=True)
    assert response.status_code in (400, 404)
    assert_says_what_to_do(response, str(response.status_code))


def assert_says_what_to_do(response: Any, code: str) -> None:
    """The page is in Vietnamese, names the problem and offers the search and the way home."""
    content = response.content.decode()
    assert '<html lang="vi"' in content
    assert code in content
    assert 'action="/tim-kiem/"' in content
    assert 'href="/"' in content
    assert "<script>alert" not in content
    assert "Traceback" not in content


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.text(min_size=1, max_size=60) | st.binary(min_size=1), max_size=5))
def test_no_path_is_a_server_error(client: Client, parts: list[str | bytes]) -> None:
    path = "/" + "/".join(
        quote(part if isinstance(part, bytes) else part.encode("utf-8", "replace"), safe="")
        for part in parts
    )
    response = client.get(path, follow=True)
    assert response.status_code in SANE, unquote_to_bytes(path)


# The switch of contrast and text size leads back, and never away


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/",
        "//example.org/",
        "///example.org/",
        "/\\example.org/",
        "\\\\example.org",
        "http:example.org",
        "javascript:alert(1)",
        "data:text/html,x",
        "/ket-luan/\r\nSet-Cookie: a=b",
        "\t//example.org",
        "https://testserver@example.org/",
        "https://testserver.example.org/",
        "\x00//example.org",
        "",
        "x" * 10_000,
    ],
)
def test_the_display_switch_never_leads_off_the_site(client: Client, target: str) -> None:
    response = client.get("/hien-thi/", {"contrast": "high", "next": target})
    assert response.status_code in (301, 302, 400)
    if response.status_code != 400:
        place = response["Location"]
        assert "example.org" not in place.split("?")[0].split("/")[0:3]
        assert not place.startswith(("//", "/\\", "\\", "http", "javascript", "data"))


def test_the_display_switch_leads_back_to_where_one_was(client: Client) -> None:
    response = client.get("/hien-thi/?contrast=high&next=/tim-kiem/%3Fq%3Da%26trang%3D2")
    assert (response.status_code, response["Location"]) == (302, "/tim-kiem/?q=a&trang=2")
    response = client.get("/hien-thi/?text=large&next=/")
    assert response.cookies["hien-thi"].value == "contrast:high|text:large"
    assert 'data-contrast="high" data-text="large"' in client.get("/khong-co/").content.decode()


# Headers and cookies


HEADERS = [
    {"cookie": "hien-thi=contrast:high|contrast:x|||:|text:" + "x" * 4_000},
    {"cookie": "hien-thi=\xff\xfe; sessionid=\xff; csrftoken='"},
    {"cookie": "=;;=;" * 500},
    {"accept-language": "\xff, xx-YY;q=zz, " + "a," * 1_000},
    {"accept-encoding": "gzip;q=nan, \xff"},
    {"if-none-match": "\"'\xff"},
    {"if-modified-since": "Thu, 32 Foo 99999 25:61:61 GMT"},
    {"range": "bytes=99999999999999999999-,-0,a-b"},
    {"range": "bytes=0-0," * 2_000},
    {"if-range": "\xff"},
    {"x-forwarded-for": "' OR 1=1 --, \xff"},
    {"x-forwarded-host": "example.org"},
    {"referer": "javascript:alert(1)"},
    {"user-agent": "\xff" * 5_000},
    {"x-requested-with": "XMLHttpRequest"},
    {"accept": "application/json;\xff"},
]


def test_no_header_is_a_server_error(places: dict[str, str]) -> None:
    addresses = ("/", "/ket-luan/", "{procedure}", "{file}", "/tim-kiem/?q=a", "/quan-tri/login/")
    found = []
    for address in (address.format(**places) for address in addresses):
        for headers in HEADERS:
            response = Client().get(address, headers=headers)
            if response.status_code not in SANE | {206, 416}:
                found.append(f"{address}: {str(headers)[:100]}: {response.status_code}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("host", ["example.org", "a b", "\xff", "testserver:99999", "[::", ""])
def test_a_strange_host_is_no_server_error(settings: Any, host: str) -> None:
    make_conclusion()
    settings.ALLOWED_HOSTS = ["testserver"]
    response = Client().get("/ket-luan/", headers={"host": host})
    assert response.status_code in (200, 400)


# Methods

PAGES = ("/", "/ket-luan/", "{conclusion}", "{procedure}", "{withdrawn}")
VIEWS = ("/tim-kiem/", "/nghia-vu-cong-khai/", "/nghia-vu-cong-khai/KLKT/", "/hien-thi/", "{file}")


METHODS = ("POST", "PUT", "PATCH", "DELETE", "TRACE", "NONSENSE")
READING = {"GET", "HEAD", "OPTIONS"}


def test_head_is_answered_like_get_without_a_body(client: Client, places: dict[str, str]) -> None:
    for address in (name.format(**places) for name in (*PAGES, *VIEWS)):
        head, get = client.head(address), client.get(address)
        assert head.status_code == get.status_code, address
        assert head["Content-Type"] == get["Content-Type"], address
        assert not head.content, address
        if get.streaming:
            get.close()


def test_pages_are_only_read(places: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    for address in (name.format(**places) for name in (*PAGES, *VIEWS)):
        for method in METHODS:
            response = client.generic(method, address, b"\xff" * 100, "text/plain")
            assert response.status_code in (403, 405), f"{method} {address}"
            if response.status_code == 405:
                assert set(response["Allow"].split(", ")) <= READING, f"{method} {address}"


def test_options_says_what_may_be_asked_or_refuses(client: Client, places: dict[str, str]) -> None:
    for address in (name.format(**places) for name in (*PAGES, *VIEWS)):
        response = client.options(address)
        assert response.status_code in (200, 405), address
        assert set(response["Allow"].split(", ")) <= READING, address


# The admin's own addresses, by somebody who may do everything


def admin_addresses() -> list[str]:
    huge = "9223372036854775808"
    return [
        f"/quan-tri/{what}/{number}/"
        for number in ("0", "2147483648", huge, "9" * 400)
        for what in ("withdraw", "history", "invite", "plans/import", "pages", "documents/edit")
    ] + [
        "/quan-tri/duties/KHONG-CO/",
        f"/quan-tri/duties/KLKT/rule/{huge}/",
        "/quan-tri/duties/KLKT/khong-co/",
        "/quan-tri/pages/?q=%00%FF",
        "/quan-tri/pages/search/?q=" + "a" * 10_000,
        "/quan-tri/documents/?q=%00&p=-1&ordering=%27",
        "/quan-tri/documents/chooser/?q=%00&p=" + "9" * 100,
        "/quan-tri/documents/chooser/chosen/" + huge + "/",
        "/quan-tri/khong-co/",
    ]


def test_no_address_of_the_admin_is_a_server_error(places: dict[str, str]) -> None:
    client = Client()
    client.force_login(make_user(is_superuser=True))
    allowed = SANE | {403, 405}
    found = []
    for address in admin_addresses():
        try:
            status = client.get(address).status_code
        except Exception as error:
            status = f"{type(error).__name__}: {str(error)[:150]}"
        if status not in allowed:
            found.append(f"{address[:80]}: {status}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("reason", ["", " \n\t", "x" * 100_000, "\x00", "a\x00b", "\ud7ff\u202e"])
def test_no_reason_of_a_withdrawal_is_a_server_error(reason: str) -> None:
    page = make_conclusion()
    publish_page(page)
    client = Client()
    client.force_login(make_approver())
    response = client.post(f"/quan-tri/withdraw/{page.pk}/", {"reason": reason})
    assert response.status_code in (200, 302)
    if not reason.strip() or "\x00" in reason or len(reason) > 1_000:
        assert response.status_code == 200
        page.refresh_from_db()
        assert page.live
