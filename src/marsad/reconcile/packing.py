"""What a report tells as JSON and back: only what is not as it is by default, claims without what comparing never asks for."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields
from functools import cache, lru_cache
from typing import Any

from marsad.model.claim import KINDS, Claim, Name
from marsad.model.record import Finding, Obligation, Position, Stands
from marsad.model.span import Span
from marsad.reconcile.arrangements import Links, Summary
from marsad.reconcile.breaches import Act, Pact
from marsad.reconcile.happening import Happening
from marsad.reconcile.monitors import Said
from marsad.reconcile.product import Product
from marsad.reconcile.running import Figure
from marsad.reconcile.terms import Terms
from marsad.reconcile.told import Telling, Told

Row = dict[str, Any]
NO_CLAIM = ("trigger", "rule")
Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]
UNASKED = {
    Telling: ("text", "starts", "told", "_words"),
    Told: ("report", "words"),
    Happening: ("report", "told", "parts", "day", "claims"),
    Terms: ("told", "left_out"),
    Obligation: ("later",),
    Finding: ("tolls",),
}


def packed(made: Product) -> Row:
    """The product as JSON."""
    told = list(made.report.told)
    for one in [*(t for h in made.happenings for t in h.told), *(t for m in made.terms for t in (*m.told, *(b for _, b in m.left_out)))]:
        if not any(one is other for other in told):
            told.append(one)
    at = {id(one): n for n, one in enumerate(told)}
    own = {"own": len(made.report.told), "told": list(map(_dump, told))}
    happenings = [_dump(one) | {"told": [at[id(t)] for t in one.told]} for one in made.happenings]
    terms = [
        _dump(one) | {"told": [at[id(t)] for t in one.told], "out": [[_name(n), at[id(t)]] for n, t in one.left_out]} for one in made.terms
    ]
    rest: dict[str, list[Any]] = {"said": made.said, "owed": made.owed, "findings": made.findings}
    made_of = {"report": _dump(made.report), "happenings": happenings, "terms": terms, "figures": [at[id(t)] for t in made.figures]}
    listed = {key: list(map(_dump, found)) for key, found in rest.items()}
    return own | made_of | listed | {"heard": [list(one) for one in made.heard], "whole_of": made.whole_of} | _figures(made)


def unpacked(row: Row) -> Product:
    """The product that `packed` wrote."""
    report = _report(row["report"])
    told = [_told(one, report) for one in row["told"]]
    report.told = told[: row["own"]]
    happenings = [
        Happening(**(_load(Happening, one) | {"report": report.id, "told": [told[n] for n in one["told"]]})) for one in row["happenings"]
    ]
    terms = [
        Terms(
            **(_load(Terms, one) | {"told": [told[n] for n in one["told"]], "left_out": [(_to_name(n), told[at]) for n, at in one["out"]]})
        )
        for one in row["terms"]
    ]
    return Product(
        report,
        happenings,
        [told[n] for n in row["figures"]],
        terms,
        [Position(**_load(Position, one)) for one in row["said"]],
        [Said(*one) for one in row["heard"]],
        [Obligation(**_load(Obligation, one)) for one in row["owed"]],
        [Finding(**_load(Finding, one)) for one in row["findings"]],
        row["whole_of"],
        list(map(to_figure, row["running"])),
        list(map(to_figure, row["asked"])),
    )


def _report(row: Row) -> Telling:
    unread: Row = {"text": None, "starts": [], "told": [], "home": Counter()}
    return Telling(**(unread | _load(Telling, row)))


def _told(row: Row, report: Telling) -> Told:
    return Told(**(_load(Told, row) | {"report": report, "words": ()}))


def _figures(made: Product) -> Row:
    return {"running": list(map(of_figure, made.running)), "asked": list(map(of_figure, made.asked))}


def dump_outline(one: Happening) -> Row:
    """A happening as it is compared with others, as JSON: without its claims, but for their refs and the day of their report."""
    return _dump(one) | {"day": str(one.told_on) if one.told_on else None, "claims": list(one.refs)}


def load_outline(row: Row, report: str) -> Happening:
    """The happening of the report that `dump_outline` wrote."""
    return Happening(**(_load(Happening, row) | {"report": report, "day": _day(row["day"]), "claims": tuple(row["claims"])}))


def pack_terms(one: Terms) -> Row:
    """A ceasefire as it is brought together with others, as JSON: its claims without the others of their report."""
    report = one.told[0].report
    return _dump(one) | {"told": list(map(_dump, one.told)), "report": _dump(report)}


def load_terms(row: Row) -> Terms:
    """The ceasefire that `pack_terms` wrote."""
    report = _report(row["report"])
    return Terms(**(_load(Terms, row) | {"told": [_told(one, report) for one in row["told"]]}))


def of_figure(one: Figure) -> list[Any]:
    """A figure of a toll as JSON."""
    return [one.outcome, one.value, str(one.day) if one.day else None, sorted(one.area)]


def to_figure(row: list[Any]) -> Figure:
    """The figure that `of_figure` wrote."""
    return Figure(row[0], row[1], _day(row[2]), frozenset(row[3]))


def _claim(claim: Claim) -> Row:
    return {"kind": claim.kind} | _dump(claim)


def _to_claim(row: Row) -> Claim:
    cls = KINDS[row["kind"]]
    given = _load(cls, row)
    return cls(**(given | {"trigger": given["span"], "rule": ""}))


def _dump(one: Any) -> Row:
    """The fields that are not as they are by default."""
    made: Row = {}
    for name, (dump, _), plain in _codecs(type(one)):  # type: ignore[arg-type]
        value = getattr(one, name)
        if value != plain:
            made[name] = dump(value)
    return made


def _load(cls: type, row: Row) -> Row:
    return {name: load(row[name]) for name, (_, load), _ in _codecs(cls) if name in row}


@lru_cache(maxsize=64)
def _codecs(cls: Any) -> list[tuple[str, Codec, Any]]:
    """(name, how it is written and read, what it is by default) of the fields that are kept."""
    return [(f.name, CODECS[str(f.type)], _plain(f)) for f in fields(cls) if f.name not in UNASKED.get(cls, NO_CLAIM)]


def _plain(field: Any) -> Any:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


def _name(name: Name) -> list[str | None]:
    return [name.text, name.id, name.part_of]


@cache
def _made_name(text: str, ident: str | None, part_of: str | None) -> Name:
    return Name(text, Span(0, 0), ident, part_of)


def _to_name(row: list[Any]) -> Name:
    return _made_name(*row)


def _same(value: Any) -> Any:
    return value


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _days(value: Any) -> Any:
    return (dt.date.fromisoformat(value[0]), dt.date.fromisoformat(value[1])) if value else None


def _stands(value: Stands) -> list[Any]:
    """A day that stands, or none: what is kept of a ceasefire's first day."""
    return [str(value.value) if value.value else None, list(value.claims), value.why]


