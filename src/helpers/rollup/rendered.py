"""AGG-CELL once more: the sum held to what the offices' own pages print, not to the params that it was made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.checks import Finding, Severity
from helpers.checks.rules.rolled_up import CELL_SUM
from helpers.checks.values import show
from helpers.form import Edition, Figures
from helpers.intake import address_of
from helpers.rollup.gathering import Share

if TYPE_CHECKING:
    from lxml.etree import _Element

_PAGE = "report.html"


def differences_from_pages(
    shares: Sequence[Share], figures: Figures, batch: Path, file: str
) -> Iterator[Finding]:
    """Each cell of which the pages of all offices add up to something else, traced to the offices.

    Args:
        shares: The offices' reports.
        figures: Their sum.
        batch: The folder of the batch that the offices' reports were built in.
        file: The district's file.
    """
    sums = dict.fromkeys(figures.edition.fields, Decimal(0))
    unread: list[Share] = []
    causes: dict[str, list[str]] = {}
    for share in shares:
        printed = _printed(share, batch)
        if printed is None:
            unread.append(share)
            continue
        for address, text in printed.items():
            sums[address] += _number(text) or 0
            own = share.report.figures.number(address)
            if _number(text) != (None if own is None else Decimal(own)):
                causes.setdefault(address, []).append(f"{share.name}（网页上是{text or '空'}）")
    for share in unread:
        yield CELL_SUM.at(
            f"{share.name}没有能核对的网页，请运行 nianbao run 生成网页后再汇总。",
            file=share.report.file,
            severity=Severity.WARNING,
        )
    for address, field in figures.edition.fields.items():
        total = figures.number(address)
        told = address in causes or (not unread and total is not None and sums[address] != total)
        if told:
            yield CELL_SUM.at(
                f"{field.label}：各单位网页上的数合计 {show(sums[address])}，与汇总不符，差在"
                f"{'、'.join(causes.get(address, ['未知的单位']))}，请重新生成这些单位的年报。",
                file=file,
                cell=address,
                label=field.label,
                expected=sums[address],
                actual=total,
            )
    if not causes and len(unread) < len(shares):
        yield CELL_SUM.at(
            f"已同 {len(shares) - len(unread)} 个单位的网页逐格核对，{len(figures)} 格的数都相符。",
            file=file,
            severity=Severity.INFO,
        )


def _printed(share: Share, batch: Path) -> dict[str, str] | None:
    """What an office's page prints in each cell; None where there is no page, or it isn't one of this report."""
    place = address_of(Path(share.report.file))
    path = batch / place.district / place.office / str(place.year) / _PAGE
    try:
        return printed_cells(path.read_bytes(), share.report.edition, share.report.year)
    except (OSError, ValueError):
        return None


def printed_cells(page: bytes, edition: Edition, year: int) -> dict[str, str]:
    """The texts of the official tables' cells on a report's page, by address.

    Raises:
        ValueError: The page isn't a report's, or of another form or year.
    """
    import lxml.html
    from lxml.etree import LxmlError

    try:
        root = lxml.html.document_fromstring(page)
    except LxmlError as error:
        raise ValueError(str(error)) from None
    tables: dict[str, list[str]] = {}
    for table in root.iter("table"):
        for caption in table.iterchildren("caption"):
            tables[_text(caption)] = [_text(cell) for cell in table.iter("td")]
    found: dict[str, str] = {}
    for official in edition.tables:
        texts = tables.get(f"{year}年{official.caption}", [])
        addresses = [field.address for field in official.fields]
        found |= dict(zip(addresses, texts, strict=True))
    return found


def _text(element: _Element) -> str:
    return "".join(map(str, element.itertext())).strip()


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and text.isascii() else None
