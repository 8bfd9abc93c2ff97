"""Write docs/schema/record.schema.json from the code that writes record.json.

.venv/bin/python tools/record_schema.py [FILE]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from helpers.batch.record_schema import record_schema

FILE = Path(__file__).parents[1] / "docs" / "schema" / "record.schema.json"


def main() -> None:
    """Write the schema."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record_schema(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
