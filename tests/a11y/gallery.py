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

from home.access.sheets import SHEETS
from portal.calendar import Calendar
from portal.opinions.forms import OpinionForm
from portal.registry import Panel
from procedures.legal_links import LinkedBasis
from tests.a11y import samples

TEMPLATES = Path(settings.PROJECT_DIR) / "templates"
OFFICE = samples.COMPONENTS["footer"][0]["office"]
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

GALLERY = engines["django"].from_string(
    """{% extends "base_page.html" %}
{% block opinion %}{% endblock %}
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
        if name in {"hit", "item"}:
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


def wrong_opinion() -> OpinionForm:
    """An answer as it comes back: nothing chosen."""
    form = OpinionForm({"comment": "x"})
    form.is_valid()
    return form


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
        "content_today": samples.CONTENT,
        "fee_lines": samples.FEE_LINES,
        "versions": samples.VERSIONS,
        "differences": samples.CHANGES,
        "is_one_version": False,
        "standing": "in_force",
        "successor": None,
        "bases": [
            LinkedBasis(basis.text, "/van-ban/x/" if basis.number else "")
            for basis in samples.CONTENT.legal_bases
        ],
        "replacing": [samples.PROCEDURE],
        "related": [samples.PROCEDURE],
        "version_url": "https://example.org/thu-tuc/x/phien-ban/2/",
        "synchronisation": Thing(at=NOW),
        "structured": "",
        "coming": None,
        "forms": {7: samples.FORM},
    }
    repeal = Thing(
        pk=3,
        number=3,
        in_force_from=date(2026, 11, 20),
        decision_number="1300/QĐ-UBND",
        is_repeal=True,
    )
    listing = {
        "page": index,
        "page_obj": _page(many, 2),
        "fields": [{"code": "atbx", "name": samples.RADIATION, "count": 12}],
        "needs": [
            {
                "value": "may-x-quang",
                "label": "Đặt, dùng máy X-quang",
                "text": "Khai báo, giấy phép, gia hạn.",
                "audience": "",
                "count": 12,
            }
        ],
        "need": "",
        "need_chosen": None,
        "field": "",
        "level": "",
        "levels": [{"value": "province", "label": "Cấp tỉnh", "count": 12}],
        "online_level": "",
        "audience": "",
        "order": "ten",
        "online_levels": [{"value": "full", "label": "Toàn trình", "count": 12}],
        "show_repealed": False,
        "is_filtered": False,
    }
    a_list = {
        "page": conclusions,
        "page_obj": _page([samples.CONCLUSION] * 25),
        "filters": [samples.SELECT],
        "filtered": False,
        "clear_url": "/ket-luan/",
        "years": samples.COMPONENTS["years"][0]["years"],
        "nil_returns": [],
        "duties": [],
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
            {**listing, "page_obj": _page([]), "field": "atbx", "is_filtered": True},
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
                "differences": [],
                "content": dataclasses.replace(samples.CONTENT, fees=(), conditions=""),
            },
        ),
        "procedure-version": (
            "procedures/procedure_page.html",
            "/thu-tuc/x/phien-ban/1/",
            {
                **procedure,
                "is_today": False,
                "is_one_version": True,
                "standing": "replaced",
                "successor": samples.VERSIONS[0],
                "version": samples.VERSIONS[1],
            },
        ),
        "opinion": (
            "portal/opinions/form.html",
            "/gop-y/",
            {
                "subject": Thing(path="/thu-tuc/x/"),
                "title": samples.PROCEDURE.title,
                "form": wrong_opinion(),
                "trail": [],
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
                "content_today": None,
                "fee_lines": [],
            },
        ),
        "conclusions": ("disclosures/index_page.html", "/ket-luan/", a_list),
        "list-empty": (
            "disclosures/index_page.html",
            "/cong-khai/mua-sam/",
            {
                **a_list,
                "page_obj": _page([]),
                "filters": [],
                "years": [],
                "nil_returns": [{"period": "Quý III/2026", "day": "02/10/2026", "unit": "KHTC"}],
                "duties": [{"title": "Kết quả mua sắm", "url": "/nghia-vu-cong-khai/DAUTHAU/"}],
            },
        ),
        "section": (
            "disclosures/section_page.html",
            "/cong-khai/",
            {
                "page": Thing(title="Công khai", url="/cong-khai/", summary="Mọi loại."),
                "groups": [
                    {
                        "title": "Ngân sách, tài sản",
                        "lists": [
                            {"url": "/x/", "title": "Ngân sách", "summary": "Thu, chi", "count": 3}
                        ]
                        * 4,
                    }
                ]
                * 2,
            },
        ),
        "units": (
            "disclosures/units.html",
            "/don-vi/",
            {
                "trail": duty_page["trail"],
                "units": [{"url": "/don-vi/VP/", "title": "Văn phòng", "count": 3}],
            },
        ),
        "unit": (
            "disclosures/unit_page.html",
            "/don-vi/VP/",
            {
                "trail": duty_page["trail"],
                "unit": Thing(
                    code="VP", name="Văn phòng", succeeded_by=Thing(code="VPS", name="Văn phòng Sở")
                ),
                "is_gone": True,
                "segments": samples.SEGMENTS,
                "total": 46,
                "page_obj": _page([samples.item()] * 25),
                "filters": [samples.SELECT],
                "filtered": False,
                "clear_url": "/don-vi/VP/",
            },
        ),
        "conclusion": (
            "disclosures/inspection_conclusion_page.html",
            "/ket-luan/x/",
            samples.page_of(samples.CONCLUSION, calendar=Calendar()),
        ),
        "item": (
            "disclosures/item_page.html",
            "/cong-khai/x/",
            samples.page_of(samples.item()),
        ),
        "legal-document": (
            "disclosures/legal_document_page.html",
            "/cong-khai/van-ban/x/",
            samples.page_of(
                samples.item(state={"code": "in_force", "label": "Còn hiệu lực"}, ended_on=None),
                does=samples.COMPONENTS["relations"][0]["relations"][:1],
                done=samples.COMPONENTS["relations"][0]["relations"][1:],
            ),
        ),
        "budget": (
            "disclosures/budget_page.html",
            "/cong-khai/ngan-sach/x/",
            samples.page_of(
                samples.item(),
                lines=samples.BUDGET_LINES,
                chart=samples.COMPONENTS["budget_chart"][0]["chart"],
                shows_actual=True,
                shows_before=False,
                same_year=[
                    Thing(url="/x/", get_budget_type_display="Dự toán", title="Dự toán năm 2026")
                ],
            ),
        ),
        "reception": (
            "disclosures/reception_page.html",
            "/cong-khai/tiep-cong-dan/x/",
            samples.page_of(
                samples.item(
                    file=None,
                    issuer=None,
                    recurring=samples.related(
                        [
                            Thing(
                                words="ngày 15 hằng tháng, 07:30–11:30",
                                person="Giám đốc",
                                get_receiver_display="Lãnh đạo",
                            )
                        ]
                    ),
                ),
                **samples.COMPONENTS["reception_days"][0],
            ),
        ),
        "science-task": (
            "disclosures/science_task_page.html",
            "/cong-khai/nhiem-vu-khcn/x/",
            samples.page_of(
                samples.item(
                    state={"code": "under_way", "label": "Đang tiến hành"},
                    stages=[
                        {"title": "Đặt hàng", "on": date(2026, 3, 1), "reached": True},
                        {"title": "Kết quả", "on": None, "reached": False},
                    ],
                    sections=[{"title": "mục tiêu", "text": "Hoàn thiện quy trình."}],
                )
            ),
        ),
        "survey": (
            "disclosures/survey_page.html",
            "/cong-khai/hai-long/x/",
            samples.page_of(
                samples.item(
                    criteria=samples.related(
                        [Thing(name="Thái độ phục vụ", share=97.3, width="97.3")]
                    )
                )
            ),
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
        "access": (
            "home/access_page.html",
            "/tiep-can-thong-tin/",
            {
                "page": Thing(
                    title="Tiếp cận thông tin",
                    url="/tiep-can-thong-tin/",
                    summary="Người nhận yêu cầu, cách gửi, chi phí và mẫu phiếu.",
                    how_to_ask="<p>Đến gặp, gửi thư hoặc thư điện tử.</p>",
                    costs="<p>Chỉ trả chi phí in, sao, gửi.</p>",
                    time_limits="",
                    last_published_at=NOW,
                ),
                "officers": samples.OFFICERS,
                "forms": [Thing(title="Mẫu 01a", file=samples.COMPONENTS["file_card"][0]["file"])],
                "sheets": SHEETS,
            },
        ),
        "on-request": (
            "portal/on_request_list.html",
            "/theo-yeu-cau/",
            {
                "page_obj": _page([]),
                "rows": [],
                "panels": [
                    Panel(
                        "home/whom_to_ask.html",
                        {"officers": samples.OFFICERS, "url": "/tiep-can-thong-tin/"},
                    )
                ],
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
