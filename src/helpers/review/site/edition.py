"""What is to stand on the site for one report: its files, and what becomes of those that stood there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from helpers.batch.inputs import digest
from helpers.review.signoff.log import Action, Entry, Log, SignOffError
from helpers.review.signoff.seal import Sealed
from helpers.review.site.figures import described, figures_csv, figures_of, json_bytes
from helpers.review.site.pages import KINDS, report_page
from helpers.review.site.published import FILE, Published, Version


@dataclass(frozen=True)
class Standing:
    """What is to stand in a report's folder.

    Attributes:
        published: What report.json says.
        files: The content of every file by path, report.json and the page included.
    """

    published: Published
    files: Mapping[str, bytes] = field(repr=False)


def approved(
    entry: Entry, sealed: Sealed, present: Published | None, folder: Path, log: Log, district_name: str
) -> Standing:
    """The report as it was approved, in front of the versions that were published before.

    Args:
        entry: The approval.
        sealed: The report, which is what was approved.
        present: What stands on the site.
        folder: The report's folder on the site.
        log: The log, to which earlier versions are held.
        district_name: The district's name.

    Raises:
        SignOffError: A published version would be replaced without a reason, or was tampered with.
    """
    earlier, reason = _before(entry, present, log.reason(entry))
    report = sealed.report
    published = Published(
        report=entry.report,
        office_name=report.office.name,
        district_name=district_name,
        scope=report.office.scope,
        year=report.year,
        edition=report.edition.id,
        record=entry.record,
        approval=entry.hash,
        current=Version(entry.version, entry.day.isoformat(), reason),
        earlier=earlier,
    )
    figures = figures_of(report)
    files = {name: content for name, content in sealed.files.items() if name in KINDS}
    files["figures.csv"] = figures_csv([(published, figures)])
    files["figures.json"] = json_bytes({**described(published), "figures": figures})
    hashes = {name: digest(content) for name, content in files.items()}
    assert published.current  # noqa: S101  # just made
    published = replace(published, current=replace(published.current, files=hashes))
    return _standing(published, files, present, folder, log)


def withdrawn(entry: Entry, present: Published, folder: Path, log: Log) -> Standing:
    """The report's page with a notice in the place of the version whose approval was taken back.

    Raises:
        SignOffError: A published version was tampered with.
    """
    day, reason = entry.day.isoformat(), entry.reason
    earlier = present.retired(withdrawn=day, withdrawal=reason)
    return _standing(
        replace(present, approval=entry.hash, current=None, earlier=earlier), {}, present, folder, log
    )


def _before(entry: Entry, present: Published | None, reason: str) -> tuple[tuple[Version, ...], str]:
    """The versions that come before the approved one, and why it took their place."""
    if present is None:
        return (), ""
    if present.record == entry.record:
        # Approved once more as it was: the same version, which may have been withdrawn meanwhile.
        standing = present.versions[0]
        return tuple(each for each in present.earlier if each is not standing), standing.reason
    if not reason:
        raise SignOffError(
            f"{entry.report}：已公布过第 {present.versions[0].number} 版，更正须写明原因，请用 approve --reason 重新审核。"
        )
    return present.retired(), reason


def _standing(
    published: Published, files: dict[str, bytes], present: Published | None, folder: Path, log: Log
) -> Standing:
    standing = present.current.number if present and present.current else None
    for version in published.earlier:
        for name, expected in version.files.items():
            # What is to be an earlier version may still stand in the report's own folder.
            stands = version.number == standing
            path = folder / name if stands else folder / "versions" / str(version.number) / name
            content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            if digest(content) != _expected(log, published.report, version, name, expected):
                raise SignOffError(
                    f"{published.report}：网站上第 {version.number} 版的 {name} 与公布时不同，请从备份恢复。"
                )
            files[f"versions/{version.number}/{name}"] = content
    files[FILE] = published.to_bytes()
    files["index.html"] = report_page(published)
    return Standing(published, files)


def _expected(log: Log, report: str, version: Version, name: str, said: str) -> str:
    """What the log says of an approved file, before what the site says of itself."""
    for entry in log.entries:
        if (entry.report, entry.version, entry.action) == (report, version.number, Action.APPROVE):
            return entry.outputs.get(name, said)
    return said
