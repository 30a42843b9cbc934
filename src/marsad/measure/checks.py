"""Properties that hold for every report of a corpus: coding does not crash, and every offset points at what it says.

A `Check` counts reports, claims and refusals and keeps the first faults by name; `passed` is True where there is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from marsad.measure.corpora import raw_files
from marsad.measure.gold import Coder
from marsad.model.claim import Claim, Name
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.text.decode import Undecodable, decode

KEPT = 20


@dataclass
class Check:
    """What was checked and what was found wrong; `faults` counts all, `examples` keeps the first of them."""

    name: str
    reports: int = 0
    claims: int = 0
    faults: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """True where something was checked and nothing was wrong."""
        return self.reports > 0 and not self.faults

    def fault(self, what: str) -> None:
        """Counts a fault, keeping its words while there are few."""
        self.faults += 1
        if len(self.examples) < KEPT:
            self.examples.append(what)


def check(name: str, reports: Iterable[Report], code: Coder, into: Check | None = None) -> Check:
    """The check of all reports; a report on which coding raises is one fault and the rest is still checked."""
    result = into or Check(name)
    for report in reports:
        result.reports += 1
        try:
            claims = code(report)
        except Exception as fault:
            result.fault(f"{report.id}: {type(fault).__name__}: {fault}")
            continue
        result.claims += len(claims)
        for claim in claims:
            for wrong in offsets(claim, report.text):
                result.fault(f"{report.id}: {claim.kind} by {claim.rule} at {claim.span.start}: {wrong}")
    return result


def check_bytes(name: str, archive: Path, code: Coder) -> Check:
    """The same over files in their original bytes; what the decoder refuses is counted by its reason, figures aside, and is no fault."""
    result = Check(name)
    return check(name, _decoded(archive, result), code, result)


def _decoded(archive: Path, result: Check) -> Iterator[Report]:
    for name, data in raw_files(archive):
        try:
            yield Report(id=name, text=decode(data).text)
        except Undecodable as refusal:
            result.refused[re.sub(r"\d+", "N", str(refusal))] += 1


def offsets(claim: Claim, text: str) -> list[str]:
    """What is wrong with the claim's offsets: quote, trigger, and the span of every name; empty where nothing is."""
    wrong = []
    if not claim.quote or claim.span.of(text) != claim.quote:
        wrong.append(f"quote {claim.quote!r} is not the text at its span {tuple(claim.span)}")
    if not _inside(claim.trigger, text) or not claim.span.holds(claim.trigger):
        wrong.append(f"trigger {tuple(claim.trigger)} is outside the quote {tuple(claim.span)}")
    names = (part for slot in claim.__dataclass_fields__ if isinstance(value := getattr(claim, slot), tuple) for part in value)
    wrong += [f"name {n.text!r} has no letters at {tuple(n.span)}" for n in names if isinstance(n, Name) and not _inside(n.span, text)]
    return wrong


def _inside(span: Span, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text) and bool(span.of(text).strip())
