"""What the documents for developers name exists under that name."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=names)
def test_every_make_target_in_a_document_exists(document: Path) -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = re.findall(r"(?:`|^)make ([a-z-]+)", document.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) - set(targets) == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=names)
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_contributing_lists_the_floors_from_the_top() -> None:
    (contract,) = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
    section = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Floors")[1].split("\n## ")[0]
    floors = [floor for layer in contract["layers"] for floor in layer.split(" | ")]
    assert re.findall(r"^\| `([a-z]+)` \|", section, re.MULTILINE) == floors


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\]\((\d{4}-[a-z0-9-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))


def test_every_test_that_the_security_page_names_exists() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[^`]+\.py)::(test_[a-z0-9_]+)`", page)
    assert len(named) > 20
    gone = [
        f"{file}::{name}"
        for file, name in named
        if f"def {name}(" not in ((ROOT / file).read_text(encoding="utf-8") if (ROOT / file).exists() else "")
    ]
    assert gone == []
