"""A published site held to its sums, its own pages and data, and the log of approvals by which it was published."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpers.batch.inputs import digest
from helpers.errors import UsageError
from helpers.review.signoff import Action, Log, SignOffError
from helpers.review.site.figures import described, dictionary, figures_csv, json_bytes
from helpers.review.site.heads import renewed_heads
from helpers.review.site.pages import index_page, report_page
from helpers.review.site.published import FILE, Published, Version, read_published
from helpers.review.site.whole import SUMS
from helpers.verify.fault import Fault
from helpers.verify.folder import UnfitError, digest_plain, files_below, read_plain, report_places

_SUM = re.compile(r"([0-9a-f]{64})  (.+)")
_MOST_SUMS = 200 * 1024 * 1024


@dataclass(frozen=True)
class SiteVerdict:
    """What verifying a site came to.

    Attributes:
        files: How many files were held to their sums.
        reports: How many reports it has.
        faults: What is wrong.
    """

    files: int
    reports: int
    faults: tuple[Fault, ...]


def is_site(folder: Path) -> bool:
    """Whether a folder is a published site; one that lost its sums is one, too."""
    data = folder / "data"
    return data.is_dir() and ((folder / SUMS).is_file() or (data / "figures.json").is_file())


def verify_site(site: Path, log: Log | None = None) -> SiteVerdict:
    """Hold a site to its sums, to what its reports say of themselves, and to the log by which it was published.

    Args:
        site: The folder.
        log: The log of the batch; None leaves the approvals out.

    Raises:
        UsageError: Its list of sums can't be read.
        OSError: A folder can't be listed.
    """
    sums = _sums(site)
    faults = list(_held_to_sums(site, sums))
    known = {fault.place for fault in faults}
    reports = []
    for place in report_places(site):
        folder = place.folder
        published = read_published(folder) if f"{place.name}/{FILE}" not in known else None
        if published is None or published.report != place.name:
            faults.append(Fault(f"{place.name}/{FILE}", "读不了，或不是这份年报的"))
            continue
        reports.append(published)
        faults += _held_to_itself(published, sums)
        if log is not None:
            faults += _held_to_log(published, log)
    if not known:
        faults += _written_anew(site, reports)
    if log is not None:
        try:
            renewed_heads(site, log)
        except SignOffError as error:
            faults.append(Fault("data/log.json", error.message))
    return SiteVerdict(len(sums), len(reports), tuple(faults))


def _sums(site: Path) -> dict[str, str]:
    try:
        content = read_plain(site / SUMS, _MOST_SUMS) or b""
        found = [_SUM.fullmatch(line) for line in content.decode().splitlines()]
    except (UnfitError, UnicodeDecodeError):
        found = [None]
    if not found or None in found:
        raise UsageError(f"{site / SUMS}：不是完好的校验值清单，请从备份恢复。")
    return {match[2]: match[1] for match in found if match}


def _held_to_sums(site: Path, sums: dict[str, str]) -> Iterator[Fault]:
    present = set(files_below(site)) - {SUMS}
    for name in sorted(sums.keys() - present):
        yield Fault(name, "缺少这个文件")
    for name in sorted(present - sums.keys()):
        yield Fault(name, f"多出的文件，{SUMS} 里没有")
    # Only names that were found in the folder are opened, whatever the list says.
    for name in sorted(present & sums.keys()):
        try:
            if digest_plain(site / name) != sums[name]:
                yield Fault(name, f"与 {SUMS} 中的校验值不符，公布之后被改动过")
        except UnfitError as error:
            yield Fault(name, str(error))


def _held_to_itself(published: Published, sums: dict[str, str]) -> Iterator[Fault]:
    for name, expected in published.files().items():
        if sums.get(f"{published.report}/{name}") != expected:
            yield Fault(f"{published.report}/{name}", f"与 {FILE} 中的校验值不符，公布之后被改动过")
    if sums.get(f"{published.report}/index.html") != digest(report_page(published)):
        yield Fault(f"{published.report}/index.html", f"与 {FILE} 不符，不是 nianbao publish 写的那一页")


def _held_to_log(published: Published, log: Log) -> Iterator[Fault]:
    if not any(entry.hash == published.approval for entry in log.entries):
        yield Fault(published.report, "审核日志里没有据以公布的那一行")
        return
    for version in published.versions:
        approved = [
            entry
            for entry in log.entries
            if (entry.report, entry.version, entry.action)
            == (published.report, version.number, Action.APPROVE)
        ]
        if not approved:
            yield Fault(published.report, f"第 {version.number} 版没有审核过")
        for name, expected in _shared(version, dict(approved[-1].outputs) if approved else {}):
            yield Fault(f"{published.report}/{name}", f"第 {version.number} 版与所审核的不同（{expected}）")
    last = log.last(published.report)
    if published.current and last and last.action is Action.WITHDRAW:
        yield Fault(published.report, "审核已撤回，而网站上还在，请运行 nianbao publish")


def _shared(version: Version, outputs: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, expected in outputs.items():
        if name in version.files and version.files[name] != expected:
            yield name, expected


def _written_anew(site: Path, reports: list[Published]) -> Iterator[Fault]:
    """What belongs to all reports, beside what they give when it is written anew."""
    # As a publication has them: by district, the newest year first.
    reports = sorted(reports, key=lambda each: (each.report.split("/")[0], -each.year, each.report))
    try:
        figures = [
            (each, json.loads((site / each.report / "figures.json").read_bytes())["figures"])
            for each in reports
            if each.current
        ]
        files = {
            "index.html": index_page(reports),
            "data/figures.csv": figures_csv(figures),
            "data/figures.json": json_bytes(
                [{**described(each), "figures": cells} for each, cells in figures]
            ),
            **{f"data/{name}": content for name, content in dictionary().items()},
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        yield Fault("data", "各份年报的 figures.json 读不了，没有核对总表")
        return
    for name, content in files.items():
        if digest_plain(site / name) != digest(content):
            yield Fault(name, "与各份年报不符，不是 nianbao publish 写的")
