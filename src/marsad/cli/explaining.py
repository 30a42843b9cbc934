"""A claim explained: its rule, its characters, its fields, by whose word, and what each part stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from marsad.cli.show import clean, count, isolated
from marsad.grammar.scene import Scene
from marsad.model.claim import Claim, to_json
from marsad.model.report import Report
from marsad.pipeline import analyse, rule_of
from marsad.resolve.ground import Ground, ground_of
from marsad.resolve.home import theatres_of
from marsad.resolve.told import Told, told
from marsad.text.furniture import furniture
from marsad.theatres import in_use, is_chosen

PAGE = 80  # characters shown of each
_APART = frozenset({"kind", "quote", "start", "end", "source", "rule", "trigger", "evidence", "ids", "part_of", "actor_ids", "place_ids"})


def explanation(report: Report, claims: Sequence[Claim], at: int | None) -> Iterator[str]:
    """The lines that explain the claims of a report: all of them, or those that use the character `at`."""
    day = report.date or "no date: relative days stay open"
    yield f"{isolated(clean(report.id))}  {day}  {isolated(clean(report.outlet or ''))}".rstrip()
    used = [claim for claim in claims if at is None or _uses(claim, at)]
    seen = list(analyse(report))
    ground = ground_for(report, claims, seen)
    yield f"  theatre: {chosen(ground)}"
    if at is not None:
        yield f"  at {at}: {isolated(_around(report.text, at))}"
    for number, claim in enumerate(used, 1):
        yield ""
        yield from _claim(number, claim, report.text)
        yield from map(_resolved, told(claim, ground))
        yield from why(claim, seen)
    if not used:
        yield "  no claim" if at is None else "  no claim uses this character" if at < len(report.text) else _beyond(report)
    yield from _named_only(seen, at, report.text)
    yield from _page(report, at)
    yield from _unread(report, claims, at)


def ground_for(report: Report, claims: Sequence[Claim], scenes: Sequence[Scene]) -> Ground:
    """What the names of the report's claims are resolved on."""
    return ground_of(claims, report.date, report.text, (p for scene in scenes for p in scene.sentence.places))


def chosen(ground: Ground) -> str:
    """Which theatres the report's own words tell, or which were asked for."""
    told_by = ", ".join(theatres_of(ground.home)) or "none: no name of the report tells one"
    return f"{told_by} (of {', '.join(in_use())}, as asked)" if is_chosen() else f"{told_by} (by the report's own words)"


def row_of(report: Report, claim: Claim, ground: Ground) -> dict[str, Any]:
    """The claim in the codebook's shape with its report's id and its own, and what was made of its names."""
    return {"report": report.id, "id": claim.id(report.id)} | to_json(claim) | {"resolved": [name.as_row() for name in told(claim, ground)]}


def _claim(number: int, claim: Claim, text: str) -> Iterator[str]:
    row = to_json(claim)
    yield f"{number:>3}. {claim.kind}/{claim.type}  {isolated(clean(claim.quote))}  [{claim.span.start}-{claim.span.end}]"
    yield f"     rule: {claim.rule}, triggered by {isolated(clean(claim.trigger.of(text)))} [{claim.trigger.start}-{claim.trigger.end}]"
    chain = " <- ".join(isolated(clean(name)) for name in row["source"])
    yield f"     source: {chain or 'the report itself'}{_stands(row, 'source')}"
    for field in (key for key in row if key not in _APART and key != claim.type_field and key != "type"):
        if row[field] not in (None, [], ""):
            yield f"     {field}: {_value(row[field])}{_stands(row, field)}"


def _resolved(name: Told) -> str:
    """«إدلب» = sy/idlib/idlib Idlib 35.93, 36.63 (town; ACLED 1, UCDP 1): why; not …"""
    line = f"     {isolated(clean(name.name))} {f'= {name.id} {name.title}' if name.id else 'is not settled'}"
    if name.holder:
        line += f", held by {name.holder.name_en} ({name.holder.begins or ''} to {name.holder.ends or 'now'})"
    line += f", of {name.whose}" if name.whose else ""
    if name.part_of:
        line += f", part of {name.part_of}"
    if (at := name.location) and at.lat is not None:
        near = "near " if at.near else ""
        line += f"  {near}{at.lat}, {at.lon} ({at.precision}; geo_precision {at.geo_precision}, where_prec {at.where_prec})"
    line += f": {name.why}" if name.why else ""
    line += f"; not {', '.join(name.others[:3])}" if name.others else ""
    return line + (f"; one group under the names {' -> '.join(name.line)}" if name.line else "")


