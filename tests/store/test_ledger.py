"""The ledger: an outsider can check its chain, nobody can change it unseen, and a changed byte is located."""

from __future__ import annotations

import hashlib
import json
import random
import re
import shutil
import sqlite3

import psycopg
import pytest

from marsad.store import StoreError, open_store
from tests.store.made import CODER, by_hand, code, report, tamper


@pytest.fixture
def full(store, path):
    """Three reports, one of them in two versions, one recoded: entries 1 to 9."""
    for given in (
        report(title="عنوان"),
        report("r2", outlet="nahar"),
        report("r2", "نص آخر فيه قصف", outlet="nahar"),
        report("r3", "هدنة"),
    ):
        store.keep(given, code(given), coder=CODER, raw=given.text.encode())
    store.keep(report(title="عنوان"), code(report())[:1], coder="test 2")
    return store


def test_the_chain_can_be_computed_by_hand(full):
    last = "0" * 64
    for seq, entry in enumerate(full.ledger(), start=1):
        plain = {name: getattr(entry, name) for name in ("seq", "at", "actor", "action", "subject", "payload", "prev")}
        text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert (entry.seq, entry.prev, entry.hash) == (seq, last, hashlib.sha256(text.encode()).hexdigest())
        last = entry.hash
    assert full.verify().head == last


def test_it_says_what_was_added_and_by_which_coder(full):
    added, coded = full.ledger(limit=2)
    assert (added.action, added.actor, added.payload["id"], added.payload["text_sha256"]) == ("added", "marsad", "r1", report().text_sha256)
    assert added.payload["bytes_sha256"] == hashlib.sha256(report().text.encode()).hexdigest()
    assert (coded.action, coded.payload["coder"], coded.payload["claims"], coded.subject) == ("coded", CODER, 3, added.subject)
    assert [e.action for e in full.ledger(after=6)] == ["added", "coded", "coded"]
    assert [e.payload["version"] for e in full.ledger(action="added")] == [1, 1, 2, 1]
    assert len(full.ledger(subject=added.subject)) == 3


def test_whoever_opened_the_store_is_named(path):
    with open_store(path, actor="ليلى") as store:
        store.keep(report(), [], coder=CODER)
        assert {entry.actor for entry in store.ledger()} == {"ليلى"}


