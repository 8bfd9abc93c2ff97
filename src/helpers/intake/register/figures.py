"""Figures put into a params file that is there already, everything else in it left as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.intake.draft import Draft, draft_of
from helpers.intake.faults import Broken, Faults, ReadError, in_file
from helpers.intake.layout import Group, Part, layout_of
from helpers.intake.nodes import Mapping, Node, Scalar, Sequence
from helpers.intake.yaml_tree import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Values

    from helpers.form import Field


@dataclass(frozen=True)
class ParamsFile:
    """A params file that can be read, whatever its figures are.

    Attributes:
        file: How messages call it.
        draft: What stands in it.
    """

    file: str
    draft: Draft

    @property
    def year(self) -> int:
        """The report's year."""
        assert self.draft.year is not None  # noqa: S101  # `opened` looked
        return self.draft.year

    @property
    def edition(self) -> int:
        """The form's edition."""
        assert self.draft.edition is not None  # noqa: S101  # `opened` looked
        return self.draft.edition.id

    def with_figures(self, values: Values[str, int | None]) -> str:
        """Its text with other figures in some cells; comments, order and everything else stay.

        Args:
            values: The new figures by the cells' addresses; None becomes null.

        Raises:
            ReadError: Two cells are written as one (a YAML alias).
        """
        text = self.draft.source
        tree = parse(text, Faults())
        cells = {
            field.address: node
            for key in {address.partition(".")[0] for address in values}
            for field, node in _cells(layout_of(self.edition, key), _entry(tree, key))
        }
        nodes = [node for address, node in cells.items() if address in values]
        if len({id(node) for node in nodes}) < len(nodes):
            fault = Faults()
            fault.note(Broken("表格里用了 YAML 引用（* 和 &），不能单独改其中一格，请直接写出各格的数"))
            fault.raise_any(self.file)
        for address, node in sorted(cells.items(), key=lambda item: -item[1].start):
            if address in values:
                value = values[address]
                before = text[: node.start]
                gap = " " if before.endswith(":") else ""
                text = f"{before}{gap}{'null' if value is None else value}{text[node.end :]}"
        return text


def opened(data: bytes, file: str) -> ParamsFile:
    """A params file to put figures into.

    Args:
        data: What it holds.
        file: How messages call it.

    Raises:
        ReadError: It can't be read.
    """
    draft = draft_of(data)
    if draft.faults:
        raise ReadError(in_file(draft.faults.findings, file))
    return ParamsFile(file, draft)


def _entry(node: Node, key: str) -> Node:
    assert isinstance(node, Mapping)  # noqa: S101  # the file was read
    return node.entries[key][1]


def _cells(part: Part, node: Node) -> Iterator[tuple[Field, Scalar]]:
    if isinstance(part, Group):
        for key, inner in part.parts.items():
            yield from _cells(inner, _entry(node, key))
    elif isinstance(part, tuple):
        assert isinstance(node, Sequence)  # noqa: S101  # the file was read
        for field, item in zip(part, node.items, strict=True):
            yield from _cells(field, item)
    else:
        assert isinstance(node, Scalar)  # noqa: S101  # the file was read
        yield part, node
