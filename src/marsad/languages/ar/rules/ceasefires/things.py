"""Where a sentence names a ceasefire: by its names, by a word of stopping before a word of fighting, or by a calm.

What is joined to it (`هدنة ووقف إطلاق النار`) is one thing with it.
"""

from __future__ import annotations

from typing import NamedTuple

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_conjunction, is_nisba, is_verb

NAMES = ("ceasefire", "local", "zone")
REFRAINING = group("refraining")
OF_MOODS = group("calm_of_moods")
GAP, FAR = 6, 10
JOIN = 2
WIDE = group("kind_of_truce")
FEMININE = ("ه", "هدن", "هدنات", "تان", "تين", "تهديات", "تهدءات")


class Thing(NamedTuple):
    """Tokens [first, last) that name a ceasefire; `sort` is the code of the name, `head` the token that carries its clitics."""

    first: int
    last: int
    sort: str
    definite: bool
    feminine: bool
    verbal: bool = False


def things(scene: Scene) -> list[Thing]:
    """The ceasefires that the sentence names, in order; read once a sentence."""
    memory = scene.discourse.memory
    if memory.get("things of") != scene.sentence.span:
        memory["things of"], memory["things"] = scene.sentence.span, _read(scene.sentence)
    found: list[Thing] = memory["things"]
    return found


def _read(s: Sentence) -> list[Thing]:
    out: list[Thing] = []
    for i in s.having(*NAMES, "calming", "halt", "calm"):
        if out and i < out[-1].last:
            continue
        made = thing_at(s, i)
        if made is None:
            continue
        if out and _joins(s, out[-1], made):
            out[-1] = out[-1]._replace(last=made.last)
        else:
            out.append(made)
    return out


def thing_at(s: Sentence, i: int) -> Thing | None:
    """The ceasefire named at token i, if one begins there."""
    if _in_name(s, i):
        return None
    for cls in NAMES:
        if entry := s.entry(i, cls):
            if s.has(s.end_of(i, cls), "figure"):  # «هدنة إعلامية»
                return None
            return _thing(s, i, s.end_of(i, cls), entry.code)
    if s.has(i, "calming") and _calms(s, i):
        return _thing(s, i, i + 1, "truce")
    if s.has(i, "halt"):
        return _halted(s, i)
    if s.has(i, "calm") and not s.tokens[i].word.suffix:
        return _thing(s, i, i + 1, "calm")
    return None


def _in_name(s: Sentence, i: int) -> bool:
    """True for the truce in the name of a body («لجنة التهدئة»), not where a name only ran on over an act («حماس انتهاء التهدئة»)."""
    actor = s.covering(s.actors, i)
    if not actor or actor.first == i or not actor.id or not s.tokens[i].word.prefix.endswith("ال"):
        return False
    described = i > actor.first + 1 and not s.has(i - 1, "idle") and not s.key(i - 1).startswith("ال")
    if described or s.key(actor.first).startswith("ال"):
        return False
    return not any(s.has(k, "truce_act") and not s.tokens[k].key.startswith("ال") for k in range(actor.first + 1, i))


def _thing(s: Sentence, i: int, last: int, sort: str) -> Thing:
    while last < len(s.tokens) and (s.tokens[last].mark in ("»", '"', "”", ")") and s.tokens[last].mark):
        last += 1
    word = s.tokens[i].word
    own = word.prefix.endswith(("ال", "لل")) or word.key.startswith(("ال", "وال", "بال", "لل")) or bool(word.suffix)
    construct = any(s.tokens[j].key.startswith("ال") for j in range(i + 1, min(max(last, i + 2), len(s.tokens))))
    construct = construct and not s.key(i + 1).startswith("ل") and not (word.key.startswith("ل") and _is_indefinite(s, i - 1))
    return Thing(i, last, sort, own or construct, word.stem.endswith(FEMININE) or sort == "zone")


def _is_indefinite(s: Sentence, j: int) -> bool:
    """True for a word of agreement without an article («اتفاق لوقف إطلاق النار»)."""
    return s.has(j, "truce_act") and not s.tokens[j].key.lstrip("وبف").startswith(("ال", "ل"))


