"""Decisions: entered for good, found by report, taken back by another, and seen when a hand outside changes them."""

from __future__ import annotations

import pytest

from marsad.model.claim import Incident
from marsad.model.correcting import corrected
from marsad.store import open_store
from marsad.store.opening import migrate
from tests.store.made import TEXT, tamper


def ref(store, kind: str) -> str:
    (claim,) = store.claims(report="r1", kind=kind)
    return f"r1#{kind}@{claim.claim.span.start}"


def test_a_decision_says_who_what_why_and_what_was_seen(kept):
    made = kept.decide("accept", [ref(kept, "casualties")], reason="read in the original")
    (entry,) = kept.ledger(action="decided")
    assert (made.seq, made.who, made.reason, made.seen[0]["min"]) == (entry.seq, "marsad", "read in the original", 7)
    assert kept.decisions() == kept.decisions("r1") == [made] and kept.verify().ok


def test_a_claim_is_named_by_its_id_or_its_beginning_too(kept):
    (claim,) = kept.claims(kind="incident")
    by_id, by_beginning = (kept.decide("reject", [name]) for name in (claim.id, claim.id[:7]))
    assert by_id.on == by_beginning.on and by_id.on[0].key == claim.key


@pytest.mark.parametrize(
    ("verb", "kinds", "given", "told"),
    [
        ("accept", [], {}, "one claim"),
        ("same", ["incident"], {}, "two different claims of one kind"),
        ("same", ["incident", "casualties"], {}, "two different claims of one kind"),
        ("correct", ["incident"], {}, "at least one field"),
        ("correct", ["incident"], {"type": "earthquake"}, "none of"),
        ("correct", ["incident"], {"colour": "red"}, "no field 'colour'"),
        ("correct", ["incident"], {"places": ["برلين"]}, "does not say 'برلين'"),
        ("grade", ["incident"], {"scale": "airwars", "code": "A"}, "confirmed"),
        ("stands", ["casualties"], {}, "field"),
        ("withdraw", [], {"seq": 1}, "no decision"),
        ("applaud", ["incident"], {}, "none of"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_leaves_no_entry(kept, verb, kinds, given, told):
    with pytest.raises(ValueError, match=told):
        kept.decide(verb, [ref(kept, kind) for kind in kinds], given=given)
    assert kept.ledger(action="decided") == []


def test_no_such_claim(kept):
    for name in ("r1#incident@999999", "ffff0000", "", "r9#incident@1"):
        with pytest.raises(LookupError):
            kept.decide("accept", [name])


def test_a_corrected_name_stands_where_the_report_says_it(kept):
    (stored,) = kept.claims(kind="incident")
    made = corrected(stored.claim, {"places": ["الغوطة الشرقية"], "type": "air_strike"}, TEXT)
    assert isinstance(made, Incident) and isinstance(stored.claim, Incident)
    (place,) = made.places
    assert (made.type, place.span.of(TEXT), place.id) == ("air_strike", "الغوطة الشرقية", None)
    assert (made.source, made.trigger, made.when) == (stored.claim.source, stored.claim.trigger, stored.claim.when)


def test_a_decision_altered_outside_is_found(kept, path):
    made = kept.decide("accept", [ref(kept, "incident")])
    kept.close()
    assert tamper(path, "UPDATE decided SET start = start + 1") == 1
    with open_store(path) as again:
        assert [f.seq for f in again.verify().findings] == [made.seq]


def test_the_tables_can_be_made_again_with_decisions_in_them(kept, path):
    made = kept.decide("accept", [ref(kept, "incident")])
    with kept._writing() as conn:
        migrate(conn, "0002")
    kept.close()
    with open_store(path) as again:
        assert again.decisions("r1") == [made] and again.verify().ok
