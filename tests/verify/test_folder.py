"""Folders that somebody else filled: what isn't a plain file is named, never followed, waited for or swallowed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from helpers.verify.folder import (
    MOST,
    UnfitError,
    digest_plain,
    files_below,
    place_named,
    read_plain,
    report_places,
)


def test_a_plain_file_is_read_and_nothing_is_none(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert read_plain(tmp_path / "a") == b"abc"
    assert read_plain(tmp_path / "b") is None
    assert digest_plain(tmp_path / "b") is None


@pytest.mark.parametrize("read", [read_plain, digest_plain])
def test_what_is_no_plain_file_is_named(tmp_path: Path, read: object) -> None:
    assert callable(read)
    secret = tmp_path / "secret"
    secret.write_text("s")
    (tmp_path / "link").symlink_to(secret)
    os.mkfifo(tmp_path / "pipe")
    for name, said in (("link", "是链接"), ("pipe", "不是普通文件"), (".", "不是普通文件")):
        with pytest.raises(UnfitError, match=said):
            read(tmp_path / name)


def test_a_huge_file_is_not_swallowed(tmp_path: Path) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as stream:
        stream.truncate(MOST + 1)
    with pytest.raises(UnfitError, match="超过 50 MiB"):
        read_plain(path)


def test_only_folders_that_are_named_like_reports_are_entered(tmp_path: Path) -> None:
    for name in ("shili/jia/2022", "shili/jia/22", "Shili/jia/2022", "shili/.jia/2022", "outside/x/2022"):
        (tmp_path / name).mkdir(parents=True)
    out = tmp_path / "out"
    (out / "shili").mkdir(parents=True)
    (tmp_path / "shili").rename(out / "shili2")
    (out / "linked").symlink_to(tmp_path / "outside")
    (out / "shili" / "linked").symlink_to(tmp_path / "outside" / "x")
    assert [place.name for place in report_places(out)] == ["shili2/jia/2022"]


def test_links_among_files_are_listed_and_not_entered(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_text("b")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert list(files_below(tmp_path)) == ["a/b", "loop"]


@pytest.mark.parametrize(
    "name", ["../../etc/2022", "shili/../2022", "/etc/a/2022", "shili/jia/2022/x", "shili", ""]
)
def test_a_name_that_leads_elsewhere_has_no_place(name: str) -> None:
    assert place_named(Path("build"), name) is None


def test_a_reports_name_has_its_place() -> None:
    place = place_named(Path("build"), "shili/jia/2022")
    assert place
    assert place.folder == Path("build/shili/jia/2022")