@pytest.mark.parametrize("table", ["reports", "raw", "runs", "claims", "ledger"])
@pytest.mark.parametrize("change", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_what_is_kept_can_neither_be_changed_nor_deleted(full, path, table, change):
    column = {"reports": "n", "raw": "size", "runs": "n", "claims": "run", "ledger": "seq"}[table]
    with by_hand(path) as db, pytest.raises((sqlite3.IntegrityError, psycopg.Error), match=f"rows of {table} are only ever added"):
        db.execute(change.format(table, column))


CHANGES = [
    ("UPDATE reports SET text = replace(text, 'سبعة', 'تسعة') WHERE id = 'r1'", 1, "its text is not the one"),
    ("UPDATE reports SET date = '2016-05-09' WHERE id = 'r2'", 3, "its date is not the one"),
    ("UPDATE reports SET title = NULL WHERE id = 'r1'", 1, "its title is not the one"),
    ("UPDATE reports SET added_at = '2016' WHERE id = 'r3'", 7, "added_at"),
    ("DELETE FROM reports WHERE id = 'r3'", 7, "is gone"),
    ("UPDATE raw SET packed = x'00' WHERE sha256 = (SELECT bytes_sha256 FROM reports WHERE id = 'r3')", 7, "its bytes are not those"),
    ("DELETE FROM raw WHERE sha256 = (SELECT bytes_sha256 FROM reports WHERE id = 'r3')", 7, "its bytes are gone"),
    ("UPDATE runs SET coder = 'me' WHERE n = 2", 4, "its coder is not the one"),
    ("UPDATE runs SET counts = '{}' WHERE n = 2", 4, "its counts"),
    ("DELETE FROM runs WHERE n = 5", 9, "coding run 5 .* is gone"),
    ("UPDATE claims SET json = replace(json, '7', '8') WHERE run = 1", 2, "its claims are not those"),
    ("DELETE FROM claims WHERE run = 1 AND position = 2", 2, "its claims are not those"),
    ("UPDATE claims SET first_day = '2001-01-01' WHERE run = 1 AND position = 0", 2, "the column first_day"),
    ("UPDATE claims SET id = '0' WHERE run = 4", 8, "the column id"),
    ("DELETE FROM mentions WHERE run = 1", 2, "what its claims are found by"),
    ("UPDATE searchable SET folded = 'x' WHERE run = 1", 2, "its words for searching"),
    ("UPDATE searchable SET folded = 'x' WHERE run IS NULL", 1, "its words for searching"),
    ("UPDATE ledger SET payload = replace(payload, 'test 1', 'test 9') WHERE seq = 4", 4, "entry 4 was altered"),
    ("UPDATE ledger SET payload = 'x' WHERE seq = 4", 4, "entry 4 was altered"),
    ("UPDATE ledger SET at = '2000' WHERE seq = 9", 9, "entry 9 was altered"),
    ("UPDATE ledger SET prev = hash WHERE seq = 5", 5, "entry 5 does not follow"),
    ("DELETE FROM ledger WHERE seq = 5", 6, "entry 6 stands where entry 5 should"),
    ("DELETE FROM ledger WHERE seq > 8", None, "coding run 5 is there, but no sound entry"),
    ("DELETE FROM ledger", None, "is there, but no sound entry"),
    ("UPDATE standing SET run = 1 WHERE run = 5", None, "which of its runs"),
    ("UPDATE standing SET newest = 0 WHERE run = 4", None, "which of its runs and versions"),
]  # fmt: skip


@pytest.mark.parametrize(("sql", "seq", "what"), CHANGES)
def test_any_change_is_located(full, path, sql, seq, what):
    assert full.verify().ok
    assert tamper(path, sql)
    got = full.verify()
    assert not got.ok
    assert got.broken == seq
    assert any(re.search(what, finding.what) for finding in got.findings), got.findings


@pytest.mark.sqlite
def test_a_damaged_full_text_index_is_found(full, path):
    assert tamper(path, "UPDATE searched_data SET block = zeroblob(8) WHERE id > 10")
    got = full.verify()
    assert any(re.search("full-text index|malformed|fts5", finding.what) for finding in got.findings), got.findings


def test_a_ledger_cut_off_with_all_it_recorded_shows_against_a_noted_head(full, path):
    head = full.verify().head
    assert full.verify(head=head).ok
    key = full.report("r3").key
    for sql in (
        "DELETE FROM ledger WHERE seq > 6", "DELETE FROM standing WHERE run > 3",
        "UPDATE standing SET run = 1 WHERE report_key = (SELECT report_key FROM runs WHERE n = 1)",
        "DELETE FROM mentions WHERE run > 3", "DELETE FROM claims WHERE run > 3",
        f"DELETE FROM searchable WHERE run > 3 OR report_key = '{key}'",
        "DELETE FROM runs WHERE n > 3", f"DELETE FROM reports WHERE key = '{key}'",
    ):  # fmt: skip
        tamper(path, sql)
    got = full.verify(head=head)
    assert any("cut off or the ledger was made anew" in finding.what for finding in got.findings)


def contents(store):
    return [(r.report, store.claims(report=r.key), store.raw(r.key)) for r in store.reports()], store.ledger()


def _look(path):
    try:
        with open_store(path) as store:
            return store.verify().ok, contents(store)
    except StoreError as error:
        return False, str(error)


@pytest.mark.sqlite
def test_a_flipped_byte_anywhere_in_the_file_is_found_or_means_nothing(full, path, tmp_path):
    before, chance = contents(full), random.Random(7)
    full.close()
    whole, found = path.read_bytes(), 0
    for number in range(60):
        damaged, at = tmp_path / f"{number}.db", chance.randrange(len(whole))
        shutil.copy(path, damaged)
        damaged.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :])
        sound, after = _look(damaged)
        assert not sound or after == before
        found += not sound
    assert found > 5


@pytest.mark.sqlite
def test_an_entry_that_is_no_json_any_more_is_told_by_its_number(full, path):
    full.close()
    tamper(path, "UPDATE ledger SET payload = substr(payload, 2) WHERE seq = 2")
    with open_store(path) as store, pytest.raises(StoreError, match="entry 2 of the ledger is damaged"):
        list(store.ledger())
