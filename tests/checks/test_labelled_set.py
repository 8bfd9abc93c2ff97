from __future__ import annotations

import re
from collections import Counter, defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from tests.checks.labelled import FOLDER, PARTS, SENTENCE_PARTS, Sentence, report_of, reports, sentences

from helpers.checks import check
from helpers.form import EDITIONS
from helpers.form.figures import is_valid
from helpers.intake import read_params

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

ID = re.compile(r"(?P<topic>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)-(?P<number>\d{2,3})(?P<variant>[a-c]?)")
RULE = re.compile(r"(T[234]|XY?|N|D)-[A-Z0-9]+(-[A-Z]+)?")
ADDING_UP = {"T2-INT", "T3-INT", "T3-BAL", "T3-SUM7", "T3-ROW", "T4-INT", "T4-SUM", "XY-CARRY"}
TWO_SEVERITIES = {"D-SEC6"}
SENTENCES = {part: sentences(part) for part in SENTENCE_PARTS}
REPORTS = {part: reports(part) for part in PARTS}
ALL = [sentence for part in PARTS for sentence in SENTENCES[part]]
ALL_REPORTS = [(path, faults) for part in PARTS for path, faults in REPORTS[part].items()]


def parts_of(edition: int) -> set[str]:
    """The addresses of an edition's texts below `narrative`."""
    sections = EDITIONS[edition].sections
    return {"preamble"} | {f"{s.key}.{p.key}".rstrip(".") for s in sections for p in s.parts}


def held_out(strata: Mapping[Hashable, Iterable[str]]) -> set[str]:
    """Of each stratum, its names in the order of their hashes, every third from the second on."""
    return {
        name
        for names in strata.values()
        for name in sorted(set(names), key=lambda name: sha256(name.encode()).hexdigest())[1::3]
    }


