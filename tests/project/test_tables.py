"""Words are data: every TSV under src is UTF-8, composed (NFC), free of presentation forms, and even in its columns."""

from __future__ import annotations

import re
import unicodedata

import pytest

from tests.project.tracked import ROOT, tracked

TABLES = [path for path in tracked() if path.startswith("src/") and path.endswith(".tsv")]
STRANGE = {
    "an Arabic presentation form": re.compile("[\ufb50-\ufdff\ufe70-\ufefc]"),
    "a byte order mark": re.compile("\ufeff"),
    "a bidirectional control": re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
    "a carriage return": re.compile("\r"),
    "a no-break space": re.compile("\u00a0"),
}


def faults(raw: bytes) -> list[str]:
    """What is wrong with the bytes of a table, each with its line."""
    try:
        lines = raw.decode().split("\n")
    except UnicodeDecodeError as error:
        return [f"byte {error.start}: not UTF-8"]
    found = [f"line {n}: {what}" for n, line in enumerate(lines, 1) for what, sign in STRANGE.items() if sign.search(line)]
    found += [f"line {n}: not composed (NFC)" for n, line in enumerate(lines, 1) if not unicodedata.is_normalized("NFC", line)]
    rows = [(n, line.count("\t") + 1) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    found += [f"line {n}: {count} columns, the first row has {rows[0][1]}" for n, count in rows if count != rows[0][1]]
    return found if rows else [*found, "no rows"]


@pytest.mark.parametrize("path", TABLES)
def test_a_table_is_clean(path: str) -> None:
    assert faults((ROOT / path).read_bytes()) == []


def test_there_are_tables() -> None:
    assert TABLES


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("term\tgloss\nقصف\n".encode(), "line 2: 1 columns, the first row has 2"),
        ("ﻗﺼﻒ\tshelling\n".encode(), "line 1: an Arabic presentation form"),
        ("ا\u0653ب\tAugust\n".encode(), "line 1: not composed (NFC)"),
        ("قصف\tshelling\r\n".encode(), "line 1: a carriage return"),
        ("قصف".encode("cp1256"), "byte 0: not UTF-8"),
        (b"# nothing\n", "no rows"),
    ],
)
def test_the_check_finds(raw: bytes, fault: str) -> None:
    assert faults(raw) == [fault]
