"""The doctor finds what is wrong, says whether it can be made anew, and heals only that."""

from __future__ import annotations

import re

import pytest

from marsad.store import Store
from marsad.store.tables import KEPT as KEPT_TABLES
from tests.store.made import CODER, by_hand, code, report, tamper

LONG = " ".join(f"كلمة{n}" for n in range(80))


@pytest.fixture
def full(store: Store) -> Store:
    for given in (report(title="عنوان"), report("r2", "قصف على حمص"), report("r3", f"قصف على حمص وقتل سبعة {LONG}")):
        store.keep(given, code(given), coder=CODER, raw=given.text.encode())
    store.decide("reject", [store.claims(kind="incident")[0].id], reason="not stated", who="ليلى")
    store.keep(away := report("r4", "قصف على درعا"), code(away), coder=CODER)
    store.withdraw("r4", reason="retracted")
    return store


KEPT = [
    ("UPDATE reports SET text = replace(text, 'سبعة', 'تسعة') WHERE id = 'r1'", "its text is not the one"),
    ("UPDATE reports SET text = 'قصف' WHERE id = 'r3'", "outside a text of 3 characters"),
    ("UPDATE reports SET date = '2016-05-09' WHERE id = 'r2'", "its date is not the one"),
    ("UPDATE reports SET outlet = 'x' WHERE id = 'r2'", "its outlet is not the one"),
    ("DELETE FROM reports WHERE id = 'r3'", "is gone"),
    ("UPDATE raw SET packed = x'00'", "its bytes are not those"),
    ("DELETE FROM raw", "its bytes are gone"),
    ("UPDATE runs SET coder = 'me' WHERE n = 2", "its coder is not the one"),
    ("UPDATE runs SET counts = '{}' WHERE n = 2", "its counts"),
    ("DELETE FROM runs WHERE n = 3", "coding run 3 .* is gone"),
    ("UPDATE claims SET json = '{}' WHERE run = 1 AND position = 0", "it is no claim"),
    ("UPDATE claims SET json = replace(json, '7', '8') WHERE run = 1", "its claims are not those"),
    ("DELETE FROM claims WHERE run = 1 AND position = 2", "its claims are not those"),
    ("UPDATE claims SET first_day = '2001-01-01' WHERE run = 1 AND position = 0", "the column first_day"),
    ("UPDATE ledger SET payload = replace(payload, 'test 1', 'test 9') WHERE seq = 4", "entry 4 was altered"),
    ("UPDATE ledger SET prev = hash WHERE seq = 5", "entry 5 does not follow"),
    ("DELETE FROM ledger WHERE seq = 5", "entry 6 stands where entry 5 should"),
]  # fmt: skip
MADE = [
    ("DELETE FROM mentions WHERE run = 1", "what its claims are found by"),
    ("UPDATE searchable SET folded = 'x' WHERE run = 1", "words for searching"),
    ("UPDATE searchable SET folded = 'x' WHERE run IS NULL", "words for searching"),
    ("DELETE FROM standing WHERE run = 2", "no coding run of this report stands"),
    ("UPDATE standing SET newest = 0 WHERE run = 2", "which of its runs and versions"),
    ("DELETE FROM decided", "the table of what is decided"),
    ("DELETE FROM gone", "the table of what is gone"),
    ("INSERT INTO standing SELECT report_key, n, TRUE FROM runs WHERE n = 4", "was withdrawn and stands"),
    ("UPDATE sketches SET family = 'nowhere'", "a copy of a report that is not kept"),
    ("INSERT INTO records VALUES ('tolls', 't0', '', '{cut')", "no JSON"),
    ("INSERT INTO records VALUES ('tolls', 't0', '', '{}')", "not at which entry"),
]  # fmt: skip


def told(store: Store) -> list[tuple[str, str]]:
    return [(ailment.sort, ailment.what) for ailment in store.doctor()]


def test_a_sound_store_has_nothing(full: Store) -> None:
    assert full.doctor() == []


@pytest.mark.parametrize(("sql", "what"), KEPT)
def test_what_is_kept_is_found_and_never_touched(full: Store, path, sql: str, what: str) -> None:
    tamper(path, sql)
    found = full.doctor()
    assert any(a.sort == "kept" and re.search(what, a.what) for a in found), found


@pytest.mark.parametrize(("sql", "what"), MADE)
def test_what_is_made_is_found_and_made_anew(full: Store, path, sql: str, what: str) -> None:
    before = [(r, r.report, full.raw(r.key)) for r in full.reports()]
    tamper(path, sql)
    assert any(what in said for _, said in told(full)) and {sort for sort, _ in told(full)} == {"made"}, told(full)
    full.heal()
    assert told(full) == []
    assert [(r, r.report, full.raw(r.key)) for r in full.reports()] == before


def test_healing_changes_no_kept_row(full: Store, path) -> None:
    def rows() -> list[object]:
        with by_hand(path) as db:
            return [db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in KEPT_TABLES]

    before = rows()
    full.heal()
    assert rows() == before and full.verify().ok
