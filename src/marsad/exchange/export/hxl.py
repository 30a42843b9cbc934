"""HXL CSV: incidents as a table with a row of hashtags under its header, for HDX and libhxl."""

from __future__ import annotations

from marsad.exchange.export.cells import table
from marsad.exchange.export.content import Content, Row
from marsad.exchange.export.events import Event, area, event, sources
from marsad.exchange.export.fields import linked
from marsad.exchange.export.figures import Profile, figures
from marsad.exchange.export.flat import SAID
from marsad.exchange.export.format import Format, Made
from marsad.model.vocabulary import label
from marsad.resolve.gazetteer import place, thing
from marsad.theatres.load import Place

TAGS = {
    "id": "#event+id+code",
    "type": "#event+type+code",
    "type_ar": "#event+type+name+i_ar",
    "label": "#event+name",
    "status": "#status",
    "start": "#date+start",
    "end": "#date+end",
    "country": "#country+name",
    "iso3": "#country+code",
    "adm1": "#adm1+name",
    "adm1_pcode": "#adm1+code",
    "adm2": "#adm2+name",
    "place": "#loc+name",
    "place_ar": "#loc+name+i_ar",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "precision": "#geo+precision",
    "by": "#org+actor+name",
    "killed_min": "#affected+killed+min",
    "killed_max": "#affected+killed+max",
    "wounded_min": "#affected+injured+min",
    "wounded_max": "#affected+injured+max",
    "sources": "#meta+source",
    "links": "#meta+url",
    "as_reported": "#meta+note",
}


def write(content: Content, profile: Profile) -> Made:
    """The header, the hashtags, and a row for each incident."""
    rows = [_row(content, event(content, record), profile) for record in content.records["incidents"]]
    left = [(record["id"], "the table has incidents only") for group in ("tolls", "ceasefires") for record in content.records[group]]
    return Made({"hxl.csv": table(list(TAGS), rows, above=list(TAGS.values()))}, len(rows), tuple(left))


def _row(content: Content, one: Event, profile: Profile) -> Row:
    record, at, found = one.record, one.location, place(one.place)
    days = one.days or (None, None)
    row: Row = {"id": record["id"], "type": record["type"], "label": record["label"], "status": record["status"]}
    row |= {"type_ar": label("incident_type", record["type"], "ar") if record["type"] else None, "start": days[0], "end": days[1]}
    row |= {
        "country": one.country.name,
        "iso3": one.country.iso3,
        "adm1": area(one.place, "governorate"),
        "adm2": area(one.place, "district"),
    }
    outer = thing(at.within) if at and at.within else None
    row |= {"adm1_pcode": outer.pcode if isinstance(outer, Place) else None}
    row |= {"place": found.name_en if found else None, "place_ar": found.name_ar if found else one.place_text}
    row |= {"lat": at.lat if at else None, "lon": at.lon if at else None, "precision": at.precision if at else None}
    row |= {"by": record["by"], "sources": "; ".join(sources(record)), "links": " ".join(content.links(record)), "as_reported": SAID}
    return row | _affected(one, profile)


def _affected(one: Event, profile: Profile) -> Row:
    row: Row = {}
    for outcome, name in (("killed", "killed"), ("wounded", "wounded")):
        told = figures(one.record, outcome, profile, one.quotes)
        row |= {f"{name}_min": told.low, f"{name}_max": told.high}
    return row


HXL = Format(
    "hxl",
    ".csv",
    "HXL CSV, a row for each incident",
    write,
    {f"incidents.{field}": field for field in ("id", "type", "label", "status", "by")} | {"incidents.when": "start, end"},
    "the table has incidents only, a cell for each value",
    coarser={
        "incidents.killed": "killed_min and killed_max of all that is told",
        "incidents.casualties": "killed and wounded, least and most",
        "incidents.place": "names, coordinates and precision",
        "incidents.sources": "by their names",
        "incidents.claims": "their links",
        **linked("incident", "casualties"),
    },
)
