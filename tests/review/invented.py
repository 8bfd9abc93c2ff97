"""A batch of invented reports: records, lists and figures as a run leaves them, without building a report."""

from __future__ import annotations

import hashlib
import random
from datetime import date
from pathlib import Path

from helpers.batch.record import FILE, Record, Status
from helpers.files import write_atomically
from helpers.intake import Member
from helpers.review.copies import Copy
from helpers.review.entries import Entry
from helpers.review.facts import RESULTS, Facts
from helpers.review.index import PAGE, Known, index_page, write_index
from helpers.review.roster import Roster
from helpers.review.standing import Standing

_KINDS = {"街道": "{}街道办事处", "乡镇": "{}镇人民政府", "部门": "{}局"}
_SYLLABLES = "东西南北青石柳河长安平和永兴新华文昌金山白云双桥三里大营"


def write_batch(folder: Path, number: int, *, districts: int = 20) -> Path:
    """Write so many reports of one year, with one office in twenty missing besides; the same on every call.

    Args:
        folder: DIR.
        number: How many reports.
        districts: Over how many districts they are spread.

    Returns:
        The index page.
    """
    chance = random.Random(7)  # noqa: S311  # an invention, no secret
    rosters: dict[str, Roster] = {}
    facts: dict[str, Facts] = {}
    for district in range(districts):
        slug, name = f"shili{district:02}", f"示例{district + 1}区"
        members: dict[str, Member] = {}
        share = number // districts + (district < number % districts)
        for index in range(share + share // 20):
            kind = chance.choice(list(_KINDS))
            place = "".join(chance.sample(_SYLLABLES, 3))
            members[f"o{index:04}"] = Member(name + _KINDS[kind].format(place), kind)
        rosters[slug] = Roster(slug, name, members, {}, {"office": (1, 31)})
        for office in list(members)[:share]:
            facts |= _report(folder, f"{slug}/{office}/2022", members[office].name, chance)
    copies = _copies(facts, chance)
    write_atomically(folder / PAGE, index_page([], Known(rosters, facts, copies)).encode())
    return write_index(folder, standing=_standing)


def _copies(facts: dict[str, Facts], chance: random.Random) -> dict[str, Copy]:
    """One report in twenty that says what another one does."""
    names = list(facts)
    copies = {}
    for name in names[::20]:
        other = chance.choice(names)
        states = (facts[name].source, facts[other].source)
        passage = "一是按月公布办理进度，二是逐件核对答复文书，三是会同有关单位开展培训。" * 4
        label, finding = "五、（二）改进情况", _finding("warning", 0) | {"rule": "D-SIM"}
        copies[name] = Copy(other, "示例街道办事处", 2022, states, 80, label, passage, passage, finding)
    return copies


def _standing(entry: Entry) -> Standing | None:
    kind = hashlib.sha256(entry.name.encode()).digest()[0] % 4
    day = date(2023, 1, 20) if kind else date(2023, 2, 3)
    return None if kind == 3 else Standing("已审核", "某某", day)


def _report(folder: Path, place: str, office: str, chance: random.Random) -> dict[str, Facts]:
    status = chance.choices([Status.OK, Status.REFUSED, Status.FAILED, Status.BROKEN], weights=[90, 8, 1, 1])[
        0
    ]
    errors = chance.randint(1, 6) if status is Status.REFUSED else 0
    findings = [_finding("error", index) for index in range(errors)]
    findings += [_finding("warning", index) for index in range(chance.choice([0, 0, 0, 1, 2]))]
    digest = hashlib.sha256(place.encode()).hexdigest()
    outputs = {f"report.{kind}": digest for kind in ("ipynb", "html", "pdf", "docx")}
    record = Record(
        office, 2022, status, tuple(findings), {"params": digest}, outputs if status is Status.OK else {}
    )
    (folder / place).mkdir(parents=True)
    (folder / place / FILE).write_bytes(record.to_bytes())
    if status is not Status.OK:
        return {}
    received = chance.choice([0, 0, 3, 8, 21, 240])
    results = [0] * len(RESULTS)
    for _ in range(received):
        results[chance.randrange(len(results))] += 1
    blank = chance.choice([0] * 30 + [3])
    zero = received == 0 and not blank and chance.random() < 0.5
    return {place: Facts(digest[:16], zero, blank, received, tuple(results))}


def _finding(severity: str, index: int) -> dict[str, object]:
    return {
        "rule": "T3-BAL", "severity": severity, "file": "", "line": 40 + index, "column": 5,
        "cell": f"applications.total[{index}]", "label": "三、（七）总计 × 自然人", "message": "示例。",
        "expected": 3, "actual": 2,
    }  # fmt: skip
