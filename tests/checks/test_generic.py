"""D-GENERIC: prose that any office could print."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.factories import report

from helpers.checks import check
from helpers.form import Text

SLOGANS = (
    "深入贯彻《中华人民共和国政府信息公开条例》，坚持“以公开为常态、不公开为例外”，着力提高公开质量，做到应公开尽公开。",
    "进一步提高政治站位，强化责任担当，落实“三审三校”和保密审查，推动政务公开提质增效，不断增强群众的获得感。",
    "加强组织领导，健全工作机制，以“五公开”为抓手，推进决策、执行、管理、服务、结果公开，切实保障群众知情权。",
    "持续优化平台建设，规范栏目设置，丰富公开形式，拓宽公开渠道，让信息公开更加及时、准确、全面。" * 10,
    "强化监督保障，压实工作责任，定期开展自查自纠，确保各项任务落到实处、取得实效。",
)
PARTS = ("proactive", "on_request", "management", "platform", "oversight")


def is_generic(*texts: str) -> bool:
    subject = report()
    parts = {f"overview.{part}": Text(text) for part, text in zip(PARTS, texts, strict=True)}
    before = {**subject.narrative.parts, "overview.lead": Text("")}
    narrative = replace(subject.narrative, parts={**before, **parts})
    return "D-GENERIC" in {
        each.rule for each in check(replace(subject, narrative=narrative), only={"D-GENERIC"})
    }


def test_laws_and_slogans_are_nobodys_own_however_many() -> None:
    assert is_generic(*SLOGANS)


@pytest.mark.parametrize(
    "own",
    [
        "测试街道改版了公开专栏。",
        "全年公开信息312条。",
        "通过“街坊夜话”公众号答疑。",
        "印发《政务公开栏更新办法》。",
        "在柳树社区开了说明会。",
    ],
)
def test_one_thing_of_its_own_is_enough(own: str) -> None:
    assert not is_generic(own, *SLOGANS[1:])
