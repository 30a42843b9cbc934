"""Weighing incidents: what is told stays, what is only named is set aside and says why."""

from __future__ import annotations

from importlib.resources import files

import pytest

from marsad.cli.explaining import explanation
from marsad.extract.claims import read_scenes, scenes
from marsad.extract.weigh.features import features
from marsad.extract.weigh.weigh import company, weigh, weights
from marsad.grammar.scene import Aside
from marsad.model.claim import Incident
from marsad.model.report import Report

TOLD = "قتل خمسة جنود وأصيب ثلاثة في هجوم شنه مسلحون أمس على حاجز للجيش في مدينة درنة."
NAMED = "وتعقيبا على ما يثار عن دور جهاز أجنبي في خطف السفير، رفض الوزير التعليق لأن المصدر الذي نشرت الصحيفة كلامه عن هذه القضية مجهول."


def weighed(text: str) -> list[Aside]:
    read = list(read_scenes(text, None))
    told = company(read)
    return [weigh(s, c, told.total() - told[s.sentence.number]) for s in read for c in s.claims if isinstance(c, Incident)]


def test_what_is_told_weighs_more_than_what_is_named() -> None:
    told, named = weighed(TOLD), weighed(NAMED)
    assert told and named
    assert min(a.chance for a in told) > 0.5 > 0.2 > max(a.chance for a in named)


def test_what_is_named_only_is_set_aside_and_explained() -> None:
    (scene,) = scenes(NAMED, None)
    assert not [c for c in scene.claims if isinstance(c, Incident)]
    assert [aside.claim.type for aside in scene.aside] == ["abduction"]
    lines = "\n".join(explanation(Report("illustrative", NAMED), [], None))
    assert "named only: incident/abduction" in lines and scene.aside[0].against[0] in lines


def test_an_act_told_elsewhere_in_the_report_keeps_company() -> None:
    (alone,), beside = weighed(NAMED), weighed(NAMED + "\n\n" + TOLD)
    assert beside[0].chance > alone.chance


def test_company_counts_the_other_sentences_only() -> None:
    (scene,) = read_scenes(TOLD, None)
    claim = next(c for c in scene.claims if isinstance(c, Incident))
    assert "company=0" in features(scene, claim, 0) and "company=3" in features(scene, claim, 20)


def test_every_weight_is_a_number_of_a_known_sign() -> None:
    lines = files("marsad.extract.weigh").joinpath("weights.tsv").read_text(encoding="utf-8").splitlines()
    signs = [line.split("\t")[0] for line in lines[1:]]
    assert lines[0] == "sign\tweight" and signs == sorted(set(signs)) and len(weights()) == len(signs) > 300


@pytest.mark.parametrize("text", [TOLD, NAMED])
def test_weighing_twice_gives_the_same(text: str) -> None:
    assert weighed(text) == weighed(text)