def why(claim: Claim, scenes: Sequence[Scene]) -> Iterator[str]:
    """Why the claim is there: what its rule reads, the mentions in its sentence, and the sources in whose scope it stands."""
    if rule := rule_of(claim):
        yield f"     reads: {isolated(clean(rule.example))}  ({(rule.read.__doc__ or '').partition('»: ')[2].strip().splitlines()[0]})"
    scene = next((s for s in scenes if s.sentence.span.start <= claim.trigger.start < s.sentence.span.end), None)
    if scene is None:
        return
    s = scene.sentence
    for kind in ("numbers", "times", "places", "actors"):
        if found := getattr(s, kind):
            yield f"     {kind} seen: " + ", ".join(f"{isolated(clean(m.text))} [{m.span.start}-{m.span.end}]" for m in found)
    for scope in scene.scopes:
        span = s.span_of(scope.first, scope.last) if scope.last > scope.first else None
        if span and span.start <= claim.trigger.start < span.end:
            yield f"     in the scope of: {_value([name.text for name in scope.source])} [{span.start}-{span.end}]"


def _value(value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    return ", ".join(isolated(clean(str(v))) for v in values)


def _stands(row: dict[str, Any], field: str) -> str:
    spans = row["evidence"].get(field)
    ids = [ident for ident in row["ids"].get(field, []) if ident]
    where = f"  at {' '.join(f'{start}-{end}' for start, end in spans)}" if spans else ""
    return where + (f"  = {', '.join(ids)}" if ids else "")


def _uses(claim: Claim, at: int) -> bool:
    spans = [tuple(claim.span), *(tuple(span) for spans in to_json(claim)["evidence"].values() for span in spans)]
    return any(start <= at < end for start, end in spans)


def _named_only(scenes: Sequence[Scene], at: int | None, text: str) -> Iterator[str]:
    """The incidents that were weighed and found to be named, not told, with the signs that weighed most."""
    for aside in (a for scene in scenes for a in scene.aside if at is None or _uses(a.claim, at)):
        claim, chance = aside.claim, f"{aside.chance:.2f} of 1"
        yield ""
        yield f"  named only: {claim.kind}/{claim.type}  {isolated(clean(claim.quote))}  [{claim.span.start}-{claim.span.end}]"
        yield f"     rule: {claim.rule}, triggered by {isolated(clean(claim.trigger.of(text)))}; chance that it is told here: {chance}"
        yield f"     against it: {_value(list(aside.against))}; for it: {_value(list(aside.favour))}"


def _page(report: Report, at: int | None) -> Iterator[str]:
    """The stretches that were not read because they are the page's, not the report's."""
    for span in (span for span in furniture(report.text) if at is None or span.start <= at < span.end):
        yield f"  not the report but its page: {isolated(clean(span.of(report.text))[:PAGE])} [{span.start}-{span.end}]"


def _unread(report: Report, claims: Sequence[Claim], at: int | None) -> Iterator[str]:
    from marsad.extract.unread import unread

    left = [seen for seen in unread(report, claims) if at is None or seen.span.start <= at < seen.span.end]
    if left:
        yield ""
        yield f"  {count(len(left), 'word')} unread: " + ", ".join(
            f"{isolated(clean(s.text))} [{s.span.start}] {s.kind}" for s in left[:20]
        )


def _around(text: str, at: int) -> str:
    return clean(f"{text[max(0, at - 40) : at]}⟦{text[at : at + 1]}⟧{text[at + 1 : at + 40]}")


def _beyond(report: Report) -> str:
    return f"  the text has {len(report.text):,} characters, the last one is {len(report.text) - 1:,}"