def _to_stands(row: list[Any]) -> Stands:
    return Stands(_day(row[0]), tuple(row[1]), why=row[2])


SAME: Codec = (_same, _same)
DAYS: Codec = (lambda value: [str(day) for day in value] if value else None, _days)
DAY: Codec = (lambda value: str(value) if value else None, _day)
CODECS: dict[str, Codec] = {
    **dict.fromkeys(("str", "str | None", "int", "int | None", "bool", "Ref"), SAME),
    **dict.fromkeys(("frozenset[str]", "frozenset[int]"), (sorted, frozenset)),
    "set[str]": (sorted, set),
    "Stands": (_stands, _to_stands),
    "Stands | None": (lambda value: value and _stands(value), lambda row: row and _to_stands(row)),
    "frozenset[dt.date]": (lambda value: sorted(map(str, value)), lambda value: frozenset(map(dt.date.fromisoformat, value))),
    **dict.fromkeys(("Days | None", "tuple[dt.date, dt.date] | None"), DAYS),
    "dt.date | None": DAY,
    "Claim": (_claim, _to_claim),
    "Span": (list, lambda value: Span(*value)),
    "Span | None": (list, lambda value: Span(*value)),
    **dict.fromkeys(("tuple[str, ...]", "tuple[Ref, ...]"), (list, tuple)),
    "tuple[Name, ...]": (lambda value: [_name(one) for one in value], lambda value: tuple(map(_to_name, value))),
    "tuple[tuple[str, int, int], ...]": (lambda value: [list(one) for one in value], lambda value: tuple(map(tuple, value))),
    **dict.fromkeys(("Counter[str]", "Home"), (dict, Counter)),
    "dict[str, tuple[str, ...]]": (
        lambda value: {key: list(refs) for key, refs in value.items()},
        lambda value: {key: tuple(refs) for key, refs in value.items()},
    ),
    "dict[str, tuple[str, bool]]": (
        lambda value: {key: list(one) for key, one in value.items()},
        lambda value: {key: (ref, claimed) for key, (ref, claimed) in value.items()},
    ),
    "dict[str, str]": SAME,
    "tuple[tuple[str, int], ...]": (lambda value: [list(one) for one in value], lambda value: tuple(map(tuple, value))),
    "dict[str, list[tuple[int, int, tuple[str, ...]]]]": (
        lambda value: {key: [[n, at, list(by)] for n, at, by in found] for key, found in value.items()},
        lambda value: {key: [(n, at, tuple(by)) for n, at, by in found] for key, found in value.items()},
    ),
    "dict[str, frozenset[int]]": (
        lambda value: {key: sorted(found) for key, found in value.items()},
        lambda value: {key: frozenset(found) for key, found in value.items()},
    ),
}
"""By the annotation of a field how it is written and read."""


def dump_act(one: Act, day: str | None, heard: Iterable[Said]) -> Row:
    """An incident as it is tested beside ceasefires, its first day as it stands, and what monitors say of it, as JSON."""
    return _dump(one) | {"day": day, "heard": [list(said) for said in heard]}


def load_act(row: Row) -> Act:
    """The incident that `dump_act` wrote."""
    return Act(**_load(Act, row))


def load_heard(row: Row) -> list[Said]:
    """What monitors say of it."""
    return [Said(*said) for said in row["heard"]]


def dump_pact(one: Pact) -> Row:
    """A ceasefire as incidents are tested beside it, as JSON."""
    return _dump(one)


def load_pact(row: Row) -> Pact:
    """The ceasefire that `dump_pact` wrote."""
    return Pact(**_load(Pact, row))


def dump_summary(one: Summary) -> Row:
    """The summary of a ceasefire as JSON."""
    return _dump(one)


def load_summary(row: Row) -> Summary:
    """The summary that `dump_summary` wrote."""
    return Summary(**_load(Summary, row))


def dump_links(one: Links) -> Row:
    """What a ceasefire extends and lies under as JSON."""
    return _dump(one)


def load_links(row: Row) -> Links:
    """The links that `dump_links` wrote."""
    return Links(**_load(Links, row))
