"""False alarms on quiet articles, and yes or no on judged sentences, reckoned by hand on a few."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from marsad.measure import alarms, corpora, gsr
from marsad.model.claim import Claim, Incident, Name, from_json
from marsad.model.report import Report
from marsad.model.span import Span
from tests.measure.rows import KILLED, SAID, SHELLING, TEXT, report


def incident(kind: str, status: str = "reported", by: str = "", against: str = "") -> Claim:
    here = Span(0, 3)
    doer, victim = ((Name(name, here),) if name else () for name in (by, against))
    return Incident(quote="قال", span=here, trigger=here, rule="t", incident_type=kind, status=status, by=doer, against=victim)


def test_alarms_count_incidents_casualties_and_ceasefires_only() -> None:
    claims = [from_json(row) for row in (KILLED, SHELLING, SAID)]
    result = alarms.alarms([Report(id="a", text=TEXT), Report(id="b", text="")], lambda given: claims if given.text else [])
    assert (result.articles, len(result.claims), result.an_article) == (2, 2, 1.0)
    assert alarms.table(result, 1).splitlines()[0] == "2 alarms in 2 articles: 1.000 an article"
    assert "[a] casualties/killed" in alarms.table(result, 1)


def test_no_article_has_no_alarm() -> None:
    assert alarms.alarms([], lambda given: []).an_article == 0.0


def test_quiet_articles_are_those_named(tmp_path: Path) -> None:
    (tmp_path / "ids.txt").write_text("a1\n", encoding="utf-8")
    (tmp_path / corpora.ANT).parent.mkdir()
    (tmp_path / corpora.ANT).write_bytes(lzma.compress("\n".join(json.dumps(report(ident=f"a{i}")) for i in range(3)).encode()))
    assert [given.id for given in alarms.quiet(tmp_path / "ids.txt", tmp_path)] == ["a1"]


@pytest.mark.parametrize(
    ("claim", "kind", "yes"),
    [
        (incident("shelling"), "ASSAULT", True),
        (incident("shelling"), "PROTEST", False),
        (incident("riot"), "PROTEST", True),
        (incident("shelling", "denied"), "ASSAULT", False),
        (incident("shelling", "intended"), "ASSAULT", False),
        (incident("arrest"), "ASSAULT", False),
        (from_json(KILLED), "ASSAULT", False),
    ],
)
def test_yes_is_a_reported_incident_of_the_type(claim: Claim, kind: str, yes: bool) -> None:
    assert gsr.says_yes([claim], kind) is yes


def sentence(ident: str, label: str, text: str, no: int = 0) -> gsr.Row:
    return {"id": ident, "type": "ASSAULT", "label": label, "yes": 3, "no": no, "text": text}


def code(given: Report) -> list[Claim]:
    return [incident("shelling", by="الجيش السوري", against="المدنيين")] if "قصف" in given.text else []


def test_f1_against_easy_and_against_all_no() -> None:
    rows = [
        sentence("1", "yes", "قصف"),
        sentence("2", "yes", "صمت", no=1),
        sentence("3", "easy no", "صمت"),
        sentence("4", "easy no", "قصف إعلامي"),
        sentence("5", "difficult no", "قصف"),
        sentence("6", "ambiguous", "قصف"),
    ]
    figures = gsr.judged(rows, code)["ASSAULT"]
    assert (figures["yes"], figures["unanimous"], figures["no"]) == (2, 1, 3)
    assert (figures["f1_easy"], figures["f1_all"]) == (0.5, 0.4)
    assert (figures["recall"], figures["recall_unanimous"]) == (0.5, 1.0)
    assert [line.split()[0] + line.split()[2] for line in gsr.wrong(rows, code, 9)] == ["taken[4]"]


def test_roles_share_a_word_with_what_anyone_marked() -> None:
    rows = [
        {"id": "1", "text": "قصف", "spans": [{"source_actor": ["مجهول"], "target_actor": []}, {"source_actor": ["السوري"]}]},
        {"id": "2", "text": "قصف", "spans": [{"source_actor": ["المعارضة"], "target_actor": ["مدنيين"]}]},
        {"id": "3", "text": "صمت", "spans": [{"target_actor": ["مدنيين"]}]},
    ]
    figures = gsr.marked(rows, code)
    assert figures == {"by": 0.5, "by_sentences": 2, "against": 0.5, "against_sentences": 2}
    assert "by: right in 0.500 of 2 sentences" in gsr.table(gsr.judged([], code), figures)
