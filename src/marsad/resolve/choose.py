"""The reading of a name that fits the report best, the runners-up, and why: a name is left open where two fit alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from marsad.resolve.readings import Reading
from marsad.resolve.weigh import REASONS, Fit, Signs, fit, is_possible


@dataclass(frozen=True, slots=True)
class Chosen:
    """The id that is meant (None: open), those that were possible besides, best first, and what told them apart."""

    id: str | None
    others: tuple[str, ...] = ()
    why: str = ""


def choose(readings: Iterable[Reading], signs: Signs) -> Chosen:
    """Which of the readings is meant."""
    every = list(readings)
    fitting = _native([r for r in every if is_possible(r, signs)])
    if not fitting:
        return Chosen(None, tuple(r.id for r in every), "none fits what the report says" if every else "")
    if len(fitting) == 1:
        only = fitting[0].id
        return Chosen(only, tuple(r.id for r in every if r.id != only), "the only one that fits" if len(every) > 1 else "")
    ranked = sorted(((fit(r, signs, fitting), r.id) for r in fitting), reverse=True)
    left = tuple(ident for _, ident in ranked)
    if ranked[0][0] == ranked[1][0]:
        return Chosen(None, left, "nothing in the report tells them apart")
    return Chosen(left[0], left[1:], _why(ranked[0][0], ranked[1][0]))


def _why(best: Fit, second: Fit) -> str:
    return next(REASONS[name] for name, one, other in zip(Fit._fields, best, second, strict=True) if one != other)


def _native(readings: list[Reading]) -> list[Reading]:
    """The readings without those that a theatre keeps of another state's forces, where that state's own are among them."""
    if len(readings) < 2:
        return readings
    countries = {r.country for r in readings}
    return [r for r in readings if r.is_place or not _is_elsewhere(r) or r.root.split("/")[0] not in countries]


def _is_elsewhere(reading: Reading) -> bool:
    """True for an actor that belongs to a state other than that of its theatre."""
    return reading.root.endswith("/state") and reading.root.split("/")[0] != reading.country
