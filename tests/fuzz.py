"""Params files, narratives and placeholders at random: each is read, judged and shown, or refused in one line.

`python -m tests.fuzz --minutes 5` prints how many inputs there were, how many a second, what crashed, the slowest and
the memory at most. What it finds is told with its seed, by which `--only` makes the same input again.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from dataclasses import replace as with_changes
from pathlib import Path

from tests.factories import report
from tests.harmless import harm_in
from tests.intake.writing import write
from tests.kit import PARAMS
from tests.test_hostile import TEXTS, rendered

from helpers.checks import check
from helpers.errors import NianbaoError
from helpers.form import Report, Text, Titled
from helpers.intake import parameters_of, read

SLOW = 10.0
"""Seconds that no input may take."""

SAMPLES = [path.read_text(encoding="utf-8") for path in sorted(PARAMS.glob("*/*/2022.yaml"))[::2]]
TOKENS = [
    *(
        "\n",
        "  ",
        "\t",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "|",
        ">",
        "'",
        '"',
        "#",
        "&a ",
        "*a",
        "<<: ",
        "---\n",
        "...\n",
        "? ",
    ),
    *(
        "!!python/object/apply:os.system ",
        "!!binary ",
        "%TAG ! x\n",
        "null",
        "~",
        "0x",
        "true",
        ".inf",
        "1e999",
        "-1",
        "0.1",
    ),
    *(
        "{{ ",
        " }}",
        "{% ",
        "\ufeff",
        "\x00",
        "\u202e",
        "99999999999999999999",
        "，",
        "：",
        "（",
        "”",
        "／",
        "件",
        "𬭎",
        "é",
    ),
]
MARKDOWN = [
    *(
        "# ",
        "## ",
        "- ",
        "  - ",
        "1. ",
        "> ",
        "```\n",
        "`",
        "*",
        "**",
        "_",
        "~~",
        "|",
        "\n",
        "\n\n",
        "|-|-|\n",
        "---\n",
    ),
    *(
        "[",
        "](",
        ")",
        "![",
        "<",
        ">",
        "&lt;",
        "\\",
        "[^1]",
        "[^1]: ",
        "<!--",
        "-->",
        "    ",
        "\t",
        "$",
        "#{",
        "http://",
    ),
    *(
        "年报",
        "2022年",
        "收到申请3件",
        "，",
        "。",
        "（一）",
        "二十三件",
        "同比增长12.5%",
        "其中",
        "均",
        "无",
        "𬭎",
        "e\u0301",
    ),
    *("\u200b", "\u202e", "\x0b", "\ufeff", "W" * 50, "汉" * 200),
]
EXPRESSIONS = [
    *(
        "applications",
        ".received",
        ".total",
        "[0]",
        "[-1]",
        "[999999]",
        "previous",
        ".",
        "..",
        "(",
        ")",
        "+",
        "-",
        "*",
    ),
    *(
        "/",
        "//",
        "**",
        "%",
        "|",
        "__class__",
        "__import__('os')",
        "'a'",
        '"',
        "1",
        "9" * 30,
        "0",
        "None",
        "lambda: 1",
        ",",
    ),
    *(
        "if",
        " else ",
        " for x in ",
        "==",
        "<",
        "round",
        "sum",
        "\n",
        "é",
        "{{",
        "}}",
        "{%",
        "year",
        "office.name",
        "fees",
    ),
]


@dataclass
class Tally:
    """What came of the inputs."""

    inputs: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    slowest: float = 0.0
    slowest_of: str = ""
    seconds: float = 0.0

    def __str__(self) -> str:
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        crashes = "".join(f"\n{each}" for each in self.crashes[:20])
        return (
            f"inputs: {self.inputs} in {self.seconds:.0f} s ({self.inputs / max(self.seconds, 0.001):.1f}/s), "
            f"{', '.join(f'{kind} {number}' for kind, number in sorted(self.kinds.items()))}\n"
            f"slowest: {self.slowest:.2f} s ({self.slowest_of}); memory at most: {memory:.0f} MiB\n"
            f"crashes, hangs, harm: {len(self.crashes)}{crashes}"
        )


def params(chance: random.Random, folder: Path) -> str:
    """A sample with a few of its characters cut, moved, doubled, or replaced by what YAML takes for more than text."""
    text = chance.choice(SAMPLES)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at, length = chance.randrange(len(text) + 1), chance.choice((0, 0, 1, 2, 8, 200))
        piece = chance.choice((chance.choice(TOKENS), text[at : at + length], ""))
        text = text[:at] + piece * chance.choice((1, 1, 1, 2, 3000)) + text[at + length :]
    data = bytearray(text.encode())
    if chance.random() < 0.1:
        data[chance.randrange(len(data))] = chance.randrange(256)
    path = folder / "params" / "shili" / "fuzz" / "2022.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    read_report = read(path).report
    check(read_report)
    return "params"


def narrative(chance: random.Random, _: Path) -> str:
    """Markdown at random, judged, and now and then rendered in every format."""
    made = report()
    pieces = [*MARKDOWN, *TEXTS.values()]
    texts = ["".join(chance.choice(pieces) for _ in range(chance.choice((3, 20, 80)))) for _ in range(4)]
    changed = with_changes(
        made.narrative,
        preamble=Text(texts[0]),
        parts={**made.narrative.parts, "other": Text(texts[1]), "overview.on_request": Text(texts[2])},
        more=(Titled(Text(texts[3][:80].replace("\n", " ")), Text(texts[3])),),
    )
    made = with_changes(made, narrative=changed)
    check(made)
    kinds = ("html", "pdf", "docx") if chance.random() < 0.1 else ("html",)
    for kind, content in rendered(made, *kinds).items():
        harm = harm_in(content, kind)
        if harm:
            raise AssertionError(f"{kind}: {harm[:3]}")
    return "narrative"


def with_preamble(text: str) -> Report:
    """A report that balances, with a preamble."""
    made = report()
    return with_changes(made, narrative=with_changes(made.narrative, preamble=Text(text)))


def placeholder(chance: random.Random, folder: Path) -> str:
    """An expression at random in a text."""
    words = "".join(chance.choice(EXPRESSIONS) for _ in range(chance.choice((1, 2, 4, 12, 200))))
    text = f"收到 {{{{ {words} }}}} 件。"
    data = write(parameters_of(with_preamble(text)))
    path = folder / "params" / "shili" / "fuzz" / "2022.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(data, encoding="utf-8", errors="replace")
    read(path)
    return "placeholder"


KINDS: tuple[Callable[[random.Random, Path], str], ...] = (params, placeholder, narrative)


def fuzz(seconds: float, first: int = 0, *, only: int | None = None) -> Tally:
    """Make inputs for so long, each from a seed of its own.

    Args:
        seconds: How long.
        first: The first seed; a seed decides the input and its kind.
        only: The one seed to try.
    """
    tally = Tally()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        seed = first if only is None else only
        while not tally.inputs or (only is None and time.monotonic() - began < seconds):
            make = KINDS[seed % len(KINDS)]
            start = time.monotonic()
            try:
                tally.kinds[make(random.Random(seed), Path(name))] += 1  # noqa: S311  # not for secrets
            except NianbaoError as error:
                tally.kinds[f"{make.__name__} refused"] += 1
                if "\n" in error.message or not error.message:
                    tally.crashes.append(f"seed {seed}: no single line: {error.message!r}")
            except Exception:
                tally.crashes.append(f"seed {seed} ({make.__name__}): {traceback.format_exc(limit=-4)}")
            took = time.monotonic() - start
            if took > tally.slowest:
                tally.slowest, tally.slowest_of = took, f"{make.__name__}, seed {seed}"
            if took > SLOW:
                tally.crashes.append(f"seed {seed} ({make.__name__}) took {took:.1f} s")
            tally.inputs += 1
            seed += 1
    tally.seconds = time.monotonic() - began
    return tally


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", type=int)
    given = parser.parse_args()
    tally = fuzz(given.minutes * 60, given.first, only=given.only)
    print(tally)  # noqa: T201  # a program
    return 1 if tally.crashes else 0


if __name__ == "__main__":
    sys.exit(main())
