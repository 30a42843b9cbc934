"""How near two types of incident are: the same act may be called a strike by one outlet and shelling by another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Kind:
    """The family of an incident type, whether it hurts people, and whether a ceasefire forbids it."""

    family: str
    violent: bool
    act: bool


NEAR = {
    frozenset({"air_strike", "shelling"}): -0.7,
    frozenset({"explosion", "suicide_bombing"}): 0.7,
    frozenset({"explosion", "shelling"}): -0.5,
    frozenset({"explosion", "air_strike"}): -1.0,
    frozenset({"explosion", "attack"}): 0.0,
    frozenset({"suicide_bombing", "attack"}): 0.0,
    frozenset({"attack", "shelling"}): -0.5,
    frozenset({"attack", "air_strike"}): -0.5,
    frozenset({"attack", "armed_clash"}): -0.5,
    frozenset({"attack", "chemical_attack"}): 0.0,
    frozenset({"air_strike", "chemical_attack"}): -0.5,
    frozenset({"shelling", "chemical_attack"}): -0.5,
    frozenset({"arrest", "abduction"}): 0.5,
    frozenset({"protest", "riot"}): 0.5,
}
"""The score of two different types that may name one act."""

VIOLENT = -1.0
"""The score of two other types that both hurt people: outlets differ in what they call an attack. All other pairs contradict each other."""


@cache
def kinds() -> dict[str, Kind]:
    """By incident type its kind, from `types.tsv`."""
    lines = (files("marsad.reconcile") / "types.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines if line]
    return {code: Kind(family, violent == "1", act == "1") for code, family, violent, act in rows}


def nearness(first: str, second: str) -> float | None:
    """1 for the same type, less for types that may name one act, None where they cannot.

    >>> nearness("explosion", "suicide_bombing"), nearness("aid", "siege")
    (0.7, None)
    """
    if first == second:
        return 1.0
    both = kinds()[first].violent and kinds()[second].violent
    return NEAR.get(frozenset({first, second}), VIOLENT if both else None)
