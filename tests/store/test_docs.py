"""docs/store.md stays true: its script checks a store by hand, and its tables are the tables."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from marsad.store.tables import KEPT, metadata
from tests.store.made import CODER, code, report, tamper

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "store.md").read_text("utf-8")
SCRIPT = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[0]


def by_hand(path: Path) -> str:
    """What the script of the page says about this file."""
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(path)], capture_output=True, text=True, encoding="utf-8", timeout=60)
    return (done.stdout or done.stderr).strip()


@pytest.mark.sqlite
@pytest.mark.parametrize(("sql", "said"), [
    ("UPDATE ledger SET at = '2000' WHERE seq = 3", "entry 3 is broken"),
    ("UPDATE reports SET text = 'x' WHERE n = 2", "the report of entry 3 is not the one that was added"),
    ("DELETE FROM claims WHERE run = 1 AND position = 0", "the claims of entry 2 are not those that were coded"),
])  # fmt: skip
def test_the_script_finds_what_verify_finds(store, path, sql, said):
    for ident in ("r1", "r2"):
        store.keep(report(ident), code(report(ident)), coder=CODER)
    assert by_hand(path) == f"sound {store.verify().head}"
    assert tamper(path, sql) == 1
    assert by_hand(path) == said
    assert f"entry {store.verify().broken}" in said


def test_every_column_that_is_kept_is_described():
    for table in KEPT:
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{table}` |"))
        assert [column.name for column in metadata.tables[table].c] == re.findall(r"`(\w+)`", row.split("|")[3])
