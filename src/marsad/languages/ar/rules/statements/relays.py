"""Statements that are passed on: `نقلت الوكالة عن المسؤول قوله`, `جاء على لسان`."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.statements.make import addressee, statement
from marsad.languages.ar.rules.statements.senses import verb_reading
from marsad.languages.ar.speech.frames import content_from, used
from marsad.languages.ar.speech.implied import implied
from marsad.languages.ar.speech.names import speakers_from
from marsad.languages.ar.speech.subject import subject_before
from marsad.languages.ar.speech.who import can_speak, skip_adverbs
from marsad.model.claim import Claim, Name

SAYING = group("saying_of")


@BOOK.rule("statement", "relay")
def relayed(scene: Scene, i: int) -> Iterator[Claim]:
    """«ونقلت الوكالة عن مسؤول محلي قوله إن الطريق مقطوعة»: the speaker stands after `عن`, the relay is the source."""
    s = scene.sentence
    entry = verb_reading(s, i, "relay")
    word = "الي" if entry and entry.lemma == "نسب" else "عن"
    about = next((k for k in range(i + 1, min(i + 14, len(s.tokens))) if s.key(k) == word), None)
    if entry is None or about is None:
        return
    speaker, last = speakers_from(s, skip_adverbs(s, about + 1))
    if not speaker:
        return
    speaker, last = _signed(s, speaker, last, about + 1)
    said = next((k for k in range(last, min(last + 30, len(s.tokens))) if s.key(k) in SAYING), None)
    content = content_from(s, last if said is None else said + 1)
    if said is None and not content[1] and entry.lemma != "نقل":
        return
    relay = _relayer(scene, i, about, entry.person)
    if said is not None:
        used(scene).add(said)
    trigger = said if said is not None else i
    yield statement(
        scene,
        trigger,
        act="say",
        speaker=speaker,
        first=about if said is not None else i,
        last=trigger + 2 if said is not None else last,
        content=content,
        to=addressee(s, "say", last, content[0]),
        source=relay,
        nested=False,
    )


@BOOK.rule("statement", "speech_phrase")
def by_mouth(scene: Scene, i: int) -> Iterator[Claim]:
    """«وجاء على لسان الناطق باسم الحركة أن الطريق مفتوحة»: an opener of several words before the speaker."""
    s = scene.sentence
    entry, end = s.entry(i, "speech_phrase"), s.end_of(i, "speech_phrase")
    if entry is None or not can_speak(s, end):
        return
    speaker, last = speakers_from(s, end)
    act, _, only = entry.code.partition(":")
    content = content_from(s, last)
    if speaker and (not only or (s.tokens[end].has(only) and content[1])):
        yield statement(scene, i, act=act, speaker=speaker, first=i, last=last, content=content, to=addressee(s, act, last, content[0]))


def _signed(s: Sentence, speaker: tuple[Name, ...], last: int, first: int) -> tuple[tuple[Name, ...], int]:
    """Who signed the document that is quoted (`عن بيان وقعه ناشطون`), else the speaker as it stands."""
    if s.tokens[first].has("document") and last < len(s.tokens) and s.tokens[last].has("voicing"):
        names, end = speakers_from(s, skip_adverbs(s, last + 1))
        return (names, end) if names else (speaker, last)
    return speaker, last


def _relayer(scene: Scene, i: int, about: int, person: str) -> tuple[Name, ...]:
    s = scene.sentence
    names, _ = speakers_from(s, skip_adverbs(s, i + 1), until=about)
    return names or subject_before(s, i)[0] or implied(scene, i, person)
