"""Annotations beside our claims: one matches where it is of the same text and kind and shares a character with the claim's quote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from marsad.exchange.export.content import Content, Row
from marsad.exchange.reference.record import Reference
from marsad.model.claim import KINDS
from marsad.model.report import sha256
from marsad.pipeline.beside.matching import Alone, Compared, Side, match
from marsad.reconcile.compare import NO, Point

LEAST = 1.0


class Marked(NamedTuple):
    """A stretch of a text with its kind and type."""

    report: str
    start: int
    end: int
    kind: str
    type: str


def compare(content: Content, theirs: list[Reference]) -> Compared:
    """The claims of the annotated texts beside their annotations; annotations of texts that are not in the store are told."""
    hashes = {report["id"]: _hash(report) for report in content.reports}
    texts = {one.report for one in theirs}
    left: Side[Marked] = Side()
    for claim in content.claims:
        if (report := hashes.get(claim["report"])) in texts:
            one = Marked(report, claim["start"], claim["end"], claim["kind"], str(claim.get(KINDS[claim["kind"]].type_key()) or ""))
            left.add(claim["ref"], one, _label(claim), [report])
    right: Side[Marked] = Side()
    strange = []
    for reference in theirs:
        if reference.report not in set(hashes.values()):
            strange.append(Alone(reference.id, f"{reference.label} «{reference.quote}»", "its text is not in the store"))
            continue
        kind, _, code = reference.types[0].partition("/") if reference.types else ("", "", "")
        one = Marked(reference.report, reference.start or 0, reference.end or 0, kind, code)
        right.add(reference.id, one, f"{reference.label} «{reference.quote}»", [reference.report])
    found = match(left, right, _points, LEAST, _differs)
    return found.joined(Compared(theirs=tuple(strange)))


def _hash(report: Row) -> str:
    """The hash that annotations of the text go by: tools of annotation drop the white space behind a text."""
    return sha256(report["text"].rstrip().encode()) if report.get("text") else str(report["text_sha256"])


def _label(claim: Row) -> str:
    return f"{claim['kind']} «{claim['quote']}»"


def _points(a: Marked, b: Marked) -> list[Point]:
    return list(_compared(a, b))


def _compared(a: Marked, b: Marked) -> Iterator[Point]:
    if a.kind != b.kind:
        yield Point("kind", NO, f"ours {a.kind}, theirs {b.kind or 'none of ours'}")
    shared = min(a.end, b.end) - max(a.start, b.start)
    if shared <= 0:
        yield Point("span", NO, "no character in common")
        return
    yield Point("span", 1.0 + shared / (max(a.end, b.end) - min(a.start, b.start)), f"{shared} characters in common")
    if a.type and b.type:
        yield Point("type", 0.5 if a.type == b.type else -0.4, "the same type" if a.type == b.type else "another type")


def _differs(a: Marked, b: Marked) -> list[str]:
    return [f"type: ours {a.type}, theirs {b.type}"] if a.type and b.type and a.type != b.type else []
