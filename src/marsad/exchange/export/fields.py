"""Every field that a report, a claim or a record has: what a format is asked about, one by one. A test holds it against real rows."""

from __future__ import annotations

_CLAIM = (
    "claim_id ref report key report_date outlet review kind quote start end source rule trigger evidence ids actor_ids place_ids part_of"
)
_OWN = {
    "incident": "type by against places when status weapon target count",
    "casualties": "outcome min max approx who of of_span period when by places",
    "ceasefire": "action areas excluded parties brokers starts hours starts_at ends_at daily declared_at",
    "statement": "act speaker to",
    "meeting": "mode participants places when status",
}
FIELDS: dict[str, tuple[str, ...]] = {
    "reports": tuple(
        "id given_id key version date date_from outlet title url language encoding retrieved_at bytes_sha256 text_sha256 text".split()
    ),
    **{kind: tuple(f"{_CLAIM} {own}".split()) for kind, own in _OWN.items()},
    "incidents": tuple("id label claims type when killed place by status sources reports casualties fields links grades".split()),
    "tolls": tuple("id label source people outcome area since by figures claims part_of derived grades".split()),
    "ceasefires": tuple(
        (
            "id label class areas excluded parties brokers starts ends hours daily side extends under declared claims windows history "
            "fields grades"
        ).split()
    ),
    "violations": tuple("incident ceasefire area window parties act alleged_by candidate state evidence".split()),
    "positions": tuple("actor issue stance day to claim condition spans".split()),
    "findings": tuple("id check text claims spans tolls state owner decided".split()),
    "monitors": tuple("incident monitor says claims".split()),
    "obligations": tuple("id duty words by act to country day claim spans later".split()),
    "gaps": tuple("kind from to ceasefires claims".split()),
}
KINDS = tuple(_OWN)
_LISTS = {
    "incident": "by against places when weapon",
    "casualties": "who of_span period when by places",
    "ceasefire": "areas excluded parties brokers",
    "statement": "speaker to",
    "meeting": "participants places when",
}
STRUCTURED: dict[str, frozenset[str]] = {
    "reports": frozenset(),
    **{kind: frozenset(f"source trigger evidence ids actor_ids place_ids part_of {own}".split()) for kind, own in _LISTS.items()},
    "incidents": frozenset("claims when killed place sources reports casualties fields links grades".split()),
    "tolls": frozenset("figures claims derived grades".split()),
    "ceasefires": frozenset("areas excluded parties brokers claims windows history fields grades".split()),
    "violations": frozenset({"alleged_by", "evidence"}),
    "positions": frozenset({"to", "spans"}),
    "findings": frozenset({"claims", "spans", "tolls", "decided"}),
    "monitors": frozenset({"claims"}),
    "obligations": frozenset({"by", "to", "spans", "later"}),
    "gaps": frozenset({"ceasefires", "claims"}),
}
"""The fields that hold lists or objects; in a cell they are JSON."""
NUMBERS = frozenset({"start", "end", "min", "max", "count", "hours", "version"})
TRUTHS = frozenset({"candidate"})
ALL = tuple(f"{group}.{name}" for group, names in FIELDS.items() for name in names)


def whole(*groups: str, where: str = "{0}.{1}") -> dict[str, str]:
    """All fields of these groups as carried, each standing at `where` (`{0}` the group, `{1}` the field)."""
    return {f"{group}.{name}": where.format(group, name) for group in groups for name in FIELDS[group]}


def linked(*kinds: str) -> dict[str, str]:
    """What of these claims stands in the links, `/r/KEY#c=START-END`, of the rows that are written."""
    return {f"{kind}.{name}": "in the link to the characters" for kind in kinds for name in ("key", "start", "end")}


def resolved(*kinds: str) -> dict[str, str]:
    """What of these claims is seen in the names and codes that the theatre gives for whom and what they name."""
    told = {"ids": "as the names and codes of the theatre", "part_of": "as the names and codes of what they belong to"}
    return {f"{kind}.{name}": why for kind in kinds for name, why in told.items()}
