"""UCDP GED CSV: 49 columns in their order; one row for each lethal incident between two known sides, or of one side against civilians.

`best` is always the sum of the four columns of deaths. Ids of sides, dyads and conflicts are UCDP's where `ged_actors.tsv` has them.
"""

from __future__ import annotations

import math

from marsad.exchange.export.acled import inter
from marsad.exchange.export.cells import table
from marsad.exchange.export.content import Content, Row
from marsad.exchange.export.events import Event, Side, area, event, length, outlets, sources
from marsad.exchange.export.fields import linked, resolved
from marsad.exchange.export.figures import Figures, Profile, figures
from marsad.exchange.export.format import Format, Made
from marsad.exchange.export.notes import notes
from marsad.exchange.export.ucdp import DYAD, GOVERNMENT, INSURGENTS, NAME, SYRIA, known
from marsad.resolve.gazetteer import place

COLUMNS = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,"
    "dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,"
    "source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,"
    "priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,"
    "deaths_unknown,best,high,low,gwnoa,gwnob"
).split(",")
STATE, NON_STATE, ONE_SIDED = 1, 2, 3
_GOVERNMENT, _ARMED = frozenset({1, 8}), frozenset({2, 3, 4})
_CIVILIAN = frozenset({"civilians", "children", "women", "medics", "journalists", "aid_workers"})


def write(content: Content, profile: Profile) -> Made:
    """One row for each incident in which somebody is said to have been killed and both sides are known."""
    rows: list[Row] = []
    left: list[tuple[str, str]] = []
    for record in content.records["incidents"]:
        one = event(content, record)
        killed = figures(record, "killed", profile, one.quotes)
        if why := _unfit(one, killed):
            left.append((record["id"], why))
        else:
            rows.append(_row(content, one, killed))
    left += [(record["id"], "GED has events only, no ceasefires") for record in content.records["ceasefires"]]
    left += [(record["id"], "a sum over a period is no event") for record in content.records["tolls"]]
    return Made({"ged.csv": table(COLUMNS, rows)}, len(rows), tuple(left))


def _unfit(one: Event, killed: Figures) -> str | None:
    """Why GED has no room for an incident, None where it has."""
    if not killed.high:
        return "nobody is told to have been killed, or no number is"
    if one.record["status"] != "reported":
        return "it is denied or intended, not told as having happened"
    if not one.days:
        return "no day is told"
    return None if violence(one) else "who fought whom is not told: no dyad"


def violence(one: Event) -> int | None:
    """1 between a state and others, 2 between groups, 3 by one side against civilians; None where the sides are not known."""
    first = inter(one.by[0]) if one.by else 0
    second = next((code for side in one.against if (code := inter(side)) in _GOVERNMENT | _ARMED), 0)
    if first not in _GOVERNMENT | _ARMED:
        return None
    if second:
        return STATE if {first, second} & _GOVERNMENT else NON_STATE
    return ONE_SIDED if one.civilians else None


def _row(content: Content, one: Event, killed: Figures) -> Row:
    assert one.days
    kind = violence(one)
    second = next((s for s in one.against if inter(s) in _GOVERNMENT | _ARMED), Side("Civilians", "", None, None))
    row: Row = {"id": int(one.record["id"][1:], 16), "relid": one.record["id"], "year": one.days[0][:4]}
    row |= {"code_status": "Clear" if one.place else "Check place", "type_of_violence": kind}
    row |= _dyad(one.by[0], second, one.country.gw, kind) | _sources(content, one) | _where(one)
    row |= {"event_clarity": 1 if one.days[0] == one.days[1] else 2, "date_prec": date_prec(one.days)}
    row |= {"date_start": one.days[0], "date_end": one.days[1]}
    return row | _deaths(one, killed)


def date_prec(days: tuple[str, str]) -> int:
    """1 the day, 2 two to six days, 3 a week, 4 a month, 5 longer."""
    span = length(days)
    return next((code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if span <= most), 5)


