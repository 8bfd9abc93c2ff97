"""What belongs to all reports of a site: index, data, sitemap, sums."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from helpers.batch.inputs import digest
from helpers.files import write_atomically
from helpers.review.site.figures import described, dictionary, figures_csv, json_bytes
from helpers.review.site.heads import FILE as HEADS
from helpers.review.site.heads import Heads
from helpers.review.site.outcome import Item, State
from helpers.review.site.pages import index_page, sitemap
from helpers.review.site.published import FILE, Published

SUMS = "SHA256SUMS"

UNREADABLE = "{0}：网站上已有这个文件夹，而其中的 {1} 读不了，请从备份恢复，或移走这个文件夹。"


def names_below(folder: Path, file: str) -> set[str]:
    """The names of the reports below a folder that have this file."""
    return {"/".join(path.parts[-4:-1]) for path in folder.glob(f"*/*/*/{file}")}


def write_whole(site: Path, reports: list[Published], base_url: str, heads: Heads) -> Iterator[Item]:
    """What belongs to all reports: index, data, sitemap, sums; yields reports whose files are no longer theirs."""
    sums: dict[str, str] = {}
    figures = []
    for name in sorted(names_below(site, FILE) - {report.report for report in reports}):
        yield Item(name, State.REFUSED, UNREADABLE.format(name, FILE))
    for report in reports:
        folder = site / report.report
        named = {**report.files(), FILE: digest(report.to_bytes())}
        changed = [name for name, expected in named.items() if _digest(folder / name) != expected]
        if changed:
            message = f"{report.report}：网站上的 {changed[0]} 与公布时不同，请从备份恢复，或重新公布。"
            yield Item(report.report, State.REFUSED, message)
            continue
        if report.current:
            figures.append((report, json.loads((folder / "figures.json").read_bytes())["figures"]))
        sums |= {f"{report.report}/{name}": each for name, each in named.items()}
        sums[f"{report.report}/index.html"] = _digest(folder / "index.html")
    base_url = f"{base_url.rstrip('/')}/" if base_url else ""
    data = [{**described(report), "figures": each} for report, each in figures]
    files = {
        "data/figures.csv": figures_csv(figures),
        "data/figures.json": json_bytes(data),
        **{f"data/{name}": content for name, content in dictionary().items()},
        HEADS: json_bytes(dict(sorted(heads.items()))),
        "sitemap.xml": sitemap(reports, base_url),
        "index.html": index_page(reports),
    }
    sums |= {name: digest(content) for name, content in files.items()}
    files[SUMS] = "".join(f"{each}  {name}\n" for name, each in sorted(sums.items())).encode()
    for name, content in files.items():
        path = site / name
        if not path.is_file() or path.read_bytes() != content:
            write_atomically(path, content)


def _digest(path: Path) -> str:
    return digest(path.read_bytes()) if path.is_file() and not path.is_symlink() else ""
