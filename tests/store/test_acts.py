"""What persons do beyond judging a claim: adding one, moving a quote, second reviews, acts at one stroke, findings, sources."""

from __future__ import annotations

import pytest

from marsad.pipeline.records import records
from marsad.pipeline.reviewing import reviews
from marsad.store import Draft
from tests.store.made import TEXT


def states(store) -> list[tuple[str, str, str]]:
    return [(one.claim.kind, one.claim.quote, one.state) for _, one in reviews(store)]


def added(**changes) -> dict[str, object]:
    word = TEXT.split()[0]
    row = {"kind": "incident", "type": "arrest", "start": TEXT.index(word), "end": TEXT.index(word) + len(word)}
    return {"report": "r1", "claim": row | changes}


def test_a_person_adds_a_claim_that_goes_into_the_records_and_can_be_decided_on(kept):
    made = kept.decide("add", [], given=added(), reason="the coder missed it")
    word = TEXT.split()[0]
    assert states(kept) == [("incident", word, "added")]
    assert [i["type"] for i in records(kept)["incidents"]].count("arrest") == 1
    kept.decide("reject", [f"r1#incident@{made.on[0].start}"])
    assert states(kept) == [("incident", word, "rejected")] and all(i["type"] != "arrest" for i in records(kept)["incidents"])
    kept.decide("withdraw", [], given={"seq": made.seq + 1})
    assert states(kept) == [("incident", word, "added")] and kept.verify().ok


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"kind": "rumour"}, "none of"),
        ({"type": None}, "needs its 'type'"),
        ({"type": "earthquake"}, "none of"),
        ({"end": 100_000}, "characters of the text"),
        ({"start": 5, "end": 5}, "characters of the text"),
        ({"trigger": [0, 100_000]}, "trigger stands in the quote"),
        ({"places": ["برلين"]}, "does not say"),
    ],
)
def test_what_is_no_claim_of_the_text_is_not_added(kept, changes, told):
    with pytest.raises(ValueError, match=told):
        kept.decide("add", [], given=added(**changes))
    assert kept.decisions() == []


def test_the_same_claim_is_not_added_twice(kept):
    kept.decide("add", [], given=added())
    with pytest.raises(ValueError, match="stands already"):
        kept.decide("add", [], given=added())


def test_two_claims_on_the_same_words_are_decided_apart(kept):
    first, second = (kept.decide("add", [], given=added(type=code)).seen[0] for code in ("arrest", "abduction"))
    ids = {c["type"]: ref for c, ref in zip((first, second), _refs(kept), strict=True)}
    kept.decide("reject", [ids["arrest"]])
    kept.decide("accept", [ids["abduction"]])
    assert sorted((one.claim.type, one.state) for _, one in reviews(kept)) == [("abduction", "accepted"), ("arrest", "rejected")]


def test_a_claim_added_beside_one_of_the_coder_leaves_that_alone(kept):
    (claim,) = kept.claims(kind="casualties")
    span = claim.claim.span
    kept.decide("add", [], given=added(kind="casualties", type=None, outcome="wounded", min=7, start=span.start, end=span.end))
    assert [(one.claim.type, one.state) for _, one in reviews(kept)] == [("wounded", "added")]
    kept.decide("accept", [claim.id])
    assert sorted((one.claim.type, one.state) for _, one in reviews(kept)) == [("killed", "accepted"), ("wounded", "added")]


def _refs(store) -> list[str]:
    return [f"r1#{one.claim.id(stored.key)}" for stored, one in sorted(reviews(store), key=lambda p: p[1].claim.type, reverse=True)]


def test_a_quote_grows_and_is_what_the_text_has_there(kept):
    (claim,) = kept.claims(kind="casualties")
    end = claim.claim.span.end + 1
    kept.decide("correct", [claim.id], given={"end": end})
    assert states(kept) == [("casualties", TEXT[claim.claim.span.start : end], "corrected")]
    for wrong in ({"quote": "x"}, {"end": claim.claim.trigger.start}, {"start": -1}):
        with pytest.raises(ValueError, match=r"at least one field|holds the words|characters of the text"):
            kept.decide("correct", [claim.id], given=wrong)


def test_a_claim_whose_quote_was_moved_is_still_found_by_its_start(kept):
    (claim,) = kept.claims(kind="casualties")
    start = claim.claim.span.start - 2
    kept.decide("correct", [claim.id], given={"start": start})
    assert kept.decide("accept", [f"r1#casualties@{start}"]).on == kept.decide("accept", [claim.id]).on


def test_an_act_of_several_decisions_is_entered_whole_at_one_moment(kept):
    (claim,) = kept.claims(kind="casualties")
    one, other = kept.act([Draft("accept", [claim.id]), Draft("add", [], added())], who="a.person")
    assert one.at == other.at and one.who == other.who == "a.person"
    with pytest.raises(ValueError, match="no field"):
        kept.act([Draft("reject", [claim.id]), Draft("correct", [claim.id], {"colour": 1})])
    assert len(kept.decisions()) == 2 and kept.verify().ok


def test_a_second_review_agrees_or_asks_until_a_third_word(kept):
    (claim,) = kept.claims(kind="casualties")
    kept.decide("accept", [claim.id])
    kept.act([Draft("second", [claim.id], {"verb": "accept"})], who="b")
    (seconded,) = [one for _, one in reviews(kept)]
    assert (seconded.state, seconded.second and seconded.second.who) == ("accepted", "b")
    kept.act([Draft("second", [claim.id], {"verb": "reject"})], who="b")
    (asked,) = [one for _, one in reviews(kept)]
    assert asked.state == "ask" and "b decided otherwise" in asked.why
    kept.act([Draft("reject", [claim.id])], who="c")
    assert [one.state for _, one in reviews(kept)] == ["rejected"]


@pytest.mark.parametrize(
    ("verb", "given", "told"),
    [
        ("finding", {"check": "bounds", "is": "gone"}, "what it `is`"),
        ("source", {"source": "sy/sohr"}, "definition"),
        ("source", {"source": "sy/sohr", "scale": "source", "code": "Z"}, "one of its codes"),
        ("second", {"verb": "applaud"}, "`verb`"),
        ("done", {}, "the `report`"),
    ],
)
def test_what_these_need_is_asked_for(kept, verb, given, told):
    (claim,) = kept.claims(kind="casualties")
    with pytest.raises(ValueError, match=told):
        kept.decide(verb, [] if verb in ("source", "done") else [claim.id], given=given)


def test_a_report_is_done_and_a_source_described(kept):
    assert kept.decide("done", [], given={"report": "r1"}).on == ()
    assert [d.verb for d in kept.decisions("r1")] == ["done"]
    kept.decide("source", [], given={"source": "sy/sohr", "definition": "civilians: whoever bears no arms"})
    assert kept.verify().ok
