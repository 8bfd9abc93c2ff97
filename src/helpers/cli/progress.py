"""How a long run shows that it gets on: one live view on a terminal that can redraw, plain lines elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

import click

if TYPE_CHECKING:
    from rich.console import RenderableType

    from helpers.batch.plan import Step
    from helpers.batch.run import Result

_COLOURS = {"ok": "green", "refused": "yellow", "failed": "red", "broken": "red"}
_SLOWEST = 4
"""Reports under way that are named; those that take longest come first."""


class Progress(Protocol):
    """What a run tells of itself."""

    def __enter__(self) -> Progress: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def started(self, step: Step) -> None:
        """A report was begun."""

    def done(self, result: Result) -> None:
        """A report is done, or needed no work."""


def progress(*, silent: bool) -> Progress:
    """The view that fits stdout.

    Args:
        silent: Show nothing: stdout is for a program.
    """
    if silent:
        return _Silent()
    if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        return _Live()
    return _Lines()


class _Silent:
    def __enter__(self) -> _Silent:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def started(self, step: Step) -> None:
        pass

    def done(self, result: Result) -> None:
        pass


class _Lines(_Silent):
    """A line for each report that was built."""

    def done(self, result: Result) -> None:
        if result.step.reason:
            status = result.record.status
            click.echo(
                f"[{result.done}/{result.total}] {click.style(result.label, fg='yellow' if result.draft else _COLOURS[status.value])} "
                f"{result.step.job.name} {result.record.office}（{result.step.reason}）"
            )


class _Live(_Silent):
    """Counts, rate, time left and the slowest under way, redrawn in place."""

    def __init__(self) -> None:
        from rich.live import Live

        self._begun = time.monotonic()
        self._running: dict[str, float] = {}
        self._counts: Counter[str] = Counter()
        self._built = 0
        self._last: tuple[int, int] = (0, 0)
        self._live = Live(get_renderable=self._view, refresh_per_second=4, transient=True)

    def __enter__(self) -> _Live:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def started(self, step: Step) -> None:
        self._running[step.job.name] = time.monotonic()

    def done(self, result: Result) -> None:
        self._running.pop(result.step.job.name, None)
        self._counts[result.label] += 1
        self._built += bool(result.step.reason)
        self._last = (result.done, result.total)

    def _view(self) -> RenderableType:
        from rich.console import Group
        from rich.progress_bar import ProgressBar
        from rich.text import Text

        now = time.monotonic()
        done, total = self._last
        rate = self._built / max(now - self._begun, 1e-6)
        counts = "，".join(f"{label} {count}" for label, count in self._counts.items())
        head = f"{done}/{total or '…'} 份　进行中 {len(self._running)}" + (f"　{counts}" if counts else "")
        if self._built:
            head += f"　每秒 {rate:.1f} 份　还需约 {_duration((total - done) / rate)}"
        slowest = sorted(self._running.items(), key=lambda item: item[1])[:_SLOWEST]
        lines = [Text(f"  {name}（{now - begun:.0f} 秒）", style="dim") for name, begun in slowest]
        bar = ProgressBar(total=max(total, 1), completed=done, width=60)
        return Group(Text(head), bar, *lines)


def _duration(seconds: float) -> str:
    minutes = seconds / 60
    if minutes < 1:
        return f"{seconds:.0f} 秒"
    return f"{minutes:.0f} 分钟" if minutes < 60 else f"{minutes / 60:.1f} 小时"  # minutes an hour
