"""POLECAT TSV: 40 columns, the events of `plover_events`. No Wikipedia and GeoNames ids: nothing is looked up outside."""

from __future__ import annotations

from marsad.exchange.export.cells import table
from marsad.exchange.export.content import Content, Row
from marsad.exchange.export.events import Side, country
from marsad.exchange.export.fields import KINDS, resolved
from marsad.exchange.export.figures import Profile
from marsad.exchange.export.format import Format, Made
from marsad.exchange.export.plover_events import SCORES, Coded, coded, codes, name_of
from marsad.resolve.gazetteer import country_of, place

COLUMNS = (
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,Primary Actor Sector,"
    "Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,Recipient Country,Recipient COW,Primary Recipient Sector,"
    "Recipient Sectors,Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,Placename,City,District,Province,Country,Latitude,"
    "Longitude,GeoNames ID,Raw Placename,Feature Type,Source,Publication Date,Story People,Story Organizations,Story Locations,Language,"
    "Version"
).split(",")
QUAD = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


def write(content: Content, profile: Profile) -> Made:
    """One row for each event that has a day; several actors are joined by `; `."""
    events, left = coded(content)
    undated = [(one.claim["claim_id"], "no day is told, not even the report's") for one in events if not one.days]
    stories = _stories(content)
    rows = [_row(content, one, stories[one.claim["report"]]) for one in events if one.days]
    return Made({"polecat.tsv": table(COLUMNS, rows, tabs=True)}, len(rows), (*left, *undated))


def _row(content: Content, one: Coded, story: set[str]) -> Row:
    claim = one.claim
    row: Row = {"Event ID": claim["claim_id"], "Event Date": one.days[0] if one.days else "", "Event Type": one.type}
    row |= {"Event Mode": "; ".join(one.modes), "Intensity": SCORES[one.type], "Quad Code": QUAD[one.quad]}
    row |= _side("Actor", one.actors) | _side("Recipient", one.recipients) | _where(one)
    row |= {"Source": f"alleged, as reported by {claim['outlet'] or claim['report']} {content.link(claim)}"}
    row |= {"Publication Date": claim["report_date"], "Language": content.by_report.get(claim["report"], {}).get("language")}
    return row | {"Story Locations": "; ".join(sorted(story)), "Version": f"marsad {claim['rule']}"}


def _stories(content: Content) -> dict[str, set[str]]:
    """The English names of the places that each report's claims name."""
    found: dict[str, set[str]] = {}
    for claim in content.claims:
        told = found.setdefault(claim["report"], set())
        told |= {known.name_en for ident in claim["place_ids"] if (known := place(ident))}
    return found


def _side(which: str, found: tuple[Side, ...]) -> Row:
    told = [codes(side) for side in found]
    sectors = [sector for _, sector in told if sector]
    cow = country(country_of(found[0].id)).gw if found and found[0].id else ""
    row: Row = {f"{which} Name": "; ".join(s.name for s in found), f"{which} Name Raw": "; ".join(s.text for s in found)}
    row |= {f"{which} Country": "; ".join(dict.fromkeys(code for code, _ in told if code)), f"{which} COW": cow}
    return row | {f"Primary {which} Sector": sectors[0] if sectors else "", f"{which} Sectors": "; ".join(dict.fromkeys(sectors))}


def _where(one: Coded) -> Row:
    at, found = one.location, place(one.place)
    row: Row = {"Placename": name_of(one), "Raw Placename": one.place_text, "City": one.within("city", "town", "village")}
    row |= {"District": one.within("district"), "Province": one.within("governorate"), "Country": one.country.iso3}
    row |= {"Latitude": at.lat if at else None, "Longitude": at.lon if at else None}
    return row | {"Feature Type": found.type if found else ""}


WHY = "POLECAT's 40 columns have no place for it"
POLECAT = Format(
    "polecat",
    ".tsv",
    "POLECAT TSV, 40 columns",
    write,
    {
        **{f"{kind}.{field}": where for kind in ("incident", "ceasefire", "statement", "meeting") for field, where in (
            ("claim_id", "Event ID"), ("report_date", "Publication Date"), ("outlet", "Source"), ("rule", "Version"),
        )},
        "reports.language": "Language",
    },
    WHY,
    coarser={
        "incident.type": "PLOVER's types and modes", "ceasefire.action": "PLOVER's types and modes",
        "statement.act": "PLOVER's types", "meeting.mode": "PLOVER's types and modes",
        "incident.by": "as Actor, joined by `; `", "incident.against": "as Recipient, or Actor in a clash",
        "incident.when": "the first day; the report's where none is told", "incident.places": "the first place only",
        "incident.status": "negation or future in Event Mode", "ceasefire.parties": "as Actor or Recipient",
        "ceasefire.brokers": "as Actor where it is called for", "ceasefire.starts": "as Event Date",
        "ceasefire.areas": "the first area only",
        "statement.speaker": "as Actor", "statement.to": "as Recipient", "meeting.participants": "as Actor",
        "meeting.places": "the first place only", "meeting.when": "the first day", "meeting.status": "negation or future in Event Mode",
        **{f"{kind}.{field}": "in the link in Source" for kind in ("incident", "ceasefire", "statement", "meeting")
           for field in ("key", "start", "end")},
        **{f"{kind}.place_ids": "by their names in Story Locations" for kind in KINDS},
        **resolved("incident", "ceasefire", "statement", "meeting"),
    },
)  # fmt: skip
