"""A newer coder over stored reports: what changed is said, the older claims stay, an interrupted run goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from marsad.model.claim import Casualties, Incident
from marsad.store import StoreError
from marsad.store.tables import claims
from tests.store.made import CODER, code, report


@pytest.fixture
def full(store):
    """Four reports by one coder."""
    for ident in ("r1", "r2", "r3", "r4"):
        store.keep(report(ident), code(report(ident)), coder=CODER)
    return store


def newer(given):
    """Drops the truce, changes the figure, and sees a second incident."""
    shelling, killed, _ = code(given)
    assert isinstance(shelling, Incident)
    assert isinstance(killed, Casualties)
    return [shelling, replace(killed, min=8), replace(shelling, incident_type="attack")]


def kept_claims(store):
    with store._reading() as conn:
        return conn.execute(select(func.count()).select_from(claims)).scalar_one()


def test_what_changed_is_counted_and_in_the_ledger(full):
    steps = []
    done = full.recode("test 2", newer, lambda *step: steps.append(step))
    assert (done.coder, done.reports, done.added, done.dropped, done.changed, done.failed) == ("test 2", 4, 4, 4, 4, ())
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    entry = full.ledger()[-1]
    assert (entry.action, entry.payload["coder"], entry.payload["instead_of"]) == ("coded", "test 2", 4)
    assert (entry.payload["added"], entry.payload["dropped"], entry.payload["changed"]) == (1, 1, 1)
    assert {claim.coder for claim in full.claims()} == {"test 2"}
    assert len(full.claims()) == 12
    assert kept_claims(full) == 24
    assert full.verify().ok


def test_doing_it_again_does_nothing(full):
    full.recode("test 2", newer)
    before = full.ledger()
    assert full.recode("test 2", newer).reports == 0
    assert full.ledger() == before


def test_an_interrupted_run_goes_on_where_it_stopped(full):
    seen: list[str] = []

    def interrupted(given):
        if len(seen) == 2:
            raise KeyboardInterrupt
        seen.append(given.id)
        return newer(given)

    with pytest.raises(KeyboardInterrupt):
        full.recode("test 2", interrupted)
    assert full.verify().ok
    assert {r.id for r in full.reports() if r.coder == "test 2"} == {"r1", "r2"}
    assert full.recode("test 2", newer).reports == 2


def test_a_report_that_the_coder_fails_on_keeps_its_claims_and_is_named(full):
    def failing(given):
        if given.id == "r2":
            raise RuntimeError("cannot")
        return [replace(code(given)[0], quote="؟")] if given.id == "r3" else newer(given)

    done = full.recode("test 2", failing)
    assert done.reports == 2
    assert [(key, why.split(":")[0]) for key, why in done.failed] == [
        (full.report("r2").key, "RuntimeError"), (full.report("r3").key, "ReportRefused"),
    ]  # fmt: skip
    assert len(full.claims(report="r2")) == len(full.claims(report="r3")) == 3
    assert full.recode("test 2", newer).reports == 2


def test_a_store_that_fails_stops_the_run(full):
    def closing(given):
        full.close()
        return newer(given)

    with pytest.raises(StoreError, match="was closed"):
        full.recode("test 2", closing)


def test_going_back_to_an_older_coder_is_a_run_of_its_own(full):
    full.recode("test 2", newer)
    assert full.recode(CODER, code).reports == 4
    assert [claim.claim for claim in full.claims(report="r1")] == code(report())
    assert full.verify().ok
