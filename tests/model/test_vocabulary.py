"""Every code of the codebook has a label in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from marsad.model.claim import KINDS
from marsad.model.vocabulary import FIELD, INCIDENT_TYPE, TABLES, TYPES, label, type_label

CODES = {
    "incident": "air_strike shelling armed_clash explosion suicide_bombing chemical_attack attack abduction arrest sexual_violence seizure "
    "withdrawal siege looting_destruction interception deployment protest riot displacement aid release",
    "casualties": "killed wounded killed_or_wounded missing detained abducted displaced",
    "ceasefire": "called_for negotiated agreed started extended holding violated ended rejected suspended",
    "statement": "say demand accuse reject deny threaten commit support concern",
    "meeting": "talks call visit contacts",
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_type_of_every_kind(kind: str) -> None:
    assert list(TYPES[kind]) == CODES[kind].split()
    assert type_label(kind, "no_such_code", "ar") == "no_such_code"


def test_labels_are_in_their_language_and_tell_codes_apart() -> None:
    for name, table in TABLES.items():
        for code, entry in table.items():
            assert re.fullmatch("[a-z_]+", code) and re.search("[\u0621-\u064a]", entry.ar) and entry.en.isascii(), (name, code)
        assert name == "field" or len({e.ar for e in table.values()}) == len({e.en for e in table.values()}) == len(table)
    assert label("kind", "incident", "ar") == "حادثة"


def test_every_field_of_every_claim_is_named() -> None:
    from dataclasses import fields

    unnamed = {"span", "of_span", "incident_type", "min", "max"}
    assert {f.name for kind in KINDS.values() for f in fields(kind)} - unnamed <= set(FIELD)


def test_incident_types_carry_the_sub_events_that_the_codebook_gives(root: Path) -> None:
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\| ([^|]+?) \|$", (root / "docs" / "codebook.md").read_text("utf-8"), re.MULTILINE)
    given = {code: event for code, event in rows if code in INCIDENT_TYPE}
    assert set(given) == set(INCIDENT_TYPE)
    for code, event in given.items():
        assert all(name.split()[0] in event for name in INCIDENT_TYPE[code].acled), code
