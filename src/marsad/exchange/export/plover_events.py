"""Claims as PLOVER events: who did which of the sixteen types to whom, when and where; what PLOVER and POLECAT files share.

Types, modes and scores: the PLOVER manual 0.8. Violence between two sides has both as actors, as PLOVER wants it.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.exchange.export.content import Content, Row
from marsad.exchange.export.events import Country, Side, area, country, names, sides
from marsad.model.vocabulary import TYPES
from marsad.resolve.gazetteer import country_of, place
from marsad.resolve.location import Location, locate

SCORES = {
    "AGREE": 2.5, "CONSULT": 2.5, "SUPPORT": 5.0, "CONCEDE": 4.5, "COOPERATE": 9.5, "AID": 10.0, "RETREAT": 6.5, "REQUEST": 0.0,
    "ACCUSE": -3.0, "REJECT": -2.0, "THREATEN": -3.5, "PROTEST": -5.0, "SANCTION": -6.0, "MOBILIZE": -5.5, "COERCE": -7.0,
    "ASSAULT": -9.0,
}  # fmt: skip
QUADS = {
    1: ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    2: ("COOPERATE", "AID", "RETREAT"),
    3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
SECTORS = frozenset("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split())
STATUS = {"denied": "negation", "intended": "future"}
TYPE_FIELDS = {"incident": "type", "ceasefire": "action", "statement": "act", "meeting": "mode"}
_FIELDS = {"incident": ("by", "against"), "statement": ("speaker", "to"), "meeting": ("participants", "")}
_SPOKEN = frozenset({"called_for", "rejected", "negotiated"})


@dataclass(frozen=True, slots=True)
class Coded:
    """One claim as an event: PLOVER's type and mode, actors and recipients, days, place and who was harmed."""

    claim: Row
    type: str
    modes: tuple[str, ...]
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    days: tuple[str, str] | None
    place: str | None
    place_text: str
    size: Row

    @property
    def quad(self) -> int:
        """1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
        return next(number for number, types in QUADS.items() if self.type in types)

    @property
    def location(self) -> Location | None:
        """Where the place is, None where no theatre knows it."""
        return locate(self.place, self.place_text)

    @property
    def country(self) -> Country:
        """The country of the place, empty where it is not known."""
        return country(country_of(self.place)) if self.place else country("")

    def within(self, *types: str) -> str:
        """The English name of what the place is or lies in, of the first of these types."""
        return area(self.place, *types)


def coded(content: Content) -> tuple[list[Coded], list[tuple[str, str]]]:
    """The claims that PLOVER has a type for, and (id of the claim, why) of the others."""
    sizes = _sizes(content)
    made: list[Coded] = []
    left: list[tuple[str, str]] = []
    for claim in content.claims:
        if claim["kind"] == "casualties":
            continue
        code = TYPES[claim["kind"]].get(claim[TYPE_FIELDS[claim["kind"]]])
        if code and code.plover:
            made.append(_coded(claim, code.plover, sizes.get(claim["ref"], {})))
        else:
            left.append((claim["claim_id"], f"PLOVER has no type for {claim['kind']}/{claim[TYPE_FIELDS[claim['kind']]]}"))
    return made, left


def _coded(claim: Row, code: str, size: Row) -> Coded:
    kind, _, mode = code.partition("/")
    modes = [m for m in (mode, STATUS.get(claim.get("status") or "", "")) if m]
    actors, recipients = _who(claim)
    if claim.get("type") == "armed_clash":
        actors, recipients = (*actors, *recipients), ()
    where = next(iter([*names(claim, "places"), *names(claim, "areas")]), ("", None))
    day = claim.get("starts") or claim["report_date"]
    days = tuple(claim["when"]) if claim.get("when") else (day, day) if day else None
    return Coded(claim, kind, tuple(modes), actors, recipients, days, where[1], where[0], size)


def _who(claim: Row) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    if claim["kind"] == "ceasefire":
        parties = sides([claim], "parties")
        spoken = claim["action"] in _SPOKEN
        said = sides([claim], "source") or sides([claim], "brokers")
        return (said, parties) if spoken else (parties or said, ())
    by, to = _FIELDS[claim["kind"]]
    return sides([claim], by), sides([claim], to) if to else ()


def _sizes(content: Content) -> dict[str, Row]:
    """The dead, injured and arrested (the least told) of each incident record, by the ref of its first incident claim."""
    keys = {"killed": "dead", "wounded": "injured", "detained": "arrested"}
    found: dict[str, Row] = {}
    for record in content.records["incidents"]:
        ref = next((ref for ref in record["claims"] if ref in content.by_ref and content.by_ref[ref]["kind"] == "incident"), None)
        told = {keys[c["outcome"]]: c["min"] for c in record["casualties"] if c["outcome"] in keys and c["min"] is not None}
        if ref and told:
            found[ref] = told
    return found


def codes(side: Side) -> tuple[str, str]:
    """(ISO letters of the country, or IGO, NGO; PLOVER's sector), each empty where it is not known."""
    told = (side.actor.plover or "") if side.actor else ""
    home = country(country_of(side.id)).iso3 if side.id else ""
    return (told if told in ("IGO", "NGO") else home), (told if told in SECTORS else "GOV" if told == "STATE" else "")


def name_of(one: Coded) -> str:
    """The English name of the event's place, as written where it is not known."""
    found = place(one.place)
    return found.name_en if found else one.place_text
