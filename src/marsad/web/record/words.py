"""The record's own words in the visitor's language: why a value stands, how a record, a check or a source is called.

The record gives its reasons in English; `whys.tsv` has each of them, `{}` for what is filled in, with its words.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from markupsafe import Markup

from marsad.model.grades import GRADES
from marsad.model.vocabulary import INCIDENT_TYPE, WHO
from marsad.web import known
from marsad.web.filled import filled
from marsad.web.language import Speech, bdi, isolated
from marsad.web.view import moment

Row = dict[str, Any]
WHYS = "record/whys.tsv"


def in_words(text: str, ui: Speech) -> Markup:
    """The record's reason in the visitor's language, what is filled in kept apart; as it is where whys.tsv has no such row.

    >>> in_words("5 km away", Speech("en"))
    Markup('<bdi dir="auto">5</bdi> km away')
    """
    if said := filled(text, WHYS, ui.language):
        return Markup(said[0]).format(*(bdi(ui.number(v)) for v in said[1]))
    parts = text.split(", ")
    return bdi(ui.listed(ui.label("incident_type", p) for p in parts) if all(p in INCIDENT_TYPE for p in parts) else text)


def thing(ident: str | None, ui: Speech) -> str:
    """The name of a place, an actor, a monitor or an outlet; the words themselves where no theatre knows them."""
    if not ident:
        return ""
    return known.name(ident, ui.language) or ident.removeprefix("outlet:")


def day(text: str | None, ui: Speech) -> str:
    """A day or a moment (`2016-05-01/evening`) of the record in words; empty for None."""
    return moment(text, ui) if text else ""


def days(pair: list[str] | None, ui: Speech) -> str:
    """The first and the last day in words; empty for None."""
    return ui.days((dt.date.fromisoformat(pair[0]), dt.date.fromisoformat(pair[1]))) if pair else ""


def incident(row: Row, ui: Speech) -> str:
    """What an incident is called: its type and its place."""
    kind = ui.label("incident_type", row["type"]) if row["type"] else ui.plain("victims, the act is not told")
    place = thing(row["place"]["id"], ui) if row["place"] else ""
    return _title([kind, place], ui)


def people(row: Row, ui: Speech) -> str:
    """Whom a toll counts and what became of them: `children killed`."""
    outcome = row["outcome"]
    codes = row["people"].removesuffix(outcome.replace("_", " ")).split()
    who = ui.listed(ui.label("who", code) for code in codes if code in WHO) or ui.plain("people")
    return f"{who} {ui.label('outcome', outcome)}" if ui.language == "en" else f"{ui.label('outcome', outcome)}: {who}"


def toll(row: Row, ui: Speech) -> str:
    """What a toll is called: whom it counts, where, by whose hand, since when."""
    since = ui.plain("since %(day)s", day=day(row["since"], ui)) if row["since"] else ""
    return _title([people(row, ui), area(row, ui), row["by"], since], ui)


def area(row: Row, ui: Speech) -> str:
    """Where a toll counts; its English name stands only in the record's label."""
    if ui.language == "ar":
        return str(row["area"])
    since = f" since {row['since']}" if row["since"] else ""
    return str(row["label"]).removeprefix(f"{row['people']}, ").removesuffix(since)


def ceasefire(row: Row, ui: Speech) -> str:
    """What a ceasefire is called: its class, its areas, its first day."""
    areas = ui.listed(isolated(area) for area in row["areas"]) or ui.plain("area not told")
    starts = ui.plain("from %(day)s", day=day(row["starts"], ui)) if row["starts"] else ""
    return _title([ceasefire_class(row["class"], ui), areas, starts], ui)


def _title(parts: list[str], ui: Speech) -> str:
    """The parts that say something, listed, with a capital where the language has one."""
    text = ui.listed(part for part in parts if part)
    return text[:1].upper() + text[1:]


def ceasefire_class(code: str, ui: Speech) -> str:
    """The name of a ceasefire's class."""
    names = {
        "local_calm": ui.plain("local calm"),
        "humanitarian_pause": ui.plain("humanitarian pause"),
        "cessation": ui.plain("cessation of hostilities"),
        "definitive": ui.plain("definitive ceasefire"),
    }
    return names.get(code, code)


def remainder(label: str, ui: Speech) -> str:
    """What a part leaves of its whole, in words: `not children`."""
    rest = label.removeprefix("not ")
    if rest == "told":
        return ui.plain("the rest")
    if rest.startswith("by "):
        return ui.plain("not by %(names)s", names=rest.removeprefix("by "))
    return ui.plain("not among: %(who)s", who=ui.listed(ui.label("who", code) for code in rest.split()))


def issue(code: str, by_id: dict[str, tuple[str, Row]], ui: Speech) -> str:
    """What a position is about: a ceasefire, talks, an act."""
    if code in by_id:
        return ceasefire(by_id[code][1], ui)
    if code in INCIDENT_TYPE:
        return ui.label("incident_type", code)
    return {"talks": ui.plain("talks"), "ceasefire": ui.plain("a ceasefire")}.get(code, code)


def duty(code: str, ui: Speech) -> str:
    """What something owed is called."""
    names = {
        "stop_attacks": ui.plain("attacks on civilians stopped"),
        "lift_siege": ui.plain("sieges lifted"),
        "release": ui.plain("detainees released"),
        "let_aid_in": ui.plain("relief let in"),
    }
    return names.get(code, code.replace("_", " "))


def grade(code: str, scale: str, ui: Speech) -> str:
    """The name of a grade of a scale."""
    found = GRADES.get(scale, {}).get(code)
    return (found.ar if ui.language == "ar" else found.en) if found else code


def state(code: str, ui: Speech) -> str:
    """What the state of a pair is called."""
    names = {
        "listed": ui.plain("listed"),
        "candidate": ui.plain("candidate"),
        "alleged": ui.plain("alleged"),
        "under_inquiry": ui.plain("under inquiry"),
        "substantiated": ui.plain("substantiated"),
        "not_substantiated": ui.plain("not substantiated"),
        "attributed": ui.plain("attributed"),
        "not_attributable": ui.plain("not attributable"),
        "published": ui.plain("published"),
    }
    return names.get(code, code)
