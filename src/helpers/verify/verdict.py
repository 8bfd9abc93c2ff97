"""What verifying a report came to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from helpers.verify.explain import Explanation
from helpers.verify.inputs import InputChange


class State(StrEnum):
    """What verifying a report came to."""

    SAME = "same"
    """Built anew, every byte is the same."""
    DIFFERENT = "different"
    GONE = "gone"
    """Its params are not at hand, so that it can't be built."""
    UNREADABLE = "unreadable"
    """It has no record that could be read."""
    BROKEN = "broken"
    """The machine failed to build it."""

    @property
    def label(self) -> str:
        """The state in Chinese."""
        return {
            "same": "一致",
            "different": "不一致",
            "gone": "缺少数据",
            "unreadable": "记录读不了",
            "broken": "没能重做",
        }[self.value]


class FileState(StrEnum):
    """What a file of a report is beside the one built anew."""

    ALTERED = "altered"
    """Not the one of which the record tells: somebody changed it after it was built."""
    OTHER = "other"
    """The one of the record; building anew gives another."""
    UNBUILT = "unbuilt"
    """Of the record; building anew gives no such file, since the report ends otherwise now."""
    MISSING = "missing"
    EXTRA = "extra"
    UNFIT = "unfit"

    @property
    def label(self) -> str:
        """The state in Chinese."""
        return {
            "altered": "生成之后被改动过",
            "other": "与重新生成的不同",
            "unbuilt": "重做时没有生成",
            "missing": "缺少这个文件",
            "extra": "多出的文件，不是生成的",
            "unfit": "不能读取",
        }[self.value]


@dataclass(frozen=True)
class FileVerdict:
    """A file that isn't as it was built anew.

    Attributes:
        name: Its name in the report's folder.
        state: What it is.
        explanation: How it differs.
    """

    name: str
    state: FileState
    explanation: Explanation = field(default_factory=Explanation)

    def to_json(self) -> dict[str, Any]:
        """The verdict as plain JSON."""
        return {"file": self.name, "state": self.state.value, **self.explanation.to_json()}


@dataclass(frozen=True)
class Verdict:
    """What verifying one report came to.

    Attributes:
        report: Its name, e.g. shili/dongjie/2022.
        state: What it came to.
        message: What else is to be said, in Chinese.
        inputs: Inputs that are others now.
        files: Files that are others now.
    """

    report: str
    state: State
    message: str = ""
    inputs: tuple[InputChange, ...] = ()
    files: tuple[FileVerdict, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The verdict as plain JSON."""
        return {
            "report": self.report,
            "state": self.state.value,
            "message": self.message,
            "inputs": [change.to_json() for change in self.inputs],
            "files": [file.to_json() for file in self.files],
        }
