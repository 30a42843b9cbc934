"""Weighing incidents: what is told stays, what is only named is set aside and says why."""

from __future__ import annotations

from importlib.resources import files

import pytest

from marsad.cli.explaining import explanation
from marsad.extract.claims import read_scenes, scenes
from marsad.extract.weigh.features import features
from marsad.extract.weigh.weigh import aside_of, company, signs_of, weights
from marsad.extract.weigh.wording import ANY, KINDS, kind_of, sum_of, units_of
from marsad.extract.weigh.wording import weights as words
from marsad.grammar.scene import Aside
from marsad.model.claim import Incident
from marsad.model.report import Report

TOLD = "قتل خمسة جنود وأصيب ثلاثة في هجوم شنه مسلحون أمس على حاجز للجيش في مدينة درنة."
NAMED = "وتعقيبا على ما يثار عن دور جهاز أجنبي في خطف السفير، رفض الوزير التعليق لأن المصدر الذي نشرت الصحيفة كلامه عن هذه القضية مجهول."


def weighed(text: str) -> list[Aside]:
    read = list(read_scenes(text, None))
    told = company(read)
    found = [(c, signs_of(s, c, told.total() - told[s.sentence.number])) for s in read for c in s.claims if isinstance(c, Incident)]
    return [aside_of(claim, signs) for claim, signs in found]


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


REPORTED = "لقي سبعة أشخاص مصرعهم وأصيب عشرات بجروح عندما انفجرت سيارة مفخخة في سوق مزدحم صباح أمس."
DISCUSSED = "يتطلب ذلك معالجة الأسباب التي تؤدي إلى التفجيرات في مجتمعاتنا، وكيفية مواجهة الفكر الذي يبررها بجدية."


def test_what_is_worded_as_news_weighs_more_than_what_is_discussed() -> None:
    told, discussed = (units_of(next(read_scenes(text, None)).sentence) for text in (REPORTED, DISCUSSED))
    assert sum_of(told, words()[0]) > 2 > 0 > sum_of(discussed, words()[0])


def test_wording_is_asked_only_of_judged_kinds_that_stand_alone() -> None:
    (alone,) = weighed(REPORTED)
    beside = weighed(REPORTED + "\n\n" + TOLD)
    assert "wording=violence" in alone.favour and not any("wording=violence" in a.favour + a.against for a in beside)
    assert kind_of("protest") == 1 and kind_of("siege") is None


def test_an_intended_act_keeps_its_place_however_it_is_worded() -> None:
    (scene,) = scenes("يتطلب ذلك معالجة جدية لمن هدد بقصف المدينة.", None)
    assert [c.status for c in scene.claims if isinstance(c, Incident)] == ["intended"]


def test_every_word_has_a_weight_of_each_kind() -> None:
    lines = files("marsad.extract.weigh").joinpath("wording.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines[1:]]
    listed = [row[0] for row in rows]
    assert lines[0].split("\t") == ["word", *KINDS] and listed == sorted(set(listed)) and ANY in listed
    assert all(len(row) == 3 and abs(float(value)) < 15 for row in rows for value in row[1:])
    assert sum(len(line.encode()) for line in lines) < 1_000_000
