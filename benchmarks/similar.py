"""What it costs to find copied text in a batch (D-SIM): time and memory for many reports, and against comparing all pairs.

    .venv/bin/python -m benchmarks.similar [--reports 10000] [--small 150] [--rounds 3]

The reports are invented: some 1500 characters each, a third of them formulas that all of a few dozen share in ever
other order, one report in fifty a copy of another with every eighth clause changed. How many of the copies are found,
and how many others, is printed too. The baseline compares each report with each other one, run by run; both take turns
on the small batch.
"""

from __future__ import annotations

import argparse
import random
import time
import tracemalloc
from itertools import permutations
from statistics import median

from benchmarks.machine import middle

from helpers.checks.copying.likeness import Distinct
from helpers.checks.copying.writing import Writing, paragraphs_of, writing_of
from helpers.checks.rules.similarity import SIMILAR
from helpers.form import Figures, Narrative, Office, Report, Text, edition_of

_WORDS = (
    "沿河 老城 山前 新村 码头 集市 北坡 学区 林场 渡口 圩区 厂区 东门 矿区 湖滨 高铁站 果园 牧场 盐场 古镇",
    "水井 路灯 公墓 塘坝 书屋 菜场 校车 苗圃 渔船 粮仓 泵站 祠堂 公厕 球场 车棚 托老所 卫生室 晒谷场 变压器 化粪池",
    "丈量造册 逐户核对 张榜公布 抽签排定 重新编号 拍照留底 按月抄表 开会评议 限期整改 统一招标 分段施工 择日搬迁",
    "由组长签字 请老师监督 经代表表决 随账单寄送 用喇叭播报 在渡船张贴 到井房查看 凭票据报销 按名册发放 依合同验收",
    "次日改正 留存三年 逐条答复 另行登记 当场退还 登报说明 送档案馆 抄送纪委 列入年检 补签协议 电话回访 公开道歉",
)
WORDS = tuple(words.split() for words in _WORDS)
PARTS = ("proactive", "on_request", "management", "platform", "oversight")
CLAUSES = 17
COPIED = 50


def clause(draw: random.Random) -> str:
    """A clause that hardly any other report has."""
    return "".join(draw.choice(words) for words in WORDS)


def texts(draw: random.Random, formulas: list[str]) -> list[str]:
    """The five parts of section one."""
    paragraphs = []
    for _ in PARTS:
        clauses = [clause(draw) for _ in range(CLAUSES * 2 // 3)] + draw.sample(formulas, CLAUSES // 3)
        draw.shuffle(clauses)
        paragraphs.append("，".join(clauses) + "。")
    return paragraphs


def copied(draw: random.Random, source: list[str]) -> list[str]:
    """The same parts with every eighth clause changed."""
    return [
        "，".join(clause(draw) if draw.random() < 1 / 8 else each for each in text.split("，"))
        for text in source
    ]


def invented(number: int, seed: int = 1) -> tuple[list[Report], set[int]]:
    """So many reports, and the numbers of those that are a copy or were copied."""
    draw = random.Random(seed)  # noqa: S311  # a benchmark keeps no secrets
    formulas = [clause(draw) for _ in range(40)]
    edition = edition_of(2021)
    sources: list[list[str]] = []
    alike: set[int] = set()
    for index in range(number):
        if index % COPIED == COPIED - 1:
            source = draw.randrange(index)
            alike |= {index, source}
            sources.append(copied(draw, sources[source]))
        else:
            sources.append(texts(draw, formulas))
    reports = [
        Report(
            Office(f"示例县第{index}局", "部门"),
            2022,
            edition,
            Figures(edition, {}),
            Narrative({f"overview.{part}": Text(text) for part, text in zip(PARTS, parts, strict=True)}),
        )
        for index, parts in enumerate(sources)
    ]
    return reports, alike


def naive(writings: list[Writing]) -> set[int]:
    """Each report against each other one."""
    distinct = [Distinct(paragraphs_of(writing)) for writing in writings]
    return {
        one
        for one, other in permutations(range(len(distinct)), 2)
        if distinct[one].copied_from(distinct[other]).length >= 100
    }


def timed(writings: list[Writing]) -> tuple[float, set[int]]:
    """The processor's seconds, and what is found."""
    start = time.process_time()
    found = {number for number, _ in SIMILAR.between(writings)}
    return time.process_time() - start, found


def main() -> None:
    """Invent, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--small", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()

    small = [writing_of(report, report.office.name) for report in invented(options.small)[0]]
    ours, theirs = [], []
    for _ in range(options.rounds):
        ours.append(timed(small)[0])
        start = time.process_time()
        naive(small)
        theirs.append(time.process_time() - start)
    ratio = median(theirs) / median(ours)
    print(f"{options.small} reports: {middle(ours)}, all pairs {middle(theirs)}: {ratio:.0f} times as long")

    reports, alike = invented(options.reports)
    characters = sum(len(text.value) for _, text in reports[0].narrative.texts())
    start = time.process_time()
    writings = [writing_of(report, report.office.name) for report in reports]
    prepared = time.process_time() - start
    del reports
    rounds = [timed(writings) for _ in range(options.rounds)]
    found = rounds[0][1]
    print(
        f"{options.reports} reports of some {characters} characters, {len(alike)} of them alike:\n"
        f"  made ready (part of reading, on all cores)  {prepared:.1f} s, {prepared / options.reports * 1000:.2f} ms a report\n"
        f"  compared                                    {middle([seconds for seconds, _ in rounds])}\n"
        f"  found {len(found & alike)} of {len(alike)}, and {len(found - alike)} others"
    )
    tracemalloc.start()
    kept = [writing_of(report, report.office.name) for report in invented(options.reports)[0]]
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    timed(kept)
    peak = tracemalloc.get_traced_memory()[1] - held
    print(f"  memory: the texts {held / 2**20:.0f} MiB, comparing them {peak / 2**20:.0f} MiB more at most")


if __name__ == "__main__":
    main()
