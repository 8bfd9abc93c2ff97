"""Elements of HTML, escaped where they are written, and names that a page has once."""

from __future__ import annotations

from markupsafe import Markup, escape

from helpers.display.characters import printable

_VOID = ("br", "col", "img", "wbr")


def element(name: str, content: str = "", /, **attributes: str | int | None) -> Markup:
    """One element; an attribute that is None is left out.

    Args:
        name: The element's name.
        content: What stands in it; plain text is escaped.
        attributes: By name, with `_` for `-` and behind a Python keyword.
    """
    # Plain strings: Markup's own join and format take five times as long, and a table has a thousand attributes.
    written = "".join(
        [
            f' {key.rstrip("_").replace("_", "-")}="{escape(printable(str(value)))}"'
            for key, value in attributes.items()
            if value is not None
        ]
    )
    # The element's name is never a report's text; the rest is escaped.
    if name in _VOID:
        return Markup(f"<{name}{written}>")  # noqa: S704
    return Markup(f"<{name}{written}>{text_markup(content)}</{name}>")  # noqa: S704


def text_markup(text: str) -> Markup:
    """The text as it may stand in an element; what is markup already stays."""
    return text if isinstance(text, Markup) else escape(printable(text))


def finding_id(number: int) -> str:
    """The id of a finding, to which the cells that it concerns link."""
    return f"nb-finding-{number}"


class Names:
    """The names that a page has given out, so that none is given twice."""

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)

    def give(self, wanted: str, pattern: str = "{}-{}") -> str:
        """The wanted name, numbered where it is taken; an empty one stays empty.

        Args:
            wanted: The name.
            pattern: How a name and its number are written together.
        """
        name, number = wanted, 1
        while name and name in self._taken:
            number += 1
            name = pattern.format(wanted, number)
        self._taken.add(name)
        return name

    def give_id(self, wanted: str) -> str | None:
        """An id, which holds no blank; None where none is wanted."""
        return self.give("-".join(printable(wanted).split())) or None
