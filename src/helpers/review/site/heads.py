"""How far each log had come that the site was published by: a log that lost lines since publishes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from helpers.review.signoff.log import Log, SignOffError

FILE = "data/log.json"
"""Where the site keeps it."""

Heads = dict[str, dict[str, Any]]
"""By the hash of a log's first line: how many entries it had, and the hash of the last."""


def renewed_heads(site: Path, log: Log) -> Heads:
    """How far each log had come that the site was published by, by the hash of its first line; this one's is renewed.

    Raises:
        SignOffError: This one has lost lines since, or has others in their place.
    """
    try:
        heads: Heads = json.loads((site / FILE).read_bytes())
        known = {first: (int(head["entries"]), str(head["head"])) for first, head in heads.items()}
    except FileNotFoundError:
        heads, known = {}, {}
    except (ValueError, TypeError, KeyError, AttributeError):
        raise SignOffError(f"{site / FILE}：读不了，请从备份恢复。") from None
    if not log.entries:
        return heads
    first = log.entries[0].hash
    if first in known:
        entries, head = known[first]
        if len(log.entries) < entries or log.entries[entries - 1].hash != head:
            raise SignOffError(
                f"审核日志比上次公布时少了内容（上次有 {entries} 行，现有 {len(log.entries)} 行，或内容不同），"
                "不能公布，请从备份恢复日志。"
            )
    return {**heads, first: {"entries": len(log.entries), "head": log.head}}
