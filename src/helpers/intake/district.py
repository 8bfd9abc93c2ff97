"""A district's file: who must report, by when, and what its superior asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helpers import checks
from helpers.checks import Profile, Severity
from helpers.intake.faults import Broken, Faults, clipped, closest, missing, shown
from helpers.intake.handed_in import handed_in_of
from helpers.intake.locate import DISTRICT_OFFICE, is_slug
from helpers.intake.nodes import Mapping as MappingNode
from helpers.intake.nodes import Node, Scalar
from helpers.intake.schema import choice_of, entries_of, name_of, whole_number_of
from helpers.intake.source import decode, read_bytes
from helpers.intake.yaml_tree import parse

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

FILE_NAME = "district.yaml"
DECIMALS = range(5)
"""Fees are multiples of 10元, so four places of 万元 show them all (国办函〔2020〕109号)."""

_SCOPES = ("office", "district")
_OPTIONAL = (
    "deadlines",
    "severities",
    "fee_decimals",
    "mergers",
    "two_persons",
    "signatures",
    "lock",
    "handed_in",
)
_DATE = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


@dataclass(frozen=True)
class Member:
    """An office that must report.

    Attributes:
        name: Its full official name.
        kind: 街道, 乡镇, 部门, 政府办公室 …
    """

    name: str
    kind: str


@dataclass(frozen=True)
class District:
    """A district.

    Attributes:
        name: Its name, e.g. 老城区.
        offices: Who must report (统计范围内单位名单), by the name of the office's folder.
        deadlines: Month and day of the following year by which reports must be public, by their scope
            (`office`, `district`); without those where the law's own dates apply.
        fee_decimals: Places of amounts in 万元; None prints as few as there are.
        mergers: Offices that were merged or renamed: the old folder's name with that of the listed office which
            took its duties over.
        two_persons: Whether who approves a report must be somebody else than who prepared it (编制 ≠ 审核).
        signatures: Whether an approval must be signed with the person's own SSH key.
        lock: Month and day of the following year after which a change of an approved report needs a reason.
        severities: Rules that the district takes more seriously than the catalogue does, by their ID.
        handed_in: When offices handed their reports in (报送日期), by report year and by the office's folder, as far as
            somebody noted it; the deadline of 条例 第四十九条 is one for handing in and for publishing.
    """

    name: str
    offices: Mapping[str, Member]
    deadlines: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    fee_decimals: int | None = None
    mergers: Mapping[str, str] = field(default_factory=dict)
    two_persons: bool = False
    signatures: bool = False
    lock: tuple[int, int] | None = None
    severities: Mapping[str, Severity] = field(default_factory=dict)
    handed_in: Mapping[int, Mapping[str, date]] = field(default_factory=dict)

    @property
    def profile(self) -> Profile:
        """What the district asks of its reports beyond the rules' own words."""
        return Profile(self.severities, self.deadlines)


def read_district(path: Path, *, shown_as: str = "") -> District:
    """Read a district.yaml.

    Args:
        path: The file.
        shown_as: How messages call it; its path where empty.

    Raises:
        ReadError: It can't be read; the findings are every fault of its structure.
    """
    faults = Faults()
    district = None
    try:
        district = _district(parse(decode(read_bytes(path)), faults), faults)
    except FileNotFoundError:
        raise missing(shown_as or str(path)) from None
    except Broken as broken:
        faults.note(broken)
    faults.raise_any(shown_as or str(path))
    assert district  # noqa: S101  # else there are faults
    return district


def _district(root: Node, faults: Faults) -> District:
    entries = entries_of(root, ("name", "offices", *_OPTIONAL), faults, optional=_OPTIONAL)
    decimals, lock = entries.get("fee_decimals"), entries.get("lock")
    offices = _offices(entries["offices"], faults) if "offices" in entries else {}
    mergers = _mergers(entries["mergers"], offices, faults) if "mergers" in entries else {}
    handed_in = entries.get("handed_in")
    return District(
        name=name_of(entries["name"], faults, cell="name") if "name" in entries else "",
        offices=offices,
        deadlines=_deadlines(entries["deadlines"], faults) if "deadlines" in entries else {},
        fee_decimals=whole_number_of(decimals, DECIMALS, faults, cell="fee_decimals") if decimals else None,
        mergers=mergers,
        two_persons=_flag(entries, "two_persons", faults),
        signatures=_flag(entries, "signatures", faults),
        lock=_date(lock, faults, cell="lock") if lock else None,
        severities=_severities(entries["severities"], faults) if "severities" in entries else {},
        handed_in=handed_in_of(handed_in, {**offices, **mergers}, faults) if handed_in else {},
    )


