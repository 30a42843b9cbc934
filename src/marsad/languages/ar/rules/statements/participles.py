"""Statements by a participle: `مضيفاً أن`, said by whoever spoke or acted before it in the sentence."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.statements.make import addressee, statement
from marsad.languages.ar.speech.frames import content_from, frames, used
from marsad.languages.ar.speech.implied import implied
from marsad.languages.ar.speech.who import skip_adverbs
from marsad.model.claim import Claim

STANDALONE = frozenset("الي علي ان انه انها انهم ب عن من في :".split())
HELD = group("held_view")  # «عن أمله أن»


@BOOK.rule("statement", "said_by")
def went_on(scene: Scene, i: int) -> Iterator[Claim]:
    """«قال الوزير إن الطريق مفتوحة، مضيفاً أن القافلة ستصل»: a participle whose subject spoke before it."""
    s = scene.sentence
    entry = s.entry(i, "said_by")
    if (
        entry is None
        or s.has(i, "not_speech")
        or s.key(i - 1) == "غير"
        or not _stands_free(s, i)
        or any(f.last == i for f in frames(scene))
    ):
        return
    speaker = implied(scene, i, _person(s, i))
    if not speaker:
        return
    earlier = next((f for f in reversed(frames(scene)) if f.speaker == speaker), None)
    content = content_from(s, i + 1)
    yield statement(
        scene,
        i,
        act=entry.code,
        speaker=speaker,
        first=i,
        last=i + 3,
        content=content,
        to=addressee(s, entry.code, i + 1, content[0]),
        source=earlier.source if earlier else None,
        nested=earlier.nested if earlier else None,
    )


@BOOK.rule("statement", "voicing_by")
def voiced(scene: Scene, i: int) -> Iterator[Claim]:
    """«وصل الوزير إلى المدينة، معرباً عن قلقه من القصف»: a participle of voicing with a noun of stance."""
    s = scene.sentence
    j = skip_adverbs(s, i + 1)
    j = skip_adverbs(s, j + 1) if s.key(j) == "عن" else j
    entry = (s.entry(j, "stance") or s.entry(j, "stance_of_verb")) if j < len(s.tokens) else None
    speaker = implied(scene, i, _person(s, i))
    if entry is not None and speaker:
        used(scene).add(j)
        yield statement(scene, i, act=entry.code, speaker=speaker, first=i, last=j + 1, content=(j + 1, False))
    elif speaker and s.key(j) in HELD and (content := content_from(s, j + 1, strict=True))[1]:
        yield statement(scene, i, act="say", speaker=speaker, first=i, last=j + 1, content=content)


def _stands_free(s: Sentence, i: int) -> bool:
    """True where the participle is no adjective: set off by a comma or `و`, or with its complement right behind."""
    tok = s.tokens[i]
    if tok.word.prefix.endswith(("ال", "ل", "ب", "ك")) or (i and s.tokens[i - 1].has("prep")):
        return False
    if tok.word.suffix or i and s.tokens[i - 1].has("speech"):
        return False
    follows = s.key(i + 1) in STANDALONE or (i + 1 < len(s.tokens) and s.tokens[i + 1].mark in ("«", '"', "“", ":"))
    accusative = tok.key.endswith("ا") or tok.key.endswith("ين")
    if i == 0:
        return accusative and (follows or skip_adverbs(s, i + 1) > i + 1)
    set_off = bool(s.tokens[i - 1].mark) or tok.word.prefix.startswith("و")
    called_on = accusative and not s.tokens[i - 1].word.tanwin and s.starting(s.actors, i + 1) is not None
    if called_on and any(s.key(k) == "الي" for k in range(i + 2, i + 8)):
        return True
    return set_off or (follows and (accusative or s.key(i + 1) in ("ان", "الي", "علي")))


def _person(s: Sentence, i: int) -> str:
    key = s.tokens[i].key
    return "fs" if key.endswith("ه") else "mp" if key.endswith("ين") else "ms"
