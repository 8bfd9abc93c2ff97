"""The faces of the PDF: there for every role, and rich enough for names."""

from __future__ import annotations

from helpers.export.typst_faces import ROLES, covered, fonts


def test_every_candidate_is_among_the_pinned_files() -> None:
    found = set(fonts("pinned").families())
    assert {family for families in ROLES.values() for family in families} <= found


def test_every_role_can_set_every_covered_character() -> None:
    """A character is called covered if any family has it, so each role has to end in all of them."""
    wanted = {"Noto Serif SC", "Noto Sans SC", "DejaVu Sans"}
    assert all(wanted <= set(families) for families in ROLES.values())


def test_common_characters_and_those_of_names_are_covered() -> None:
    # Rows 1 to 3 and 16 to 87 of GB/T 2312: marks, numbers, letters, and 6763 characters.
    rows = [1, 2, 3, *range(16, 88)]
    gb2312 = b"".join(bytes([0xA0 + row, 0xA0 + cell]) for row in rows for cell in range(1, 95))
    points = {ord(character) for character in gb2312.decode("gb2312", "ignore")}
    assert len(points) > 6900
    assert points <= covered("pinned")
    assert {ord(character) for character in "喆昇珺琋烜㛃䶮𬭎"} <= covered("pinned")
