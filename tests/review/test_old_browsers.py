"""The pages ask for nothing that a browser five years old doesn't know: scripts of ES2019, style of 2020.

A browser passes over a declaration that it doesn't know, but gives up a whole rule for a selector and a whole script
for a piece of syntax. So selectors, at-rules, functions and units are held to a list, and scripts are searched for
what came later.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.review.approvals import Batch, approve

from helpers.review.batch import review_batch
from helpers.review.entries import files_below
from helpers.review.site import publish

NAME = "shili/jia/2022"
PAGES = ("build/index.html", f"build/{NAME}/compare.html", "site/index.html", f"site/{NAME}/index.html")

LATER_SYNTAX = {
    "optional chaining": r"\?\.(?!\d)",
    "nullish coalescing": r"\?\?",
    "logical assignment": r"(?:&&|\|\|)=",
    "big integers": r"\b\d+n\b",
    "separators in numbers": r"\b\d+_\d",
    "private members": r"[\s.{;]#[A-Za-z_]",
    "static blocks": r"\bstatic\s*\{",
    "dynamic import": r"\bimport\s*[(.]",
    "named namespaces": r"export\s*\*\s*as\b",
}
LATER_NAMES = (
    "globalThis", "allSettled", "AggregateError", "WeakRef", "FinalizationRegistry", "structuredClone", "replaceAll",
    "matchAll", "hasOwn", "findLast", "findLastIndex", "toSorted", "toReversed", "toSpliced", "groupBy", "fromAsync",
    "hasIndices", "randomUUID", "replaceChildren", "isWellFormed", "Segmenter", "showModal", "inert",
)  # fmt: skip
LATER_CALLS = r"\.at\(|Promise\.any\(|\.with\("

PSEUDO = {
    "root", "focus", "hover", "focus-within", "before", "after", "first-child", "last-child", "nth-child", "not",
    "checked", "disabled",
}  # fmt: skip
LONE_PSEUDO = {"focus-visible"}
"""May head a rule of its own: a browser that doesn't know it keeps its own ring."""
AT_RULES = {"media", "supports", "font-face", "page"}
FUNCTIONS = {"var", "calc", "rgb", "rgba", "url", "minmax", "repeat", "inset", "format", "local"}
UNITS = {"", "px", "rem", "em", "%", "fr", "pt", "mm", "cm"}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every page that the review writes and publishes."""
    batch = Batch(tmp_path_factory.mktemp("pages"))
    batch.district()
    batch.build(NAME)
    approve(batch.out / NAME, by="王五", params=batch.params)
    review_batch(batch.out, files_below([batch.params]))
    publish(batch.out, batch.site, params=batch.params)
    return {name: (batch.root / name).read_text(encoding="utf-8") for name in PAGES}


def blocks(page: str, name: str) -> str:
    """The scripts or styles of a page, without data."""
    return "\n".join(re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL))


def code_of(script: str) -> str:
    """A script without its comments and texts."""
    pattern = r"//[^\n]*|/\*.*?\*/|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`"
    return re.sub(pattern, '""', script, flags=re.DOTALL)


def later_in_script(script: str) -> list[str]:
    """What came into JavaScript after 2019 and stands in a script."""
    code = code_of(script)
    found = [name for name, pattern in LATER_SYNTAX.items() if re.search(pattern, code)]
    found += [name for name in LATER_NAMES if re.search(rf"\b{name}\b", code)]
    return found + re.findall(LATER_CALLS, code)


def later_in_style(style: str) -> list[str]:
    """What of a style a browser of 2020 may not know and would give up a rule for."""
    bare = re.sub(r"\"[^\"]*\"|/\*.*?\*/", '""', style, flags=re.DOTALL)
    found = [name for name in re.findall(r"@([a-z-]+)", bare) if name not in AT_RULES]
    # What stands in front of a brace and isn't the condition of an at-rule is a selector.
    for selector in re.findall(r"(?:^|(?<=[{};]))\s*([^@{};]+)\{", bare):
        pseudo = set(re.findall(r"::?([a-z-]+)", selector))
        lone = pseudo & LONE_PSEUDO
        if "&" in selector or pseudo - PSEUDO - LONE_PSEUDO or (lone and "," in selector):
            found.append(selector.strip())
    values = " ".join(re.findall(r":([^{};]+)[;}]", bare))
    found += [name for name in re.findall(r"([a-z-]+)\(", values) if name not in FUNCTIONS]
    units = re.findall(r"(?<![#\w.-])[-+]?(?:\d*\.)?\d+([a-z%]*)", values)
    return found + [unit for unit in units if unit not in UNITS]


@pytest.mark.parametrize("name", PAGES)
def test_the_scripts_are_of_2019(pages: dict[str, str], name: str) -> None:
    assert later_in_script(blocks(pages[name], "script")) == []
    assert "<script src" not in pages[name]
    assert 'type="module"' not in pages[name]


@pytest.mark.parametrize("name", PAGES)
def test_the_style_is_of_2020(pages: dict[str, str], name: str) -> None:
    style = blocks(pages[name], "style")
    assert len(style) > 500
    assert later_in_style(style) == []


@pytest.mark.parametrize(
    "script",
    [
        "a?.b",
        "a ?? b",
        "a ||= b",
        "10n",
        "1_000",
        "class A { #x = 1 }",
        "import('x')",
        "x.at(-1)",
        "globalThis.x",
        "s.replaceAll(a, b)",
    ],
)
def test_later_script_is_found(script: str) -> None:
    assert later_in_script(script)


@pytest.mark.parametrize("script", ["a ? .5 : 1", "'a?.b'", "// a ?? b", "a || b", "x.format(1)"])
def test_older_script_is_not(script: str) -> None:
    assert later_in_script(script) == []


@pytest.mark.parametrize(
    "style",
    [
        "a:has(b) { color: red; }",
        "a { &:hover { color: red; } }",
        "@layer x { a { color: red; } }",
        "a { height: 100dvh; }",
        "a { color: oklch(50% 0 0); }",
        "a:hover, a:focus-visible { color: red; }",
        ":is(a, b) { color: red; }",
    ],
)
def test_later_style_is_found(style: str) -> None:
    assert later_in_style(style)


def test_the_templates_are_all_seen(pages: dict[str, str]) -> None:
    """No script or style file that no page of these has."""
    templates = Path(review_batch.__code__.co_filename).with_name("templates")
    for path in [*templates.glob("*.js"), *templates.glob("*.css")]:
        assert any(path.read_text(encoding="utf-8").strip() in page for page in pages.values()), path.name
