"""The files of a report beside its record, where nothing can be built anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.batch.steps import job_in, pretend_built

from helpers.errors import UsageError
from helpers.review.signoff.seal import Place
from helpers.verify.batch import places_of
from helpers.verify.files import files_by_record

if TYPE_CHECKING:
    from pathlib import Path


def test_files_are_held_to_the_record(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    record = pretend_built(job)
    place = Place(job.out, job.district, job.office, job.year)
    assert list(files_by_record(place, record)) == []
    (job.folder / "report.html").write_bytes(b"other")
    (job.folder / "report.pdf").unlink()
    (job.folder / "report.ipynb").unlink()
    (job.folder / "report.ipynb").mkdir()
    (job.folder / "notes.txt").write_bytes(b"")
    (job.folder / "compare.html").write_bytes(b"a review's")
    assert {file.name: file.state.value for file in files_by_record(place, record)} == {
        "notes.txt": "extra",
        "report.ipynb": "unfit",
        "report.html": "altered",
        "report.pdf": "missing",
    }


def test_a_batch_and_a_report_in_it_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = job_in(tmp_path)
    pretend_built(job)
    for folder in (job.out, job.folder):
        assert [place.name for place in places_of(folder)] == [job.name]
    monkeypatch.chdir(job.folder)
    assert [place.name for place in places_of(job.folder.relative_to(job.folder))] == [job.name]


@pytest.mark.parametrize("name", ["nowhere", "empty", "params", "file"])
def test_what_holds_no_report_cant_be_verified(tmp_path: Path, name: str) -> None:
    job_in(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match=name):
        places_of(tmp_path / name)
