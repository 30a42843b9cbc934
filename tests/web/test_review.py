"""The reader's acts over HTTP: what a stroke answers, what it refuses, and the history of one person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from marsad.model.decision import Decision
from marsad.store import Store, open_store
from marsad.web.review.history import history
from tests.web.samples import CODER, samples

LANGUAGE = "en"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store that may be written."""
    with open_store(tmp_path / "review.db") as opened:
        for report, claims in samples():
            opened.keep(report, claims, coder=CODER)
        yield opened


def ids(store: Store) -> list[str]:
    return [kept.id for kept in store.claims(report="nested")]


def post(client: TestClient, **stroke: Any) -> Any:
    return client.post("/r/nested", json=stroke, headers={"accept": "application/json"})


def test_a_stroke_answers_how_the_report_stands(client: TestClient, store: Store) -> None:
    one, other, *_ = ids(store)
    told = post(client, steps=[{"verb": "accept", "id": one}, {"verb": "reject", "id": other, "given": {"because": "duplicate"}}]).json()
    assert [told["states"][i]["state"] for i in (one, other)] == ["accepted", "rejected"]
    assert (told["left"], told["undo"], told["redo"], told["changed"], told["as_of"]) == (4, True, False, [], store.head()[0])
    back = post(client, again="undo").json()
    assert back["left"] == 6 and back["redo"] and not back["undo"] and back["changed"] == ["undo"]
    assert post(client, again="redo").json()["left"] == 4 and post(client, again="redo").json()["left"] == 4


def test_a_correction_goes_on_from_the_one_before(client: TestClient, store: Store) -> None:
    one = ids(store)[0]
    post(client, steps=[{"verb": "correct", "id": one, "given": {"min": 13, "max": 13}}])
    post(client, steps=[{"verb": "correct", "id": one, "given": {"who": ["civilians", "women"]}}])
    post(client, steps=[{"verb": "accept", "id": one}])
    assert [dict(d.given) for d in store.decisions()] == [{"min": 13, "max": 13}, {"min": 13, "max": 13, "who": ["civilians", "women"]}]


@pytest.mark.parametrize(
    ("stroke", "status", "told"),
    [
        ({"steps": [{"verb": "accept", "id": "0" * 16}]}, 404, "no claim"),
        ({"steps": [{"verb": "applaud", "id": "0" * 16}]}, 422, "verb"),
        ({"steps": [{"verb": "reject", "given": {"because": "boredom"}}]}, 422, "because"),
        ({"steps": [{"verb": "correct", "given": {"colour": 1}}]}, 422, "no field"),
        ({"steps": [{"verb": "add", "given": {"kind": "incident"}}]}, 422, "type"),
        ({"steps": [{"verb": "accept"}] * 61}, 422, "60"),
        ({"again": "forever"}, 422, "again"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_entry(client: TestClient, store: Store, stroke: Any, status: int, told: str) -> None:
    for step in stroke.get("steps", []):
        if step["verb"] != "add":
            step.setdefault("id", ids(store)[0])
    head = store.head()
    answer = post(client, **stroke)
    assert answer.status_code == status and told in answer.json()["error"]
    assert store.head() == head


def test_the_next_report_is_one_that_is_not_done(client: TestClient, store: Store) -> None:
    key = store.report("nested").key
    first = client.get(f"/next?after={key}", follow_redirects=False).headers["location"]
    assert first.startswith("/r/") and key not in first
    other = store.report(first.removeprefix("/r/")).key
    client.post(f"/r/{other}", json={"steps": [{"verb": "done"}]})
    second = client.get(f"/next?after={key}", follow_redirects=False).headers["location"]
    assert second != first


def test_why_a_claim_was_read(client: TestClient, store: Store) -> None:
    page = client.get("/explain?report=nested&at=5&lang=en").text
    assert "Why this claim" in page and "sample.rule" in page and "seen-trigger" in page
    assert "No claim uses this character" in client.get("/explain?report=nested&at=0&lang=en").text
    assert client.get("/explain?report=nothing&at=0").status_code == 404


def made(number: int, verb: str, at: str, who: str = "me", **given: Any) -> Decision:
    return Decision(verb, (), given, who=who, at=at, seq=number)


def test_history_goes_back_and_on_by_acts() -> None:
    two = [made(1, "accept", "a"), made(2, "correct", "b"), made(3, "reject", "b"), made(4, "accept", "c", who="another")]
    told = history(two, "me")
    assert [[d.seq for d in act] for act in told.done] == [[1], [2, 3]] and [d.given["seq"] for d in told.undo()] == [3, 2]
    undone = [*two, made(5, "withdraw", "d", seq=3), made(6, "withdraw", "d", seq=2)]
    after = history(undone, "me")
    assert [len(act) for act in after.done] == [1] and sorted(d.given["seq"] for d in after.redo()) == [5, 6]
    again = [*undone, made(7, "withdraw", "e", seq=6), made(8, "withdraw", "e", seq=5)]
    assert [d.given["seq"] for d in history(again, "me").undo()] == [3, 2] and not history(again, "me").undone
    assert history([*undone, made(9, "accept", "f")], "me").undone == ()
