"""What one report tells by itself, before it is brought together with others: its happenings, figures, terms, positions and the rest.

It is made of the report's row alone and is kept, so that what several reports tell is made again without reading them again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from marsad.model.record import Finding, Obligation, Position
from marsad.reconcile import link, monitors, obligations, positions, tolls, truces
from marsad.reconcile.algebra import within
from marsad.reconcile.decided import Decided, leaders
from marsad.reconcile.episodes import episodes
from marsad.reconcile.greedy import numbered
from marsad.reconcile.happening import Happening, share
from marsad.reconcile.running import Figure, Running, asked, figures, taken
from marsad.reconcile.terms import Terms
from marsad.reconcile.told import Telling, Told, telling

Row = Mapping[str, Any]


@dataclass(slots=True)
class Product:
    """What one report tells; `whole_of` names for each figure that is a part the one that it is part of.

    `running` are its figures of running tolls, `asked` those beside incidents that may be such a toll's.
    """

    report: Telling
    happenings: list[Happening] = field(default_factory=list)
    figures: list[Told] = field(default_factory=list)
    terms: list[Terms] = field(default_factory=list)
    said: list[Position] = field(default_factory=list)
    heard: list[monitors.Said] = field(default_factory=list)
    owed: list[Obligation] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    whole_of: dict[str, str] = field(default_factory=dict)
    running: list[Figure] = field(default_factory=list)
    asked: list[Figure] = field(default_factory=list)


def product(row: dict[str, Any]) -> Product:
    """What the report of a row tells; ValueError naming the report where the row is not in the shape of the codebook."""
    report = _read(row)
    made = Product(report, *episodes(report))
    made.running, made.asked = list(figures(made.figures)), list(asked(made.happenings))
    made.terms = truces.of_report(report)
    made.said = positions.of_report(report)
    made.heard = monitors.of_report(report)
    made.owed = obligations.of_report(report)
    made.findings = within(report.told)
    report.close()
    for happening in made.happenings:
        share(happening)
    return made


def _read(row: dict[str, Any]) -> Telling:
    try:
        return telling(row)
    except (KeyError, ValueError, TypeError) as error:
        missing = f"a claim has no {error}" if isinstance(error, KeyError) else str(error)
        raise ValueError(f"report {row.get('id')!r}: {missing}") from None


def settle(made: Product, running: Running, given: Decided) -> None:
    """Nothing; what belongs to running tolls leaves the happenings, what persons held apart is parted, and all parts get their names."""
    made.happenings, moved = taken(made.happenings, running)
    made.figures += moved
    made.happenings = numbered((part for one in made.happenings for part in link.split(one, given)), link.name)
    made.terms = numbered(made.terms, truces.name)
    made.figures = numbered(made.figures, tolls.name)
    made.whole_of = tolls.wholes(made.figures)


def led(found: Sequence[Product], given: Decided) -> dict[str, str]:
    """For each happening, and each figure, that a person put together with an earlier one the first of them all, by name."""
    happenings = [one for made in found for one in made.happenings]
    return {**leaders(happenings, given), **leaders([one for made in found for one in tallies(made)], given)}


def tallies(made: Product) -> Iterator[tolls.Tally]:
    """The figures of a product that are no part of another one, as they are brought together with others."""
    return (tolls.tally(told) for told in made.figures if told.item not in made.whole_of)
