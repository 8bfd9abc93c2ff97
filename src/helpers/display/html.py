"""Blocks as HTML: the one rendering, for Jupyter's screen and for the published page."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from helpers.display.blocks import (
    Block,
    Break,
    Code,
    Emphasis,
    Figure,
    FindingItem,
    FindingList,
    Folded,
    Heading,
    Inline,
    Items,
    Link,
    Paragraph,
    Preformatted,
    Quote,
    Run,
    Strong,
    TableBlock,
    Title,
)
from helpers.display.characters import printable
from helpers.display.findings import NO_FINDINGS, finding_message, findings_heading
from helpers.display.html_table import table_markup
from helpers.display.markup import Names, element, finding_id, text_markup
from helpers.display.severity import is_severity, severity_label

DRAFT_NOTE = "草稿：本报告未经审定，仅供内部审核，不得对外发布。"

MAIN_ID = "nb-main"
"""The id that the page itself uses."""

LINK_SCHEMES = ("http://", "https://", "mailto:")

_NOTEBOOK_STYLE = Markup(
    "<style>.nb-scroll{overflow-x:auto}table.nb-table{border-collapse:collapse}"
    "table.nb-table caption{font-weight:bold}"
    "table.nb-table th,table.nb-table td{border:1px solid;padding:.2em .5em;text-align:center}</style>\n"
)
"""A table's borders, which Jupyter's own style takes away; the classes are nobody else's."""


def render_html(blocks: Iterable[Block]) -> str:
    """The blocks as a fragment of HTML for a notebook's output."""
    body = render_body(blocks)
    return f"{_NOTEBOOK_STYLE}{body}" if "<table" in body else body


def render_body(blocks: Iterable[Block]) -> str:
    """The blocks as the content of a page: semantic elements, classes prefixed `nb-`, no style and no script.

    Ids are unique within one call. Characters that can't be printed are left out.
    """
    return str(_Renderer().blocks(blocks))


class _Renderer:
    """Writes blocks one after the other and keeps in mind what must be unique or in order on the page."""

    def __init__(self) -> None:
        self._ids = Names(MAIN_ID)
        self._regions = Names()
        self._levels: list[tuple[int, int]] = []
        """The headings that enclose what comes next: each one's level in the document and on the page."""
        self._findings = 0

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        return Markup("\n").join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Markup:  # noqa: C901  # one case a kind
        match block:
            case Title():
                return self._title(block)
            case Heading():
                return element(f"h{self._level(block)}", block.text, id=self._ids.give_id(block.id))
            case Paragraph():
                review = block.audience == "review"
                return element("p", _inlines(block.inlines), class_="nb-note" if review else None)
            case Items():
                return self._items(block)
            case Quote():
                return element("blockquote", self.blocks(block.blocks))
            case Preformatted():
                # HTML takes a line break at the start of <pre> for none.
                return element("pre", block.text.strip("\n"))
            case TableBlock():
                return table_markup(block, self._ids, self._regions)
            case Figure():
                return self._figure(block)
            case FindingList():
                return self._finding_list(block)
            case Folded():
                return element("details", element("summary", block.summary) + self.blocks(block.blocks))

    def _title(self, block: Title) -> Markup:
        self._levels = [(0, 1)]
        lines = block.lines if "".join(block.lines) == block.text else (block.text,)
        heading = element("h1", element("wbr").join(text_markup(line) for line in lines))
        note = element("p", DRAFT_NOTE, class_="nb-draft") if block.draft else Markup()
        return element("header", heading + note, class_="nb-title")

    def _level(self, heading: Heading) -> int:
        """The heading's level on the page, where none may be skipped: h1 is the title."""
        while self._levels and self._levels[-1][0] >= heading.level:
            self._levels.pop()
        level = self._levels[-1][1] + 1 if self._levels else heading.level + 1
        self._levels.append((heading.level, level))
        return min(level, 6)

    def _items(self, block: Items) -> Markup:
        items = Markup("\n").join(element("li", self._item(item)) for item in block.items)
        if block.start is None:
            return element("ul", items)
        return element("ol", items, start=None if block.start == 1 else block.start)

    def _item(self, blocks: Sequence[Block]) -> Markup:
        if blocks and isinstance(blocks[0], Paragraph):
            rest = (self._block(block) for block in blocks[1:])
            return Markup("\n").join((_inlines(blocks[0].inlines), *rest))
        return self.blocks(blocks)

    def _finding_list(self, block: FindingList) -> Markup:
        title = findings_heading(block.items)
        heading = element(f"h{self._level(Heading(1, title))}", title)
        if not block.items:
            content = element("p", NO_FINDINGS)
        else:
            first = self._findings + 1
            self._findings += len(block.items)
            content = element(
                "ol",
                Markup("\n").join(_finding(item, number) for number, item in enumerate(block.items, first)),
                start=None if first == 1 else first,
            )
        region = self._regions.give(title, "{}（{}）")
        return element("section", heading + content, class_="nb-findings", aria_label=region)

    def _figure(self, block: Figure) -> Markup:
        picture = element(
            "img",
            src="data:image/svg+xml;base64,"
            + base64.b64encode(block.svg.encode("utf-8", "replace")).decode(),
            alt=block.alt,
            width=round(block.width / 25.4 * 96),
        )
        caption = element("figcaption", block.caption) if block.caption else Markup()
        return element("figure", picture + caption, id=self._ids.give_id(block.id))


def _inlines(inlines: Iterable[Inline]) -> Markup:
    return Markup().join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> Markup:
    match inline:
        case Run():
            return text_markup(inline.text)
        case Strong():
            return element("strong", _inlines(inline.inlines))
        case Emphasis():
            return element("em", _inlines(inline.inlines))
        case Code():
            return element("code", inline.text)
        case Break():
            return element("br")
        case Link():
            text = _inlines(inline.inlines)
            safe = printable(inline.href).lower().startswith(LINK_SCHEMES)
            return element("a", text, href=inline.href) if safe else text


def _finding(item: FindingItem, number: int) -> Markup:
    severity = item.severity
    return element(
        "li",
        element("strong", severity_label(severity))
        + Markup(" ")
        + element("code", item.rule)
        + text_markup(f" {finding_message(item)}"),
        id=finding_id(number),
        class_=f"nb-{severity}" if is_severity(severity) else None,
    )
