"""Coding stays cheap: what is counted is calls of marsad's own functions, which no other load on the machine can change."""

from __future__ import annotations

import datetime as dt
import json
import sys
from importlib.resources import files
from pathlib import Path
from types import FrameType
from typing import Any

import marsad
from marsad.extract.claims import claims_of
from marsad.extract.reader import read_sentences, read_tokens
from marsad.languages.ar.rules import BOOK

OWN = str(Path(marsad.__file__).parent)
DAY = dt.date(2016, 3, 1)
TOLD = "قصفت قوات النظام بلدة سراقب صباح أمس، ما أسفر عن مقتل أربعة مدنيين وإصابة سبعة آخرين. "
QUIET = "وهبت على الساحل رياح خفيفة وكانت السماء صافية والهواء طيبا والبحر هادئا طوال النهار. "
MATCH = "سجل اللاعب هدفا في المباراة الأولى من الدوري وفاز الفريق بالكأس أمام جمهور كبير. "
A_TOKEN = 49  # calls a token of reports that tell of a conflict; a change that needs more says why in its message
A_QUIET_TOKEN = 8


def calls(text: str, day: dt.date | None = DAY) -> int:
    """Calls of functions of marsad (generators each time they go on) in coding a text whose words were met before."""
    claims_of(text, day)
    counted = 0

    def count(frame: FrameType, event: str, _: Any) -> None:
        nonlocal counted
        counted += event == "call" and frame.f_code.co_filename.startswith(OWN)

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        claims_of(text, day)
    finally:
        sys.setprofile(before)
    return counted


def test_a_token_of_a_conflict_costs_few_calls() -> None:
    lines = files("marsad.demo").joinpath("reports.jsonl").read_text(encoding="utf-8").splitlines()
    reports = [(row["text"], dt.date.fromisoformat(row["date"])) for row in map(json.loads, lines)]
    tokens = sum(len(read_tokens(text)) for text, _ in reports)
    assert sum(calls(text, day) for text, day in reports) / tokens < A_TOKEN


def test_a_sentence_that_tells_nothing_costs_next_to_nothing() -> None:
    assert all(s.held.isdisjoint(BOOK.by_class) for s in read_sentences(QUIET, read_tokens(QUIET), DAY))
    more = calls(TOLD + QUIET * 20) - calls(TOLD)
    assert more / (20 * len(read_tokens(QUIET))) < A_QUIET_TOKEN


def test_a_report_of_something_else_costs_the_same_however_long_it_is() -> None:
    assert not claims_of(MATCH, DAY)
    assert calls(MATCH * 40) - calls(MATCH * 2) < 10