def _calms(s: Sentence, i: int) -> bool:
    """True where `تهدئة` is a calm between sides: definite, or not of a mood («تهدئة المخاوف», «تهدئة غضب الشارع»)."""
    word = s.tokens[i].word
    if word.suffix:
        return False
    if word.stem.endswith(("تان", "تين")) or s.starting(s.places, i + 1):
        return True
    if word.prefix.endswith(("ال", "لل")):
        return not s.has(i - 1, "halt") and s.key(i + 1) not in OF_MOODS
    j = i + 1
    if j >= len(s.tokens) or s.tokens[j].mark or s.has(j, "rel", "lasting", "fighting", "unit"):
        return True
    if s.has(j, "prep"):
        return s.key(j) not in ("من", "عن") or s.key(i - 1) in ("لا", "ولا", "فلا")
    if s.key(j) in ("الا", "بدون", "دون"):
        return True
    tok = s.tokens[j]
    if tok.key.startswith("ال"):
        return False
    return is_nisba(tok) or is_verb(tok) or tok.has("quality") or tok.key.removesuffix("ه") in WIDE or tok.key.endswith("يه")


def _halted(s: Sentence, i: int) -> Thing | None:
    """«وقف فوري ودائم لإطلاق النار», «إنهاء القتال», «توقف جميع الأطراف القتال»."""
    if s.tokens[i].word.suffix:
        return None
    own = [e for e in s.tokens[i].word.entries if e.cls == "halt"] or [e for e in (s.entry(i, "halt"),) if e]
    return next((made for entry in own if (made := _halted_as(s, i, entry))), None)


def _halted_as(s: Sentence, i: int, entry: Entry) -> Thing | None:
    start = s.end_of(i, "halt")
    start += s.key(start) == "عن" and s.tokens[i].word.stem.removeprefix("ال") in REFRAINING
    loose = entry.pos == "noun" and not s.tokens[i].key.lstrip("وبف").startswith(("ال", "ل"))
    for j in range(start, min(i + 1 + GAP + loose, len(s.tokens))):
        if fighting := s.entry(j, "fighting"):
            last = s.end_of(j, "fighting")
            if fighting.code == "strikes" and entry.pos == "verb" and not _of_own_will(s, last):
                return None
            made = _thing(s, i, last, "operations" if entry.pos == "verb" and fighting.code == "strikes" else fighting.code)
            indefinite = j > i + 1 or s.tokens[j].key.startswith("ل")
            return made._replace(definite=not indefinite, feminine=False, verbal=entry.pos == "verb")
        if not _may_stand_between(s, j, verbal=entry.pos == "verb") and not (loose and _describes(s, j, start)):
            return None
    return None


def _of_own_will(s: Sentence, j: int) -> bool:
    """True where strikes are stopped «من جانب واحد» or for a length of time."""
    near = range(j, min(j + FAR, len(s.tokens)))
    return any(s.key(k) == "جانب" and s.key(k + 1) == "واحد" or (t := s.starting(s.times, k)) and t.hours and t.role == "for" for k in near)


def _describes(s: Sentence, j: int, start: int) -> bool:
    """True for a word that goes on describing a stop before «ل» ties what is stopped («وقفا غير مشروط لإطلاق النار»)."""
    tok = s.tokens[j]
    other = s.has(j, "prep", "sub", "rel", "conj", "incident", "harm") and s.key(j).removeprefix("و") != "غير"
    if tok.mark or is_verb(tok) or other or s.covering(s.actors, j):
        return False
    ahead = range(j + 1, min(start + GAP + 1, len(s.tokens)))
    return any(s.has(k, "fighting") and s.tokens[k].key.startswith("ل") for k in ahead)


def _may_stand_between(s: Sentence, j: int, *, verbal: bool) -> bool:
    tok = s.tokens[j]
    if tok.mark:
        return tok.mark in '«»"“”()'
    if verbal:
        return not is_verb(tok) and not s.has(j, "prep", "sub", "rel", "conj", "incident", "halt", "ceasefire", "calming")
    key = tok.key.removeprefix("و").removeprefix("ل")
    return key in WIDE or tok.has("quality") or is_nisba(tok) or tok.word.stem in WIDE


def _joins(s: Sentence, before: Thing, here: Thing) -> bool:
    """True where the second name only goes on with the first: «هدنة لوقف إطلاق النار», «هدنة ووقف إطلاق النار»."""
    gap = here.first - before.last
    if "zone" in (here.sort, before.sort) or gap > JOIN or gap and has_conjunction(s.tokens[before.last]):
        return False
    between = range(before.last, here.first)
    return not any(s.tokens[k].mark or is_verb(s.tokens[k]) or s.has(k, "prep", "conj", "sub", "rel") for k in between)
