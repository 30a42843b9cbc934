"""Backup and restore: the same bytes from the same store, whole or not at all, from either database into either."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

import pytest

from marsad.store import Store, StoreError, open_store
from tests.postgres import schema
from tests.store.made import CODER, code, report


@pytest.fixture
def full(store: Store) -> Store:
    """Reports with bytes, a version, a newer coder's claims and a decision."""
    for given in (report(title="عنوان"), report("r2", "قصف على حمص"), report("r2", "قصف على حمص وقتل سبعة")):
        store.keep(given, code(given), coder=CODER, raw=given.text.encode())
    store.recode("test 2", code)
    store.decide("reject", [store.claims(kind="incident")[0].id], reason="not stated", who="ليلى")
    return store


def dumped(store: Store) -> bytes:
    out = BytesIO()
    store.backup(out)
    return out.getvalue()


def shown(store: Store) -> object:
    reports = [(r, r.report, store.claims(report=r.key), store.raw(r.key)) for r in store.reports()]
    return reports, store.claims(), store.decisions(), store.ledger(), {(h.report_id, h.claim_id) for h in store.search("قصف")}


def test_a_restored_store_is_the_same_and_gives_the_same_backup(full: Store, tmp_path: Path) -> None:
    made = dumped(full)
    assert made == dumped(full)
    with open_store(tmp_path / "again.db") as again:
        assert again.restore(BytesIO(made))["reports"] == 3
        assert shown(again) == shown(full)
        assert dumped(again) == made
        assert again.verify().findings == () and again.doctor() == []
        assert again.keep(report("r9"), code(report("r9")), coder=CODER).status == "new"


def test_a_file_moves_to_postgres_and_back(full: Store, postgres: str, tmp_path: Path) -> None:
    made = dumped(full)
    with schema(postgres) as url, open_store(url) as team, open_store(tmp_path / "back.db") as back:
        team.restore(BytesIO(made))
        assert dumped(team) == made and team.verify().ok
        assert team.keep(report("r9"), code(report("r9")), coder=CODER, raw=report("r9").text.encode()).status == "new"
        back.restore(BytesIO(dumped(team)))
        assert shown(back) == shown(team)


def test_a_store_with_something_in_it_is_left_alone(full: Store) -> None:
    before = shown(full)
    with pytest.raises(StoreError, match="not empty: restore into a new one"):
        full.restore(BytesIO(dumped(full)))
    assert shown(full) == before


def changed(made: bytes, old: bytes, new: bytes) -> bytes:
    plain = gzip.decompress(made)
    assert old in plain
    return gzip.compress(plain.replace(old, new, 1))


@pytest.mark.parametrize(("spoil", "what"), [
    (lambda made: made[: len(made) // 2], "damaged"),
    (lambda made: changed(made, "سبعة".encode(), "تسعة".encode()), "cut off or changed"),
    (lambda made: gzip.compress(b"\n".join(gzip.decompress(made).split(b"\n")[:-2]) + b"\n"), "cut off or changed"),
    (lambda made: b"something else", "damaged: .*gzip"),
    (lambda made: gzip.compress(b'{"id": 1}\n'), "no backup of marsad"),
    (lambda made: changed(made, b'"tables":"', b'"tables":"9'), "newer marsad"),
])  # fmt: skip
def test_a_backup_that_is_not_whole_leaves_nothing(full: Store, tmp_path: Path, spoil, what: str) -> None:
    with open_store(tmp_path / "none.db") as none:
        with pytest.raises(StoreError, match=what):
            none.restore(BytesIO(spoil(dumped(full))))
        assert none.reports() == [] and none.ledger() == []
