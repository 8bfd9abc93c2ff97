"""Damages real reports of every format and imports them: how many a second, crashes, hangs, memory.

    .venv/bin/python benchmarks/fuzz_import.py --seconds 300

Each input is read in a child process of its own, as `nianbao import` does it, but with the reader's own errors let
through: whatever isn't a refusal in one line is a crash, and its input is kept. The same seed gives the same inputs.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import resource
import signal
import sys
import time
import traceback
import zipfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from helpers.errors import NianbaoError
from helpers.intake.published.formats import SUFFIXES, reader_of, source_of
from helpers.intake.published.imported import import_sources
from helpers.intake.published.limits import MAX_MEMORY
from helpers.intake.published.params_file import params_text
from helpers.intake.published.record import record_text

ROOT = Path(__file__).parents[1]

LIMIT = 10
"""Seconds of processor after which an input hangs."""

PIECES = (
    b"\x00", b"\xff\xfe", b"<table>" * 50, b"<td rowspan=99999 colspan=99999>", b"</table>", b"|" * 200, b"\t" * 300,
    b"- - - -\n", b"--- --- ---\n" * 40, b" " * 3000, b"99999999999999999999", b"1e999", b"-0", b"\xef\xbc\x91", "（一）".encode(), b"{{",
    "一、总体情况\n".encode(), "第二十条第（一）项\n".encode(), "总计 ".encode() * 30, b"0 " * 200, b"&#x110000;", b"<!--",
    b"<![CDATA[", b"\r\r\n", b"\x1b[31m", b"w:gridSpan w:val=\"99999\"", b"/Kids [1 0 R]", b"/Count 99999999",
)  # fmt: skip
"""What readers trip over."""


def seeds() -> dict[str, bytes]:
    """Whole reports by file name, each in another format or layout."""
    sys.path.insert(0, str(ROOT))
    from tests.intake.published.papers import exported, laid_out, random_report, sample, workbook
    from tests.intake.published.shown import SHOWN, shown_in

    source = sample("shili/dongjie/2022.yaml")
    found = {f"report.{kind}": exported(source, kind) for kind in ("html", "docx", "pdf", "txt")}
    found["report.md"] = found["report.txt"]
    found["book.xlsx"] = workbook(source)
    for number, layout in enumerate(("bars", "tabs", "cell a line", "bars between", "words")):
        found[f"layout{number}.txt"] = laid_out(random_report(number), layout)[0]
    for number, name in enumerate(SHOWN):
        content, file = shown_in(name, random_report(number, 2019 if number % 2 else 2021))
        found[f"site{number}-{file}"] = content
    old = ROOT / "tests" / "data" / "published" / "old.xls"
    if old.exists():
        found["old.xls"] = old.read_bytes()
    return found


def damaged(content: bytes, draw: random.Random) -> bytes:
    """A report with some bytes changed, cut, doubled or moved; in zipped files mostly inside one of the parts."""
    if content.startswith(b"PK") and draw.random() < 0.8:
        return _inside(content, draw)
    made = bytearray(content)
    for _ in range(draw.choice((1, 1, 2, 3, 6))):
        start = draw.randrange(len(made) + 1)
        end = min(len(made), start + int(draw.paretovariate(0.8)))
        piece = bytes(made[start:end])
        match draw.randrange(7):
            case 0:
                made[start:end] = b""
            case 1:
                made[start:start] = piece * draw.randint(1, 30 if len(piece) < 2000 else 2)
            case 2:
                made[start:end] = draw.randbytes(len(piece))
            case 3:
                made[start:start] = draw.choice(PIECES)
            case 4:
                del made[start:]
            case 5:
                target = draw.randrange(len(made) + 1)
                made[target:target] = piece
            case _ if start < len(made):
                made[start] ^= 1 << draw.randrange(8)
        made = made or bytearray(b" ")
    return bytes(made)


def _inside(content: bytes, draw: random.Random) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        chosen = draw.choice([name for name in archive.namelist() if name.endswith((".xml", ".rels"))])
        for name in archive.namelist():
            part = archive.read(name)
            if name == chosen:
                part = damaged(part, draw)
            out.writestr(name, part)
    return stream.getvalue()


def read(content: bytes, name: str) -> None:
    """Import an input as far as what would be written."""
    made = import_sources([source_of(content, name)], year=2022)
    params_text(made)
    record_text(made, dict.fromkeys([name], "0"))
    _ = made.missing


def attempt(content: bytes, name: str, log: Path) -> tuple[str, int]:
    """How an input ended in a process of its own, and the most memory that it took in KiB."""
    child = os.fork()
    if not child:
        status = 3
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
            resource.setrlimit(resource.RLIMIT_AS, (2 * MAX_MEMORY, 2 * MAX_MEMORY))
            nothing = os.open(os.devnull, os.O_RDWR)
            os.dup2(nothing, 2)
            try:
                read(content, name)
                status = 0
            except NianbaoError as error:
                status = 1 if "\n" not in error.message and error.message.startswith(name) else 3
                if status == 3:
                    log.write_text(f"message: {error.message!r}", encoding="utf-8")
            except BaseException:
                log.write_text(traceback.format_exc(), encoding="utf-8")
        finally:
            os._exit(status)
    _, ended, usage = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(ended)
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return "hang", usage.ru_maxrss
    return {0: "read", 1: "refused"}.get(code, "crash"), usage.ru_maxrss


def main() -> None:
    """Run for a time and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-import"), help="Folder for inputs that fail.")
    chosen = parser.parse_args()
    draw = random.Random(chosen.seed)  # noqa: S311  # a test's inputs, no secret
    # The exporters that make them would make every child heavy.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        originals = pool.submit(seeds).result()
    by_kind: dict[str, list[str]] = {}
    for name in originals:
        by_kind.setdefault(Path(name).suffix, []).append(name)
        reader_of(SUFFIXES[Path(name).suffix])
    counts: dict[str, Counter[str]] = {}
    most: dict[str, int] = Counter()
    slowest: dict[str, float] = {}
    log = chosen.keep / "error.txt"
    chosen.keep.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    while time.monotonic() - began < chosen.seconds:
        kind = draw.choice(list(by_kind))
        name = draw.choice(by_kind[kind])
        content = damaged(originals[name], draw)
        start = time.monotonic()
        ended, memory = attempt(content, name, log)
        counts.setdefault(kind, Counter())[ended] += 1
        most[kind] = max(most[kind], memory)
        slowest[kind] = max(slowest.get(kind, 0), time.monotonic() - start)
        if ended in ("crash", "hang"):
            number = sum(count["crash"] + count["hang"] for count in counts.values())
            (chosen.keep / f"{number}-{ended}-{name}").write_bytes(content)
            why = log.read_text(encoding="utf-8").strip().splitlines()[-1] if log.exists() else ""
            if log.exists():
                log.rename(chosen.keep / f"{number}-error.txt")
            print(f"{ended}: {number}-{ended}-{name}: {why}", flush=True)
    spent = time.monotonic() - began
    print(
        f"\n{'format':8}{'inputs':>8}{'read':>8}{'refused':>9}{'crash':>7}{'hang':>6}{'slowest s':>11}{'MiB':>6}"
    )
    for kind, count in sorted(counts.items()):
        print(
            f"{kind:8}{count.total():8}{count['read']:8}{count['refused']:9}{count['crash']:7}{count['hang']:6}"
            f"{slowest[kind]:11.2f}{most[kind] // 1024:6}"
        )
    total = sum((count for count in counts.values()), Counter[str]())
    print(f"{total.total()} inputs in {spent:.0f} s ({total.total() / spent:.1f} a second)")
    sys.exit(1 if total["crash"] or total["hang"] else 0)


if __name__ == "__main__":
    main()
