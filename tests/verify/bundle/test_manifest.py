"""bundle.json, and a bundle's files held to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from helpers.batch.inputs import digest
from helpers.errors import UsageError
from helpers.verify.bundle.archive import write_archive
from helpers.verify.bundle.manifest import Manifest, manifest_of
from helpers.verify.bundle.opened import is_bundle, opened
from helpers.verify.bundle.readme import readme

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = Manifest("0.1.0", "3.11.7", 2, {"a/x": digest(b"x"), "b": digest(b"b")})


def faults(path: Path) -> list[str]:
    with opened(path) as bundle:
        return [str(fault) for fault in bundle.faults]


def test_it_comes_back_as_it_was() -> None:
    assert manifest_of(MANIFEST.to_bytes(), "x.zip") == MANIFEST


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"[" * 100_000,
        MANIFEST.to_bytes().replace(b'"files"', b'"data"'),
        MANIFEST.to_bytes().replace(digest(b"b").encode(), b"00"),
        json.dumps({"format": 1, "kit": "", "python": "", "reports": 1, "files": {"a": 1}}).encode(),
    ],
)
def test_what_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(UsageError, match=r"x\.zip：bundle\.json 读不了"):
        manifest_of(content, "x.zip")


def test_one_of_a_later_kit_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="请用新版核对"):
        manifest_of(MANIFEST.to_bytes().replace(b'"format": 1', b'"format": 2'), "x.zip")


def test_an_archive_and_its_folder_are_held_to_it(tmp_path: Path) -> None:
    sources = {"a/x": b"x", "b": b"b", "bundle.json": MANIFEST.to_bytes()}
    write_archive(tmp_path / "good.zip", sources, {})
    assert is_bundle(tmp_path / "good.zip")
    assert faults(tmp_path / "good.zip") == []
    write_archive(tmp_path / "bad.zip", {"b": b"B", "c": b"", "bundle.json": MANIFEST.to_bytes()}, {})
    assert faults(tmp_path / "bad.zip") == [
        "a/x：归档里缺少这个文件",
        "c：多出的文件，bundle.json 里没有",
        "b：与 bundle.json 中的校验值不符，打包之后被改动过",
    ]
    folder = tmp_path / "unpacked"
    for name in ("a/x", "env/bin/python", "kit/build/lib/x.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    (folder / "bundle.json").write_bytes(MANIFEST.to_bytes())
    (folder / "b").symlink_to("/etc/hostname")
    assert is_bundle(folder)
    assert faults(folder) == ["b：是链接，不是文件"]


def test_the_readme_says_how_to_verify_in_both_languages() -> None:
    said = readme(MANIFEST).decode()
    assert said.count("env/bin/nianbao verify .") == 2
    assert said.count("--require-hashes -r kit/requirements.lock") == 2
    assert said.count("--no-index --find-links wheels") == 2
    packed = readme(Manifest("0.1.0", "3.11.7", 2, {"wheels/x.whl": digest(b"")})).decode()
    assert packed.count("--require-hashes --no-index --find-links wheels -r") == 2
    assert "pip download" not in packed
