"""What prose calls the year before the report's, the report's, and the one after; {last}, {year}, {next} are filled in."""

from __future__ import annotations

LAST = "(?:上一?年度?|去年度?|{last}年度?|上期|前一年度?|往年|以前年度)(?:年?[底末])?"
NEXT = "(?:下一?年度?|次年|来年|明年|{next}年度?)"
THIS = "(?:本年度?|今年|当年|本期|{year}年度?)"
