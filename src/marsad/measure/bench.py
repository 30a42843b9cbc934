"""How fast and how lean coding is, against spaCy's pipeline on the same text in the same run, and what holds for every claim.

`run(data_dir)` measures on the corpora in a folder laid out as ../shared/data, with the gold files in ../gold beside it;
what is not there is left out and named. `table(figures)` prints them. Times are CPU seconds of one thread; a pass is the
whole text once; `cold` is marsad's first pass, when every word is new to it, `best` the fastest of all passes.
"""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from marsad import __version__
from marsad.measure import corpora, memory, size
from marsad.measure.baseline import Baseline, baseline
from marsad.measure.checks import Check, check, check_bytes
from marsad.measure.gold import Coder, as_report, pipeline_coder, rows
from marsad.measure.show import table
from marsad.model.report import Report

__all__ = ["run", "table"]

PASSES = 2
SHORT_PASSES = 7


def run(data_dir: Path | str, articles: int = 5000, *, everything: bool = False, code: Coder | None = None) -> dict[str, Any]:
    """All figures as a dict fit for JSON; `everything` also checks every claim of every corpus (minutes)."""
    data, gold, coder = Path(data_dir), Path(data_dir).parent / "gold", code or pipeline_coder()
    figures: dict[str, Any] = {"machine": machine(), "absent": [str(path) for path in _needed(data, gold) if not path.is_file()]}
    if (ant := data / corpora.ANT).is_file():
        figures["memory"] = memory.measured(ant, articles)
    other = baseline()
    figures["baseline"] = {"spacy": other.version, "names": other.names, "patterns": other.patterns} if other else None
    if (dev := gold / "dev.jsonl").is_file():
        figures["dev gold"] = speed([as_report(row) for row in rows(dev)], coder, other, SHORT_PASSES)
    if ant.is_file():
        figures["mixed news"] = speed(list(corpora.articles(ant, articles)), coder, other, PASSES)
    if (seed := gold / "seed.jsonl").is_file():
        figures["founding report"] = founding(as_report(next(rows(seed))), coder, other)
    if dev.is_file():
        figures["theatre size"] = size.measured([as_report(row) for row in rows(dev)], coder, SHORT_PASSES, size.PLACES)
    return figures | ({"checks": [_plain(done) for done in checks(data, coder)]} if everything else {})


def _needed(data: Path, gold: Path) -> list[Path]:
    return [data / corpora.ANT, data / corpora.OSAC, data / corpora.ANC, gold / "seed.jsonl", gold / "dev.jsonl"]


def machine() -> dict[str, Any]:
    """The processor, its cores, the system and the Pythons that the figures were measured with."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return {"processor": _processor(), "cores": os.cpu_count(), "system": platform.system(), "python": python, "marsad": __version__}


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def speed(reports: list[Report], code: Coder, other: Baseline | None, passes: int) -> dict[str, Any]:
    """Both pipelines over the same reports in turn, pass by pass, and the ratio of their best passes."""
    mine: list[float] = []
    theirs: list[float] = []
    for _ in range(passes):
        mine.append(_cpu(code, reports))
        if other:
            theirs.append(_cpu(other.read, (report.text for report in reports)))
    size = {"reports": len(reports), "mb": round(corpora.megabytes(reports), 3), "passes": passes}
    figures = size | {"marsad": _rates(mine, size)}
    return figures | ({"spacy": _rates(theirs, size), "ratio": round(min(theirs) / min(mine), 3)} if other else {})


def _cpu(work: Callable[[Any], Any], things: Iterable[Any]) -> float:
    begun = time.process_time()
    for thing in things:
        work(thing)
    return time.process_time() - begun


def _rates(seconds: list[float], size: dict[str, Any]) -> dict[str, float]:
    best, cold = max(min(seconds), 1e-9), max(seconds[0], 1e-9)
    rates = {"best_s": best, "best_mb_s": size["mb"] / best, "best_reports_s": size["reports"] / best}
    rates |= {"cold_s": cold, "cold_mb_s": size["mb"] / cold}
    return {name: round(value, 4) for name, value in rates.items()}


def founding(report: Report, code: Coder, other: Baseline | None) -> dict[str, Any]:
    """Milliseconds to code the founding report, and those that the other pipeline needs to tokenise and to read it.

    It comes last, when both pipelines have seen other reports: `first` is a new report in a running process, `best` a repeated one.
    """
    figures = _milliseconds("code", lambda: code(report))
    if other:
        figures |= _milliseconds("tokenise", lambda: other.tokenise(report.text)) | _milliseconds("read", lambda: other.read(report.text))
    return figures


def _milliseconds(name: str, work: Callable[[], Any]) -> dict[str, float]:
    seconds = [_cpu(lambda _: work(), [None]) for _ in range(SHORT_PASSES)]
    return {f"{name}_first_ms": round(seconds[0] * 1e3, 3), f"{name}_best_ms": round(min(seconds) * 1e3, 3)}


def checks(data: Path, code: Coder) -> list[Check]:
    """The properties over each whole corpus that is there."""
    found = [check(path.parts[0], corpora.articles(data / path), code) for path in (corpora.ANT, corpora.OSAC) if (data / path).is_file()]
    return [*found, *([check_bytes(corpora.ANC.parts[0], data / corpora.ANC, code)] if (data / corpora.ANC).is_file() else [])]


def _plain(done: Check) -> dict[str, Any]:
    return asdict(done) | {"passed": done.passed, "refused": dict(done.refused)}
