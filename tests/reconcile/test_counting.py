"""Counting rules and monitors: the same incidents under each rule side by side, and who says what of each."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.reconcile import counting
from marsad.reconcile.decided import Decided, in_state
from marsad.reconcile.whole import reconcile
from marsad.reconcile.write import to_json
from tests.reconcile.made import ref, report, strike, truce

DAYS = ["2016-05-01", "2016-05-01"]
PACT = report(
    "pact-2016-04-30-aaaaaa",
    "2016-04-30",
    "بدأت هدنة بين قوات النظام والفصائل المعارضة في الغوطة الشرقية لمدة 72 ساعة.",
    truce("started", "بدأت هدنة", areas=["الغوطة الشرقية"], parties=["قوات النظام", "الفصائل المعارضة"], hours=72, starts="2016-04-29"),
)
DAY = report(
    "day-2016-05-02-bbbbbb",
    "2016-05-02",
    "شنت قوات النظام ست غارات على دوما بحسب المرصد السوري لحقوق الإنسان.  واعتقلت قوات النظام شبانا في دوما.",
    strike(
        "شنت قوات النظام ست غارات",
        by=["قوات النظام"],
        against=["الفصائل المعارضة"],
        places=["دوما"],
        when=DAYS,
        count=6,
        source=["المرصد السوري لحقوق الإنسان"],
    ),
    strike("واعتقلت قوات النظام شبانا", type="arrest", by=["قوات النظام"], against=["الفصائل المعارضة"], places=["دوما"], when=DAYS),
)

EVE = report(
    "eve-2016-05-01-dddddd",
    "2016-05-01",
    "قصفت مدفعية قوات النظام عربين أمس.",
    strike(
        "قصفت مدفعية",
        type="shelling",
        by=["قوات النظام"],
        against=["الفصائل المعارضة"],
        places=["عربين"],
        when=["2016-04-30", "2016-04-30"],
    ),
)


def made(*rows: dict) -> dict[str, Any]:
    return to_json(reconcile(rows))


def test_the_same_incidents_are_counted_under_each_rule() -> None:
    found = made(PACT, DAY, EVE)
    counts = {row["rule"]: (row["listed"], row["candidates"]) for row in counting.counts(found["incidents"], found["violations"])}
    assert counts == {"episode": (3, 2), "strike": (8, 7), "day_place": (2, 2), "combat": (2, 2), "arrests": (1, 0)}


def test_an_arrest_is_listed_and_no_candidate() -> None:
    found = made(PACT, DAY, EVE)
    (arrest,) = [i["id"] for i in found["incidents"] if i["type"] == "arrest"]
    (pair,) = [v for v in found["violations"] if v["incident"] == arrest]
    assert (pair["act"], pair["parties"], pair["candidate"]) == ("no", "yes", False)


def test_every_count_names_its_incidents() -> None:
    found = made(PACT, DAY, EVE)
    ids = {i["id"] for i in found["incidents"]}
    rows = counting.counts(found["incidents"], found["violations"])
    assert rows and all(row["incidents"] and set(row["incidents"]) <= ids for row in rows)


def test_a_wrong_row_of_the_rules_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    (tmp_path / "counting.tsv").write_text("rule\teach\tfamily\tgloss\nx\tweek\t\tx\n", "utf-8")
    monkeypatch.setattr(counting, "files", lambda _: tmp_path)
    counting.rules.cache_clear()
    with pytest.raises(ValueError, match=r"counting\.tsv:2"):
        counting.rules()
    counting.rules.cache_clear()


def statement(quote: str, act: str, *speaker: str) -> dict[str, Any]:
    return {"kind": "statement", "act": act, "type": act, "quote": quote, "speaker": list(speaker)}


@pytest.mark.parametrize(
    ("words", "act", "says"),
    [
        ("ونفت الشبكة السورية لحقوق الإنسان", "deny", "denies"),
        ("وأكدت الشبكة السورية لحقوق الإنسان", "say", "confirms"),
        ("وقالت الشبكة السورية لحقوق الإنسان إنها لم تتمكن من التحقق من", "say", "does_not_confirm"),
        ("وذكرت الشبكة السورية لحقوق الإنسان", "say", "silent"),
    ],
)
def test_the_matrix_says_who_reports_and_who_denies(words: str, act: str, says: str) -> None:
    text = f"{words} قصف دوما. ووقع قصف على عربين بحسب الشبكة السورية لحقوق الإنسان."
    fields: dict[str, Any] = {"by": ["قوات النظام"], "against": ["الفصائل المعارضة"], "when": DAYS}
    row = report(
        "says-2016-05-02-cccccc",
        "2016-05-02",
        text,
        statement(words, act, "الشبكة السورية لحقوق الإنسان"),
        strike("قصف دوما", places=["دوما"], **fields),
        strike("ووقع قصف على عربين", places=["عربين"], source=["الشبكة السورية لحقوق الإنسان"], **fields),
    )
    found = made(PACT, DAY, row)
    (duma,) = [i["id"] for i in found["incidents"] if ref(row, "قصف دوما") in i["claims"]]
    said = {m["monitor"]: m["says"] for m in found["monitors"] if m["incident"] == duma}
    assert said == {"sy/sohr": "reports", "sy/snhr": says}


def test_a_person_gives_a_pair_its_state() -> None:
    refs = [ref(DAY, "شنت قوات النظام ست غارات"), ref(PACT, "بدأت هدنة")]
    said = {"seq": 4, "verb": "state", "refs": refs, "given": {"state": "under_inquiry"}, "who": "ليلى", "reason": "لجنة"}
    found = made(PACT | {"decisions": [said]}, DAY, EVE)
    (pair,) = [v for v in found["violations"] if v["state"] == "under_inquiry"]
    assert pair["evidence"]["state"] == {"why": "decided by ليلى: لجنة", "claims": refs}
    assert {v["state"] for v in found["violations"]} == {"under_inquiry", "candidate", "listed"}


def test_the_last_state_counts_and_another_pair_keeps_its_own() -> None:
    (pair, *_) = reconcile([PACT, DAY]).violations
    rows = tuple({"refs": ["a"], "given": {"state": s}, "who": "x", "reason": ""} for s in ("substantiated", "attributed"))
    assert in_state(pair, ["a", "b"], Decided(states=rows)).state == "attributed"
    assert in_state(pair, ["b"], Decided(states=rows)).state == pair.state
