"""Built reports made to order, without a kernel: what sign-off and publication see of a batch."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_output
from tests.factories import report
from tests.intake.writing import write
from tests.rollup.offices import drawn, name_of

from helpers.batch.inputs import digest
from helpers.batch.record import Record, Status
from helpers.display.settings import Settings
from helpers.display.view import ReportView
from helpers.form import Figures, Office
from helpers.intake import parameters_of
from helpers.review import signoff
from helpers.review.signoff import Statement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from helpers.form import Report, Value
    from helpers.review.signoff import Entry


def at(day: str) -> datetime:
    """Ten in the morning of a day in China."""
    return datetime.fromisoformat(f"{day}T10:00:00+08:00")


@dataclass
class Batch:
    """A batch of invented reports below a folder: params/, build/, site/."""

    root: Path

    @property
    def params(self) -> Path:
        return self.root / "params"

    @property
    def out(self) -> Path:
        return self.root / "build"

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def log(self) -> Path:
        return self.out / "approvals.jsonl"

    def district(self, *lines: str, name: str = "示例区") -> Path:
        """Write params/shili/district.yaml; `lines` are further ones."""
        path = self.params / "shili" / "district.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        offices = f"offices: {{jia: {{name: {name_of('jia')}, kind: 街道}}}}"
        path.write_text("\n".join([f"name: {name}", offices, *lines, ""]), encoding="utf-8")
        return path

    def build(
        self,
        name: str = "shili/jia/2022",
        seed: int = 1,
        *,
        values: Mapping[str, Value] | None = None,
        office: str = "",
        status: Status = Status.OK,
        draft: bool = False,
        findings: tuple[dict[str, Any], ...] = (),
    ) -> Path:
        """Write a params file and what a build would make of it; the report's folder."""
        district, slug, year = name.split("/")
        base = report()
        made = replace(
            base,
            office=Office(office or name_of(slug), "街道"),
            year=int(year),
            figures=Figures(base.edition, values or drawn(seed)),
            file="",
        )
        params = self.params / district / slug / f"{year}.yaml"
        params.parent.mkdir(parents=True, exist_ok=True)
        params.write_text(write(parameters_of(made)), encoding="utf-8")
        folder = self.out / name
        folder.mkdir(parents=True, exist_ok=True)
        files = {
            "report.ipynb": notebook(made, draft=draft),
            **{f"report.{kind}": f"{kind} {name} {seed}".encode() for kind in ("html", "pdf", "docx")},
        }
        for each, content in files.items():
            (folder / each).write_bytes(content)
        Record(
            made.office.name,
            made.year,
            status,
            findings,
            inputs={"params": digest(params.read_bytes()), "notebook": "0" * 64},
            outputs={each: digest(content) for each, content in files.items()},
        ).write(folder)
        return folder

    def entries(self) -> list[dict[str, Any]]:
        """The log as JSON."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def forge(self, entries: list[Entry]) -> None:
        """Write a log whose chain is recomputed, as whoever knows the format could."""
        previous, lines = "0" * 64, []
        for number, entry in enumerate(entries, 1):
            forged = replace(entry, number=number, previous=previous).sealed(entry.signature)
            previous = forged.hash
            lines.append(forged.line())
        self.log.write_bytes(b"".join(lines))


def approve(folder: Path, **said: Any) -> Entry:
    """Approve a report; what is said is that of `Statement`."""
    return signoff.approve(folder, Statement(**said))


def withdraw(folder: Path, **said: Any) -> Entry:
    """Take an approval back."""
    return signoff.withdraw(folder, Statement(**said))


def notebook(made: Report, *, draft: bool = False) -> bytes:
    """An executed notebook that shows a report's title alone."""
    settings = Settings(draft=draft)
    title = ReportView(made, settings).title()
    output = new_output("execute_result", title._repr_mimebundle_(), execution_count=1)
    cell = new_code_cell("report.title()", outputs=[output], execution_count=1, id="title")
    parameters = {**parameters_of(made), "settings": settings.to_parameter()}
    node = new_notebook(cells=[cell], metadata={"papermill": {"parameters": parameters}})
    text: str = nbformat.writes(node)
    return text.encode()


def key_of(folder: Path, name: str) -> Path:
    """A new SSH key without passphrase."""
    path = folder / f"key-{name}"
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, timeout=60)
    return path


def signers_file(path: Path, **keys: Path) -> Path:
    """An allowed_signers file: each person with their key."""
    lines = [
        f"{name} {key.with_suffix('.pub').read_text(encoding='utf-8').strip()}\n"
        for name, key in keys.items()
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(lines), encoding="utf-8")
    return path
