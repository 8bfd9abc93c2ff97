"""Letters as outlines: as wide as the face has them, and there for all that a chart says."""

from __future__ import annotations

import pytest
from tests.factories import report

from helpers.display.fonts import SANS, font_file
from helpers.display.frames import applicant_frame, result_frame, yearly_frame
from helpers.display.letters import SIZE, outlines_of, width_of
from helpers.form import EDITIONS


def test_a_chinese_letter_is_as_wide_as_high_and_all_digits_are_alike() -> None:
    assert width_of("年报") == pytest.approx(2 * SIZE, rel=1e-4)
    assert len({round(width_of(digit), 3) for digit in "0123456789"}) == 1
    assert width_of("") == 0


def test_letters_stand_one_behind_the_other_on_the_line() -> None:
    shapes = outlines_of("年报", 100.0, 50.0)
    for number, (vertices, codes) in enumerate(shapes):
        left, bottom = vertices.min(axis=0)
        right, top = vertices.max(axis=0)
        assert 100 + number * SIZE <= left < right <= 100 + (number + 1) * SIZE
        assert 50 - 0.2 * SIZE < bottom < 50 < top < 50 + SIZE
        assert len(vertices) == len(codes)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_face_has_every_letter_of_the_charts(edition: int) -> None:
    from matplotlib.font_manager import get_font

    face = get_font(str(font_file(SANS)))
    made = report(edition=edition)
    frames = (yearly_frame(made), result_frame(made), applicant_frame(made))
    words = "".join(label for frame in frames for label in (*frame.index, *frame.columns))
    assert all(face.get_char_index(ord(letter)) for letter in f"{words}单位：件0123456789")


def test_a_letter_that_only_the_other_face_or_none_has_is_not_lost() -> None:
    def drawn(text: str) -> int:
        return len(outlines_of(text, 0, 0))

    assert drawn("喆䶮") == 2
    assert drawn("\U00020001") == drawn("〔U+20001〕") == 9
    assert width_of("a\u202eb") == width_of("ab")
