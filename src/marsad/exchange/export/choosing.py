"""Which part of a content is asked for: by kind, place, actor, source or ceasefire. Days are `within`'s."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from marsad.exchange.export.content import GROUPS, Content, Row, refs_of
from marsad.resolve.gazetteer import above, thing
from marsad.text.fold import fold_key

PLACES, ACTORS = ("places", "areas"), ("by", "against", "speaker", "to", "participants", "parties", "brokers")


@dataclass(frozen=True, slots=True)
class Part:
    """What is asked for; empty is all. Names may be parts of names in Arabic or English, or ids; `ceasefire` is a record's id."""

    kind: str = ""
    place: str = ""
    actor: str = ""
    source: str = ""
    ceasefire: str = ""


def part(content: Content, wanted: Part) -> Content:
    """The claims that pass, the records of which a claim passes with all claims of theirs, and the reports of these."""
    if wanted == Part():
        return content
    passing = {claim["ref"] for claim in content.claims if _passes(claim, wanted)} & _of_ceasefire(content, wanted.ceasefire)
    records = {group: [row for row in content.records[group] if passing & set(refs_of(row))] for group in GROUPS}
    ids = {row["id"] for group in ("incidents", "ceasefires") for row in records[group]}
    records["violations"] = [v for v in content.records["violations"] if v["incident"] in ids and v["ceasefire"] in ids]
    records["monitors"] = [m for m in content.records["monitors"] if m["incident"] in ids]
    kept = passing | {ref for group in ("incidents", "tolls", "ceasefires") for row in records[group] for ref in row["claims"]}
    claims = tuple(claim for claim in content.claims if claim["ref"] in kept)
    names = {claim["report"] for claim in claims}
    return replace(content, records=records, claims=claims, reports=tuple(r for r in content.reports if r["id"] in names))


def _passes(claim: Row, wanted: Part) -> bool:
    return (
        (not wanted.kind or claim["kind"] == wanted.kind)
        and (not wanted.place or _fits(wanted.place, _named(claim, PLACES, wider=True)))
        and (not wanted.actor or _fits(wanted.actor, _named(claim, ACTORS)))
        and (not wanted.source or _fits(wanted.source, [*_named(claim, ("source",)), claim["outlet"] or ""]))
    )


def _of_ceasefire(content: Content, ident: str) -> set[str]:
    """The claims of a ceasefire, of what extends it or lies under it, and of the incidents beside these; all claims where none is named."""
    if not ident:
        return set(content.by_ref)
    family = {row["id"] for row in content.records["ceasefires"] if ident in (row["id"], row["extends"], row["under"])}
    beside = {v["incident"] for v in content.records["violations"] if v["ceasefire"] in family}
    rows = (row for group in ("ceasefires", "incidents") for row in content.records[group] if row["id"] in family | beside)
    return {ref for row in rows for ref in row["claims"]}


def _named(claim: Row, fields: Iterable[str], wider: bool = False) -> Iterator[str]:
    """The names in these fields, as written and as our tables have them; of places also what they lie in."""
    for field in fields:
        yield from claim.get(field) or ()
        for ident in filter(None, claim["ids"].get(field, ())):
            for one in (ident, *(above(ident) if wider else ())):
                yield one
                yield from (known.name_ar, known.name_en) if (known := thing(one)) else ()


def _fits(wanted: str, names: Iterable[str]) -> bool:
    asked = fold_key(wanted).casefold()
    return any(wanted == name or asked in fold_key(name).casefold() for name in names)
