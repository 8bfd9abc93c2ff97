"""The editions that the kit knows; the next one is a new file and one entry here."""

from __future__ import annotations

from helpers.form.edition_2019 import EDITION_2019
from helpers.form.edition_2021 import EDITION_2021
from helpers.form.model import Edition

EDITIONS: dict[int, Edition] = {edition.id: edition for edition in (EDITION_2019, EDITION_2021)}


def edition_of(number: int) -> Edition:
    """The edition that params call by that number.

    Raises:
        KeyError: There is none; the message lists those there are.
    """
    try:
        return EDITIONS[number]
    except KeyError:
        known = "、".join(str(known) for known in EDITIONS)
        raise KeyError(f"没有 {number} 版的格式，可用：{known}") from None
