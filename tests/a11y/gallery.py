"""Pages made of sample data: every component on one, every page template with a full context."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace as Thing
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from portal.registry import Panel
from tests.a11y import samples

TEMPLATES = Path(settings.PROJECT_DIR) / "templates"
OFFICE = samples.COMPONENTS["footer"][0]["office"]
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

GALLERY = engines["django"].from_string(
    """{% extends "base_page.html" %}
{% block title %}Gallery{% endblock %}
{% block breadcrumbs %}{% endblock %}
{% block content %}<h1>Gallery</h1>
{% for name, shown in pieces %}<section class="stack"><h2>{{ name }}</h2>
{% for piece in shown %}<div>{{ piece }}</div>{% endfor %}</section>{% endfor %}
{% endblock %}"""
)
#: Parts of every page: the gallery has them anyway, and only once.
ONCE = {"identity", "masthead", "menu", "display", "footer", "demonstration", "breadcrumbs"}


def component_files() -> list[str]:
    """The names of all components."""
    return sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))


def context(path: str = "/", **more: Any) -> dict[str, Any]:
    """What the context processors give every page, and `more`."""
    return {
        **request_for(path),
        "office": OFFICE,
        "sections": samples.COMPONENTS["footer"][0]["sections"],
        "display": {"contrast": "normal", "text": "normal"},
        "demonstration": {"made_on": date(2026, 11, 20), "stale": False},
        **more,
    }


def request_for(path: str) -> dict[str, Any]:
    """A request for `path`, where a component asks for it."""
    return {"request": RequestFactory().get(path)}


def render_component(name: str, variables: dict[str, Any]) -> str:
    """One component with sample data."""
    return render_to_string(f"components/{name}.html", context(**variables))


def component_gallery() -> str:
    """All components on one page."""
    pieces = [
        (name, [render_component(name, variables) for variables in samples.COMPONENTS[name]])
        for name in component_files()
        if name not in ONCE
    ]
    return GALLERY.render(context("/thu-tuc/", pieces=_once(pieces)))


def _once(pieces: list[tuple[str, list[str]]]) -> Iterator[tuple[str, list[str]]]:
    """The pieces as safe markup, each id made unique: a component is shown in several states."""
    from django.utils.safestring import mark_safe

    for name, shown in pieces:
        unique = [
            re.sub(r'\b(id|for|aria-describedby)="', rf"\g<0>{name}-{number}-", piece)
            for number, piece in enumerate(shown)
        ]
        if name == "hit":
            unique = [f"<ul>{''.join(unique)}</ul>"]
        elif name == "pagination":  # a landmark: a page has one
            unique = unique[1:2]
        yield name, [mark_safe(piece) for piece in unique]  # noqa: S308  (our own templates)


def _page(items: list[Any], number: int = 1, size: int = 20) -> Any:
    return Paginator(items, size).get_page(number)


def _duties() -> list[dict[str, Any]]:
    titles = {
        "Công khai, minh bạch trong việc ra quyết định": ["Lịch tiếp công dân của lãnh đạo Sở"],
        "Thủ tục hành chính công": ["Nội dung thủ tục hành chính", "Kết luận thanh tra, kiểm tra"],
    }
    codes = [code for code, _ in samples.STATUSES]
    groups = []
    for title, names in titles.items():
        duties = [
            {
                "code": f"D{number}",
                "title": f"{names[number % len(names)]} ({number})",
                "url": f"/nghia-vu-cong-khai/D{number}/",
                "unit": "Phòng Kế hoạch – Tài chính",
                "deadline": "10 ngày làm việc từ ngày ký",
                "latest": "Mới nhất: 05/KL-SKHCN, đăng 20/11/2026",
                "latest_title": "Kết luận kiểm tra 05/KL-SKHCN" if number % 2 else "",
                "latest_url": "/ket-luan/05-kl-skhcn/" if number % 2 else "",
                "basis": "Luật TCTT 2016 Đ.17(1)(i), 18(4); NĐ 63/2010/NĐ-CP Đ.15",
                "calendar_unconfirmed": number % 4 == 0,
                "status": codes[number % len(codes)],
                "status_label": "",
                "why": "Quý III/2026: chưa đăng, hạn 15/10/2026",
                "confirmed": number % 3 == 0,
            }
            for number in range(23)
        ]
        groups.append({"title": title, "duties": duties})
    return groups


def _contexts() -> dict[str, tuple[str, str, dict[str, Any]]]:
    index = Thing(title="Thủ tục hành chính", url="/thu-tuc/", summary="Các thủ tục của Sở.")
    conclusions = Thing(title="Kết luận thanh tra, kiểm tra", url="/ket-luan/", summary="")
    many = [Thing(**vars(samples.PROCEDURE)) for _ in range(45)]
    procedure = {
        "page": samples.PROCEDURE,
        "at": date(2026, 11, 23),
        "is_today": True,
        "version": samples.VERSIONS[0],
        "content": samples.CONTENT,
        "versions": samples.VERSIONS,
        "changes": samples.CHANGES,
        "coming": None,
        "forms": {7: samples.FORM},
    }
    repeal = Thing(
        pk=3, in_force_from=date(2026, 11, 20), decision_number="1300/QĐ-UBND", is_repeal=True
    )
    listing = {
        "page": index,
        "page_obj": _page(many, 2),
        "fields": [{"code": "atbx", "name": samples.RADIATION, "count": 12}],
        "field": "",
        "online_level": "",
        "audience": "",
        "order": "ten",
        "online_levels": [("full", "Toàn trình"), ("partial", "Một phần")],
        "show_repealed": False,
    }
    duty_page = {
        "trail": [{"title": "Trang chủ", "url": "/"}],
        "at": NOW,
        "segments": samples.SEGMENTS,
        "total": 46,
        "unconfirmed": 31,
        "today": date(2026, 11, 23),
        "past": {"at": date(2026, 9, 30), "known_at": None},
        "moment_error": "",
    }
    notice = Thing(
        state="waiting",
        get_state_display="Đang chờ trả lời",
        question="Tôi không tìm thấy kết luận quý III.",
        answer="",
        received_at=NOW,
        answered_at=NOW,
        due_on=date(2026, 12, 4),
    )
    one_notice = {
        "trail": duty_page["trail"],
        "notice": notice,
        "code": "ABCD-EFGH-IJKL-MNOP",
        "duty_title": "Kết luận kiểm tra chuyên ngành",
        "duty_url": "/nghia-vu-cong-khai/KLKT/",
        "is_overdue": True,
    }
    return {
        "ask": (
            "disclosures/missing/ask.html",
            "/nghia-vu-cong-khai/KLKT/thieu/",
            {**one_notice, "form": samples.wrong_notice(), "days": 10, "lookup_url": "/x/"},
        ),
        "notice": ("disclosures/missing/notice.html", "/x/", one_notice),
        "notice-apart": (
            "disclosures/missing/notice.html",
            "/x/",
            {**one_notice, "notice": Thing(**vars(notice) | {"state": "set_apart"}), "is_apart": 1},
        ),
        "notice-lookup": (
            "disclosures/missing/lookup.html",
            "/x/",
            {"trail": duty_page["trail"], "form": samples.wrong_lookup()},
        ),
        "open-data": (
            "disclosures/open_data.html",
            "/nghia-vu-cong-khai/du-lieu/",
            {
                "trail": duty_page["trail"],
                "files": [{"name": "Mọi nghĩa vụ (CSV)", "url": "/x.csv"}],
                "tables": [{"title": "Các trường", "fields": [("code", "mã của nghĩa vụ")]}],
            },
        ),
        "home": (
            "home/home_page.html",
            "/",
            {
                "page": Thing(title="Trang chủ", url="/", summary=""),
                "examples": ["giay phep x quang", "14/KH-SKHCN", "chuyển giao công nghệ"],
                "errands": [
                    {"link": task["url"], **task} for task in samples.COMPONENTS["task"][:6]
                ],
                "latest": [
                    {
                        "url": samples.CONCLUSION.url,
                        "title": samples.CONCLUSION.title,
                        "kind": "Kết luận kiểm tra",
                        "happened_on": date(2026, 11, 20),
                        "corrected": True,
                    }
                ]
                * 4,
                "panels": [Panel("disclosures/home_panel.html", duty_page)],
            },
        ),
        "procedures": ("procedures/procedure_index_page.html", "/thu-tuc/", listing),
        "procedures-none": (
            "procedures/procedure_index_page.html",
            "/thu-tuc/",
            {**listing, "page_obj": _page([]), "field": "atbx"},
        ),
        "procedure": ("procedures/procedure_page.html", "/thu-tuc/x/", procedure),
        "procedure-old": (
            "procedures/procedure_page.html",
            "/thu-tuc/x/",
            {
                **procedure,
                "is_today": False,
                "at": date(2025, 1, 5),
                "version": samples.VERSIONS[1],
                "changes": (),
                "content": dataclasses.replace(samples.CONTENT, fees=(), conditions=""),
            },
        ),
        "procedure-repealed": (
            "procedures/procedure_page.html",
            "/thu-tuc/x/",
            {
                **procedure,
                "version": repeal,
                "versions": [repeal, *samples.VERSIONS],
                "content": None,
            },
        ),
        "conclusions": (
            "disclosures/inspection_conclusion_index_page.html",
            "/ket-luan/",
            {
                "page": conclusions,
                "page_obj": _page([samples.CONCLUSION] * 6),
                "years": [2026, 2025],
                "year": None,
                "types": [("check", "Kết luận kiểm tra")],
                "conclusion_type": "",
            },
        ),
        "conclusion": (
            "disclosures/inspection_conclusion_page.html",
            "/ket-luan/x/",
            {"page": samples.CONCLUSION},
        ),
        "withdrawn": (
            "portal/withdrawn.html",
            "/ket-luan/x/",
            {
                "page": samples.CONCLUSION,
                "event": samples.HISTORY[0],
                "history": samples.HISTORY,
            },
        ),
        "catalogue": (
            "disclosures/catalogue.html",
            "/nghia-vu-cong-khai/",
            {
                **duty_page,
                "groups": _duties(),
                "filters": [samples.SELECT],
                "filtered": False,
                "clear_url": "/nghia-vu-cong-khai/",
                "open_data_url": "/nghia-vu-cong-khai/du-lieu/",
                "moment_query": "at=2026-09-30",
                "moment_fields": [{"name": "at", "value": "2026-09-30"}],
            },
        ),
        "obligation": (
            "disclosures/obligation.html",
            "/nghia-vu-cong-khai/KLKT/",
            {**duty_page, **samples.DUTY_PAGE},
        ),
        "content": (
            "home/content_page.html",
            "/kha-nang-tiep-can/",
            {
                "page": Thing(
                    title="Khả năng tiếp cận",
                    url="/kha-nang-tiep-can/",
                    summary="Trang này cho mọi người.",
                    body="<h2>Bàn phím</h2><p>Mọi chức năng dùng được bằng bàn phím.</p>",
                    last_published_at=NOW,
                )
            },
        ),
        "404": ("404.html", "/khong-co/", {}),
        "403": ("403.html", "/x/", {}),
        "410": ("410.html", "/x/", {}),
        "400": ("400.html", "/x/", {}),
        "csrf": ("403_csrf.html", "/x/", {}),
        "500": ("500.html", "/x/", {}),
        "locked-out": ("portal/locked_out.html", "/quan-tri/login/", {"minutes": 15}),
    }


#: Template, address and context of every sample page, by a short name.
PAGES = _contexts()


def pages() -> dict[str, str]:
    """Every sample page, rendered."""
    return {
        name: get_template(template).render(context(path, **variables))
        for name, (template, path, variables) in PAGES.items()
    }
