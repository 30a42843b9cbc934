"""The bench measures what is there and names what is not; its checks see a crash and a false offset."""

from __future__ import annotations

import importlib.util
import io
import json
import lzma
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

from marsad.measure import baseline, bench, corpora, memory, size
from marsad.measure.checks import check, check_bytes, offsets
from marsad.measure.gold import pipeline_coder
from marsad.model.claim import Claim, Name, Statement, from_json
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.theatres import in_use, use
from marsad.theatres.load import load
from tests.measure.rows import KILLED, SAID, TEXT, report

ARABIC = "قالت القوات إن ثلاثة جنود قتلوا في قصف على بلدة قرب المدينة مساء أمس، وأضافت أن المعارك مستمرة."


def coder(given: Report) -> list[Claim]:
    return [from_json(KILLED), from_json(SAID)] if given.text == TEXT else []


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of corpora and gold laid out as the bench expects them, three small reports in each."""
    rows = [report(ident=f"a{i}") for i in range(3)]
    for path in (corpora.ANT, corpora.OSAC):
        (tmp_path / "data" / path).parent.mkdir(parents=True)
        (tmp_path / "data" / path).write_bytes(lzma.compress("\n".join(map(json.dumps, rows)).encode()))
    (tmp_path / "data" / corpora.ANC).parent.mkdir()
    with tarfile.open(tmp_path / "data" / corpora.ANC, "w:xz") as archive:
        for name, raw in (("a.txt", ARABIC.encode("windows-1256")), ("b.txt", b"\x00\x01\x02"), ("c.txt", TEXT.encode())):
            (member := tarfile.TarInfo(name)).size = len(raw)
            archive.addfile(member, io.BytesIO(raw))
    (tmp_path / "gold").mkdir()
    for name in ("seed", "dev"):
        (tmp_path / "gold" / f"{name}.jsonl").write_text(json.dumps(report(KILLED)) + "\n", encoding="utf-8")
    return tmp_path / "data"


@pytest.fixture
def lean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(size, "PLACES", 50)
    monkeypatch.setattr(memory, "measured", lambda corpus, limit: {"peak_mb": 80.0, "start_mb": 60.0, "reports": limit, "claims": 0})


@pytest.fixture
def without_spacy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)


@pytest.mark.usefixtures("lean", "without_spacy")
def test_without_spacy_the_bench_says_so_and_measures_the_rest(data: Path) -> None:
    figures = bench.run(data, articles=2, code=coder)
    assert figures["baseline"] is None and figures["absent"] == []
    assert figures["mixed news"]["reports"] == 2
    assert figures["mixed news"]["marsad"]["best_s"] <= figures["mixed news"]["marsad"]["cold_s"]
    assert "ratio" not in figures["mixed news"]
    shown = bench.table(figures)
    assert "spaCy is not installed" in shown and "mixed news: 2 reports" in shown and "80 MB, 60 before the first" in shown
    assert "a made-up theatre of 50 places" in shown
    assert json.loads(json.dumps(figures)) == figures


@pytest.mark.usefixtures("lean", "without_spacy")
def test_everything_checks_each_corpus(data: Path) -> None:
    done = bench.run(data, articles=1, everything=True, code=coder)["checks"]
    assert [(c["name"], c["reports"], c["claims"], c["passed"]) for c in done] == [
        ("ant_v2_1", 3, 6, True),
        ("osac_cnn_bbc_2008_2010", 3, 6, True),
        ("anc2012_raw", 2, 2, True),
    ]
    assert sum(done[2]["refused"].values()) == 1


@pytest.mark.usefixtures("without_spacy")
def test_data_that_is_not_there_is_named(tmp_path: Path) -> None:
    figures = bench.run(tmp_path / "data", code=coder)
    assert len(figures["absent"]) == 5 and "mixed news" not in figures
    assert f"not there, left out: {tmp_path / 'data' / corpora.ANT}" in bench.table(figures)


def test_the_ratio_is_speed_over_speed() -> None:
    slow = baseline.Baseline("0", 1, 1, str.split, lambda text: sum(len(text.split()) for _ in range(2000)))
    figures = bench.speed([Report(id="r", text=ARABIC)] * 20, lambda given: [], slow, 2)
    assert figures["ratio"] > 1
    assert figures["spacy"]["best_s"] > figures["marsad"]["best_s"]


def test_a_crash_is_one_fault_and_the_rest_is_still_checked() -> None:
    def fails(given: Report) -> list[Claim]:
        if given.id == "bad":
            raise IndexError("past the end")
        return coder(given)

    done = check("corpus", [Report(id="bad", text="x"), Report(id="good", text=TEXT)], fails)
    assert (done.reports, done.claims, done.faults, done.passed) == (2, 2, 1, False)
    assert done.examples == ["bad: IndexError: past the end"]


def test_nothing_checked_is_not_passed() -> None:
    assert not check("empty", [], coder).passed


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, None),
        ({"quote": "قالت"}, "quote 'قالت' is not the text at its span"),
        ({"quote": "", "span": Span(3, 3)}, "quote '' is not the text"),
        ({"trigger": Span(5, 8)}, "trigger (5, 8) is outside the quote"),
        ({"trigger": Span(1, 1)}, "trigger (1, 1) is outside the quote"),
        ({"speaker": (Name("المرصد", Span(900, 906)),)}, "name 'المرصد' has no letters at (900, 906)"),
    ],
)
def test_offsets_tell_a_false_one(fields: dict[str, Any], wrong: str | None) -> None:
    given: dict[str, Any] = {"quote": "قال", "span": Span(0, 3), "trigger": Span(0, 3), "rule": "t", "act": "say"}
    found = offsets(Statement(**given | fields), TEXT)
    assert (found == []) if wrong is None else any(wrong in line for line in found)


def test_refused_bytes_are_counted_by_reason(data: Path) -> None:
    done = check_bytes("raw", data / corpora.ANC, coder)
    assert (done.reports, sum(done.refused.values()), done.passed) == (2, 1, True)


def test_memory_is_measured_in_a_process_of_its_own(data: Path) -> None:
    figures = memory.measured(data / corpora.ANT, 2)
    assert figures["reports"] == 2
    if sys.platform == "linux":
        assert 5 < figures["start_mb"] <= figures["peak_mb"]


def test_memory_says_why_it_could_not_be_measured(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"coding in a process of its own failed: .*absent\.jsonl\.xz"):
        memory.measured(tmp_path / "absent.jsonl.xz", 1)


def test_the_size_of_a_theatre_is_measured_with_it_and_without(tmp_path: Path) -> None:
    before, used = in_use(), []

    def notes(given: Report) -> list[Claim]:
        used.append(len(in_use()))
        return []

    figures = size.measured([Report(id="r", text=ARABIC)], notes, 2, 20)
    assert (figures["places"], figures["reports"]) == (20, 1) and figures["ratio"] > 0 and figures["load_s"] > 0
    assert set(used) == {len(before), len(before) + 1} and in_use() == before


def test_the_made_up_theatre_is_one_that_coding_uses(tmp_path: Path) -> None:
    size.write(tmp_path, 30)
    made = load(str(tmp_path))
    before = use([str(tmp_path)])
    try:
        name = made.places["xx/p29"].name_ar
        claims = pipeline_coder()(Report(id="r", text=f"قتل ثلاثة جنود في قصف على بلدة {name} أمس."))
    finally:
        use(before)
    assert len(made.places) == 30
    assert any("xx/p29" in {n.id for n in getattr(c, "places", ())} for c in claims)


def test_the_baseline_has_five_thousand_names_and_thirty_patterns() -> None:
    names = list(baseline._names())
    assert len(names) == len(set(names)) >= baseline.NAMES
    patterns = baseline._patterns()
    assert len(patterns) == 30
    assert all(any("OP" not in token for token in pattern) for pattern in patterns.values())


def test_spacy_reads_names_and_patterns() -> None:
    if (other := baseline.baseline()) is None:
        assert importlib.util.find_spec("spacy") is None
        return
    assert (other.names, other.patterns) == (5_000, 30)
    assert other.read("قصف على حلب") >= 2
    assert len(other.tokenise("قصف على حلب")) == 3
