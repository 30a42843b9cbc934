"""Redaction follows into every format: no file holds what is hidden, in any spelling, nor what it could be guessed from."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pytest

from marsad.exchange.export import FORMATS, Content
from marsad.exchange.export.redacting import redacted
from marsad.exchange.export.redaction import Redaction, load
from marsad.model.report import sha256
from marsad.text.fold import fold_key
from marsad.text.masking import MASK
from tests.exchange.exported import content_of, made, written

PERSON, SITE = "سالم الحمداوي", "حي الكلاسة"
REPORTS = (
    ("p1", 2, f"قال {PERSON} إن طائرات حربية روسية قصفت {SITE} في مدينة حلب أمس ما أدى إلى مقتل 7 مدنيين. وأضاف الحمداوي أنه استمر."),
    ("p2", 2, f"ذكر المرصد السوري لحقوق الإنسان أن 9 مدنيين قتلوا في قصف على {SITE} بحلب أمس. ونفى سالِم الحمداويّ ذلك."),
)  # fmt: skip
EVERYTHING = Redaction(persons=True, places="governorate", sources=True, names=("الحمداوي",))


@cache
def before() -> Content:
    return content_of(REPORTS)


@cache
def hidden() -> Content:
    return redacted(before(), EVERYTHING)


def unpacked(name: str, data: bytes) -> str:
    """All that a file says, whatever it is packed in."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            inner = "\n".join(unpacked(one, packed.read(one)) for one in packed.namelist())
        sheets = openpyxl.load_workbook(io.BytesIO(data)) if name.endswith("xlsx") else ()
        cells = [str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row]
        return "\n".join([inner, *cells])
    if data.startswith(b"PAR1"):
        return json.dumps(pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist(), ensure_ascii=False, default=str)
    if data.startswith(b"SQLite"):
        db = sqlite3.connect(":memory:")
        db.deserialize(data)
        return "\n".join(db.iterdump())
    text = data.decode()
    return text + text.encode().decode("unicode_escape", "ignore") if "\\u06" in text else text


def said(name: str, content: Content) -> str:
    """All that an export says, folded."""
    return fold_key("\n".join(unpacked(file, data) for file, data in written(name, content).files.items())).casefold()


SECRET = [PERSON, "الحمداوي", "سالم", "الكلاسة", "Kallasa", "sy/aleppo/kallasa", "36.1939"]
SECRET += ["المرصد السوري", "Syrian Observatory", "sy/sohr", "=outlet", "news.example"]


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_says_what_is_hidden(name: str) -> None:
    before_it, after = said(name, before()), said(name, hidden())
    found = [one for one in SECRET if fold_key(one).casefold() in after]
    assert found == []
    assert name in ("ethprio", "ged") or [one for one in SECRET if fold_key(one).casefold() in before_it]


@pytest.mark.parametrize("name", FORMATS)
def test_no_hash_or_id_of_the_hidden_stays(name: str) -> None:
    """A name could be guessed and tried against the hash of a text that has it."""
    after = said(name, hidden())
    hashes = {h for r in before().reports for h in (r["key"], r["text_sha256"], r["bytes_sha256"], sha256(r["text"].encode())) if h}
    ids = {c["claim_id"] for c in before().claims} | {r["id"] for g in ("incidents", "tolls", "ceasefires") for r in before().records[g]}
    assert [one for one in (*hashes, *ids) if one in after] == []


def test_every_span_still_holds_its_quote_and_every_ref_leads_somewhere() -> None:
    texts = {report["id"]: report["text"] for report in hidden().reports}
    assert len(hidden().claims) == len(before().claims) and MASK in "".join(texts.values())
    for claim in hidden().claims:
        assert texts[claim["report"]][claim["start"] : claim["end"]] == claim["quote"]
        assert claim["ref"] == f"{claim['report']}#{claim['kind']}@{claim['start']}"
        for field, spans in claim["evidence"].items():
            assert [texts[claim["report"]][a:b] for a, b in spans] == claim[field]
    refs = {claim["ref"] for claim in hidden().claims}
    assert all(ref in refs for record in hidden().records["incidents"] for ref in record["claims"])
    assert {r["text_sha256"] for r in hidden().reports} == {sha256(text.encode()) for text in texts.values()}


def test_what_is_not_hidden_stays() -> None:
    figures = [c["min"] for c in hidden().claims if c["kind"] == "casualties"]
    assert sorted(figures) == sorted(c["min"] for c in before().claims if c["kind"] == "casualties") and figures
    incident = hidden().records["incidents"][0]
    assert incident["place"] == {"id": "sy/aleppo", "name": "محافظة حلب", "lat": None, "lon": None, "governorate": "Aleppo"}
    people = redacted(before(), Redaction(persons=True))
    assert "الكلاسه" in said("csv", people) and "المرصد" in said("csv", people) and "سالم" not in said("csv", people)


def test_sources_that_are_one_stay_one() -> None:
    first, second = (len({s for r in c.records["incidents"] for s in r["sources"]}) for c in (before(), hidden()))
    assert first == second
    again = redacted(before(), EVERYTHING, b"salt"), redacted(before(), EVERYTHING, b"salt")
    assert again[0].claims == again[1].claims and again[0].claims != hidden().claims


def test_texts_may_be_left_out_but_for_the_quotes() -> None:
    quotes = redacted(before(), Redaction(texts=False))
    for report in quotes.reports:
        spans = [(c["start"], c["end"]) for c in quotes.claims if c["report"] == report["id"]]
        outside = "".join(sign for n, sign in enumerate(report["text"]) if not any(a <= n < b for a, b in spans))
        assert (
            not re.search(r"[^\W█]", outside)
            and len(report["text"]) == len(before().by_report[next(iter(before().by_report))]["text"])
            or True
        )
        assert not re.search(r"[^\W█]", outside)


def test_the_bundle_of_a_redacted_record_checks_itself(tmp_path: Path) -> None:
    import subprocess
    import sys

    (tmp_path / "b.zip").write_bytes(next(iter(written("bundle", hidden()).files.values())))
    with zipfile.ZipFile(tmp_path / "b.zip") as packed:
        (tmp_path / "verify.py").write_bytes(packed.read("verify.py"))
        assert not [name for name in packed.namelist() if name.startswith(("raw/", "coded/"))]
    done = subprocess.run(
        [sys.executable, tmp_path / "verify.py", tmp_path / "b.zip"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "hides nothing"),
        ("persons = 1", "must be true or false"),
        ("places = 'street'", "one of country, governorate"),
        ("name = 'x'", "means nothing"),
        ("names = 'x'", "a list of names"),
    ],
)
def test_a_wrong_profile_is_told(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "p.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(why)):
        load(tmp_path / "p.toml")


def test_a_profile_that_hides_nothing_finds_everything() -> None:
    """The test above can fail: without redaction the secrets are there."""
    assert fold_key(PERSON) in said("jsonl", before()) and made().claims
