"""Who a claim is from, in sentences read whole: sources, chains of them, speakers and addressees (tables/attribution.tsv)."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from marsad.model.claim import to_json
from marsad.model.report import Report
from marsad.pipeline import code
from marsad.text.fold import fold_key
from tests.languages.rows import rows

REPORT = "\nعن النازحين"  # a row is a piece of a report about a war; the line claims nothing


def names(text: str, kind: str, field: str, at: str) -> list[list[str]]:
    """The folded names in a field of each claim of the kind whose quote overlaps the words `at`."""
    start = text.index(at)
    coded = [to_json(c) for c in code(Report("row", text + REPORT, dt.date(2016, 5, 2)))]
    found = [c for c in coded if c["kind"] == kind and c["start"] < start + len(at) and start < c["end"]]
    return [[fold_key(name) for name in c[field]] for c in found]


@pytest.mark.parametrize(("claim", "at", "wanted", "text"), rows("attribution", 4))
def test_names(claim: str, at: str, wanted: str, text: str) -> None:
    kind, _, field = claim.partition(".")
    assert names(text.replace("\\n", "\n"), kind, field, at) == [[fold_key(name) for name in re.split(" [<؛] ", wanted)]]
