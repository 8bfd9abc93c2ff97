"""Publishing: what is approved at its present hash, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from helpers.batch.record import FILE as RECORD
from helpers.errors import UsageError
from helpers.files import locked
from helpers.intake.locate import YEAR_STEM, is_slug
from helpers.review.signoff.demands import hold_to_lock, hold_to_persons
from helpers.review.signoff.log import FILE as LOG
from helpers.review.signoff.log import Action, Entry, Log, SignOffError, read_log
from helpers.review.signoff.params import district_of, hold_to_params, signers_of
from helpers.review.signoff.seal import Place, Sealed, seal
from helpers.review.signoff.signature import verify
from helpers.review.site.edition import Standing, approved, withdrawn
from helpers.review.site.folder import put, recover
from helpers.review.site.heads import renewed_heads
from helpers.review.site.outcome import Item, Outcome, State
from helpers.review.site.published import FILE, Published, all_published, read_published
from helpers.review.site.whole import UNREADABLE, names_below, write_whole


def publish(
    out: Path,
    site: Path,
    *,
    params: Path = Path("params"),
    signers: Path | None = None,
    base_url: str = "",
) -> Outcome:
    """Bring a site up to what is approved in a batch.

    A report is refused, and left on the site as it was, where a file, its record or (with the params at hand) an input
    has changed since the approval, where the signature isn't the approver's, or where a correction has no reason.
    The same log, reports and site give the same bytes.

    Args:
        out: The batch's folder (DIR).
        site: The site's folder.
        params: The folder of all params, where it is at hand.
        signers: Whose key is whose; each district's own list where None.
        base_url: Where the site will be, for the sitemap.

    Raises:
        SignOffError: The log was tampered with, is gone, or is older than what was published by it; nothing is
            written.
        UsageError: The folders can't be used.
        ReadError: A district's file can't be read.
        OSError: A file can't be read or written.
    """
    _usable(out, site, base_url)
    with locked(out):
        log = read_log(out)
        if not log.entries:
            _hold_to_lost_log(out, site)
        heads = renewed_heads(site, log)
        recover(site)
        items = [_publish(place, site, log, params, signers) for place in _places(out, log)]
        reports = all_published(site)
        if reports:
            items += write_whole(site, reports, base_url, heads)
    return Outcome(tuple(items), len(reports))


def _usable(out: Path, site: Path, base_url: str) -> None:
    if not out.is_dir():
        raise UsageError(f"{out}：找不到这个文件夹，请检查路径。")
    one, other = out.resolve(), site.resolve()
    if one == other or one in other.parents or other in one.parents:
        raise UsageError(f"{site}：网站的文件夹不能与批次的文件夹 {out} 重叠，请另选一个。")
    if base_url and not (
        base_url.startswith(("http://", "https://")) and base_url.isprintable() and " " not in base_url
    ):
        raise UsageError("--base-url 应为以 http:// 或 https:// 开头的网址，请改正。")


def _hold_to_lost_log(out: Path, site: Path) -> None:
    """Refuse to pass over in silence that the log is gone by which a batch's reports were published."""
    there = [name for name in names_below(out, RECORD) if read_published(site / name)]
    if there:
        raise SignOffError(
            f"{out / LOG}：审核日志不见了或者是空的，而网站上这一批次的 {len(there)} 份年报是按审核日志公布的；"
            "请从备份恢复日志再公布，网站没有改动。"
        )


def _places(out: Path, log: Log) -> Iterator[Place]:
    """Every report that is in the batch or in its log, by name."""
    for name in sorted(names_below(out, RECORD) | {entry.report for entry in log.entries}):
        district, _, rest = name.partition("/")
        office, _, year = rest.partition("/")
        if is_slug(district) and is_slug(office) and YEAR_STEM.fullmatch(year):
            yield Place(out, district, office, int(year))


def _publish(place: Place, site: Path, log: Log, params: Path, signers: Path | None) -> Item:
    entry = log.last(place.name)
    folder = site / place.name
    if entry is None:
        return Item(place.name, State.UNSIGNED)
    present = read_published(folder)
    try:
        if folder.exists() and (present is None or present.report != place.name):
            raise SignOffError(UNREADABLE.format(place.name, FILE))
        _hold_to_log(present, log)
        if entry.action is Action.WITHDRAW:
            if present is None or present.current is None:
                return Item(place.name, State.WITHDRAWN)
            _hold_to_key(place, entry, params, signers)
            put(folder, withdrawn(entry, present, folder, log).files)
            return Item(place.name, State.WITHDRAWN)
        standing = _approved(place, entry, present, folder, log, params, signers)
    except SignOffError as error:
        version = present.current.number if present and present.current else None
        return Item(place.name, State.REFUSED, error.message, version)
    state = State.PUBLISHED if put(folder, standing.files) else State.UNCHANGED
    return Item(place.name, state, version=entry.version)


def _approved(
    place: Place,
    entry: Entry,
    present: Published | None,
    folder: Path,
    log: Log,
    params: Path,
    signers: Path | None,
) -> Standing:
    sealed = _verified(place, entry, log, params, signers)
    district = district_of(params, place)
    name = district.name if district else present.district_name if present else place.district
    return approved(entry, sealed, present, folder, log, name)


def _verified(place: Place, entry: Entry, log: Log, params: Path, signers: Path | None) -> Sealed:
    """The report, if it is what was approved, by whom it had to be.

    Raises:
        SignOffError: It isn't.
    """
    sealed = seal(place)
    if sealed.digest != entry.record or dict(sealed.record.outputs) != dict(entry.outputs):
        raise SignOffError(
            f"{place.name}：年报在 {entry.by}于 {entry.day.isoformat()} 审核之后重新生成过，与所审核的不同，请重新审核。"
        )
    hold_to_params(params, place, sealed.record.inputs)
    district = district_of(params, place)
    hold_to_persons(entry, two_persons=bool(district and district.two_persons))
    hold_to_lock(log, entry, place, district)
    _hold_to_key(place, entry, params, signers)
    return sealed


def _hold_to_key(place: Place, entry: Entry, params: Path, signers: Path | None) -> None:
    """Refuse an entry that isn't signed as the district asks, or not by the person whom it names."""
    district = district_of(params, place)
    hold_to_persons(entry, signatures=entry.signatures or bool(district and district.signatures))
    if entry.signature:
        verify(entry, signers or signers_of(params, place))


def _hold_to_log(present: Published | None, log: Log) -> None:
    if present and not any(entry.hash == present.approval for entry in log.entries):
        raise SignOffError(
            f"{present.report}：网站上的这份年报是按另一份审核日志公布的，请恢复那份日志，或从网站移走这份年报。"
        )
