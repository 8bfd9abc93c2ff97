"""What in the tables a statement of prose is compared with: every reading of its words."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.checks.prose.quantity import Amount
from helpers.checks.values import show

INCOMING = ("received", "incoming", "mentioned")
WITH_RESULTS = (*INCOMING, "done", "handled")


@dataclass(frozen=True)
class Reference:
    """What the tables hold for a statement.

    Attributes:
        label: What a message calls it.
        amounts: What it comes to, one for each way to read the words; the first is the plainest.
        names: What a message calls each amount, where they are of different rows.
        sums: What several counts of the same thing in one text may come to together, where not to one of these.
    """

    label: str
    amounts: tuple[Amount, ...]
    names: tuple[str, ...] = ()
    sums: tuple[Amount, ...] = ()

    def fits(self, number: int) -> bool:
        """Whether one of the readings gives that number."""
        return any(amount.fits(number) for amount in self.amounts)

    @property
    def words(self) -> str:
        """The amounts for a message: 14, or 14 或 16, or 至少 275, or 14（本年新收）或 16（与上年结转之和）."""
        said = [f"{'' if amount.exact else '至少 '}{show(amount.low)}" for amount in self.amounts]
        if len(set(said)) == 1 or not self.names:
            return " 或 ".join(dict.fromkeys(said))
        rows: dict[str, list[str]] = {}
        for words, name in zip(said, self.names, strict=True):
            rows.setdefault(words, []).append(name)
        return "或 ".join(f"{words}（{'、'.join(names)}）" for words, names in rows.items())
