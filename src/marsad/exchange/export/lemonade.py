"""LEMONADE JSONL: an event a line, in the fields that its schema has for the event's ACLED type."""

from __future__ import annotations

from marsad.exchange.export.acled import EVENTS, fitting, inter, sub_event
from marsad.exchange.export.cells import lines
from marsad.exchange.export.content import Content, Row
from marsad.exchange.export.events import Event
from marsad.exchange.export.fields import linked, resolved
from marsad.exchange.export.figures import Profile, figures
from marsad.exchange.export.format import Format, Made
from marsad.model.vocabulary import label

_STATE = (1, 8)


def write(content: Content, profile: Profile) -> Made:
    """One line for each incident that ACLED has a sub-event for: its fields by type under `arguments`."""
    events, left = fitting(content)
    made = [_line(content, one, profile) for one in events]
    return Made({"lemonade.jsonl": lines(made)}, len(made), tuple(left))


def _line(content: Content, one: Event, profile: Profile) -> Row:
    sub = sub_event(one)
    kind = next(name for name, (_, subs) in EVENTS.items() if sub in subs)
    row: Row = {"id": one.record["id"], "event_type": kind, "sub_event_type": sub, "date": list(one.record["when"])}
    told: Row = {"location": {"country": one.country.name, "address": one.place_text}} | _arguments(one, kind, sub)
    if kind != "Strategic developments":
        told["fatalities"] = figures(one.record, "killed", profile, one.quotes).low
    row |= {"arguments": told, "text": [claim["quote"] for claim in one.claims], "links": content.links(one.record)}
    return row | {"note": "alleged, as reported", "label": one.record["label"]}


def _arguments(one: Event, kind: str, sub: str) -> Row:
    by, against = [s.name for s in one.by], [s.name for s in one.against]
    if kind == "Battles":
        return _battle(one, by, against) | {"women_targeted": _women(one)}
    if kind == "Explosions/Remote violence":
        told: Row = {"targets_civilians": one.civilians or None, "attackers": by, "targeted_entities": against}
        return told | {"targets_local_administrators": None, "women_targeted": _women(one)}
    if kind == "Violence against civilians":
        if sub.startswith("Abduction"):
            return {"abductor": by, "abductee": against}
        return {"attackers" if sub == "Attack" else "perpetrators": by, "targeted_entities" if sub == "Attack" else "victims": against}
    if kind == "Protests":
        return {"crowd_size": _crowd(one), "protestors": by, "perpetrators": [], "counter_protestors": []}
    if kind == "Riots":
        return {"crowd_size": _crowd(one), "group_1": by, "group_2": against, "targets_civilians": one.civilians or None}
    names = {"Arrests": ("detainers", "detainees"), "Disrupted weapons use": ("disruptors", "armed_group")}
    names |= {
        "Non-violent transfer of territory": ("actors_giving_up", "actors_taking_over"),
        "Looting/property destruction": ("perpetrators", "victims"),
    }
    first, second = names.get(sub, ("group_1", "group_2"))
    return {first: by, second: against}


def _battle(one: Event, by: list[str], against: list[str]) -> Row:
    """Government and non-state sides where the theatres tell them, else two sides."""
    codes = [inter(group[0]) if group else 0 for group in (one.by, one.against)]
    if codes[0] in _STATE and codes[1] not in _STATE:
        return {"government_force": by, "adversary": against}
    return {"side_1": by, "side_2": against, "targets_local_administrators": None}


def _women(one: Event) -> list[str]:
    return [label("who", "women")] if "women" in one.who else []


def _crowd(one: Event) -> int | None:
    return next((c["count"] for c in one.claims if c.get("count")), None)


WHY = "LEMONADE's schema has no field for it"
LEMONADE = Format(
    "lemonade",
    ".jsonl",
    "LEMONADE JSONL, an event a line",
    write,
    {"incidents.id": "id", "incidents.when": "date", "incidents.label": "label"},
    WHY,
    coarser={
        "incidents.type": "ACLED's sub-event types",
        "incidents.killed": "the lowest figure",
        "incidents.casualties": "the lowest figure of those killed",
        "incidents.by": "English names, in the field of their role",
        "incidents.place": "the country and the place as written",
        "incidents.claims": "their words and links",
        "incidents.status": "only what is told as having happened is exported",
        "incident.quote": "in text",
        "casualties.quote": "in text",
        "incident.against": "English names, in the field of their role",
        "incident.count": "crowd_size of protests and riots",
        "incident.by": "English names, in the field of their role",
        "incident.places": "as written",
        **resolved("incident"),
        **linked("incident", "casualties"),
        "casualties.who": "whether civilians or women are among them",
    },
    profile="acled",
)
