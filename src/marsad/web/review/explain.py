"""Why a claim was read: its rule, the sentence with its mentions, in whose word it stands, what its names were taken for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.grammar.scene import Scene
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.pipeline import analyse, rule_of
from marsad.web.view import named

MENTIONS = ("numbers", "times", "places", "actors")


@dataclass(frozen=True, slots=True)
class Explained:
    """One claim with what it stands on; `pieces` are the sentence cut into (words, what they were seen as or '')."""

    claim: Claim
    rule: str
    example: str
    reads: str
    pieces: list[tuple[str, str]]
    source: tuple[str, ...]
    names: list[tuple[str, str, str | None]]


def explained(report: Report, claims: Sequence[Claim], at: int) -> list[Explained]:
    """Every claim whose quote, trigger or names use the character, explained."""
    scenes = list(analyse(report))
    return [_explained(claim, scenes, report.text) for claim in claims if _uses(claim, at)]


def _uses(claim: Claim, at: int) -> bool:
    return any(span.start <= at < span.end for span in (claim.span, claim.trigger, *(name.span for _, name in named(claim))))


def _explained(claim: Claim, scenes: Sequence[Scene], text: str) -> Explained:
    scene = next((s for s in scenes if s.sentence.span.start <= claim.trigger.start < s.sentence.span.end), None)
    rule = rule_of(claim)
    names = [(field, name.text, name.id) for field, name in named(claim)]
    pieces = list(_pieces(scene, claim, text)) if scene else [(claim.quote, "quote")]
    source = next((tuple(n.text for n in s.source) for s in scene.scopes if _inside(scene, s.first, s.last, claim)), ()) if scene else ()
    return Explained(claim, claim.rule, rule.example if rule else "", rule.does if rule else "", pieces, source, names)


def _inside(scene: Scene, first: int, last: int, claim: Claim) -> bool:
    span = scene.sentence.span_of(first, last) if last > first else None
    return span is not None and span.start <= claim.trigger.start < span.end


def _pieces(scene: Scene, claim: Claim, text: str) -> Iterator[tuple[str, str]]:
    """The sentence cut at its mentions: the trigger, numbers, times, places, actors."""
    whole = scene.sentence.span
    seen = [(m.span, kind) for kind in MENTIONS for m in getattr(scene.sentence, kind)]
    at = whole.start
    for span, kind in sorted([(claim.trigger, "trigger"), *seen], key=lambda pair: (pair[0].start, pair[1] != "trigger")):
        if span.start >= at and span.end <= whole.end:
            yield from ((Span(at, span.start).of(text), ""), (span.of(text), kind))
            at = span.end
    yield Span(at, whole.end).of(text), ""
