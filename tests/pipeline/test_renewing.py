"""The record kept report by report is the record made whole, byte for byte, whatever comes, goes or is decided, in whatever order."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from marsad.demo import reports
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.pipeline import CODER, code
from marsad.pipeline import records as recording
from marsad.pipeline.ordering import GROUPS
from marsad.pipeline.records import fresh, rebuild, records
from marsad.reconcile import link, obligations, tolls, truces
from marsad.store import Store, open_store
from marsad.store.canonical import canonical
from marsad.store.errors import StoreError
from tests.postgres import schema

STEPS = 16
Do = Callable[[Store, random.Random], None]


@cache
def week() -> list[tuple[Report, tuple[Claim, ...]]]:
    """The example week told twice, the second time a day later by other outlets, some without a day; and one report of other words."""
    made = []
    for n, one in enumerate(reports()):
        later = one.date + dt.timedelta(days=1) if one.date else None
        again = replace(one, id=f"again-{n}", outlet=f"other-{n % 3}", date=later if n % 4 else None, text=one.text + f"\nنسخة {n}.")
        made += [one, again]
    return [(one, tuple(code(one))) for one in made]


def add(store: Store, chance: random.Random) -> None:
    there = {r.id for r in store.reports()}
    left = [pair for pair in week() if pair[0].id not in there]
    if left:
        one, claims = chance.choice(left)
        store.keep(one, claims, coder=CODER)


def recode(store: Store, chance: random.Random) -> None:
    there = {r.id for r in store.reports()} - {g.key for g in store.gone()}
    found = [pair for pair in week() if pair[0].id in there]
    if found:
        one, claims = chance.choice(found)
        store.keep(one, chance.sample(claims, len(claims) * 2 // 3), coder=f"other-{chance.random()}")


def withdraw(store: Store, chance: random.Random) -> None:
    gone = {g.key for g in store.gone()}
    there = sorted(r.key for r in store.reports() if r.key not in gone)
    if len(there) > 3:
        store.withdraw(chance.choice(there), reason="a test")


def reinstate(store: Store, chance: random.Random) -> None:
    if gone := sorted(g.key for g in store.gone()):
        store.reinstate(chance.choice(gone), reason="a test")


def pair(store: Store, chance: random.Random) -> None:
    incidents = sorted(store.claims(kind="incident"), key=lambda c: (c.report_id, c.id))
    if len(incidents) > 1:
        store.decide(chance.choice(["same", "different", "unsure"]), [c.id for c in chance.sample(incidents, 2)])


def pair_of_figures(store: Store, chance: random.Random) -> None:
    refs = sorted({ref for toll in records(store)["tolls"] if not toll["part_of"] for ref in toll["claims"]})
    if len(refs) > 1:
        store.decide(chance.choice(["same", "same", "different"]), chance.sample(refs, 2))


def review(store: Store, chance: random.Random) -> None:
    claims = sorted(store.claims(), key=lambda c: (c.report_id, c.id))
    if claims:
        one = chance.choice(claims)
        store.decide(chance.choice(["accept", "reject"]), [one.id])


def settle(store: Store, chance: random.Random) -> None:
    made = records(store)
    incidents = [i for i in made["incidents"] if i["fields"].get("type", {}).get("rivals")]
    if incidents:
        rival = chance.choice(incidents)["fields"]["type"]["rivals"][0]
        store.decide("stands", [rival["claims"][0]], given={"field": "type"})
    if made["violations"]:
        one = chance.choice(made["violations"])
        by_id = {row["id"]: row for group in ("incidents", "ceasefires") for row in made[group]}
        refs = [by_id[one["incident"]]["claims"][0], by_id[one["ceasefire"]]["claims"][0]]
        store.decide("state", refs, given={"state": "under_inquiry"})


def grade(store: Store, chance: random.Random) -> None:
    claims = sorted(store.claims(kind="casualties"), key=lambda c: (c.report_id, c.id))
    if claims:
        store.decide("grade", [chance.choice(claims).id], given={"scale": "airwars", "code": "fair"})
    if found := records(store)["findings"]:
        one = chance.choice(found)
        store.decide("finding", one["claims"], given={"check": one["check"], "is": "accepted"})


def take_back(store: Store, chance: random.Random) -> None:
    if made := [d for d in store.decisions() if d.verb != "withdraw"]:
        store.decide("withdraw", [], given={"seq": chance.choice(made).seq})


ACTS: list[Do] = [*[add] * 6, recode, withdraw, reinstate, pair, pair_of_figures, review, settle, grade, take_back]


def act(store: Store, chance: random.Random) -> str:
    """Something is done to the store; what, in words."""
    done = chance.choice(ACTS)
    try:
        done(store, chance)
    except (ValueError, LookupError, StoreError):
        return f"{done.__name__}, refused"
    return done.__name__


def same(store: Store, after: str) -> None:
    """Nothing; fails where the saved record is not the one made whole."""
    saved, made = store.saved_records(version=recording.RECORDER), records(store)
    assert saved is not None, after
    for group in GROUPS:
        old, new = ({canonical(row) for row in found.get(group, [])} for found in (saved, made))
        assert old == new, (after, group, sorted(old ^ new)[:4])
        assert [canonical(row) for row in saved.get(group, [])] == [canonical(row) for row in made[group]], (after, group)


@pytest.fixture
def only_renewed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The times that the record was made whole though one was there."""
    whole: list[str] = []
    make = recording.rebuild

    def told(store: Store, *args: object) -> object:
        whole.append("whole") if store.records_made_at(version=recording.RECORDER) else None
        return make(store)

    monkeypatch.setattr(recording, "rebuild", told)
    return whole


