"""Small filters and tags that templates need and that hold no rule of the product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any, cast
from urllib.parse import quote_plus

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.template.base import FilterExpression, Parser, Token
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page as TreePage
from wagtail.models import Site

from portal import registry
from portal.opinions import asking

register = template.Library()

#: Width of the tally bar in its own units; a segment is never thinner than `TALLY_LEAST`.
TALLY_WIDTH = 1000
TALLY_LEAST = 12
TALLY_GAP = 4


class KeptNode(template.Node):
    """See `kept`."""

    def __init__(
        self, name: str, varying: list[FilterExpression], nodelist: template.NodeList
    ) -> None:
        self.name, self.varying, self.nodelist = name, varying, nodelist

    def render(self, context: template.Context) -> SafeString:
        """The piece, from the frame of this page if it has one."""
        frame = context.get("frame")
        if frame is None:
            return self.nodelist.render(context)
        values = [str(value.resolve(context)) for value in self.varying]
        key = (self.name, get_language() or "", *values)
        return cast(SafeString, frame.keep(key, lambda: self.nodelist.render(context)))


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """`{% kept "name" value … %}…{% endkept %}`: a piece that is the same on every page with the
    same values, rendered once as long as the frame is fresh (portal/frame.py).

    Only for what everybody may read: the office, the sections, words, and the values named.
    """
    _tag, name, *varying = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(name.strip("\"'"), [parser.compile_filter(one) for one in varying], nodelist)


@register.filter
def under(path: str, root: str) -> bool:
    """Whether `path` is the address `root` or one beneath it (marks the current menu entry)."""
    return bool(path) and bool(root) and path.startswith(root)


@register.filter
def dialled(phone: str) -> str:
    """The digits of a telephone number as printed, for a `tel:` link."""
    return "".join(letter for letter in str(phone or "") if letter.isdecimal() or letter == "+")


@register.filter
def extension(name: str) -> str:
    """The extension of a file name in capitals (`PDF`), at most four letters; empty when none."""
    return PurePath(str(name or "")).suffix.lstrip(".").upper()[:4]


@register.filter
def grouped(digest: str, size: int = 8) -> str:
    """A hexadecimal digest in groups of `size`, so that a person can compare it by eye."""
    text = str(digest or "")
    return " ".join(text[start : start + size] for start in range(0, len(text), size))


@register.filter
def tally_bars(segments: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Where each segment of the tally bar starts and how wide it is, in units of `TALLY_WIDTH`.

    A style attribute would break the content security policy, so the bar is an SVG and its
    geometry is reckoned here. Segments with nothing in them are left out; small ones stay visible.
    """
    shown = [segment for segment in segments or () if segment["count"] > 0]
    total = sum(segment["count"] for segment in shown)
    if not total:
        return []
    room = TALLY_WIDTH - TALLY_GAP * (len(shown) - 1)
    wanted = [max(TALLY_LEAST, room * segment["count"] / total) for segment in shown]
    scale = room / sum(wanted)
    bars, start = [], 0.0
    for segment, width in zip(shown, wanted, strict=True):
        bars.append({"code": segment["code"], "x": f"{start:.1f}", "width": f"{width * scale:.1f}"})
        start += width * scale + TALLY_GAP
    return bars


@register.simple_tag(takes_context=True)
def display_link(context: template.Context, **switch: str) -> str:
    """Address of the display switch (`contrast=high` …) that comes back to this page.

    A plain link: it works without a script, and a cached page needs no token for it.
    """
    request = context.get("request")
    back = request.get_full_path() if request is not None else "/"
    return f"{reverse('display')}?{urlencode(switch)}&next={quote_plus(back)}"


@register.simple_tag(takes_context=True)
def opinion_address(context: template.Context, page: Any, version: int | None = None) -> str:
    """Where a reader says whether this page was useful; empty where nobody is asked."""
    return asking.address_for(context.get("request"), page, version or None)


@register.filter
def page_links(page: Page) -> list[dict[str, Any]]:
    """The links of a pager: previous, the first, those around the current one, the last, next."""
    links: list[dict[str, Any]] = []
    if page.has_previous():
        links.append({"number": page.previous_page_number(), "rel": "prev"})
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if isinstance(number, int):
            links.append({"number": number, "current": number == page.number})
        else:
            links.append({"gap": True})
    if page.has_next():
        links.append({"number": page.next_page_number(), "rel": "next"})
    return links


@register.simple_tag(takes_context=True)
def page_address(context: template.Context, number: int, param: str = "trang") -> str:
    """Address of page `number` of the list shown now; the other parameters stay as they are."""
    request = context.get("request")
    if request is None:
        return f"?{urlencode({param: number})}"
    asked = [(name, values) for name, values in request.GET.lists() if name != param]
    if number > 1:
        asked.append((param, [str(number)]))
    return f"?{urlencode(asked, doseq=True)}" if asked else request.path


@register.simple_tag(takes_context=True)
def with_parameter(context: template.Context, name: str, value: str) -> str:
    """The address shown now with another parameter; page numbers are left out."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    query.pop("trang", None)
    query[name] = value
    return f"?{query.urlencode()}"


@register.filter
def kind_title(code: str) -> str:
    """What a kind of disclosure is called; empty for pages that are no disclosure."""
    kind = registry.kinds.get(code) if code else None
    return str(kind.title) if kind is not None else ""


@register.simple_tag(takes_context=True)
def trail(context: template.Context, page: Any) -> list[dict[str, str]]:
    """The pages above `page`, from the home page down: `title`, `url`. The home page is known from
    the request; one query for pages between, if there are any."""
    path = getattr(page, "path", "")
    site = Site.find_for_request(context.get("request")) if path else None
    home = site.root_page if site else None
    if home is None or not path.startswith(home.path) or path == home.path:
        return []
    ends = range(len(home.path) + TreePage.steplen, len(path), TreePage.steplen)
    between = TreePage.objects.filter(path__in=[path[:end] for end in ends]) if ends else ()
    above = [home, *between]
    return [
        {
            "title": _("Home page") if step is home else step.title,
            "url": step.url or "",
        }
        for step in above
    ]
