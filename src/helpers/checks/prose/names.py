"""Names of offices in a text, and whether one of them is the report's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_SUFFIX = re.compile(
    r"(?:人民政府办公室|人民政府|街道办事处|管理委员会|委员会|办事处|局|厅|政府办公室|管委会|(?:镇|乡|街道)(?=20\d\d年度?政府信息公开))(?!长|级|直|网|域|部|面|限|机关各)"
)
_RUN = re.compile("[一-鿿]+$")
_STOP = re.compile(
    ".*(?:由|将|[请可]与|[局府委会处办室](?:和|与|及)|对|向|在|是|为|于|经|按照|根据|依据|布|位|关|告|年|的|请|把|市县|全区|会同|以及|联系)(?=[一-鿿]{2,}$)"
)


def names_in(text: str) -> Iterator[tuple[int, int]]:
    """Where names of offices stand."""
    until = 0
    for match in _SUFFIX.finditer(text):
        end = match.end()
        run = _RUN.search(text, max(until, match.start() - 22), match.start())
        if run is None or end < until or len(run[0]) < 2:
            continue
        start, until = run.start(), end
        cut = _STOP.match(text[start:end])
        if cut:
            start += cut.end()
        if end - start >= 4:
            yield start, end


def is_own_name(name: str, office: str, *, formal: bool = False) -> bool:
    """Whether a name is the office's: in full, with its own 办公室 behind it, or a customary short form of it.

    Args:
        name: The name.
        office: The office's full name.
        formal: Whether it stands where only a full name or a part of one will do, as in a title: 卫生局 isn't
            卫生健康局 there.
    """
    name, office = (each.replace("人民政府", "政府") for each in (name, office))
    if office[-3:] in ("乡政府", "镇政府") and name == f"{office[:-3]}政府":
        return False  # 柳河人民政府 for 柳河乡人民政府 is short of a character
    if office.endswith(name) or name.startswith(office) or name.endswith(office):
        return True
    if formal:
        return office.startswith(name)
    rest = iter(office)
    return all(character in rest for character in name)


def is_misspelt(name: str, office: str) -> bool:
    """Whether a name is the office's but for one character that is wrong, missing or too many."""
    if name.endswith(("办事处", "人民政府")) and len(name) < len(office) - 1:
        # 滨江街道办事处 for 示例区临江街道办事处.
        office = office[-len(name) :]
    if name == office or abs(len(name) - len(office)) > 1 or len(office) < 5:
        return False
    if len(name) == len(office):
        differing = [pair for pair in zip(name, office, strict=True) if pair[0] != pair[1]]
        # 示例市教育局 isn't 示例区教育局, but it is an office.
        return len(differing) == 1 and not set(differing[0]) <= set("省市区县州旗镇乡东西南北中上下")
    shorter, longer = sorted((name, office), key=len)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


@lru_cache(maxsize=1024)
def short_names(office: str) -> tuple[str, ...]:
    """What an office calls itself in short: 青禾镇, 临江街道, 教育局, 示例区."""
    core = re.sub("人民政府办公室$|人民政府$|办事处$", "", office)
    inner = re.sub("^.*?[省市区县州](?=.{2,})", "", core)
    return tuple(dict.fromkeys(name for name in (office, core, inner) if len(name) >= 2))
