"""The site's pages: its index, and one a report with its versions and notices of correction."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.sax.saxutils import escape

from markupsafe import Markup

from helpers.display.characters import printable
from helpers.review.site.published import Published, Version

if TYPE_CHECKING:
    from jinja2 import Environment

KINDS = {"report.html": "网页", "report.pdf": "PDF", "report.docx": "Word"}
"""The files of a report that people read."""

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def index_page(reports: Sequence[Published]) -> bytes:
    """The site's index: every report by district and year."""
    groups = [
        (name, [(year, list(each)) for year, each in groupby(members, key=lambda report: report.year)])
        for name, members in _by_district(reports)
    ]
    return _page("site_index", groups=groups)


def report_page(report: Published) -> bytes:
    """A report's own page: what stands there now, what stood there before, and why it was corrected."""
    return _page("site_report", report=report, versions=[(v, _links(report, v)) for v in report.versions])


def sitemap(reports: Sequence[Published], base_url: str) -> bytes:
    """sitemap.xml.

    Args:
        reports: Every report on the site.
        base_url: Where the site will be, ending in a slash; the addresses are relative where it is empty, which
            search engines don't read.
    """
    places = [("index.html", "")]
    for report in reports:
        if report.current:
            places += [
                (f"{report.report}/{name}", report.current.date)
                for name in KINDS
                if name in report.current.files
            ]
    lines = [
        f"<url><loc>{escape(base_url + quote(place))}</loc>{f'<lastmod>{escape(day)}</lastmod>' if day else ''}</url>"
        for place, day in places
    ]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SITEMAP}">\n'
    return (head + "\n".join(lines) + "\n</urlset>\n").encode()


def _by_district(reports: Sequence[Published]) -> list[tuple[str, list[Published]]]:
    groups = groupby(reports, key=lambda report: report.report.partition("/")[0])
    found = [(slug, list(members)) for slug, members in groups]
    return [(members[0].district_name or slug, members) for slug, members in found]


def _links(report: Published, version: Version) -> list[tuple[str, str]]:
    """A version's files as address, relative to the report's folder, and name."""
    folder = "" if version is report.current else f"versions/{version.number}/"
    return [(quote(folder + name), kind) for name, kind in KINDS.items() if name in version.files]


def _page(name: str, **content: Any) -> bytes:
    environment = _environment()
    style = environment.get_template("site.css").render()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        environment.get_template(f"{name}.html.j2")
        .render(style=Markup(style), policy=policy, kinds=KINDS, **content)  # noqa: S704  # the kit's own
        .encode()
    )


def _printable(value: Any) -> Any:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("helpers.review"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["address"] = quote
    return environment
