"""Radicals that a PDF gives in place of the characters that are shown.

Fonts draw both with one glyph; a browser that prints to PDF may write down the radical.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_SUPPLEMENT = dict(
    zip(
        "\u2e9f\u2ea0\u2ea9\u2ec1\u2ec4\u2ec5\u2ec6\u2ec9\u2ecb\u2ed3\u2ed4\u2ed8\u2ed9\u2eda\u2edb\u2edc\u2edd\u2ee2\u2ee3\u2ee4\u2ee5\u2ee6\u2ee8\u2ee9\u2eec\u2eee\u2ef0\u2ef3",
        "母民王虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
"""Simplified characters of the block CJK Radicals Supplement, which Unicode doesn't decompose."""

RADICALS: Final = {
    ord(radical): character
    for radical, character in (
        *((chr(code), unicodedata.normalize("NFKC", chr(code))) for code in range(0x2F00, 0x2FD6)),
        *_SUPPLEMENT.items(),
    )
}
"""The character for each radical, for `str.translate` (Unicode blocks 2F00 and 2E80)."""