def play(store: Store, seed: int, steps: int) -> None:
    chance = random.Random(seed)
    fresh(store)
    done: list[str] = []
    for _ in range(steps):
        done.append(act(store, chance))
        fresh(store)
        same(store, " ".join(done[-5:]) + f" (step {len(done)} of seed {seed})")


@pytest.mark.parametrize("seed", [2, 3])
def test_kept_report_by_report_the_record_is_the_one_made_whole(seed: int, tmp_path: Path, only_renewed: list[str]) -> None:
    with open_store(tmp_path / "kept.db") as store:
        play(store, seed, STEPS)
        digest = store_digest(store)
        assert rebuild(store).digest == digest
    assert not only_renewed


def test_where_more_stands_under_a_key_than_is_looked_at_it_is_the_one_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link, "WIDEST", 3)
    monkeypatch.setattr(obligations, "LISTED", 1)
    for module in (truces, tolls):
        monkeypatch.setattr(module, "WAY", replace(module.WAY, window=3))
    with open_store(tmp_path / "kept.db") as store:
        play(store, 3, STEPS)


def test_both_databases_keep_the_same_record(postgres: str, tmp_path: Path) -> None:
    with schema(postgres) as url, open_store(url) as other, open_store(tmp_path / "kept.db") as one:
        play(other, 5, 8)
        play(one, 5, 8)
        assert store_digest(other) == store_digest(one)


def test_an_erasure_and_many_reports_at_once_make_it_whole(tmp_path: Path, only_renewed: list[str]) -> None:
    with open_store(tmp_path / "kept.db") as store:
        for one, claims in week()[:3]:
            store.keep(one, claims, coder=CODER)
        fresh(store)
        store.erase(week()[0][0].id, reason="a test")
        fresh(store)
        same(store, "an erasure")
        for one, claims in week()[3:]:
            store.keep(one, claims, coder=CODER)
        fresh(store)
        same(store, "many reports")
    assert only_renewed == ["whole"]


def test_a_reader_is_told_that_the_record_is_not_of_now(tmp_path: Path) -> None:
    one, claims = week()[0]
    with open_store(tmp_path / "kept.db") as store:
        store.keep(one, claims, coder=CODER)
        with open_store(tmp_path / "kept.db", read_only=True) as looked:
            assert not fresh(looked) and fresh(store) and fresh(looked)


def store_digest(store: Store) -> str:
    """The digest of the saved record."""
    head = store.head()
    put = store.put_records([], [], (head, head), version=recording.RECORDER)
    assert put
    return put[0]
