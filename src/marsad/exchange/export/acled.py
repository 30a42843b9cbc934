"""ACLED-style CSV: 31 columns in ACLED's order, one event a row; the lowest figure told, rivals in `notes`.

Columns and codes: the ACLED codebook. Names of actors are the theatres', not ACLED's; ids are ours.
"""

from __future__ import annotations

import calendar
import datetime as dt

from marsad.exchange.export.cells import table
from marsad.exchange.export.content import Content, Row
from marsad.exchange.export.events import Event, Side, area, event, length, outlets, sources, truce
from marsad.exchange.export.fields import linked, resolved
from marsad.exchange.export.figures import Profile, figures
from marsad.exchange.export.format import Format, Made
from marsad.exchange.export.notes import notes
from marsad.model.vocabulary import INCIDENT_TYPE
from marsad.resolve.gazetteer import place, thing
from marsad.theatres.load import Monitor

COLUMNS = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,"
    "assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,"
    "geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
).split(",")
_VIOLENCE, _STRATEGIC, _SHOWN = "Political violence", "Strategic developments", "Demonstrations"
EVENTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "Battles": (_VIOLENCE, ("Armed clash", "Government regains territory", "Non-state actor overtakes territory")),
    "Explosions/Remote violence": (
        _VIOLENCE,
        (
            "Chemical weapon",
            "Air/drone strike",
            "Suicide bomb",
            "Shelling/artillery/missile attack",
            "Remote explosive/landmine/IED",
            "Grenade",
        ),
    ),
    "Violence against civilians": (_VIOLENCE, ("Sexual violence", "Attack", "Abduction/forced disappearance")),
    "Protests": (_SHOWN, ("Peaceful protest", "Protest with intervention", "Excessive force against protesters")),
    "Riots": (_SHOWN, ("Violent demonstration", "Mob violence")),
    "Strategic developments": (
        _STRATEGIC,
        (
            "Agreement",
            "Arrests",
            "Change to group/activity",
            "Disrupted weapons use",
            "Headquarters or base established",
            "Looting/property destruction",
            "Non-violent transfer of territory",
            "Other",
        ),
    ),
}
INTER = {"state_forces": 1, "rebel_group": 2, "political_militia": 3, "identity_militia": 4, "rioters": 5, "protesters": 6}
INTER |= {"civilians": 7, "external": 8}
_AGREED = frozenset({"agreed", "started", "extended"})


def write(content: Content, profile: Profile) -> Made:
    """One row for each incident that ACLED has a sub-event for, and for each ceasefire that was agreed."""
    events, left = fitting(content)
    rows = [_row(content, one, sub_event(one), profile) for one in events]
    for record in content.records["ceasefires"]:
        one = truce(content, record)
        if not one.days or not _AGREED & {action for _, action, _ in record["history"]}:
            left.append((record["id"], "no day of an agreement is told"))
        else:
            rows.append(_row(content, one, "Agreement", profile))
    left += [(record["id"], "a sum over a period is no event") for record in content.records["tolls"]]
    rows.sort(key=lambda row: (row["event_date"], row["event_id_cnty"]))
    return Made({"acled.csv": table(COLUMNS, rows)}, len(rows), tuple(left))


def fitting(content: Content) -> tuple[list[Event], list[tuple[str, str]]]:
    """(the incidents that ACLED has a row for, the ids of the others with why not)."""
    events: list[Event] = []
    left: list[tuple[str, str]] = []
    for record in content.records["incidents"]:
        one = event(content, record)
        if why := _unfit(one):
            left.append((record["id"], why))
        else:
            events.append(one)
    return events, left


def _unfit(one: Event) -> str | None:
    """Why ACLED has no room for an incident, None where it has."""
    if one.record["type"] is None or not (code := INCIDENT_TYPE.get(one.record["type"])) or not code.acled:
        return "ACLED has no sub-event for it"
    if one.record["status"] != "reported":
        return "it is denied or intended, not told as having happened"
    return None if one.days else "no day is told"


def sub_event(one: Event) -> str:
    """The sub-event type of an incident: by its type, and who did it to whom where ACLED asks that."""
    codes, kind = INCIDENT_TYPE[one.record["type"]].acled, one.record["type"]
    first = inter(one.by[0]) if one.by else 0
    if kind == "seizure":
        return codes[0] if first in (1, 8) else codes[1]
    if kind == "attack" and not one.civilians and one.against and inter(one.against[0]) in (1, 2, 3, 4, 8):
        return "Armed clash"
    return codes[-1] if kind == "release" else codes[0]


def inter(side: Side) -> int:
    """The code of what an actor is, 0 where no theatre says; a state that has none of its own is an external one."""
    if not side.actor:
        return 0
    return INTER.get(side.actor.acled or "") or {"state": 8, "government": 1, "military": 1, "security": 1}.get(side.actor.type, 0)


