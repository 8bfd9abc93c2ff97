"""The last gate before a page: only what the rendering writes gets through, whatever went wrong before."""

from __future__ import annotations

import nh3

from helpers.display.html import LINK_SCHEMES

_ATTRIBUTES = {
    "*": {"class", "id"},
    "a": {"href"},
    "col": set[str](),
    "div": {"role", "aria-label", "tabindex"},
    "img": {"src", "alt", "width"},
    "ol": {"start"},
    "section": {"aria-label"},
    "td": {"headers", "rowspan", "colspan", "scope"},
    "th": {"headers", "rowspan", "colspan", "scope"},
}
_TAGS = {
    *("header", "div", "h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "blockquote", "ol", "ul", "li"),
    *("a", "br", "code", "em", "small", "strong", "wbr", "figure", "figcaption", "img"),
    *("section", "details", "summary"),
    *("table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td"),
}
_PICTURE = "data:image/svg+xml;base64,"


def _attribute(_element: str, name: str, value: str) -> str | None:
    """The attribute's value; None takes the attribute away."""
    if name == "href":
        return value if value.lower().startswith((*LINK_SCHEMES, "#nb-finding-")) else None
    if name == "src":
        return value if value.startswith(_PICTURE) else None
    return value


def clean_body(body: str) -> str:
    """The page's content without elements, attributes and addresses that the rendering never writes."""
    return nh3.clean(
        body,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "data"},
        clean_content_tags={"script", "style"},
        link_rel=None,
    )
