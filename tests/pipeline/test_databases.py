"""The same reports and decisions give the same record, byte for byte, on SQLite and on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from marsad.demo import reports
from marsad.pipeline import code, coder
from marsad.pipeline.records import rebuild, records
from marsad.store import Store, open_store
from tests.postgres import schema


def filled(place: Path | str) -> Store:
    """A store of the example reports in which a person rejected one claim and kept another."""
    store = open_store(place)
    for report in reports():
        store.keep(report, code(report), coder=coder(), raw=report.text.encode())
    first, second = store.claims(kind="casualties", limit=2)
    store.decide("reject", [first.id], reason="not stated", who="ليلى")
    store.decide("accept", [second.id], who="ليلى")
    return store


def test_both_databases_give_the_same_record(tmp_path: Path, postgres: str) -> None:
    with schema(postgres) as url, filled(tmp_path / "one.db") as one, filled(url) as other:
        assert records(other, until=reports()[3].date) == records(one, until=reports()[3].date)
        assert [c.claim for c in other.claims()] == [c.claim for c in one.claims()]
        assert {(h.report_id, h.claim_id) for h in other.search("حلب")} == {(h.report_id, h.claim_id) for h in one.search("حلب")}
        assert rebuild(other).digest == rebuild(one).digest
        assert other.verify().ok
