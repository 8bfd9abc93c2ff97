"""The table of all offices in a district's report: the words in which the roll-up writes it and the charts read it.

A report's params are all that the notebook knows, so what a district's charts show of its offices is what its own
text has in this table.
"""

from __future__ import annotations

NOTE = "汇总范围和数据质量"
"""Title of the sub-section of part one that has the table."""

OFFICE, RECEIVED, HANDED_IN = "单位（单位：件）", "收到申请", "报送日期"
"""Headers of the columns that a chart reads: the office's name, 新收 of table three, the day it was handed in."""

SUM = "合计"
"""How the last line is called."""

ABSENT, UNNOTED, LATE = "未报", "未登记", "（逾期）"
"""In the place of a date: nothing came, nobody noted when; behind a date: after the deadline."""
