"""Gathering: two groups whose members agree become one; a contradiction that is no odd one keeps them two."""

from __future__ import annotations

from typing import Any

import pytest

from marsad.reconcile.decided import Decided
from marsad.reconcile.episodes import episodes
from marsad.reconcile.gather import gather
from marsad.reconcile.happening import Happening
from marsad.reconcile.link import against, link_score, looks
from marsad.reconcile.told import telling
from tests.reconcile.made import killed, report, strike

DAY = ["2021-03-04", "2021-03-04"]


def of(ident: str, *places: str, day: list[str] | None = None, **fields: Any) -> Happening:
    text = "قصفت طائرات روسية السوق. وقتل سبعة مدنيين."
    act = strike("قصفت طائرات روسية", by=["طائرات روسية"], when=day or DAY, places=list(places), target="market", **fields)
    row = report(f"{ident}-2021-03-05-eeeeee", "2021-03-05", text, act, killed("وقتل سبعة مدنيين", 7, when=day or DAY))
    (made, *_), _ = episodes(telling(row))
    return made


HERE = "بلدة سرمدا"


def gathered(first: list[Happening], second: list[Happening], given: Decided | None = None) -> int:
    return len(gather([first, second], link_score, against, looks, given or Decided()))


def test_an_odd_place_does_not_keep_two_halves_apart() -> None:
    assert gathered([of("a", HERE), of("b", HERE), of("c", "بلدة الدانا")], [of("d", HERE), of("e", HERE)]) == 1


@pytest.mark.parametrize(
    "other",
    [of("x", HERE, type="seizure"), of("x", HERE, status="intended"), of("x", HERE, day=["2021-03-12", "2021-03-12"]), of("x", "درعا")],
    ids=["another act", "a plan", "another week", "another place, told alike by all"],
)
def test_a_contradiction_keeps_them_apart(other: Happening) -> None:
    assert gathered([of("a", HERE), of("b", HERE)], [other]) == 2


def test_what_a_person_held_apart_stays_so() -> None:
    one, other = of("a", HERE), of("d", HERE)
    refs = (one.told[0].ref, other.told[0].ref)
    given = Decided(apart={refs[0]: frozenset({refs[1]}), refs[1]: frozenset({refs[0]})})
    assert gathered([one, of("b", HERE)], [other], given) == 2
    assert gathered([one, of("b", HERE)], [other]) == 1


def test_two_single_happenings_were_compared_before() -> None:
    assert gathered([of("a", HERE)], [of("b", HERE)]) == 2
