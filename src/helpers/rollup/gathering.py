"""Gathering the reports that a district is added up from: each listed office once, none guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from helpers.checks import Finding, Severity
from helpers.checks.rules.rolled_up import OFFICE_SET, ONE_YEAR
from helpers.form import Report
from helpers.intake import District, Member, ReadError, read, read_district
from helpers.intake.district import FILE_NAME
from helpers.intake.locate import DISTRICT_OFFICE, is_slug


@dataclass(frozen=True)
class Share:
    """One report that the district is added up from.

    Attributes:
        slug: Folder of the listed office that the figures count for.
        source: Folder that the report stands in: another after a merger.
        member: The listed office.
        report: Its report.
        of_district: Whether it is a district's own report, which a province adds up.
    """

    slug: str
    source: str
    member: Member
    report: Report
    of_district: bool = False

    @property
    def name(self) -> str:
        """The reporting office's name."""
        return self.report.office.name


@dataclass
class Gathering:
    """A district's reports of one year.

    Attributes:
        folder: The district's folder.
        district: Its file.
        year: The report year.
        shares: What is added up, in the order of the list.
        missing: The listed offices that have no report, by folder.
        merged: Reports that came in under an office's former folder.
        of_districts: Whether the members are districts themselves.
        findings: What is wrong with the set (AGG-SET, AGG-YEAR).
    """

    folder: Path
    district: District
    year: int
    shares: list[Share] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)
    merged: list[Share] = field(default_factory=list)
    of_districts: bool = False
    findings: list[Finding] = field(default_factory=list)


def gather(folder: Path, year: int, *, partial: bool) -> Gathering:
    """Read the reports of a district's offices.

    Args:
        folder: The district's folder, with its district.yaml.
        year: The report year.
        partial: Whether missing offices are a warning and no error.

    Raises:
        ReadError: The district's file or any report can't be read.
    """
    gathering = Gathering(folder, read_district(folder / FILE_NAME), year)
    unreadable: list[Finding] = []
    for slug, member in gathering.district.offices.items():
        found = list(_files(gathering, slug))
        if not any(file.is_file() for _, file in found):
            gathering.missing[slug] = member.name
            gathering.findings.append(_missing(found[0][1], member, year, partial=partial))
        for source, file in found:
            if file.is_file():
                try:
                    of_district = file.parent.name == DISTRICT_OFFICE
                    share = Share(slug, source, member, read(file).report, of_district)
                except ReadError as error:
                    unreadable += error.findings
                    continue
                gathering.shares.append(share)
                if source != slug:
                    gathering.merged.append(share)
            elif any(other.is_file() for _, other in found):
                gathering.missing[source] = source
                gathering.findings.append(_missing(file, Member(source, ""), year, partial=partial))
    if unreadable:
        raise ReadError(unreadable)
    gathering.findings += [*_extra(gathering), *_identity(gathering), *_editions(gathering.shares)]
    return gathering


def _files(gathering: Gathering, slug: str) -> Iterator[tuple[str, Path]]:
    """The files that stand for a listed office, with their folders' names.

    Its own; where there is none, that of the district of this name beside this one, or those of the offices that were
    merged into it, which then count for it.
    """
    folder, year = gathering.folder, gathering.year
    own = folder / slug / f"{year}.yaml"
    beside = folder.absolute().parent / slug
    if not (folder / slug).exists() and (beside / FILE_NAME).is_file():
        gathering.of_districts = True
        yield slug, folder.parent / slug / DISTRICT_OFFICE / f"{year}.yaml"
        return
    olds = [old for old, new in gathering.district.mergers.items() if new == slug]
    former = [(old, folder / old / f"{year}.yaml") for old in olds]
    if not own.is_file() and any(file.is_file() for _, file in former):
        yield from former
    else:
        yield slug, own


def _missing(file: Path, member: Member, year: int, *, partial: bool) -> Finding:
    advice = "初步汇总没有计入它，也没有按 0 计" if partial else "请催报，或加 --partial 先作初步汇总"
    return OFFICE_SET.at(
        f"{member.name}没有 {year} 年的年报数据，{advice}。",
        file=str(file),
        severity=Severity.WARNING if partial else None,
    )


def _extra(gathering: Gathering) -> Iterator[Finding]:
    """Reports in the district's folder that no listed office stands for."""
    used = {share.source for share in gathering.shares} | {*gathering.district.offices, DISTRICT_OFFICE}
    for path in sorted(gathering.folder.glob(f"*/{gathering.year}.yaml")):
        slug = path.parent.name
        if slug in used or not is_slug(slug):
            continue
        if new := gathering.district.mergers.get(slug):
            name = gathering.district.offices[new].name
            message = f"{slug} 已并入{name}，两者都有 {gathering.year} 年的年报数据，会重复计算，请只留一份。"
        else:
            message = f"{slug} 不在 district.yaml 的名单中，请补进名单、写进 mergers，或移走这份数据。"
        yield OFFICE_SET.at(message, file=str(path))


def _identity(gathering: Gathering) -> Iterator[Finding]:
    """Reports that say of themselves to be somebody else's, or another kind of report."""
    names: dict[str, list[Share]] = defaultdict(list)
    for share in gathering.shares:
        report = share.report
        names[share.name].append(share)
        if share.source == share.slug and share.name != share.member.name:
            yield _at_office(share, f"名单上是{share.member.name}，数据里写的是{share.name}，请改成一致。")
        if (report.office.scope == "district") != share.of_district:
            advice = "不能代表全区" if share.of_district else "再汇总会重复计算"
            yield _at_office(share, f"{share.name}的 scope 是 {report.office.scope}，{advice}，请核对。")
    for name, shares in names.items():
        if len(shares) > 1:
            folders = "、".join(share.source for share in shares)
            yield _at_office(shares[1], f"{name}报了 {len(shares)} 次（{folders}），请只留一份。")


def _at_office(share: Share, message: str) -> Finding:
    return OFFICE_SET.at(
        message, file=share.report.file, cell="office", line=share.report.line("office.name")
    )


def _editions(shares: Iterable[Share]) -> Iterator[Finding]:
    by_edition: dict[int, list[Share]] = defaultdict(list)
    for share in shares:
        by_edition[share.report.edition.id].append(share)
    if len(by_edition) < 2:
        return
    common = max(by_edition, key=lambda edition: (len(by_edition[edition]), edition))
    for edition, others in sorted(by_edition.items()):
        for share in others if edition != common else ():
            yield ONE_YEAR.at(
                f"{share.name}用的是 {edition} 版格式，其他单位多用 {common} 版，不能相加，请统一后再汇总。",
                file=share.report.file,
                cell="edition",
                expected=common,
                actual=edition,
            )