def _offices(node: Node, faults: Faults) -> dict[str, Member]:
    if not isinstance(node, MappingNode) or not node.entries:
        message = "offices 应列出统计范围内的单位，写成“文件夹名: {name: 全称, kind: 类别}”，请补上"
        faults.add(node, message, "offices")
        return {}
    members = {}
    for slug, (at, value) in node.entries.items():
        cell = f"offices.{clipped(slug)}"
        if slug == DISTRICT_OFFICE:
            faults.add(at, f"文件夹名 {slug} 留给全区汇总的报告，请换一个", cell)
        elif not is_slug(slug):
            faults.add(at, f"文件夹名{shown(slug)}只能用小写字母、数字、汉字、- 和 _，请改名", cell)
        entries = entries_of(value, ("name", "kind"), faults, cell=cell)
        if len(entries) == 2:
            members[slug] = Member(
                *(name_of(entries[key], faults, cell=f"{cell}.{key}") for key in ("name", "kind"))
            )
    return members


def _mergers(node: Node, offices: Mapping[str, Member], faults: Faults) -> dict[str, str]:
    if not isinstance(node, MappingNode):
        faults.add(node, "mergers 应写成“原文件夹名: 现文件夹名”的一组，请改正", "mergers")
        return {}
    mergers = {}
    for old, (at, value) in node.entries.items():
        cell = f"mergers.{clipped(old)}"
        new = name_of(value, faults, cell=cell)
        if not is_slug(old) or old == DISTRICT_OFFICE:
            faults.add(at, f"文件夹名{shown(old)}只能用小写字母、数字、汉字、- 和 _，请改名", cell)
        elif old in offices:
            faults.add(at, f"{old} 仍在 offices 中，不能又写成已并入别的单位，请删去其中一处", cell)
        elif new and new not in offices:
            near = closest(new, offices)
            advice = f"是不是 {near}？请改正" if near else "请改成 offices 中的文件夹名"
            faults.add(value, f"{cell} 指向的{shown(new)}不在 offices 中，{advice}", cell)
        elif new:
            mergers[old] = new
    return mergers


def _flag(entries: Mapping[str, Node], key: str, faults: Faults) -> bool:
    node = entries.get(key)
    if node is None:
        return False
    value = node.value if isinstance(node, Scalar) else None
    if not isinstance(value, bool):
        faults.add(node, f"{key} 应为 true 或 false，请改正", key)
    return value is True


def _deadlines(node: Node, faults: Faults) -> dict[str, tuple[int, int]]:
    found = {}
    for scope, value in entries_of(node, _SCOPES, faults, cell="deadlines", optional=_SCOPES).items():
        if date := _date(value, faults, cell=f"deadlines.{scope}"):
            found[scope] = date
    return found


def _severities(node: Node, faults: Faults) -> dict[str, Severity]:
    if isinstance(node, Scalar) and node.is_null:  # prepared, nothing set yet
        return {}
    if not isinstance(node, MappingNode):
        faults.add(node, "severities 应写成“规则编号: 级别”的一组，如 D-SIM: error，请改正", "severities")
        return {}
    found = {}
    for rule, (at, value) in node.entries.items():
        cell = f"severities.{clipped(rule)}"
        if rule not in checks.CATALOGUE:
            near = closest(rule, checks.CATALOGUE)
            advice = f"是不是 {near}？请改正" if near else "请改正，nianbao rules 列出全部规则"
            faults.add(at, f"没有编号为{shown(rule)}的规则，{advice}", cell)
        elif wanted := choice_of(value, [each.value for each in Severity], faults, cell=cell):
            severity, own = Severity(wanted), checks.CATALOGUE[rule].severity
            if own.is_graver_than(severity):
                message = (
                    f"{rule} 是{own.label}（{own.value}），只能从严，不能降为{severity.label}，请删去这一行"
                )
                faults.add(value, message, cell)
            found[rule] = severity
    return found


def _date(node: Node, faults: Faults, *, cell: str) -> tuple[int, int] | None:
    if isinstance(node, Scalar) and (found := _DATE.fullmatch(node.text)):
        return int(found[1]), int(found[2])
    faults.add(node, f"{cell} 应为“月-日”，如 01-31，请改正", cell)
    return None
