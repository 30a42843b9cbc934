"""followthemoney entities and web annotations: schemas, references, and what comes back; native formats lose nothing at all."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.exchange.export import FORMATS
from marsad.exchange.export.content import GROUPS, Content
from marsad.exchange.export.flat import TABLES, rows
from marsad.exchange.export.sqlite import plain
from tests.exchange.exported import lost, made, only
from tools import followthemoney

Row = dict[str, Any]
SCHEMATA = [
    row.split("\t") for row in Path(__file__).with_name("ftm_schemata.tsv").read_text(encoding="utf-8").splitlines() if row[0] != "#"
][1:]
PROPERTIES = {(schema, name): (kind, within) for schema, name, kind, within, _ in SCHEMATA}
REQUIRED = {schema: {name for own, name, *_, needed in SCHEMATA if own == schema and needed == "1"} for schema, *_ in SCHEMATA}
IS_A = {"Document": {"Article"}, "Address": {"Address"}, "LegalEntity": {"Organization", "PublicBody"}}
FORMS = {
    "country": re.compile(r"[a-z]{2}"),
    "date": re.compile(r"[12]\d{3}(-\d\d(-\d\d)?)?"),
    "language": re.compile(r"[a-z]{3}"),
    "number": re.compile(r"-?\d+(\.\d+)?"),
    "url": re.compile(r"https?://\S+"),
}
"""What a value of a type looks like; texts, strings and names are any."""
ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


def entities() -> dict[str, Row]:
    found = [json.loads(line) for line in only("ftm").decode().splitlines()]
    assert len({row["id"] for row in found}) == len(found)
    return {row["id"]: row for row in found}


def ailing(row: Row, found: dict[str, Row]) -> list[str]:
    """What followthemoney would not take of an entity, by the facts of its schemata that are written down beside this test."""
    wrong = [f"{name} is required" for name in REQUIRED[row["schema"]] - set(row["properties"])]
    for name, values in row["properties"].items():
        kind, within = PROPERTIES.get((row["schema"], name), ("unknown", ""))
        wrong += [f"{name}: no such property"] if kind == "unknown" else []
        if kind == "entity":
            wrong += [f"{name}: {v} is no {within}" for v in values if v not in found or found[v]["schema"] not in IS_A[within]]
        wrong += [f"{name}: {v!r} is no {kind}" for v in values if not v or kind in FORMS and not FORMS[kind].fullmatch(v)]
    return wrong


def test_entities_are_what_followthemoneys_schemata_ask_for() -> None:
    found = entities()
    assert {row["schema"] for row in found.values()} == set(REQUIRED)
    for ident, row in found.items():
        assert ailing(row, found) == [] and re.fullmatch(r"[A-Za-z0-9.-]+", ident)


TAKEN = """
import json, sys
from followthemoney import model
for line in sys.stdin:
    entity = model.get_proxy(json.loads(line), cleaned=False)
    entity.schema.validate(entity.to_dict())
    print(json.dumps({"id": entity.id, "schema": entity.schema.name, "properties": entity.properties}))
"""


def test_followthemoney_takes_every_entity_and_gives_every_value_back() -> None:
    python = followthemoney.find()
    if python is None:
        pytest.skip(f"no followthemoney: {followthemoney.HOW}")
    asked = [json.dumps({k: row[k] for k in ("id", "schema", "properties")}) for row in entities().values()]
    told = subprocess.run([python, "-c", TAKEN], input="\n".join(asked), capture_output=True, text=True, check=True)
    back = {row["id"]: row for row in map(json.loads, told.stdout.splitlines())}
    assert set(back) == set(entities())
    for ident, row in entities().items():
        assert back[ident]["schema"] == row["schema"]
        assert {name: sorted(values) for name, values in back[ident]["properties"].items()} == {
            name: sorted(values) for name, values in row["properties"].items()
        }


def test_what_followthemoney_would_not_take_is_found() -> None:
    found = entities()
    event = next(row for row in found.values() if row["schema"] == "Event")
    told = event["properties"]
    place = next(ident for ident, row in found.items() if row["schema"] == "Address")
    for wrong in (
        {"startDate": ["28 April"]},
        {"country": ["Syria"]},
        {"proof": [place]},
        {"proof": ["nobody"]},
        {"killed": ["7"]},
        {"name": [""]},
    ):
        assert ailing(event | {"properties": told | wrong}, found)
    assert ailing(event | {"properties": {k: v for k, v in told.items() if k != "name"}}, found) == ["name is required"]


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