def _dyad(a: Side, b: Side, gw: str, kind: int | None) -> Row:
    (first, name_a), (second, name_b) = known(a), known(b)
    name = f"{name_a} - {name_b}"
    row: Row = {"conflict_name": name, "dyad_name": name, "side_a": name_a, "side_b": name_b}
    row |= {"side_a_dset_id": first, "side_a_new_id": first, "side_b_dset_id": second, "side_b_new_id": second}
    if {first, second} == {GOVERNMENT, INSURGENTS}:
        row |= {"conflict_dset_id": SYRIA, "conflict_new_id": SYRIA, "dyad_dset_id": DYAD, "dyad_new_id": DYAD, "conflict_name": NAME}
    return row | {"gwnoa": gw if inter(a) == 1 else "", "gwnob": gw if kind == STATE and inter(b) == 1 else ""}


def _sources(content: Content, one: Event) -> Row:
    first = one.reports[0] if one.reports else {}
    said = "; ".join(f"{r['outlet'] or r['id']},{r['date'] or ''},{r['title'] or ''}" for r in one.reports)
    row: Row = {"number_of_sources": len(one.record["sources"]), "source_article": f"{said}; {notes(content, one)}"}
    row |= {"source_office": "; ".join(outlets(one)), "source_date": first.get("date"), "source_headline": first.get("title")}
    return row | {"source_original": "; ".join(sources(one.record))}


def _where(one: Event) -> Row:
    found, at = place(one.place), one.location
    row: Row = {"where_prec": at.where_prec if at else 6, "where_coordinates": found.name_en if found else one.place_text}
    row |= {"where_description": one.place_text, "adm_1": area(one.place, "governorate"), "adm_2": area(one.place, "district")}
    if at and at.lat is not None and at.lon is not None:
        row |= {"latitude": at.lat, "longitude": at.lon, "geom_wkt": f"POINT ({at.lon} {at.lat})", "priogrid_gid": grid(at.lat, at.lon)}
    return row | {"country": one.country.name, "country_id": one.country.gw, "region": one.country.ucdp_region}


def grid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell: half degrees, 720 to a row, counted from the south-west corner.

    >>> grid(-89.9, -179.9), grid(36.2, 37.15)
    (1, 181875)
    """
    return math.floor((lat + 90) * 2) * 720 + math.floor((lon + 180) * 2) + 1


def _deaths(one: Event, killed: Figures) -> Row:
    """The figures, all in the column of whom they are told to be; the sides' own losses are seldom told apart."""
    civilian = violence(one) == ONE_SIDED or bool(one.who & _CIVILIAN) and not one.who - _CIVILIAN
    row: Row = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": killed.best if civilian else 0}
    return row | {"deaths_unknown": 0 if civilian else killed.best, "best": killed.best, "high": killed.high, "low": killed.low}


WHY = "GED's 49 columns have no place for it"
GED = Format(
    "ged",
    ".csv",
    "UCDP GED CSV, 49 columns",
    write,
    {"incidents.id": "relid", "incidents.when": "date_start, date_end", "incidents.label": "source_article"},
    WHY,
    coarser={
        "incidents.killed": "low, best and high, with vague words as figures",
        "incidents.casualties": "the killed as figures, all others in words in source_article",
        "incidents.by": "the first actor, by its English name",
        "incidents.place": "English names, coordinates and a precision of 1 to 7",
        "incidents.sources": "their number and names",
        "incidents.reports": "outlet, day and title",
        "incidents.claims": "their words and links in source_article",
        "incidents.status": "only what is told as having happened is exported",
        "incident.quote": "in source_article",
        "incident.against": "one side, by its English name",
        "casualties.quote": "in source_article",
        "reports.outlet": "in source_office",
        "reports.date": "in source_article",
        "reports.title": "in source_article",
        "incident.places": "as written, in where_description",
        "casualties.who": "whose deaths the figures are",
        **resolved("incident"),
        **linked("incident", "casualties"),
    },
    profile="ucdp",
)
