"""Who went, called or met where only a pronoun or the sentence says it: «قال الوزير خلال زيارته إلى …»."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition, is_verb
from marsad.languages.ar.speech.frames import frames
from marsad.languages.ar.speech.implied import agrees, implied
from marsad.languages.ar.speech.names import speakers_from
from marsad.model.claim import Name

EXPECTED = ("المقرر", "المتوقع", "المنتظر", "المرتقب", "المخطط", "المقررة")
REACH, WIDE = 14, 9
PERSONS = {"ه": "ms", "ها": "fs", "هما": "d", "هم": "mp"}


def goer(scene: Scene, i: int) -> tuple[Name, ...]:
    """Whose the encounter at token i is: the speaker that fits the pronoun, the person named last, the next who speaks."""
    s = scene.sentence
    person = PERSONS.get(s.tokens[i].word.suffix, "-")
    named = person_before(s, i)
    if named and agrees(person, named):
        return named
    if person == "mp":
        return ()
    told = [f for f in frames(scene) if f.speaker and f.trigger < i and not _is_paper(s, f.speaker[0])]
    spoken = next((f.speaker for f in reversed(told) if agrees(person, f.speaker)), ())
    if spoken:
        return spoken
    later = next((f.speaker for f in frames(scene) if f.speaker and f.trigger > i), ()) if i < REACH else ()
    found = later or implied(scene, i, person)
    return () if any(n.text.startswith(EXPECTED) for n in found) else found


def _is_paper(s: Sentence, name: Name) -> bool:
    """True for an agency or a document that passes words on."""
    k = next((k for k, tok in enumerate(s.tokens) if tok.start <= name.span.start < tok.end), None)
    return k is not None and s.has(k, "outlet", "document", "source_noun")


def person_before(s: Sentence, i: int) -> tuple[Name, ...]:
    """The person or the delegation named last before token i, by a title."""
    right = next((a for a in s.actors if a.last == i and s.tokens[i].word.prefix.startswith("ل") and a.sort == "title"), None)
    if right is not None:
        return speakers_from(s, right.first, until=i, placed=False)[0][-1:] or (s.name(right.first, i),)
    near = [a for a in s.actors if a.last <= i and i - a.last <= REACH and a.sort == "title" and _may_go(s, a.first)]
    if not near:
        sent = next(
            (k for k in range(i - 1, max(-1, i - REACH), -1) if s.has(k, "delegate") and not has_clitic_preposition(s.tokens[k])), None
        )
        side = s.starting(s.actors, sent + 1) if sent is not None else None
        return (s.name(sent, side.last),) if sent is not None and side is not None else ()
    first = near[-1].first
    town = next((p.first for p in s.places if first < p.first < i and any("/" in c for c in p.candidates)), i)
    names, _ = speakers_from(s, first, until=town, placed=False)
    return names[-1:]


def _may_go(s: Sentence, j: int) -> bool:
    """False for a counterpart and for those to whom or with whom something is done."""
    entry = s.tokens[j].entry("title")
    other = has_clitic_preposition(s.tokens[j]) or s.key(j - 1) in ("مع", "الي")
    return not (other or entry is not None and entry.lemma == "نظير")


def delegation_before(s: Sentence, i: int) -> Name | None:
    """The delegation with which a headline begins («وفد روسي رفيع المستوى يزور …»), up to the verb at token i."""
    first = next((k for k in range(min(3, i)) if s.has(k, "delegate")), None)
    if first is None or i - first > WIDE or any(is_verb(s.tokens[k]) or s.has(k, "sub", "rel") for k in range(first, i)):
        return None
    last = next((k for k in range(first, i) if s.tokens[k].mark == "،"), i)
    return s.name(first, last)
