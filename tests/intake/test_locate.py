from __future__ import annotations

import os
from pathlib import Path

import pytest

from helpers.errors import UsageError
from helpers.intake import Address, ReadError, address_of, params_files, read_params
from helpers.intake.locate import is_slug


@pytest.fixture
def params(tmp_path: Path) -> Path:
    """A folder of two districts with files that are params and files that aren't."""
    top = tmp_path / "params"
    for name in (
        "b/x/2022.yaml",
        "b/x/2021.yaml",
        "b/x/2021.import.json",
        "b/x/2021.trace.csv",
        "b/x/2019.yml",
        "b/x/22.yaml",
        "b/x/2022.yaml~",
        "b/district.yaml",
        "b/district/2022.yaml",
        "a/y/2020.yaml",
        "a/.git/z/2022.yaml",
        "a/y/.ipynb_checkpoints/2022.yaml",
    ):
        file = top / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return top


def names(files: list[Path], top: Path) -> list[str]:
    return [file.relative_to(top).as_posix() for file in files]


def test_the_params_files_below_a_folder_are_found_in_order(params: Path) -> None:
    assert names(params_files([params]), params) == [
        "a/y/2020.yaml",
        "b/district/2022.yaml",
        "b/x/2019.yml",
        "b/x/2021.yaml",
        "b/x/2022.yaml",
    ]


def test_a_file_named_yml_is_found_so_that_its_reader_can_say_its_name(params: Path) -> None:
    with pytest.raises(ReadError, match=r"2019\.yml: 文件名应为 2019\.yaml，请改名"):
        read_params(params / "b/x/2019.yml")


def test_a_file_that_is_named_twice_is_found_once(params: Path) -> None:
    found = params_files([params / "b/x/2022.yaml", params / "b", params / "b/../b/x", params])
    assert len(found) == 5


def test_paths_stay_as_they_were_given(params: Path) -> None:
    os.chdir(params.parent)
    assert [str(file) for file in params_files([Path("params/b/x")])] == [
        "params/b/x/2019.yml",
        "params/b/x/2021.yaml",
        "params/b/x/2022.yaml",
    ]


def test_a_link_to_a_folder_is_not_entered(params: Path) -> None:
    (params / "a/loop").symlink_to(params)
    (params / "a/outside").symlink_to("/")
    assert len(params_files([params])) == 5


def test_a_folder_that_is_called_like_a_file_is_left_to_the_reader(params: Path) -> None:
    (params / "a/y/2023.yaml").mkdir()
    (params / "a/y/2023.yaml/2024.yaml").touch()
    assert names(params_files([params / "a"]), params) == ["a/y/2020.yaml", "a/y/2023.yaml"]
    with pytest.raises(ReadError, match="这是文件夹"):
        read_params(params / "a/y/2023.yaml")


def test_a_link_to_nothing_is_left_to_the_reader(params: Path) -> None:
    (params / "a/y/2023.yaml").symlink_to("nothing")
    assert names(params_files([params / "a/y/2023.yaml"]), params) == ["a/y/2023.yaml"]
    with pytest.raises(ReadError, match="找不到这个文件"):
        read_params(params / "a/y/2023.yaml")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("nowhere", "nowhere：找不到这个文件或文件夹"),
        ("b/x/2030.yaml", r"2030\.yaml：找不到这个文件或文件夹"),
        ("b/district.yaml", r"district\.yaml：不是年报数据文件"),
        ("b/x/2021.import.json", r"2021\.import\.json：不是年报数据文件"),
        ("empty", "empty：里面没有名为“年份.yaml”的年报数据文件"),
    ],
)
def test_a_path_without_params_is_named(params: Path, path: str, words: str) -> None:
    (params / "empty").mkdir()
    with pytest.raises(UsageError, match=words):
        params_files([params / "a", params / path])


def test_a_folder_that_can_not_be_opened_is_named(params: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(UsageError, match="params：文件夹打不开"):
        params_files([params])


def test_the_path_says_whose_report_it_is(params: Path) -> None:
    assert address_of(params / "b/x/2022.yaml") == Address("b", "x", 2022)
    assert address_of(params / "b/district/2022.yaml") == Address("b", "district", 2022)
    os.chdir(params / "b/x")
    assert address_of(Path("2022.yaml")) == Address("b", "x", 2022)


@pytest.mark.parametrize(
    "path", ["b/X/2022.yaml", "b b/x/2022.yaml", "/2022.yaml", "b/x/2022.txt", "b/x/x.yaml"]
)
def test_a_path_that_says_it_wrongly_is_named(path: str) -> None:
    with pytest.raises(UsageError, match=path):
        address_of(Path(path))


@pytest.mark.parametrize("name", ["a", "laocheng", "a-b_c2", "2", "西关街道", "西关-2"])
def test_a_folder_may_be_called(name: str) -> None:
    assert is_slug(name)


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "a.b", "a/b", "a\\b", "A", "-a", "_a", "a b", "a\n", "é", "ａ", "\uf900", "a" * 65],
)
def test_a_folder_may_not_be_called(name: str) -> None:
    assert not is_slug(name)
