"""PLOVER JSONL: an event a line for each claim that PLOVER has a type for, with the fields of the manual 0.8."""

from __future__ import annotations

from marsad.exchange.export.cells import lines
from marsad.exchange.export.content import Content, Row
from marsad.exchange.export.events import Side
from marsad.exchange.export.fields import resolved
from marsad.exchange.export.figures import Profile
from marsad.exchange.export.format import Format, Made
from marsad.exchange.export.plover_events import SCORES, Coded, coded, codes, name_of

RESOLUTION = {1: 5, 2: 4, 3: 3, 4: 2, 5: 2, 6: 1, 7: 1}  # UCDP's where_prec -> PLOVER's 5 (a part of a city) to 1 (a country)


def write(content: Content, profile: Profile) -> Made:
    """One line for each event; what PLOVER has no type for is named in the loss list."""
    events, left = coded(content)
    return Made({"plover.jsonl": lines(_event(content, one) for one in events)}, len(events), tuple(left))


def _event(content: Content, one: Coded) -> Row:
    claim = one.claim
    report = content.by_report.get(claim["report"], {})
    days = one.days or (None, None)
    row: Row = {"id": claim["claim_id"], "has_event": True, "date": days[0], "enddate": days[1]}
    row |= {"actor": [_entity(s) for s in one.actors], "recipient": [_entity(s) for s in one.recipients], "event": [one.type]}
    row |= {"event_loc": _location(one), "event_text": [claim["quote"]], "quad_code": one.quad, "event_scale": SCORES[one.type]}
    row |= {"mode": list(one.modes), "context": [], "size": one.size, "link": content.link(claim), "text": claim["quote"]}
    row |= {"text_info": {"sequence": 1, "start": claim["start"], "end": claim["end"], "text_story": claim["report"]}}
    row |= {"cite_info": _citation(claim, report), "coder": f"marsad {claim['rule']}"}
    return row | {"comment": f"alleged, as reported; {claim['kind']}; said by {', '.join(claim['source']) or 'the report itself'}"}


def _entity(side: Side) -> Row:
    code, sector = codes(side)
    return {"code": code, "sector": sector, "entity_text": side.text, "identifier_id": side.id, "identifier_text": side.name}


def _location(one: Coded) -> Row | None:
    if not one.place_text:
        return None
    at = one.location
    row: Row = {"extracted_place": one.place_text, "resolved_place": name_of(one) if one.place else None, "geonameid": None}
    row |= {"lat": at.lat if at else None, "lon": at.lon if at else None, "city": one.within("city", "town", "village")}
    row |= {"district": one.within("district"), "province": one.within("governorate"), "country": one.country.name}
    return row | {"country_code": one.country.iso3, "resolution": RESOLUTION[at.where_prec] if at else None}


def _citation(claim: Row, report: Row) -> Row:
    told: Row = {"corpus": claim["outlet"], "citation": claim["report"], "url": report.get("url"), "title": report.get("title")}
    return told | {"language": report.get("language"), "publication": claim["report_date"], "coder": "marsad", "codebook": "PLOVER 0.8"}


WHY = "PLOVER has no field for it"
PLOVER = Format(
    "plover",
    ".jsonl",
    "PLOVER JSONL, an event a line",
    write,
    {
        **{f"{kind}.{field}": where for kind in ("incident", "ceasefire", "statement", "meeting") for field, where in (
            ("claim_id", "id"), ("quote", "text"), ("start", "text_info.start"), ("end", "text_info.end"),
            ("report", "text_info.text_story"), ("outlet", "cite_info.corpus"), ("report_date", "cite_info.publication"),
            ("kind", "comment"),
        )},
        "reports.url": "cite_info.url", "reports.title": "cite_info.title", "reports.language": "cite_info.language",
    },
    WHY,
    coarser={
        "incident.type": "PLOVER's types and modes", "ceasefire.action": "PLOVER's types and modes",
        "statement.act": "PLOVER's types", "meeting.mode": "PLOVER's types and modes",
        "incident.by": "as actor, whose `identifier_text` is the name in English", "incident.against": "as recipient, or actor in a clash",
        "incident.when": "first and last day; the report's where none is told", "incident.places": "the first place only",
        "incident.status": "negation or future among the modes", "incident.source": "in words in comment",
        "ceasefire.parties": "as actor or recipient", "ceasefire.brokers": "as actor where it is called for", "ceasefire.starts": "as date",
        "ceasefire.areas": "the first area only", "ceasefire.source": "in words in comment",
        "statement.speaker": "as actor", "statement.to": "as recipient", "statement.source": "in words in comment",
        "meeting.participants": "as actor", "meeting.places": "the first place only", "meeting.when": "first and last day",
        "meeting.status": "negation or future among the modes", "meeting.source": "in words in comment",
        "incidents.killed": "the least told, as size.dead of its first claim", "incidents.casualties": "dead, injured and arrested",
        "casualties.min": "the least told of its incident, as size", "casualties.outcome": "dead, injured, arrested",
        "incidents.claims": "the first one has its size",
        **{f"{kind}.rule": "in coder" for kind in ("incident", "ceasefire", "statement", "meeting")},
        **{f"{kind}.key": "in link" for kind in ("incident", "ceasefire", "statement", "meeting")},
        **resolved("incident", "ceasefire", "statement", "meeting"),
    },
)  # fmt: skip
