"""followthemoney entities, one a line: an Event for each incident and ceasefire, an Article for each report, the sides and places.

Every Event has its Articles as `proof`. Ids are ours with a word before them (`event-…`, `report-…`, `actor-…`, `place-…`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from marsad.exchange.export.cells import lines
from marsad.exchange.export.content import Content, Row
from marsad.exchange.export.events import Event, event, sources, truce
from marsad.exchange.export.fields import linked, resolved
from marsad.exchange.export.figures import Profile
from marsad.exchange.export.flat import SAID
from marsad.exchange.export.format import Format, Made
from marsad.exchange.export.notes import notes
from marsad.resolve.gazetteer import country_of, place
from marsad.resolve.location import locate
from marsad.theatres.load import Actor

LANGUAGES = {"ar": "ara", "en": "eng", "fa": "fas", "ku": "kur"}
_BODIES = frozenset({"government", "military", "security", "state", "role"})


def write(content: Content, profile: Profile) -> Made:
    """The entities, each once: articles, then actors and places, then events."""
    events = [event(content, record) for record in content.records["incidents"]]
    events += [truce(content, record) for record in content.records["ceasefires"]]
    made: dict[str, Row] = {}
    for entity in (*map(_article, content.reports), *_things(events), *(_event(content, one) for one in events)):
        made.setdefault(entity["id"], entity)
    left = tuple((record["id"], "followthemoney has no entity for a sum over a period") for record in content.records["tolls"])
    return Made({"marsad.ftm.json": lines(made.values())}, len(made), left)


def _entity(schema: str, ident: str, **properties: Any) -> Row:
    """An entity; values as lists of strings, empty ones left out."""
    told = {name: value if isinstance(value, list) else [value] for name, value in properties.items() if value not in (None, "", [])}
    return {"id": ident, "schema": schema, "properties": {name: [str(v) for v in values] for name, values in told.items()}}


def _article(report: Row) -> Row:
    told = {"title": report["title"], "publishedAt": report["date"], "publisher": report["outlet"], "sourceUrl": report["url"]}
    told |= {"bodyText": report["text"], "language": LANGUAGES.get(report["language"] or ""), "fileName": report["id"]}
    return _entity("Article", f"report-{report['key']}", **told)


def _things(events: list[Event]) -> Iterator[Row]:
    for one in events:
        for side in (*one.by, *one.against):
            if side.actor:
                yield _actor(side.actor)
        if one.place and (entity := _place(one.place)):
            yield entity


def _actor(actor: Actor) -> Row:
    schema = "PublicBody" if actor.type in _BODIES else "Organization"
    return _entity(schema, ident("actor", actor.id), name=actor.name_en, alias=actor.name_ar, country=_country(actor.id))


def _place(of: str) -> Row | None:
    found, at = place(of), locate(of)
    if not found:
        return None
    told = {"name": found.name_en, "alias": found.name_ar, "full": found.name_en, "country": _country(of)}
    return _entity("Address", ident("place", of), **told, latitude=at.lat if at else None, longitude=at.lon if at else None)


def _country(of: str) -> str | None:
    """The ISO letters, None for what stands in no country."""
    code = country_of(of)
    return code if len(code) == 2 else None


def _event(content: Content, one: Event) -> Row:
    record, days = one.record, one.days or (None, None)
    told = {"name": record["label"], "recordId": record["id"], "startDate": days[0], "endDate": days[1], "summary": notes(content, one)}
    told |= {
        "involved": [ident("actor", s.actor.id) for s in (*one.by, *one.against) if s.actor],
        "keywords": record.get("type") or record.get("class"),
    }
    told |= {"addressEntity": ident("place", one.place) if one.place and place(one.place) else None, "location": one.place_text}
    told |= {"country": _country(one.country.id) if one.country.id else None, "proof": [f"report-{r['key']}" for r in one.reports]}
    links = content.links(record)
    told |= {"sourceUrl": links if content.base else [], "notes": [SAID, *links], "publisher": sources(record)}
    return _entity("Event", f"event-{record['id']}", **told)


def ident(kind: str, of: str) -> str:
    """An id as followthemoney allows it.

    >>> ident("actor", "sy/ahrar-ash-sham")
    'actor-sy.ahrar-ash-sham'
    """
    return f"{kind}-{re.sub(r'[^A-Za-z0-9.-]', '.', of)}"


FTM = Format(
    "ftm",
    ".ftm.json",
    "followthemoney entities, one a line",
    write,
    {
        "incidents.id": "Event recordId", "incidents.label": "Event name", "incidents.when": "Event startDate endDate",
        "incidents.type": "Event keywords", "ceasefires.id": "Event recordId", "ceasefires.label": "Event name",
        "ceasefires.class": "Event keywords", "reports.id": "Article fileName", "reports.text": "Article bodyText",
        "reports.title": "Article title", "reports.date": "Article publishedAt", "reports.outlet": "Article publisher",
        "reports.url": "Article sourceUrl",
    },
    "followthemoney's schemas have no property for it",
    coarser={
        "incidents.killed": "in words in summary", "incidents.casualties": "in words in summary", "incidents.by": "involved",
        "incidents.place": "an Address and its name as written", "incidents.sources": "their names as publisher",
        "incidents.reports": "proof", "incidents.claims": "their words and links in summary and notes",
        "incident.quote": "in summary", "incident.against": "involved", "casualties.quote": "in summary", "ceasefire.quote": "in summary",
        "ceasefires.declared": "startDate: the day it was declared, or began if that was earlier",
        "ceasefires.areas": "the first, as an Address", "ceasefires.parties": "involved", "ceasefires.claims": "in summary and notes",
        "reports.key": "in the id", "reports.language": "ISO 639-3", "incident.places": "as written", "ceasefire.areas": "as written",
        "ceasefires.starts": "startDate, where it began before it is told to have been declared",
        **resolved("incident", "ceasefire"), **linked("incident", "casualties", "ceasefire"),
    },
)  # fmt: skip
