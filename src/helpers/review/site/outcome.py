"""What a publication came to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What became of a report."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"
    UNSIGNED = "unsigned"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The state in Chinese."""
        return {
            "published": "已公布",
            "unchanged": "没有变化",
            "withdrawn": "已撤下",
            "unsigned": "未审核",
            "refused": "拒绝公布",
        }[self.value]


@dataclass(frozen=True)
class Item:
    """What became of one report.

    Attributes:
        report: Its name.
        state: What became of it.
        message: Why it was refused, in Chinese.
        version: The version that stands on the site; None where none does.
    """

    report: str
    state: State
    message: str = ""
    version: int | None = None


@dataclass(frozen=True)
class Outcome:
    """What a publication came to.

    Attributes:
        items: Every report of the batch and of its log.
        reports: How many reports stand on the site now.
    """

    items: tuple[Item, ...]
    reports: int

    @property
    def failed(self) -> bool:
        """Whether a report was refused, or there is nothing that could be published."""
        return not self.reports or any(item.state is State.REFUSED for item in self.items)