def _row(content: Content, one: Event, sub: str, profile: Profile) -> Row:
    event_type, disorder = next((name, given[0]) for name, given in EVENTS.items() if sub in given[1])
    days = one.days or ("", "")
    row: Row = {"event_id_cnty": one.record["id"], "event_date": days[0], "year": days[0][:4], "time_precision": _precision(days)}
    row |= {"disorder_type": disorder, "event_type": event_type, "sub_event_type": sub}
    row |= _actors(one, event_type) | _where(one)
    said = list(dict.fromkeys([*sources(one.record), *outlets(one)]))
    killed = figures(one.record, "killed", profile, one.quotes).low if "casualties" in one.record else None
    row |= {"source": "; ".join(said), "source_scale": _scale(one), "notes": notes(content, one), "fatalities": killed or 0}
    return row | {"tags": "; ".join(f"marsad={link}" for link in content.links(one.record)), "timestamp": _moment(one)}


def _precision(days: tuple[str, str]) -> int:
    """1 the day, 2 within a week, 3 wider."""
    return 1 if days[0] == days[1] else 2 if length(days) <= 7 else 3


def _actors(one: Event, event_type: str) -> Row:
    by, against = list(one.by), list(one.against)
    home = f" ({one.country.name})" if one.country.name else ""
    if not by and event_type not in ("Protests", "Riots", _STRATEGIC):
        by = [Side(f"Unidentified Armed Group{home}", "", None, None)]
    if event_type in ("Protests", "Riots"):
        by = [Side(f"{'Protesters' if event_type == 'Protests' else 'Rioters'}{home}", "", None, None), *by]
    hurt = one.civilians and not any(inter(s) in (1, 2, 3, 4, 8) for s in against)
    if hurt and event_type not in ("Protests", "Riots"):
        against = [Side(f"Civilians{home}", "", None, None), *against]
    codes = [_inter(group[0]) if group else 0 for group in (by, against)]
    both = sorted(filter(None, codes))
    joined = both[0] * 10 + (both[1] if len(both) > 1 else 0) if both else 0
    row: Row = {"actor1": by[0].name if by else "", "assoc_actor_1": "; ".join(s.name for s in by[1:]), "inter1": codes[0]}
    row |= {"actor2": against[0].name if against else "", "assoc_actor_2": "; ".join(s.name for s in against[1:]), "inter2": codes[1]}
    return row | {"interaction": joined, "civilian_targeting": "Civilian targeting" if codes[1] == 7 else ""}


def _inter(side: Side) -> int:
    groups = {"Unidentified": 3, "Protesters": 6, "Rioters": 5, "Civilians": 7}
    return inter(side) or (next((code for word, code in groups.items() if side.name.startswith(word)), 0) if not side.text else 0)


def _where(one: Event) -> Row:
    found, at = place(one.place), one.location
    row: Row = {"iso": one.country.iso, "region": one.country.acled_region, "country": one.country.name}
    admins = [area(one.place, kind) for kind in ("governorate", "district", "subdistrict")]
    row |= dict(zip(("admin1", "admin2", "admin3"), admins, strict=True))
    row |= {"location": found.name_en if found else one.place_text, "latitude": at.lat if at else None, "longitude": at.lon if at else None}
    return row | {"geo_precision": at.geo_precision if at else 3}


def _scale(one: Event) -> str:
    """`Other` for monitors and rights groups; empty for outlets, of which nothing is known here."""
    known = [thing(code) for code in one.record.get("sources", ())]
    return "Other" if known and all(isinstance(k, Monitor) for k in known) else ""


def _moment(one: Event) -> int:
    """The day of the latest report at midnight UTC, in seconds since 1970."""
    days = [dt.date.fromisoformat(r["date"]) for r in one.reports if r["date"]]
    return calendar.timegm(max(days).timetuple()) if days else 0


WHY = "ACLED's 31 columns have no place for it"
ACLED = Format(
    "acled",
    ".csv",
    "ACLED-style CSV, 31 columns",
    write,
    {"incidents.id": "event_id_cnty", "incidents.label": "notes", "ceasefires.id": "event_id_cnty", "ceasefires.label": "notes"},
    WHY,
    coarser={
        "incidents.type": "ACLED's sub-event types",
        "incidents.when": "first day and a precision of 1 to 3",
        "incidents.killed": "the lowest figure; all figures in words in notes",
        "incidents.casualties": "in words in notes",
        "incidents.by": "the first actor and those with it, by their English names",
        "incidents.place": "English names, coordinates and a precision of 1 to 3",
        "incidents.sources": "by their names",
        "incidents.reports": "their outlets",
        "incidents.claims": "their words and links in notes",
        "incidents.status": "only what is told as having happened is exported",
        "ceasefires.declared": "the day it was declared, or began if that was earlier, as the event's date",
        "ceasefires.parties": "two actors, by their English names",
        "ceasefires.areas": "the first area only",
        "ceasefires.claims": "their words and links in notes",
        "ceasefires.starts": "the event's date, where it began before it is told to have been declared",
        "ceasefires.history": "only what was agreed is exported",
        "incident.quote": "in notes",
        "incident.against": "actor2 and those with it, by their English names",
        "casualties.quote": "in notes",
        "ceasefire.quote": "in notes",
        "reports.outlet": "in source",
        "reports.date": "the latest one in timestamp",
        "incident.by": "actor1 and those with it, by their English names",
        "incident.target": "as civilian targeting",
        "casualties.who": "as civilian targeting",
        **resolved("incident", "ceasefire"),
        **linked("incident", "casualties", "ceasefire"),
    },
    profile="acled",
)