def readme_counts() -> dict[str, list[int]]:
    """The table of README.md: by rule, sentences of every part and reports of two in which it must fire."""
    rows = re.findall(
        r"^\| `?([\w-]+)`? \| [^|\d]*\|((?: \d+ \|)+)$",
        (FOLDER / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    return {rule: [int(count) for count in re.findall(r"\d+", counts)] for rule, counts in rows}


def test_there_are_enough_of_each() -> None:
    assert len(ALL) >= 360
    assert sum(not sentence.expect for sentence in ALL) >= 0.45 * len(ALL)
    assert [len(REPORTS[part]) for part in PARTS] == [40, 20]
    assert sum(not faults for _, faults in ALL_REPORTS) == 30


def test_the_second_writing_is_large_and_mostly_right() -> None:
    second = SENTENCES["second"]
    assert len(second) >= 700
    assert sum(not sentence.expect for sentence in second) >= 0.5 * len(second)


def test_ids_are_unique_and_name_a_topic() -> None:
    everything = [sentence for part in SENTENCE_PARTS for sentence in SENTENCES[part]]
    ids = [sentence.id for sentence in everything]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    later = [{family(s.id) for s in SENTENCES[part]} for part in SENTENCE_PARTS if part not in PARTS]
    assert not set().union(*later) & {family(s.id) for s in ALL}
    assert len(set().union(*later)) == sum(map(len, later))
    known = {rule.lower() for sentence in everything for rules in sentence.expect for rule in rules}
    topics = {found["topic"] if (found := ID.fullmatch(name)) else name for name in ids}
    assert topics == known | {"mix"}


@pytest.mark.parametrize("part", SENTENCE_PARTS)
def test_sentences_are_well_formed(part: str) -> None:
    assert {sentence.id: found for sentence in SENTENCES[part] if (found := list(faults_of(sentence)))} == {}


def faults_of(sentence: Sentence) -> Iterator[str]:
    if sentence.year not in EDITIONS[sentence.edition].years:
        yield f"{sentence.year} is no year of edition {sentence.edition}"
    if not sentence.texts or sentence.texts.keys() - parts_of(sentence.edition):
        yield f"texts at {sorted(sentence.texts)}"
    if "示例" not in sentence.office.name:
        yield f"{sentence.office.name} isn't openly invented"
    for edition, cells in filter(None, [(sentence.edition, sentence.facts), sentence.previous]):
        for address, value in cells.items():
            field = EDITIONS[edition].fields.get(address)
            if field is None or not is_valid(field, value) or value == 0:
                yield f"{address}: {value}"
    yield from faulty_labels_of(sentence)


def faulty_labels_of(sentence: Sentence) -> Iterator[str]:
    expected = [rule for rules in sentence.expect for rule in rules]
    if not all(RULE.fullmatch(rule) for rule in [*expected, *sentence.may]):
        yield f"rules {expected}, {sentence.may}"
    if len(expected) + len(sentence.may) != len({*expected, *sentence.may}):
        yield f"a rule twice: {expected}, {sentence.may}"
    if sentence.severity.keys() != TWO_SEVERITIES & set(expected):
        yield f"severity of {sorted(sentence.severity)}"
    if not set(sentence.severity.values()) <= {"error", "warning"}:
        yield f"severity {sentence.severity}"


@pytest.mark.parametrize("part", SENTENCE_PARTS)
def test_facts_add_up(part: str) -> None:
    found = {
        sentence.id: broken
        for sentence in SENTENCES[part]
        if (broken := {finding.rule for finding in check(report_of(sentence))} & ADDING_UP)
    }
    assert found == {}


def test_sentences_are_split_by_their_hash() -> None:
    faulty = {family(sentence.id) for sentence in ALL if sentence.expect}
    strata: dict[Hashable, list[str]] = defaultdict(list)
    for sentence in ALL:
        name = family(sentence.id)
        strata[name.rpartition("-")[0], name in faulty].append(name)
    held = held_out(strata)
    for part in PARTS:
        wrong = [s.id for s in SENTENCES[part] if (family(s.id) in held) != (part == "heldout")]
        assert wrong == [], part


def family(name: str) -> str:
    """The id without the letter of its variant: variants of a sentence stay together."""
    return name.rstrip("abc")


def test_reports_are_split_by_the_hash_of_their_name() -> None:
    strata: dict[Hashable, list[str]] = defaultdict(list)
    for path, faults in ALL_REPORTS:
        strata[bool(faults)].append(path.stem)
    assert {path.stem for path in REPORTS["heldout"]} == held_out(strata)


@pytest.mark.parametrize("part", PARTS)
def test_every_report_is_listed(part: str) -> None:
    files = {path.name for path in (FOLDER / "reports" / part).glob("*.yaml")} - {"expected.yaml"}
    assert files == {path.name for path in REPORTS[part]}


@pytest.mark.parametrize("part", PARTS)
def test_reports_are_well_formed(part: str) -> None:
    for path, faults in REPORTS[part].items():
        report = read_params(path)
        assert "示例" in report.office.name
        assert report.year in report.edition.years
        places = set(report.edition.fields) | {address for address, _ in report.narrative.texts()}
        for fault in faults:
            assert all(RULE.fullmatch(rule) for rule in fault.rules), (path, fault)
            assert set(fault.at) <= places, (path, fault)
            assert (fault.severity != "") == bool(TWO_SEVERITIES & set(fault.rules)), (path, fault)
        assert sum(not fault.optional for fault in faults) in (range(1, 4) if faults else (0,)), path


def test_readme_counts_the_labels() -> None:
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * (len(SENTENCE_PARTS) + len(PARTS)))
    for index, part in enumerate(SENTENCE_PARTS):
        for sentence in SENTENCES[part]:
            for rules in sentence.expect:
                counts[rules[0]][index] += 1
            counts["none"][index] += not sentence.expect
            counts["all"][index] += 1
    for index, part in enumerate(PARTS, len(SENTENCE_PARTS)):
        for faults in REPORTS[part].values():
            for fault in faults:
                counts[fault.rules[0]][index] += not fault.optional
            counts["none"][index] += not faults
            counts["all"][index] += 1
    assert readme_counts() == {rule: row for rule, row in counts.items() if any(row)}
