"""How big a published report may be: far more than any has, far less than harms the machine."""

MAX_BYTES = 50 * 1024 * 1024
"""Bytes of a file: a scanned report of many pages has some 20 MiB."""

MAX_TEXT = 4 * 1024 * 1024
"""Bytes of a text or web page."""

MAX_PAGES = 120
"""Pages of a PDF; reports have 5 to 30."""

MAX_CELLS = 200_000
"""Cells of all tables or worksheets."""

MAX_LINES = 20_000
"""Lines or paragraphs."""

MAX_DEPTH = 200
"""Nesting of elements."""

MAX_UNPACKED = 150 * 1024 * 1024
"""Bytes of a zipped file's parts unpacked."""

MAX_RATIO = 200
"""How many times as big a zipped part may become; text shrinks to a tenth or a thirtieth."""

MAX_FILES = 5000
"""Parts of a zipped file."""

MAX_SECONDS = 10
"""Seconds of processor time for reading a report; most take less than one."""

MAX_WAIT = 30
"""Seconds on the clock, on a machine that is busy with other things."""

MAX_MEMORY = 1024 * 1024 * 1024
"""Bytes of memory for reading a report; most take less than a tenth."""

MAX_ANSWER = 64 * 1024 * 1024
"""Bytes of what was read, as it is handed from the reading process to the one that asked."""
