"""How two states of a file differ, for a reader: read under guard, since either may be made to harm."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

from helpers.errors import NianbaoError
from helpers.intake.published.guard import guarded
from helpers.verify.change import Change, changes
from helpers.verify.layers import notebook, page, pdf, record, word

_LAYERS = {
    "report.ipynb": notebook.layers,
    "report.html": page.layers,
    "report.pdf": pdf.layers,
    "report.docx": word.layers,
    "record.json": record.layers,
}
"""What reads each file of a report."""

_MOST = 200
"""Changes of one file that are told."""


@dataclass(frozen=True)
class Explanation:
    """How two states of a file differ.

    Attributes:
        changes: What differs, up to some hundreds; of the first layer in which anything does.
        remark: What else is to be said, in Chinese; empty where nothing is.
        repeats: Whether the changes only say again what is told as the report's inputs.
    """

    changes: tuple[Change, ...] = ()
    remark: str = ""
    repeats: bool = False

    def to_json(self) -> dict[str, Any]:
        """The explanation as plain JSON."""
        return {"remark": self.remark, "changes": [change.to_json() for change in self.changes]}


def explain(name: str, before: bytes, after: bytes) -> Explanation:
    """Tell how two states of a file differ.

    Args:
        name: The file's name, one of a report's.
        before: Its bytes as they stand.
        after: Its bytes as they were built anew.
    """
    try:
        return guarded(lambda: _compare(name, before, after), name)
    except NianbaoError as error:
        # Readers of published reports advise whoever imports one, which doesn't fit here.
        reason = error.message.removeprefix(f"{name}：").partition("，请")[0].rstrip("。")
        return Explanation(remark=f"没有逐项比较（{reason}）")


def _compare(name: str, before: bytes, after: bytes) -> Explanation:
    old, new = (_LAYERS[name](content, name) for content in (before, after))
    for one, other in zip(old, new, strict=True):
        if found := tuple(islice(changes(one.lines, other.lines), _MOST)):
            return Explanation(found, one.remark, one.repeats)
    offset = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    where = "长短不一" if offset is None else f"从第 {offset + 1} 个字节起"
    return Explanation(remark=f"内容相同，只是存储的字节不同（{where}）")
