"""Which incident claims of a report only name an act: each is weighed by its signs, the light ones are set aside.

A logistic model whose weights stand in weights.tsv, one sign a line; tools/learn_weights.py learns them. Of a text that
tells nothing else, the wording of the sentence is weighed too: with no story around it, it must speak for itself.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from importlib.resources import files

from marsad.extract.weigh.features import features
from marsad.extract.weigh.wording import KINDS, kind_of, wording
from marsad.grammar.scene import Aside, Scene
from marsad.model.claim import Casualties, Ceasefire, Incident

LEAST = 0.32
LEAST_ALONE = (0.4, 0.3)  # for violence, for a protest
SHOWN = 3


def set_aside(scenes: list[Scene]) -> None:
    """Moves from `claims` to `aside` of each scene the open incidents (`is_open`) whose chance is too low."""
    told = company(scenes)
    whole = told.total()
    for scene in scenes:
        others = whole - told[scene.sentence.number]
        open_ = [c for c in scene.claims if isinstance(c, Incident) and is_open(scene, c, others)]
        found = [(c, signs_of(scene, c, others)) for c in open_]
        if light := [aside_of(c, signs) for c, signs in found if chance_of(signs) < least(c, others)]:
            scene.aside.extend(light)
            scene.claims = [c for c in scene.claims if not any(c is aside.claim for aside in light)]


def is_open(scene: Scene, claim: Incident, others: int) -> bool:
    """True for a claim that may be set aside: one that is not specific, or that stands alone and is of a judged kind."""
    return is_alone(claim, others) or not is_specific(scene, claim)


def is_alone(claim: Incident, others: int) -> bool:
    """True for reported violence and protests where no other sentence tells anything (`others` is 0)."""
    return others == 0 and claim.status == "reported" and kind_of(claim.incident_type) is not None


def least(claim: Incident, others: int) -> float:
    """The chance below which the claim is set aside."""
    kind = kind_of(claim.incident_type) if is_alone(claim, others) else None
    return LEAST if kind is None else LEAST_ALONE[kind]


def is_specific(scene: Scene, claim: Incident) -> bool:
    """True for an act whose place stands in its sentence with its day, or with both its sides: the codebook keeps it as background."""
    start, end = scene.sentence.span
    if not any(start <= n.span.start < end for n in claim.places):
        return False
    return claim.when is not None or all(any(start <= n.span.start < end for n in names) for names in (claim.by, claim.against))


def company(scenes: list[Scene]) -> Counter[int]:
    """How many incidents, casualties and ceasefires each sentence (by number) tells."""
    return Counter(s.sentence.number for s in scenes for c in s.claims if isinstance(c, Incident | Casualties | Ceasefire))


def signs_of(scene: Scene, claim: Incident, others: int) -> list[tuple[float, str]]:
    """The signs that say something of the claim, each with its weight; `others` is the `company` of `features`."""
    known = weights()
    signs = [(known[sign], sign) for sign in features(scene, claim, others) if sign in known]
    if is_alone(claim, others) and (kind := kind_of(claim.incident_type)) is not None:
        signs.append((wording(scene.sentence, kind), f"wording={KINDS[kind]}"))
    return signs


def chance_of(signs: list[tuple[float, str]]) -> float:
    """The chance that a claim with these signs is told as an incident."""
    return 1 / (1 + math.exp(-math.fsum([weight for weight, _ in signs])))


def aside_of(claim: Incident, signs: list[tuple[float, str]]) -> Aside:
    """The claim set aside, with its chance and the strongest signs."""
    chance = chance_of(signs)
    signs = sorted(signs)
    return Aside(claim, chance, tuple(sign for _, sign in signs[:SHOWN]), tuple(sign for _, sign in signs[: -SHOWN - 1 : -1]))


@cache
def weights() -> dict[str, float]:
    """The weight of each sign, in log-odds."""
    lines = files(__package__).joinpath("weights.tsv").read_text(encoding="utf-8").splitlines()
    return {sign: float(weight) for sign, _, weight in (line.partition("\t") for line in lines[1:])}
