"""Native formats give everything back, whatever the texts hold, and a bundle a store with its decisions and its record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from marsad.exchange.export import Content
from marsad.exchange.export.back import is_export, read_back
from marsad.exchange.export.content import GROUPS
from marsad.exchange.export.fields import FIELDS, KINDS
from marsad.model.claim import Claim
from marsad.model.report import Report, sha256
from marsad.model.vocabulary import TYPES
from marsad.pipeline.exporting import content as exported
from marsad.pipeline.records import records
from marsad.pipeline.taking_back import decide_again, taken
from marsad.store import Store, open_store
from tests.exchange.exported import made, written
from tests.store.anything import any_claim

Row = dict[str, Any]
ODD = ["", "\n\r\n", "\t=1", "'\"", "\x00", "قصف\u202e", "🚨", "--", "</script>"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(ODD)
LEFT = ("id", "key", "kind", "ref", "report", "claim_id", "incident", "ceasefire")


def changed(value: Any, draw: st.DrawFn, key: str = "") -> Any:
    """The value with other texts in it, and other numbers."""
    if isinstance(value, str):
        return value if key in LEFT else draw(TEXTS)
    if isinstance(value, dict):
        return {name: changed(one, draw, name) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [changed(one, draw, key) for one in value]
    return value


class Drawn:
    """A content that a failing test names in a word: what differs is told by the assertion."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def __repr__(self) -> str:
        return "a content"


@st.composite
def contents(draw: st.DrawFn) -> Drawn:
    """The example with a report, a claim of each kind and a record of each group changed."""
    claims = {claim["kind"]: claim for claim in made().claims}
    rows = tuple(changed(claim, draw) for claim in claims.values())
    reports = tuple(changed(report, draw) for report in made().reports[:2])
    records = {group: [changed(one, draw) for one in made().records[group][:1]] for group in GROUPS}
    return Drawn(replace(made(), reports=reports, claims=rows, records=records))


def as_is(row: Row, table: str) -> Row:
    """The row without what is added to it or empty."""
    return {name: row[name] for name in FIELDS[table] if row.get(name) is not None}


def tables(content: Content) -> dict[str, list[Row]]:
    found = {kind: [as_is(c, kind) for c in content.claims if c["kind"] == kind] for kind in KINDS}
    found |= {group: [as_is(r, group) for r in content.records[group]] for group in GROUPS}
    return found | {"reports": [as_is(r, "reports") for r in content.reports]}


CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large]
SOME = settings(max_examples=10, deadline=None, suppress_health_check=CHECKS, phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""Not made smaller where one fails: the example is large, and what differs is told by field."""


def back(name: str, content: Content) -> Content:
    """The content that is read back from what was written."""
    with TemporaryDirectory() as folder:
        for file, data in written(name, content).files.items():
            Path(folder, file).write_bytes(data)
        files = list(Path(folder).iterdir())
        place = files[0] if len(files) == 1 else Path(folder)
        assert is_export(place)
        return read_back(place)


@pytest.mark.parametrize("name", ["sqlite", "jsonl", "annotation", "bundle", "parquet"])
@given(drawn=contents())
@SOME
def test_a_native_format_gives_everything_back(name: str, drawn: Drawn) -> None:
    assert tables(back(name, drawn.content)) == tables(drawn.content)


@given(contents())
@SOME
def test_the_bundle_gives_back_what_proves_it(drawn: Drawn) -> None:
    assert back("bundle", drawn.content).proof == drawn.content.proof


def plain(content: Content) -> dict[str, list[Row]]:
    """The tables without what a cell cannot tell: nothing and an empty text are one there."""
    return {t: [{n: v for n, v in row.items() if v != ""} for row in rows] for t, rows in tables(content).items()}


@given(contents())
@SOME
def test_csv_gives_everything_back_but_that_nothing_and_an_empty_text_are_one(drawn: Drawn) -> None:
    found, given = plain(back("csv", drawn.content)), plain(drawn.content)
    for table, rows in given.items():
        assert found[table] == rows, table


def test_a_workbook_gives_back_the_example() -> None:
    assert plain(back("xlsx", made())) == plain(made())


@st.composite
def stores(draw: st.DrawFn) -> list[tuple[Report, list[Claim], bytes | None]]:
    """Reports with any text, some of them a newer version of the one before, each with any claims; some with their bytes."""
    given = []
    for number in range(draw(st.integers(1, 3))):
        text = draw(TEXTS.filter(bool))
        report = Report(f"r{draw(st.integers(0, 1))}", text, draw(st.none() | st.dates()), draw(st.none() | TEXTS), title=draw(TEXTS))
        raw = f"{text}{number}".encode() if draw(st.booleans()) else None
        known = replace(report, bytes_sha256=sha256(raw)) if raw else report
        given.append((known, [fit(claim, draw) for claim in draw(st.lists(any_claim(text), max_size=3))], raw))
    return given


def fit(claim: Claim, draw: st.DrawFn) -> Claim:
    """The claim with codes of the codebook, which records are made by."""
    codes = {claim.type_field: draw(st.sampled_from(sorted(TYPES[claim.kind])))}
    other = {
        "status": "reported",
        "approx": "exact",
        "target": None,
        "starts_at": None,
        "ends_at": None,
        "daily": None,
        "declared_at": None,
    }
    return replace(claim, **codes | {name: value for name, value in other.items() if hasattr(claim, name)})


def held(store: Store) -> list[tuple[Any, ...]]:
    """What stands in a store: reports with their bytes, claims and decisions."""
    found = [(r.key, r.report, r.coder, r.bytes_sha256 and store.raw(r.key)) for r in store.reports() if r.newest]
    keys = {key for key, *_ in found}
    decided = [(d.verb, d.on, dict(d.given), d.reason, d.who) for d in store.decided() if {a.key for a in d.on} <= keys]
    claims = [(c.key, c.id, c.claim) for key, *_ in found for c in store.claims(report=key)]
    return [*sorted(found, key=repr), *sorted(claims, key=repr), *decided]


def decide_some(store: Store) -> None:
    """A decision of each sort that any claim can bear."""
    for n, kept in enumerate(store.claims()):
        ref = f"{kept.key}#{kept.id}"
        if len(store.claims(report=kept.key)) == len({c.id for c in store.claims(report=kept.key)}):
            store.decide(("accept", "reject")[n % 2], [ref], reason="'=\n'", who=f"p{n}")
            store.decide("grade", [ref], given={"scale": "airwars", "code": "weak"})


@given(stores())
@SOME
def test_a_store_comes_back_from_a_bundle_with_its_decisions_and_its_record(
    given_reports: list[tuple[Report, list[Claim], bytes | None]],
) -> None:
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        open_store(Path(folder, "one.db")) as one,
        open_store(Path(folder, "other.db")) as other,
    ):
        for report, claims, raw in given_reports:
            one.keep(report, claims, coder="any 1", raw=raw)
        decide_some(one)
        content = back("bundle", exported(one, proof=True))
        for found in taken(content):
            other.keep(found.report, found.claims, coder=found.coder, raw=found.raw)
        decide_again(other, content)
        assert decide_again(other, content) == 0
        assert held(other) == held(one)
        assert records(other) | {"set": ""} == records(one) | {"set": ""}
