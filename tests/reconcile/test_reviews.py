"""Reviews outlive the coder: each claim as persons left it, and what asks for a person after a newer coder has read."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from marsad.model.claim import Casualties, Claim, Incident, Name, to_json
from marsad.model.decision import Decision, anchor, standing
from marsad.model.span import Span
from marsad.reconcile.reviews import reviewed

TEXT = "قصفت طائرات حي السكري وقتل خمسة مدنيين ثم أعلنت الشرطة اعتقال ثلاثة."
KEY = "k1"


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def strike(type: str = "air_strike", words: str = "قصفت") -> Incident:
    place = Name("حي السكري", at("حي السكري"))
    return Incident(
        quote=words, span=at(words), trigger=at(words), rule="r", incident_type=type, places=(place,), when=(dt.date(2016, 4, 27),) * 2
    )


def dead(n: int = 5) -> Casualties:
    return Casualties(quote="خمسة مدنيين", span=at("خمسة مدنيين"), trigger=at("خمسة"), rule="r", outcome="killed", min=n, max=n)


def decide(verb: str, *claims: Claim, seq: int = 1, **given: object) -> Decision:
    return Decision(verb, tuple(anchor(KEY, c) for c in claims), given, tuple(to_json(c) for c in claims), seq=seq)


def states(claims: list[Claim], *decisions: Decision) -> list[tuple[str, str]]:
    return [(r.claim.type, r.state) for r in reviewed(KEY, TEXT, claims, decisions)]


def test_each_verb_has_its_state() -> None:
    both: list[Claim] = [strike(), dead()]
    assert states(both) == [("air_strike", "unreviewed"), ("killed", "unreviewed")]
    assert states(both, decide("accept", both[0])) == [("air_strike", "accepted"), ("killed", "unreviewed")]
    assert states(both, decide("reject", both[1])) == [("air_strike", "unreviewed"), ("killed", "rejected")]
    assert states(both, decide("correct", both[0], type="shelling")) == [("shelling", "corrected"), ("killed", "unreviewed")]


def test_a_rejected_claim_does_not_stand() -> None:
    (only,) = reviewed(KEY, TEXT, [dead()], [decide("reject", dead())])
    assert not only.stands and only.coded == dead()


def test_the_later_decision_stands_and_a_withdrawn_one_is_gone() -> None:
    first, second = decide("reject", strike(), seq=1), decide("accept", strike(), seq=2)
    back = Decision("withdraw", (), {"seq": 2}, seq=3)
    assert states([strike()], first, second) == [("air_strike", "accepted")]
    assert states([strike()], first, second, back) == [("air_strike", "rejected")]
    assert standing([first, second, back, Decision("withdraw", (), {"seq": 3}, seq=4)]) == [first, second]


def test_a_newer_coder_takes_the_review_over_where_it_says_the_same() -> None:
    wider = replace(strike(), quote="قصفت طائرات", span=at("قصفت طائرات"), rule="another")
    assert states([wider], decide("accept", strike())) == [("air_strike", "accepted")]


def test_a_newer_coder_that_says_otherwise_asks() -> None:
    (asked,) = reviewed(KEY, TEXT, [strike("shelling")], [decide("accept", strike())])
    assert (asked.state, asked.why, asked.stands) == ("ask", "accepted as type air_strike, is now shelling", True)


def test_a_correction_goes_on_over_a_newer_coder_until_that_field_moves() -> None:
    made = decide("correct", strike("shelling"), type="air_strike")
    assert states([strike("air_strike")], made) == [("air_strike", "corrected")]
    assert states([replace(strike("shelling"), count=3)], made) == [("air_strike", "corrected")]
    (asked,) = reviewed(KEY, TEXT, [strike("attack")], [made])
    assert (asked.state, asked.claim.type) == ("ask", "air_strike") and "type was shelling, is now attack" in asked.why


def test_what_a_person_accepted_stays_when_the_coder_no_longer_claims_it() -> None:
    (kept,) = reviewed(KEY, TEXT, [], [decide("accept", dead())])
    assert (kept.state, kept.coded, kept.claim) == ("accepted", None, dead())
    assert reviewed(KEY, TEXT, [], [decide("reject", dead())]) == []


def test_two_claims_where_one_was_decided_ask_unless_one_is_the_same() -> None:
    other = replace(strike("shelling"), quote="قصفت طائرات", span=at("قصفت طائرات"))
    asked = reviewed(KEY, TEXT, [replace(strike("attack")), other], [decide("accept", strike())])
    assert [r.state for r in asked] == ["ask", "ask"]
    assert states([strike(), other], decide("accept", strike()))[0] == ("air_strike", "accepted")


def test_decisions_on_other_reports_and_kinds_do_not_meet() -> None:
    elsewhere = replace(decide("reject", strike()), on=(replace(anchor(KEY, strike()), key="k2"),))
    assert states([strike()], elsewhere, decide("reject", dead())) == [("air_strike", "unreviewed")]
