"""The verifier that stands alone: short, the standard library only, and it finds and locates one changed byte as `verify` does."""

from __future__ import annotations

import ast
import random
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from marsad.store import open_store, stand_alone
from tests.store.made import CODER, code, report, tamper

SOURCE = Path(stand_alone.__file__)
FIELDS = [
    *(("ledger", "seq", name) for name in ("at", "actor", "action", "subject", "payload", "hash")),
    *(("reports", "n", name) for name in ("id", "title", "text", "outlet", "added_at", "text_sha256")),
    *(("claims", "rowid", name) for name in ("json", "kind")),
    ("raw", "rowid", "packed"), ("runs", "n", "coder"), ("decided", "rowid", "kind"),
]  # fmt: skip


def said(path: Path, *more: str) -> tuple[int, str]:
    """The exit code and the words of the script in a Python that knows nothing of marsad."""
    done = subprocess.run([sys.executable, "-I", str(SOURCE), str(path), *more], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def filled(store):
    for ident in ("r1", "r2", "r3"):
        given = report(ident, title=f"عنوان {ident}")
        store.keep(given, code(given), coder=CODER, raw=given.text.encode())
        store.decide("accept", [store.claims(report=ident, kind="incident")[0].id], reason="read")
    return store


def test_it_is_short_and_needs_nothing():
    text = SOURCE.read_text("utf-8")
    modules = {a.name for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Import) for a in n.names}
    modules |= {n.module or "" for n in ast.walk(ast.parse(text)) if isinstance(n, ast.ImportFrom)}
    assert len(text.splitlines()) < 200 and {m.split(".")[0] for m in modules} <= sys.stdlib_module_names


@pytest.mark.sqlite
def test_a_sound_store_is_sound_whatever_was_done(filled, path):
    early = filled.head()[1]
    filled.withdraw("r1", reason="x")
    filled.erase("r2", reason="y")
    filled.reinstate("r1", reason="z")
    code_, words = said(path, early)
    assert (code_, words.strip()) == (0, f"sound: {filled.head()[0]} entries, head {filled.head()[1]}"), words
    assert said(path, "0" * 64)[0] == 1


@pytest.mark.sqlite
@pytest.mark.parametrize(("table", "number", "column"), FIELDS, ids=lambda value: str(value))
def test_one_changed_byte_is_found_and_located(filled, path, table, number, column):
    filled.close()
    chance = random.Random(f"{table} {column}")
    with sqlite3.connect(path) as db:
        rows = db.execute(f"SELECT {number}, CAST({column} AS BLOB) FROM {table} WHERE length({column}) > 0").fetchall()
        which, data = rows[chance.randrange(len(rows))]
    db.close()
    at = chance.randrange(len(data))
    changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
    value = "CAST(? AS BLOB)" if column == "packed" else "CAST(? AS TEXT)"
    assert tamper(path, f"UPDATE {table} SET {column} = {value} WHERE {number} = ?", changed, which) == 1
    status, words = said(path)
    with open_store(path) as again:
        found = again.verify()
    assert status == 1 and not found.ok, words
    if found.broken and "entry" in words:
        assert f"entry {found.broken}" in words, (words, found.findings)


@pytest.mark.sqlite
def test_a_changed_byte_anywhere_in_the_texts_of_the_file_is_found(filled, path):
    filled.close()
    whole = path.read_bytes()
    places = [found.start() for found in re.finditer("قصفاً".encode(), whole)]
    assert len(places) >= 3
    for at in places:
        path.write_bytes(whole[: at + 1] + bytes([whole[at + 1] ^ 1]) + whole[at + 2 :])
        with open_store(path) as again:
            assert not again.verify().ok, at
    path.write_bytes(whole)
    assert said(path)[0] == 0
