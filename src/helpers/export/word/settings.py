"""What Word does with the whole document (ECMA-376 Part 1, 17.15)."""

from __future__ import annotations

from functools import cache

from helpers.export.document import LANGUAGE
from helpers.export.word.xml import w, xml_bytes

_WORD = "http://schemas.microsoft.com/office/word"


@cache
def settings_xml() -> bytes:
    """The content of the settings part."""
    return xml_bytes(
        w(
            "settings",
            w("zoom", percent=100),
            w("defaultTabStop", val=420),
            w("evenAndOddHeaders"),
            w("characterSpacingControl", val="compressPunctuation"),
            w(
                "compat",
                w("balanceSingleByteDoubleByteWidth"),
                # A justified line that ends in a break isn't stretched.
                w("doNotExpandShiftReturn"),
                w("useFELayout"),
                w("compatSetting", name="compatibilityMode", uri=_WORD, val=15),
                w("compatSetting", name="overrideTableStyleFontSizeAndJustification", uri=_WORD, val=1),
            ),
            w("themeFontLang", val=LANGUAGE, eastAsia=LANGUAGE),
            w("decimalSymbol", val="."),
            w("listSeparator", val=","),
        )
    )
