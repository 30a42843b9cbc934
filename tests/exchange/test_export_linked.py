"""followthemoney entities and web annotations: schemas, references, and what comes back; native formats lose nothing at all."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.exchange.export import FORMATS
from marsad.exchange.export.content import GROUPS, Content
from marsad.exchange.export.flat import TABLES, rows
from marsad.exchange.export.sqlite import plain
from tests.exchange.exported import lost, made, only

Row = dict[str, Any]
PROPERTIES = {
    "Article": set("title publishedAt publisher sourceUrl bodyText language fileName".split()),
    "Address": set("name alias full country latitude longitude".split()),
    "Organization": set("name alias country".split()),
    "PublicBody": set("name alias country".split()),
    "Event": set(
        "name recordId startDate endDate summary involved keywords addressEntity location country proof sourceUrl notes publisher".split()
    ),
}
ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


def entities() -> dict[str, Row]:
    found = [json.loads(line) for line in only("ftm").decode().splitlines()]
    assert len({row["id"] for row in found}) == len(found)
    return {row["id"]: row for row in found}


def test_entities_have_known_schemas_and_properties_and_point_at_each_other() -> None:
    found = entities()
    for row in found.values():
        assert set(row["properties"]) <= PROPERTIES[row["schema"]]
        assert all(isinstance(v, str) and v for values in row["properties"].values() for v in values)
        assert re.fullmatch(r"[A-Za-z0-9.-]+", row["id"])
        for name in ("proof", "involved", "addressEntity"):
            assert set(row["properties"].get(name, ())) <= set(found)


def test_an_event_is_alleged_and_leads_to_its_report_and_characters() -> None:
    (event,) = [row for row in entities().values() if row["schema"] == "Event" and "Kallasa" in row["properties"]["name"][0]]
    told = event["properties"]
    assert told["startDate"] == ["2016-04-28"] and told["country"] == ["sy"]
    assert told["notes"][0] == "alleged, as reported" and all("#c=" in link for link in told["sourceUrl"])
    assert entities()[told["proof"][0]]["properties"]["fileName"] == ["r4"]


def test_what_ftm_carries_comes_back_and_tolls_are_named_as_left_out() -> None:
    found = entities()
    own = {"incidents": "event-{id}", "ceasefires": "event-{id}", "reports": "report-{key}"}
    every = {"reports": list(made().reports), **made().records}
    for field, where in FORMATS["ftm"].carries.items():
        group, _, key = field.partition(".")
        schema, *names = where.split()
        for record in every[group]:
            row = found[own[group].format(**record)]
            value = record[key] if isinstance(record[key], list) else [record[key]] if record[key] else []
            back = [v for name in names for v in row["properties"].get(name, ())]
            assert row["schema"] == schema and back == value, field
    assert {row["record"] for row in lost("ftm")["left_out"]} == {toll["id"] for toll in made().records["tolls"]}


def annotated(content: Content) -> Row:
    return json.loads(only("annotation", content))


def test_annotations_stand_on_their_characters() -> None:
    told = annotated(made())
    texts = {f"urn:marsad:report:{report['key']}": report["text"] for report in told["reports"]}
    assert told["@context"][0] == "http://www.w3.org/ns/anno.jsonld" and told["type"] == "AnnotationCollection"
    assert told["total"] == len(told["first"]["items"]) == len(made().claims)
    for item in told["first"]["items"]:
        position, quote = item["target"]["selector"]
        text = texts[item["target"]["source"]]
        assert text[position["start"] : position["end"]] == quote["exact"] == item["body"]["claim"]["quote"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
        assert item["type"] == "Annotation" and item["as_reported"] == "alleged, as reported"
        assert item["wasDerivedFrom"] == item["target"]["source"] and "/r/" in item["canonical"]


def test_every_term_of_an_annotation_that_is_not_the_standards_is_in_its_context() -> None:
    told = annotated(made())
    standard = set(
        "id type label total first startIndex items motivation canonical body format target source selector start end exact".split()
    )
    standard |= {"prefix", "suffix", "@context"}
    ours = set(told["@context"][1])
    item = told["first"]["items"][0]
    keys = {*told, *told["first"], *item, *(set(item["body"]) - {"claim"}), *item["target"]}
    keys |= {key for selector in item["target"]["selector"] for key in selector}
    assert keys - standard <= ours


def changed(words: str) -> Content:
    """The content with these words in a claim, in its report and in a record."""
    first, *more = made().claims
    claims = ({**first, "quote": words, "source": [words]}, *more)
    reports = ({**made().reports[0], "text": words, "title": words}, *made().reports[1:])
    incidents = [{**record, "label": words} for record in made().records["incidents"]]
    return replace(made(), claims=claims, reports=reports, records={**made().records, "incidents": incidents})


@settings(max_examples=40, deadline=None)
@given(ANY)
def test_annotations_lose_nothing(words: str) -> None:
    content = changed(words)
    told = annotated(content)
    assert [item["body"]["claim"] for item in told["first"]["items"]] == list(content.claims)
    assert told["reports"] == list(content.reports)
    assert told["records"] == json.loads(json.dumps({group: content.records[group] for group in GROUPS}))


@settings(max_examples=25, deadline=None)
@given(ANY)
def test_json_lines_and_sqlite_lose_nothing(words: str) -> None:
    content = changed(words)
    back: dict[str, list[Row]] = {name: [] for name in TABLES}
    for line in only("jsonl", content).decode().split("\n")[:-1]:
        back[(row := json.loads(line)).pop("table")].append(row)
    assert back == json.loads(json.dumps({name: list(rows(content, name)) for name in TABLES}))
    db = sqlite3.connect(":memory:")
    db.deserialize(only("sqlite", content))
    for name in TABLES:
        cursor = db.execute(f'SELECT * FROM "{name}"')
        names = [column[0] for column in cursor.description]
        assert [tuple(plain(row.get(n)) for n in names) for row in rows(content, name)] == cursor.fetchall()
    db.close()
