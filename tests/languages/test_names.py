"""Places and actors in Arabic sentences: where a name begins and ends, what stands for a side, and what is no name at all."""

from __future__ import annotations

import itertools

import pytest

from marsad.extract.mentions import FINDERS
from marsad.extract.reader import read_sentences, read_tokens
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.words import learn_vocabulary
from marsad.resolve.index import index


def sentence(text: str) -> Sentence:
    learn_vocabulary(index().words())
    return next(read_sentences(text, read_tokens(text), None, FINDERS))


PLACES = {
    "قصف على بلدة كفرعويد": ["بلدة كفرعويد"],
    "قصف بحلب": ["حلب"],
    "في ريف حلب الجنوبي الشرقي": ["ريف حلب الجنوبي الشرقي"],
    "في حي الشجاعية شرق المدينة": ["حي الشجاعية", "شرق المدينة"],
    "في العاصمة صنعاء": ["العاصمة صنعاء"],
    "في العاصمة الليبية طرابلس": ["العاصمة الليبية طرابلس"],
    "على الحدود السورية": ["الحدود السورية"],
    "على الحدود السورية - التركية": ["الحدود السورية - التركية"],
    "على الحدود بين إسرائيل وغزة": ["الحدود بين إسرائيل وغزة"],
    "نزحوا إلى المناطق المجاورة": ["المناطق المجاورة"],
    "في جنوب غربي البلاد": ["جنوب غربي البلاد"],
    "جنوبي البلاد": ["جنوبي البلاد"],
    "في دمشق وريفها": ["دمشق", "ريفها"],
    "في عدن وضواحيها": ["عدن", "ضواحيها"],
    "داخل المبنى": ["المبنى"],
    "في منطقة خفض التصعيد": ["منطقة خفض التصعيد"],
    "على طريق حمص - دمشق": ["طريق حمص - دمشق"],
    'قرب بلدة "المرج"': ['بلدة "المرج"'],
    "ناشطون بالمنطقة": ["المنطقة"],
    "على معسكري الصمع": ["معسكري الصمع"],
}

NO_PLACE = [
    "استهدف المبنى",
    "المناطق السكنية",
    "شوارع ضخمة",
    "قصفوا طريقا آمنا مخصصا للمدنيين",
    "على لسان مصدر",
    "حاجز لها",
    "أعلنت الجبهة الوطنية",
    "من كبرى العمليات",
]

ACTORS = {
    "شنت القوات السورية وحلفاؤها هجوما": ["القوات السورية", "حلفاؤها"],
    "قوات النظام وداعميه": ["قوات النظام", "داعميه"],
    "قصفت طائراته المقاتلة البلدة": ["طائراته المقاتلة"],
    "اقتحم 3 مسلحين مبنى المحافظة": ["مسلحين"],
    "هاجمت مجموعة مسلحة صباح اليوم المقر": ["مجموعة مسلحة"],
    "مهاجمون مجهولون": ["مهاجمون مجهولون"],
    "أطلق قناصة أكراد النار": ["قناصة أكراد"],
    "اشتباكات بين الطرفين": ["الطرفين"],
    "أطراف النزاع": ["أطراف النزاع"],
    "طرفي الصراع": ["طرفي الصراع"],
    "المجلس قرارا": ["المجلس"],
    "استهدفت الطائرات الإسرائيلية مرارا مواقع": ["الطائرات الإسرائيلية"],
    "مسلحون انشقوا عن صفوفه": ["مسلحون"],
    "هاجم مقاتلو الدولة الإسلامية نقطة": ["الدولة الإسلامية"],
    "قتل عناصر من تنظيم القاعدة": ["تنظيم القاعدة"],
    "مقاتلين جنوبيين": ["مقاتلين جنوبيين"],
    "قصفت الطائرات المشفى": ["الطائرات"],
    "وقصفت المدفعية السوق": ["المدفعية"],
    "المسلحين الأجانب": ["المسلحين الأجانب"],
    "قال شهود عيان بحسب الإعلام المحلي إن": ["شهود عيان"],
    "قصفت قوات حكومة دمشق بلدة كفر نوران": ["قوات حكومة دمشق"],
    "قال المتحدث باسم الجيش العميد سامي إن": ["المتحدث باسم الجيش العميد سامي"],
}

NO_ACTOR = ["رجال الأعمال", "أفراد الأسرة", "أطراف الثوب", "المباني الحكومية", "مقرات حكومية", "من كبرى العمليات"]

ADJECTIVES = {
    "القصف الجوي الحكومي المكثف": "الحكومي",
    "الغارات الإسرائيلية": "الإسرائيلية",
    "الهجوم الحكومي": "الحكومي",
}


@pytest.mark.parametrize(("text", "wanted"), PLACES.items())
def test_places(text: str, wanted: list[str]) -> None:
    assert [p.text for p in sentence(text).places] == wanted


@pytest.mark.parametrize("text", NO_PLACE)
def test_no_place(text: str) -> None:
    assert sentence(text).places == []


@pytest.mark.parametrize(("text", "wanted"), ACTORS.items())
def test_actors(text: str, wanted: list[str]) -> None:
    assert [a.text for a in sentence(text).actors] == wanted


@pytest.mark.parametrize("text", NO_ACTOR)
def test_no_actor(text: str) -> None:
    assert sentence(text).actors == []


@pytest.mark.parametrize(("text", "wanted"), ADJECTIVES.items())
def test_an_adjective_of_an_act_stands_for_its_side(text: str, wanted: str) -> None:
    assert [(a.text, a.sort) for a in sentence(text).actors] == [(wanted, "adjective")]


@pytest.mark.parametrize("text", [*PLACES, *ACTORS])
def test_mentions_lie_in_the_sentence_in_order_and_never_overlap(text: str) -> None:
    s = sentence(text)
    for found in (s.places, s.actors):
        assert all(m.span.of(text) == m.text and m.first < m.last <= len(s.tokens) for m in found)
        assert all(a.last <= b.first for a, b in itertools.pairwise(found))
