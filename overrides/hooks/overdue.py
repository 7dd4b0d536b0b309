"""Which pages are due for a review.

Run as a script, it lists them, the latest first, and fails when there is one: ``python overrides/hooks/overdue.py [YYYY-MM-DD]``.
"""

import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [path for path in (str(ROOT), str(Path(__file__).parent)) if path not in sys.path]

from guide import read_page  # noqa: E402  (the hooks import each other by name, so that each also runs as a script)


def overdue(docs: Path, today: date) -> list[tuple[str, date]]:
    """The pages whose next review lies before a day, with the day on which it was due, the longest overdue first."""
    found = [(name, date.fromisoformat(str(meta["next_review"]))) for name, meta, _ in (read_page(docs, path) for path in docs.rglob("*.md"))]
    return sorted((one for one in found if one[1] < today), key=lambda one: (one[1], one[0]))


if __name__ == "__main__":
    late = overdue(ROOT / "docs", date.fromisoformat(sys.argv[1]) if sys.argv[1:] else date.today())
    for page, day in late:
        print(f"{day}  {page}")
    print(f"{len(late)} page{'' if len(late) == 1 else 's'} overdue for review")
    sys.exit(bool(late))
