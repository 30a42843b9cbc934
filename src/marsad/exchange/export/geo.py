"""Maps: GeoJSON and KML, a feature for each incident, ceasefire and toll; a point only where the text gives a place that has one."""

from __future__ import annotations

import json
from xml.etree import ElementTree as xml

from marsad.exchange.export.cells import for_xml
from marsad.exchange.export.content import Content, Row
from marsad.exchange.export.events import names
from marsad.exchange.export.fields import FIELDS, linked, whole
from marsad.exchange.export.figures import Profile
from marsad.exchange.export.flat import SAID
from marsad.exchange.export.format import Format, Made
from marsad.exchange.export.sqlite import plain
from marsad.resolve.location import locate

GROUPS = ("incidents", "ceasefires", "tolls")
_NAMESPACE = "http://www.opengis.net/kml/2.2"
Point = tuple[float, float, str]


def points(content: Content, group: str, record: Row) -> list[Point]:
    """(longitude, latitude, precision) of an incident's place, or of each area of a ceasefire; none for a toll."""
    if group == "incidents":
        ids = [record["place"]["id"]] if record["place"] else []
    else:
        ids = [i for claim in content.of(record) for _, i in names(claim, "areas") if i] if group == "ceasefires" else []
    found = [at for i in dict.fromkeys(ids) if (at := locate(i))]
    return [(at.lon, at.lat, at.precision) for at in found if at.lon is not None and at.lat is not None]


def write_geojson(content: Content, profile: Profile) -> Made:
    """A feature collection (RFC 7946); `precision` says how exact each point is, and a feature without a place has no geometry."""
    features = [_feature(content, group, record) for group in GROUPS for record in content.records[group]]
    data = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    return Made({"marsad.geojson": data.encode()}, len(features))


def _feature(content: Content, group: str, record: Row) -> Row:
    found = points(content, group, record)
    at = [[lon, lat] for lon, lat, _ in found]
    shape = None if not at else {"type": "Point", "coordinates": at[0]} if len(at) == 1 else {"type": "MultiPoint", "coordinates": at}
    own = {"group": group, **record, "links": content.links(record), "precision": [p for *_, p in found], "as_reported": SAID}
    own |= {"evidence": record["links"]} if "links" in record else {}
    return {"type": "Feature", "id": record["id"], "geometry": shape, "properties": own}


def write_kml(content: Content, profile: Profile) -> Made:
    """A folder of placemarks for each group, the record's fields as extended data."""
    xml.register_namespace("", _NAMESPACE)
    root = xml.Element(_tag("kml"))
    document = xml.SubElement(root, _tag("Document"))
    _text(document, "name", f"marsad: {SAID}")
    count = 0
    for group in GROUPS:
        folder = xml.SubElement(document, _tag("Folder"))
        _text(folder, "name", group)
        for record in content.records[group]:
            _placemark(folder, content, group, record)
            count += 1
    return Made({"marsad.kml": xml.tostring(root, encoding="utf-8", xml_declaration=True)}, count)


def _placemark(folder: xml.Element, content: Content, group: str, record: Row) -> None:
    mark = xml.SubElement(folder, _tag("Placemark"), id=record["id"])
    _text(mark, "name", record["label"])
    _text(mark, "description", "\n".join([SAID, *(f"«{c['quote']}» {content.link(c)}" for c in content.of(record))]))
    days = record.get("when") or [record.get("starts") or record.get("since"), record.get("ends")]
    span = xml.SubElement(mark, _tag("TimeSpan"))
    for name, day in zip(("begin", "end"), days, strict=True):
        if day:
            _text(span, name, day)
    data = xml.SubElement(mark, _tag("ExtendedData"))
    for field in FIELDS[group]:
        if (value := record.get(field)) is not None:
            _text(xml.SubElement(data, _tag("Data"), name=field), "value", str(plain(value)))
    places = points(content, group, record)
    holder = mark if len(places) < 2 else xml.SubElement(mark, _tag("MultiGeometry"))
    for lon, lat, _ in places:
        _text(xml.SubElement(holder, _tag("Point")), "coordinates", f"{lon},{lat}")


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _text(parent: xml.Element, name: str, text: str) -> None:
    """A child with this text, without the signs that XML forbids."""
    xml.SubElement(parent, _tag(name)).text = for_xml(text)


_WHY = "a map has features for incidents, ceasefires and tolls only"
_POINT = "as the point of the first area that has one"
GEOJSON = Format(
    "geojson",
    ".geojson",
    "GeoJSON, a feature for each incident, ceasefire and toll",
    write_geojson,
    whole(*GROUPS, where="properties.{1}") | {"incidents.links": "properties.evidence"},
    _WHY,
    coarser={**linked("incident", "casualties", "ceasefire"), "ceasefire.ids": _POINT},
)
KML = Format(
    "kml",
    ".kml",
    "KML, a placemark for each incident, ceasefire and toll",
    write_kml,
    whole(*GROUPS, where="ExtendedData {1}"),
    _WHY,
    coarser={
        **{f"{kind}.quote": "in description" for kind in ("incident", "casualties", "ceasefire")},
        **linked("incident", "casualties", "ceasefire"),
        "ceasefire.ids": _POINT,
    },
)
