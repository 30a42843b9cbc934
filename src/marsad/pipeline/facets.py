"""What a saved record is found by on its pages, and what orders it there: a pure function of the record and of the theatres in use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from marsad.model.vocabulary import label
from marsad.pipeline.findings import SEVERITY, severity
from marsad.resolve import gazetteer
from marsad.store.rows import fold_name
from marsad.store.shelves import STEPS, Facet, number, weeks

LANGUAGES = ("ar", "en")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
Record = Mapping[str, Any]


def shown(group: str, record: Record, sort: str) -> str:
    """What orders a record on its pages: incidents by day and sources, tolls by figures, findings the open ones first, else `sort`."""
    if group == "incidents":
        return f"{record['when'][0] if record['when'] else ''} {len(record['sources']):04}"
    if group == "tolls":
        return f"{len(record['figures']):06}"
    if group == "findings":
        return f"{0 if record['state'] == 'open' else 1} {list(SEVERITY).index(severity(record['check']))} {sort}"
    return sort


def facets(group: str, record: Record) -> tuple[Facet, ...]:
    """The values by which lists find the record."""
    return tuple(dict.fromkeys(FACETS[group](record)))


def _incident(row: Record) -> Iterator[Facet]:
    yield from _claims(row)
    place = (row["place"] or {}).get("id")
    yield from (Facet("place", outer) for outer in chain(place))
    if place:
        yield from (Facet("at", place), Facet("area", governorate(place)))
    if row["type"]:
        yield Facet("type", row["type"])
    if row["by"]:
        yield Facet("by", row["by"])
    yield from (Facet("actor", one) for value in _sides(row) for one in spelled(value))
    if row["killed"]:
        yield from _at_least("killed", row["killed"][1] or row["killed"][0] or 0)
    yield from _at_least("sources", len(row["sources"]))
    if row["when"]:
        first, last = row["when"]
        yield from (Facet(*told) for told in (("until", last), *(("week", one) for one in weeks(first, last))) if last > first)
    if len(row["sources"]) > 1 or any(c["outcome"] == "killed" and c["min"] is not None for c in row["casualties"]):
        yield Facet("told", "")
    yield _title(*(label("incident_type", row["type"], lang) for lang in LANGUAGES if row["type"]), *called(place))


def _sides(row: Record) -> Iterator[str]:
    """Those who did it and those it was done to, and who else is told."""
    fields = [row["fields"].get(name, {}) for name in ("by", "against")]
    every = [row["by"], *(field.get("value") for field in fields), *(r["value"] for field in fields for r in field.get("rivals", ()))]
    yield from dict.fromkeys(str(value) for value in every if value)


def _toll(row: Record) -> Iterator[Facet]:
    yield from _claims(row)
    yield Facet("outcome", row["outcome"])
    yield Facet("source", fold_name(row["source"]))
    yield Facet("area", fold_name(f"{row['area']} {undated(row['label'])}"))
    yield from (Facet("day", "", figure["day"]) for figure in row["figures"] if figure["day"])
    if row["part_of"]:
        yield Facet("part_of", row["part_of"])
    else:
        yield from (Facet("whole", ""), Facet("kin", f"{row['outcome']} {row['area']}"))
        days = [figure["day"] or "" for figure in row["figures"] if figure["change"] in ("raised", "lowered")]
        if days:
            yield Facet("moved", "", max(figure["day"] or "" for figure in row["figures"]))
    yield _title(undated(row["label"]), row["area"], row["by"], *(label("outcome", row["outcome"], lang) for lang in LANGUAGES))


def _ceasefire(row: Record) -> Iterator[Facet]:
    yield from _claims(row)
    yield Facet("area", fold_name(" ".join([*row["areas"], undated(row["label"])])))
    if row["extends"]:
        yield Facet("extends", row["extends"])
    told = (row["declared"], row["starts"], row["ends"], *(at for at, _, _ in row["history"]))
    yield from (Facet("day", "", day[:10]) for day in told if day)
    yield from (one for window in row["windows"] if window["starts"] for one in _stretch(window["starts"][:10], window["ends"]))
    yield _title(undated(row["label"]), *row["areas"], row["class"])


def _stretch(first: str, ends: str | None) -> Iterator[Facet]:
    """When a window begins and ends, the Mondays that it holds; one that has no end is `open`."""
    if ends is None:
        yield Facet("open", "", first)
        return
    yield from (Facet("began", "", first), Facet("holds", ends[:10], first))
    yield from (Facet("held", one, first) for one in weeks(first, ends[:10]))


def _violation(row: Record) -> Iterator[Facet]:
    yield from (Facet(name, row[name]) for name in ("incident", "ceasefire", "state"))


def _position(row: Record) -> Iterator[Facet]:
    yield from (Facet("actor", one) for one in spelled(row["actor"]))
    yield from (Facet("to", fold_name(one)) for one in row["to"])
    yield from (Facet(name, row[name]) for name in ("issue", "stance"))
    if row["day"]:
        yield Facet("day", "", row["day"])


def _finding(row: Record) -> Iterator[Facet]:
    yield from _claims(row)
    yield from (Facet(name, row[name]) for name in ("check", "state"))
    yield Facet("severity", severity(row["check"]))
    if row["state"] == "open":
        yield Facet("grave", severity(row["check"]))
    if row["owner"]:
        yield Facet("owner", row["owner"])


def _heard(row: Record) -> Iterator[Facet]:
    yield Facet("incident", row["incident"])


def _obligation(row: Record) -> Iterator[Facet]:
    yield Facet("duty", row["duty"])
    yield from (Facet("actor", one) for value in (*row["by"], *row["to"]) for one in spelled(value))


def _gap(row: Record) -> Iterator[Facet]:
    yield from (Facet("ceasefire", one) for one in row["ceasefires"])


FACETS: dict[str, Callable[[Record], Iterator[Facet]]] = {
    "incidents": _incident,
    "tolls": _toll,
    "ceasefires": _ceasefire,
    "violations": _violation,
    "positions": _position,
    "findings": _finding,
    "monitors": _heard,
    "obligations": _obligation,
    "gaps": _gap,
}


def undated(label: str) -> str:
    """The label without its days.

    >>> undated("cessation, Aleppo, from 2016-05-01")
    'cessation, Aleppo, from '
    """
    return _DAY.sub("", label)


def _at_least(role: str, n: int) -> Iterator[Facet]:
    """The number, and each step up to it."""
    yield Facet(role, number(n))
    yield from (Facet(f"{role}+", number(one)) for one in STEPS if one <= n)


def _claims(row: Record) -> Iterator[Facet]:
    yield from (Facet("claim", ref) for ref in row["claims"])


def _title(*parts: str | None) -> Facet:
    return Facet("title", " ".join(dict.fromkeys(fold_name(part) for part in parts if part)))


@lru_cache(100_000)
def spelled(value: str) -> tuple[str, ...]:
    """What a name is found by: its id where a theatre knows it, else how it is written, folded."""
    return (value,) if gazetteer.thing(value) else (fold_name(value),)


def chain(ident: str | None) -> tuple[str, ...]:
    """The place and all that it lies in."""
    return (ident, *gazetteer.above(ident)) if ident and gazetteer.place(ident) else ()


@lru_cache(100_000)
def governorate(ident: str) -> str:
    """The governorate that the place lies in; the place itself where none is known."""
    return next((outer for outer in chain(ident) if (known := gazetteer.place(outer)) and known.precision == "governorate"), ident)


def called(ident: str | None) -> Iterable[str]:
    """The names of the place in both languages."""
    known = gazetteer.place(ident)
    return (known.name_ar, known.name_en) if known else ()
