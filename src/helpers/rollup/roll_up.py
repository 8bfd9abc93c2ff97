"""Rolling up: gather, judge the set, add up, write the district's params and its trace."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.checks import Finding, Severity, settled
from helpers.checks.rules.rolled_up import DUPLICATES, TRACE
from helpers.files import write_atomically
from helpers.form import Figures, Narrative, Office, Previous, Report
from helpers.intake import parameters_of, read, read_params
from helpers.intake.draft import draft_of
from helpers.intake.locate import DISTRICT_OFFICE
from helpers.rollup.addition import add_up, differences, gaps
from helpers.rollup.balance import imbalances
from helpers.rollup.before import read_provisional
from helpers.rollup.carried import carried_over
from helpers.rollup.gathering import Gathering, gather
from helpers.rollup.likeness import duplicates
from helpers.rollup.rendered import differences_from_pages
from helpers.rollup.texts import first_texts, renewed
from helpers.rollup.trace import trace_of
from helpers.rollup.writing import params_text


@dataclass(frozen=True)
class Outcome:
    """What a roll-up came to.

    Attributes:
        findings: What the rules of the roll-up found.
        files: What was written; empty where it was refused.
        offices: Number of reports that were added up.
        missing: Names of the listed offices that are missing.
    """

    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()
    offices: int = 0
    missing: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the set of reports could not be added up, so that nothing was written."""
        return not self.files


def roll_up(
    folder: Path, year: int, *, partial: bool = False, out: Path | None = None, pages: Path | None = None
) -> Outcome:
    """Write a district's params from its offices', and the trace of every cell.

    Nothing is written where the set is wrong: an office is missing (unless `partial`), extra, there twice, or in
    another edition. Everything else is written and found fault with: a cell that an office left out is empty.

    Args:
        folder: The district's folder, e.g. params/shili.
        year: The report year.
        partial: Add up what is there; the report then says of itself that it is provisional.
        out: Where to write; the district's own folder `district` where None.
        pages: The folder of the batch whose pages the sum is held to; None holds it to none.

    Raises:
        ReadError: The district's file, an office's report or the district's existing report can't be read.
        OSError: The folder can't be written to.
    """
    gathering = gather(folder, year, partial=partial)
    refusals = [finding for finding in gathering.findings if finding.severity is Severity.ERROR]
    missing = tuple(gathering.missing.values())
    if refusals or not gathering.shares:
        return Outcome(tuple(gathering.findings), offices=len(gathering.shares), missing=missing)
    out = out or folder / DISTRICT_OFFICE
    path = out / f"{year}.yaml"
    kept = _kept(path)
    figures = add_up(gathering.shares)
    provisional = out / f"{year}.provisional.csv"
    texts = parameters_of(kept)["narrative"] if kept else first_texts(gathering)
    assert isinstance(texts, dict)  # noqa: S101  # parameters nest the narrative
    head: dict[str, Any] = {
        "office": _office(kept, gathering),
        "year": year,
        "edition": figures.edition.id,
        "narrative": renewed(texts, gathering, figures, read_provisional(provisional)),
        **_kept_besides(path, kept),
    }
    content = params_text(head, figures.edition, figures).encode()
    draft_of(content).faults.raise_any(str(path))
    findings = [*gathering.findings, *_judged(gathering, figures, kept, out, path)]
    if pages is not None:
        findings += differences_from_pages(gathering.shares, figures, pages, str(path))
    trace = trace_of(gathering.shares)
    files = {path: content, out / f"{year}.trace.csv": trace}
    if gathering.missing:
        files[provisional] = trace
    for file, written in files.items():
        write_atomically(file, written)
    return Outcome(tuple(findings), tuple(files), len(gathering.shares), missing)


def _kept(path: Path) -> Report | None:
    """The district's report as an analyst left it; a file that can't be read is never written over."""
    return read(path).report if path.is_file() else None


def _kept_besides(path: Path, kept: Report | None) -> dict[str, object]:
    """Reasons, and last year's report where the file itself holds it."""
    if kept is None:
        return {}
    parameters = parameters_of(kept)
    own = draft_of(path.read_bytes()).previous is not None
    names = ("reasons", *(("previous",) if own else ()))
    return {name: parameters[name] for name in names if name in parameters}


def _office(kept: Report | None, gathering: Gathering) -> dict[str, str]:
    name, kind = gathering.district.name, "市政府" if gathering.of_districts else "区县政府"
    if kept:
        name, kind = kept.office.name, kept.office.kind
    elif not name.endswith(("政府", "委员会")):
        name += "人民政府"
    return {"name": name, "kind": kind, "scope": "district"}


def _judged(
    gathering: Gathering, figures: Figures, kept: Report | None, out: Path, path: Path
) -> list[Finding]:
    shares, file = gathering.shares, str(path)
    last = _last_year(gathering, out)
    report = Report(
        office=Office(gathering.district.name, "", "district"),
        year=gathering.year,
        edition=figures.edition,
        figures=figures,
        narrative=Narrative({}),
        previous=Previous(last.edition, last.figures, last.narrative) if last else None,
        file=file,
    )
    reasons = kept.reasons if kept else {}
    found = [
        *(differences(kept.figures, figures, file, severity=Severity.INFO) if kept else ()),
        *gaps(shares, figures),
        *imbalances(report, shares),
        *carried_over(gathering, report, last.figures if last else None),
        *settled(
            DUPLICATES, list(duplicates(shares)), reasons.get(DUPLICATES.id, ""), gathering.district.profile
        ),
    ]
    cells, offices = len(figures), len(shares)
    trace = f"{cells} 格数据逐一列出 {offices} 个单位各报多少，见 {gathering.year}.trace.csv。"
    return [*found, TRACE.at(trace, file=file)]


def _last_year(gathering: Gathering, out: Path) -> Report | None:
    """Last year's report of the district, beside this year's or in its own folder."""
    name = f"{gathering.year - 1}.yaml"
    for path in (out / name, gathering.folder / DISTRICT_OFFICE / name):
        if path.is_file():
            return read_params(path)
    return None
