"""reports, claims and search: filters, JSON, and tables that fit the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from marsad.cli.show import FSI, PDI, clean, count, cut, isolated
from tests.cli.conftest import Run


def _rows(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def test_reports_are_listed_and_filtered(run: Run, db: Path) -> None:
    assert "2 reports" in run("reports", "--db", db).stdout
    (row,) = _rows(run("reports", "--db", db, "--outlet", "الحياة", "--json").stdout)
    assert (row["id"], row["date"], row["claims"], row["encoding"]) == ("hayat-1", "2016-05-02", {"casualties": 2}, "utf-8")
    assert _rows(run("reports", "--db", db, "--since", "2016-05-03", "--json").stdout) == []


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ([], 3),
        (["--kind", "casualties"], 3),
        (["--kind", "meeting"], 0),
        (["--type", "killed", "--until", "2016-05-02"], 2),
        (["--place", "حلب"], 3),
        (["--place", "sy/aleppo"], 3),
        (["--source", "مصدر"], 3),
        (["--actor", "nobody"], 0),
        (["--report", "hayat"], 2),
        (["--limit", "1"], 1),
    ],
)
def test_claims_are_filtered(run: Run, db: Path, filters: list[str], found: int) -> None:
    said = run("claims", "--db", db, *filters, "--json")
    assert said.exit_code == 0 and len(_rows(said.stdout)) == found


def test_claims_tell_how_many_there_are(run: Run, db: Path) -> None:
    assert "3 claims, the first 1 shown (--limit for more)" in run("claims", "--db", db, "--limit", 1).stdout
    assert run("claims", "--db", db, "--kind", "meeting").stdout == "0 claims\n"
    row = _rows(run("claims", "--db", db, "--report", "hayat", "--json").stdout)[0]
    assert (row["report"], row["quote"], row["rule"], row["outlet"]) == ("hayat-1", "مقتل طفل", "test.killed", "الحياة")
    assert run("claims", "--db", db, "--report", "nobody").exit_code == 1


def test_search_folds_the_spelling(run: Run, db: Path) -> None:
    hits = _rows(run("search", "إمراه", "--db", db, "--json").stdout)
    assert hits and {hit["report_id"] for hit in hits} == {"hayat-1"}
    assert "[امرأة]" in run("search", "امرأة", "--db", db).stdout
    assert run("search", "سلحفاة", "--db", db).stdout == "nothing found\n"


@pytest.mark.parametrize("columns", [60, 80, 100, 140])
@pytest.mark.parametrize("words", [["claims"], ["reports"], ["ledger"], ["search", "مقتل"], ["unread"]])
def test_tables_fit_the_terminal_with_arabic_isolated(
    run: Run, db: Path, columns: int, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = run(*words, "--db", db).stdout.splitlines()
    assert len(lines) > 3
    assert max(cell_len(line) for line in lines) <= max(columns, 76)
    assert all(line.count(FSI) == line.count(PDI) for line in lines)
    assert words == ["ledger"] or any(FSI in line for line in lines)


@given(st.text(max_size=60), st.integers(1, 40))
def test_what_is_cut_fits_and_begins_as_before(text: str, width: int) -> None:
    line = clean(text)
    short = cut(line, width)
    assert cell_len(short) <= width
    assert short == line or line.startswith(short.removesuffix("…"))


@given(st.text(max_size=60))
def test_nothing_that_is_shown_can_steer_the_terminal(text: str) -> None:
    assert not set(clean(text)) & {chr(c) for c in (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def test_arabic_is_isolated_and_latin_is_not() -> None:
    assert isolated("حلب") == "\u2068حلب\u2069" and isolated("Aleppo") == "Aleppo"
    assert count(1, "entry") == "1 entry" and count(2, "entry") == "2 entries"
