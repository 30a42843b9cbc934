"""The parts of a meeting: its sides, places, days and status, read around the word that tells it."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause, has_clitic_preposition, is_nisba, is_verb
from marsad.languages.ar.rules.incidents.moment import when_of
from marsad.languages.ar.speech.names import last_word, speakers_from
from marsad.languages.ar.speech.who import can_speak, skip_adverbs
from marsad.model.claim import Days, Meeting, Name

TRAVELLERS = ("title", "delegate")
DASHES = frozenset("-–—")
REACH = 9
AIMS = ("لقاء", "اجتماع", "زياره")
PLACE_WORDS = frozenset("في الي بالعاصمه".split())


def meeting(
    scene: Scene, i: int, mode: str, sides: tuple[Name, ...], first: int, last: int, places: tuple[Name, ...] = ()
) -> Meeting | None:
    """The meeting told by token i; None where neither side nor place is named, or the sentence told it already."""
    sides = tuple({n.text: n for n in sides}.values())
    places = places or place_of(scene.sentence, last)
    when = when_of(scene, i, max(last, i + 1))
    if not (sides or places) or _known(scene, mode, sides, places, when):
        return None
    return scene.make(
        Meeting,
        first,
        max(last, i + 2),
        trigger=i,
        mode=mode,
        participants=sides,
        places=places,
        when=when,
        status=status_of(scene.sentence, i),
    )


def _known(scene: Scene, mode: str, sides: tuple[Name, ...], places: tuple[Name, ...], when: Days | None) -> bool:
    """True where an earlier meeting of the report had all these sides, so that this mention adds none; else it is kept for later."""
    key = {last_word(n) for n in sides or places}
    met: list[tuple[str, set[str], Days | None]] = scene.discourse.memory.setdefault("met", [])
    if any(mode == m and key <= k and (when is None or when == w) for m, k, w in met):
        return True
    met.append((mode, key, when))
    return False


def is_traveller(scene: Scene, j: int, names: tuple[Name, ...]) -> bool:
    """True where a person or a delegation is named from token j on: by a title, or by a name heard before."""
    heard: set[str] = scene.discourse.memory.get("heard", set())
    return scene.sentence.tokens[j].has(*TRAVELLERS) or any(last_word(n) in heard for n in names)


def status_of(s: Sentence, i: int) -> str:
    """`denied` or `intended` by the cues before token i in its clause, else `reported`."""
    first, _ = clause(s, i)
    before = range(max(first, i - REACH), i)
    if any(s.has(k, "denial") or s.tokens[k].key in ("لا", "ينفي", "نفي") for k in before):
        return "denied"
    if s.tokens[i].word.prefix.endswith("س") or any(s.tokens[k].word.prefix.endswith("س") and is_verb(s.tokens[k]) for k in before):
        return "intended"
    planned = any(_plans(s, k, i) for k in range(max(0, i - REACH), i))
    hoped = s.key(i - 1) == "ان" and any(e.shape == "present" for e in s.tokens[i].word.entries)
    aimed = s.tokens[i].word.prefix.endswith(("ل", "لل")) and s.tokens[i].word.stem in AIMS
    aimed = aimed or (s.has(i - 1, "hold_noun") and s.tokens[i - 1].word.prefix.endswith("ل"))
    return "intended" if planned or hoped or aimed else "reported"


def _plans(s: Sentence, k: int, i: int) -> bool:
    """True where token k says that what token i tells is planned; a noun of planning only right before it."""
    entry = s.entry(k, "intent")
    return entry is not None and (entry.pos != "noun" or i - k <= 2)


def place_of(s: Sentence, j: int) -> tuple[Name, ...]:
    """The place named with `في` or `إلى` within a few tokens from j, before another verb or clause."""
    for k in range(j, min(j + REACH, len(s.tokens) - 1)):
        tok = s.tokens[k]
        if is_verb(tok) or tok.has("rel", "sub") or (tok.key.startswith("ل") and has_clitic_preposition(tok)):
            break
        if tok.key in PLACE_WORDS and (place := next((p for p in s.places if k < p.first <= k + 3), None)):
            capital = s.key(k + 1) == "العاصمه"
            return (s.name(k + 1 if capital else place.first, place.last, id=place.id),) if capital or place.first == k + 1 else ()
    return ()


def between(s: Sentence, j: int, words: tuple[str, ...] = ("بين", "مع")) -> tuple[tuple[Name, ...], int]:
    """The sides after `بين` and `مع` from token j on, and one past the last; none before a verb or a comma."""
    sides: tuple[Name, ...] = ()
    end, k = j, j
    while k < min(end + REACH, len(s.tokens)):
        tok = s.tokens[k]
        if tok.key in words:
            names, last = speakers_from(s, skip_adverbs(s, k + 1), placed=False)
            if not names and sides:
                break
            sides += names
            end = k = max(last, k + 1)
            continue
        if (tok.mark and tok.mark not in DASHES) or is_verb(tok) or tok.has("sub", "rel"):
            break
        k += 1
    return sides, end


def by_adjectives(s: Sentence, j: int) -> tuple[tuple[Name, ...], int]:
    """The sides that two adjectives joined by a dash name (`اتصالات أميركية - روسية`), and one past the last."""
    names: list[Name] = []
    k = j
    while k < len(s.tokens) and is_nisba(s.tokens[k]) and not s.tokens[k].word.prefix.startswith("و"):
        names.append(s.name(k, k + 1))
        if k + 2 >= len(s.tokens) or s.tokens[k + 1].mark not in DASHES or not s.tokens[k + 1].mark:
            k += 1
            break
        k += 2
    return (tuple(names), k) if len(names) > 1 else ((), j)


def holder(s: Sentence, i: int) -> tuple[tuple[Name, ...], int]:
    """Who holds, brokers or attends the encounter at token i, and the token of the verb that says so; (none, i) where no verb does."""
    for v in range(i - 1, max(-1, i - 14), -1):
        tok = s.tokens[v]
        if tok.mark in ("؛", ":") and tok.mark:
            break
        if tok.has("hold_noun") and v and (is_verb(s.tokens[v - 1]) or s.tokens[v - 1].has("prep") or tok.word.prefix):
            return (), i
        if tok.has("hold") and not tok.word.prefix.endswith("ال"):
            j = skip_adverbs(s, v + 1)
            names, end = speakers_from(s, j, until=i, placed=False) if j < i and can_speak(s, j) else ((), j)
            return names if end <= i else (), v
    return (), i
