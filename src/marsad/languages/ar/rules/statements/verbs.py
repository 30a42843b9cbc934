"""Statements by a verb: its subject after it, before it, in a relative clause, or implied."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.statements.make import addressee, statement
from marsad.languages.ar.rules.statements.parties import parties, stance_after
from marsad.languages.ar.rules.statements.senses import (
    OBJECT_ACTS,
    REPORTED,
    is_impersonal,
    opens_with,
    other_sense,
    verb_between,
    verb_reading,
)
from marsad.languages.ar.speech.frames import content_from, enclosing, used
from marsad.languages.ar.speech.implied import implied
from marsad.languages.ar.speech.names import speakers_from
from marsad.languages.ar.speech.who import can_speak, skip_adverbs
from marsad.model.claim import Claim, Name

TOLD = ("أبلغ", "أخبر")
POINTING = frozenset("هذا وهذا ذلك وذلك هذه وهذه".split())  # «هذا أظهر أنهم تعبوا»: a thing shows it
ANNOUNCING = ("أعلن", "أكد")


@BOOK.rule("statement", "speech")
def spoken(scene: Scene, i: int) -> Iterator[Claim]:
    """«وقال المتحدث باسم الوزارة إن الهدنة صامدة»: a verb of speech with its speaker."""
    entry = verb_reading(scene.sentence, i, "speech")
    if entry is None or i in used(scene) or other_sense(scene.sentence, i, entry):
        return
    if not (scene.sentence.tokens[i].has("naming") and scene.sentence.key(i - 1) in ("ما", "من", "مما")):
        yield from _said(scene, i, entry, entry.code)


@BOOK.rule("statement", "naming")
def named(scene: Scene, i: int) -> Iterator[Claim]:
    """«قال المتحدث إن الجيش ضرب ما سماه وكراً»: a name that the speaker gives to a thing."""
    s = scene.sentence
    entry = verb_reading(s, i, "naming")
    if entry is None or not s.tokens[i].word.suffix or s.key(i - 1) not in ("ما", "من", "مما", "عما", "بما"):
        return
    if entry.person == "1" and s.key(i - 1) == "من":
        return  # «أكثر من نصفهم»
    if speaker := _namer(s, i) or implied(scene, i, entry.person):
        yield statement(
            scene, i, act=entry.code, speaker=speaker, first=i, last=i + 2, content=(i + 1, False), source=(), nested=True, aside=True
        )


def _namer(s: Sentence, i: int) -> tuple[Name, ...]:
    """Who names it where that stands behind the verb and the name behind that («ما أسماه المتمردون بالمبادرة»)."""
    known = s.starting(s.actors, i + 1)
    names, end = speakers_from(s, i + 1) if known is not None and can_speak(s, i + 1) else ((), i + 1)
    follows = end < len(s.tokens) and (s.tokens[end].word.prefix.startswith("ب") or s.tokens[end].mark in ("«", '"', "“"))
    return names if follows else ()


@BOOK.rule("statement", "speech_that")
def spoken_clause(scene: Scene, i: int) -> Iterator[Claim]:
    """«ورأى المبعوث أن الهدنة صامدة»: a verb that is speech only with a clause or a quotation after it."""
    s = scene.sentence
    entry = verb_reading(s, i, "speech_that")
    if entry is None or entry.person == "1" and entry.code == "say" or other_sense(s, i, entry) or s.key(i - 1) in POINTING:
        return
    if content_from(s, i + 1, strict=True)[1] or (s.key(i - 1) in REPORTED and can_speak(s, i + 1)):
        yield from _said(scene, i, entry, entry.code)


@BOOK.rule("statement", "speech_about")
def spoken_about(scene: Scene, i: int) -> Iterator[Claim]:
    """«كشف مسؤول محلي عن خطة جديدة»: a verb that is speech with a certain word after its subject."""
    s = scene.sentence
    if verb_reading(s, i, "speech_about") is None:
        return
    for entry in (e for e in s.tokens[i].word.entries if e.cls == "speech_about"):
        act, _, wanted = entry.code.partition(":")
        if (entry.person == "1" and act == "say") or (entry.lemma == "حمل" and s.key(i + 1) == wanted):
            continue
        if any(opens_with(s, k, wanted) for k in range(i + 1, min(i + 12, len(s.tokens)))) and not verb_between(s, i, wanted):
            yield from _said(scene, i, entry, act)
            return


def _said(scene: Scene, i: int, entry: Entry, act: str) -> Iterator[Claim]:
    s = scene.sentence
    if is_impersonal(scene, i, entry):
        return
    speaker, first, last, to = parties(scene, i, entry, act)
    if not speaker or act == "threaten" and s.key(i - 1) == "ما":
        return
    content = (last, False) if entry.lemma in ANNOUNCING and _object_follows(s, last) else content_from(s, last)
    act, last = stance_after(scene, act, last) if entry.lemma != "وصف" else (act, last)
    as_well = s.key(i - 1) == "كما" and act in OBJECT_ACTS
    before = s.key(i - 1) in REPORTED and i > 1 and not as_well or not content[1] and follows_quotation(s, i)
    yield statement(
        scene,
        i,
        act=act,
        speaker=speaker,
        first=first,
        last=max(last, i + 2),
        content=content,
        to=to or addressee(s, "demand" if entry.lemma in TOLD else act, last, content[0] if content[1] else last + 10),
        before=before and entry.shape != "-",
        source=_performed(scene, i, entry),
        nested=True if entry.person == "1" else None,
        aside=bool(i) and s.tokens[i - 1].has("rel"),
    )


def follows_quotation(s: Sentence, i: int) -> bool:
    """True where a quotation closes right before the verb (`«…»، قال الناشط`)."""
    j = i - 1 - (i > 0 and s.tokens[i - 1].mark in ("،", ","))
    return j > 1 and bool(s.tokens[j].mark) and s.tokens[j].mark in '»”"' and s.tokens[j - 1].depth > s.tokens[i].depth


def _object_follows(s: Sentence, last: int) -> bool:
    """True where a noun is announced right behind the speaker (`أعلنت الحركة انتهاء التهدئة`), not a clause."""
    j = skip_adverbs(s, last)
    if s.key(j) == "في" and s.has(j + 1, "document"):
        j = skip_adverbs(s, j + 2)
    return j < len(s.tokens) and not s.tokens[j].mark and s.has(j, "not_speaker", "ceasefire", "harm", "stance_of_verb", "incident")


def _performed(scene: Scene, i: int, entry: Entry) -> tuple[Name, ...] | None:
    """No source for a performative (`ندعو`): the speaker's own words; else to be found."""
    if entry.person != "1":
        return None
    within = enclosing(scene, i)
    return within.source if within else ()
