"""Agents that stand behind a verbal noun: `التي نفذتها X`, `من قبل X`, `وتبنته X`, `شارك فيها X`, `قصف لقوات X`."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import clause, has_clitic_preposition, has_conjunction, is_nisba
from marsad.languages.ar.rules.incidents.after import after, crowd
from marsad.languages.ar.rules.incidents.agents import agents_from
from marsad.languages.ar.rules.incidents.subjects import skip_adverbs
from marsad.languages.ar.rules.incidents.where import is_act
from marsad.model.claim import Name
from marsad.model.mention import Actor

CALLED = group("called")
OPERATIONS = group("doings")
TRIED = frozenset({"محاوله", "محاولات"})
CROWD_REACH, DESCRIBED = 8, 4
DESCRIBED_AS = ("loyal", "posted", "backed")
ASCRIBED = group("ascribed")
MEANS = ("weapon", "craft", "mode")
QUOTES = tuple('«»"“”')
SOURCE = frozenset({"مصدره", "مصدرها"})  # «قصف مصدره مواقع الجيش»
STANDS = group("fired_from")  # «قصف من مواقع الحزب»
LEAVING = frozenset({"withdrawal", "displacement", "aid", "release", "seizure", "looting_destruction"})


def marked(s: Sentence, at: int) -> list[Name]:
    """The agent after `من قبل`, `على يد`, …, wherever it stands before the clause ends or another act is told."""
    _, end = clause(s, at - 1)
    for j in s.among(at, end, "agent_mark", "incident"):
        if s.has(j, "agent_mark") and not s.has(j - 1, "backed") and s.key(j - 1) not in TRIED and not _describes(s, j - 1, at):
            return agents_from(s, s.end_of(j, "agent_mark"))[0]
        if j > at and is_act(s, j):
            break
    return []


def _describes(s: Sentence, j: int, at: int) -> bool:
    """True for a passive participle that describes something else («المصنفة من قبل أميركا»), not the act («المنفذ من قبل»)."""
    key = s.key(j).removeprefix("ال")
    known = s.tokens[j].word.entries
    if s.covering(s.places, j) is not None or known and not s.has(j, *DESCRIBED_AS) and all(e.pos != "adj" for e in known):
        return False
    return j > at and key.startswith("م") and s.key(j).startswith("الم") and not key.startswith(("منفذ", "مرتكب", "مدبر"))


def relative(s: Sentence, at: int) -> list[Name]:
    """The agent of «التي نفذتها X», «شنها X» behind the noun, or behind the means it names («هجوم بقذائف الهاون شنه X»)."""
    return _of_clause(s, at) or (_of_clause(s, end) if (end := _past_means(s, at)) > at else [])


def in_operation(s: Sentence, at: int) -> list[Name]:
    """Who carried out the operations in which it happened («تعرضت السفن للهجوم في عمليات | نفذها قراصنة»)."""
    _, end = clause(s, at - 1)
    for j in s.among(at, end, "light"):
        if s.tokens[j].word.suffix in ("ها", "ه") and s.key(j - 1) in OPERATIONS and s.key(j - 2) in ("في", "خلال", "ضمن", "عبر"):
            return relative(s, j)
    return []


def _past_means(s: Sentence, at: int) -> int:
    """One past «بقذائف الهاون», «بسيارة مفخخة»; `at` where no means follows."""
    if at >= len(s.tokens) or s.tokens[at].word.prefix not in ("ب", "بال") or not (s.has(at, *MEANS) or s.has(at + 1, "weapon")):
        return at
    return next((k for k in range(at + 1, len(s.tokens)) if not (s.has(k, *MEANS, "quality") or is_nisba(s.tokens[k]))), at)


def _of_clause(s: Sentence, at: int) -> list[Name]:
    """The agent of the clause of doing at token `at`."""
    at = _taken_up(s, _past_weapon(s, at))
    j = at + 1 if s.has(at + 1, "rel") and s.key(at).startswith("ال") else at
    while j < min(at + 3, len(s.tokens)) and (s.has(j, "rel") or s.tokens[j].mark in ("،", "-", "–")):
        j += 1
    if j >= len(s.tokens) or not s.has(j, "light", "launch", "laying") or not s.tokens[j].word.suffix:
        return []
    k = skip_adverbs(s, j + 1)
    called = s.key(k) == "ما" and s.key(k + 1) in CALLED
    k += 2 * called
    actor = s.starting(s.actors, k)
    if actor and (called or not has_clitic_preposition(s.tokens[k])):
        return agents_from(s, k)[0]
    if found := after(s, k):
        return found[0]
    people = s.entry(k, "people") if k < len(s.tokens) else None
    return agents_from(s, k)[0] if people and not has_clitic_preposition(s.tokens[k]) else []


def _past_weapon(s: Sentence, at: int) -> int:
    """One past the weapon that burst («انفجار لغم أرضي | زرعته الحركة») and its adjectives; `at` where none stands there."""
    if at >= len(s.tokens) or not s.has(at, "weapon") or has_clitic_preposition(s.tokens[at]):
        return at
    end = s.end_of(at, "weapon")
    return end + (s.tokens[end].word.nisba if end < len(s.tokens) else 0)


def _taken_up(s: Sentence, at: int) -> int:
    """The relative pronoun behind what only describes the noun («الهجوم الأكثر دموية | الذي نفذته الحركة»); else `at`."""
    if not s.key(at - 1).startswith("ال"):
        return at
    for j in range(at, min(at + DESCRIBED, len(s.tokens) - 1)):
        if s.has(j, "rel"):
            return j if s.has(j + 1, "light") and s.tokens[j + 1].word.suffix else at
        if s.tokens[j].mark or s.tokens[j].word.verbal or s.starting(s.actors, j) or s.has(j, "prep", "sub", "incident", "harm"):
            return at
    return at


def resumes(s: Sentence, at: int) -> bool:
    """True for «هجوم شنه الجمعة»: a verb behind the noun takes it up, and who does it was named before."""
    j = at + 1 if s.has(at, "rel") else at
    if j >= len(s.tokens) or not s.has(j, "light", "launch") or s.tokens[j].word.suffix not in ("ه", "ها"):
        return False
    entry = s.entry(j, "light") or s.entry(j, "launch")
    k = skip_adverbs(s, j + 1)
    if entry is None or entry.pos != "verb":
        return False
    return k >= len(s.tokens) or bool(s.tokens[k].mark) or s.has(k, "prep", "place_prep", "target_mark")


def ascribed(s: Sentence, at: int) -> list[Name]:
    """Whom the act right before is ascribed to («هجمات نسبت إلى الحزب», «الهجوم المنسوب إلى التنظيم»)."""
    j = at + s.has(at, "rel")
    while j < len(s.tokens) and (s.tokens[j].mark in QUOTES or s.has(j, "awaited")):
        j += 1
    if s.key(j) in SOURCE:
        actor = next((a for a in s.actors if j < a.first <= j + 3), None)
        return agents_from(s, actor.first)[0] if actor else []
    if s.key(j) not in ASCRIBED:
        return []
    to = next((k for k in range(j + 1, min(j + 5, len(s.tokens))) if s.key(k) == "الي"), 0)
    if not to or not (s.starting(s.actors, to + 1) or s.has(to + 1, "people")):
        return []
    return agents_from(s, to + 1)[0]


def claimed(s: Sentence, at: int) -> list[Name]:
    """Who claims the act later in its sentence («هجوم … وتبنته الحركة»), before another act is told."""
    for j in s.among(at, len(s.tokens), "light", "incident"):
        entry = s.entry(j, "light")
        if entry and entry.lemma == "تبنى" and entry.pos == "verb" and s.tokens[j].word.suffix and _adds(s, j):
            k = skip_adverbs(s, j + 1)
            return agents_from(s, k)[0] if s.starting(s.actors, k) and not has_clitic_preposition(s.tokens[k]) else []
        if s.has(j, "incident") and j > at + 1 and is_act(s, j):
            return []
    return []


def _adds(s: Sentence, j: int) -> bool:
    return has_conjunction(s.tokens[j]) or s.key(j - 1) in ("قد", "وقد")


def of_crowd(s: Sentence, i: int, at: int) -> list[Name]:
    """The people of a protest: its owner («تظاهرة الطلاب»), who took part in it, or who came out in it («خرج آلاف … في مظاهرة»)."""
    for j in range(at, min(at + CROWD_REACH, len(s.tokens))):
        if s.has(j, "gather") and s.key(j + 1) in ("فيها", "فيه"):
            found = crowd(s, j, j + 2)
            return found[0] if found else []
        if s.tokens[j].mark and s.tokens[j].mark in ".؛،":
            break
    if s.tokens[i].word.prefix.removeprefix("و") in ("ب", "") and s.has(at, "people", "crowd") and at == i + 1:
        return agents_from(s, at)[0]
    before = [j for j in s.among(max(0, i - CROWD_REACH), i, "gather") if s.entry(j, "gather")]
    found = crowd(s, before[-1], skip_adverbs(s, before[-1] + 1), coming=True) if before else None
    return [n for n in found[0] if n.span.end <= s.tokens[i].start] if found else []


def with_preposition(s: Sentence, at: int, code: str) -> Actor | None:
    """The agent of «قصف لقوات النظام», «حصار من الجيش»: an actor after `ل`, or after `من` where nobody leaves."""
    if at >= len(s.tokens) or s.has(at - 1, "loyal"):  # «القبض على إرهابي ينتمي | لداعش»
        return None
    actor = s.starting(s.actors, at)
    if actor and s.tokens[at].word.key.lstrip("وف").startswith("ل") and has_clitic_preposition(s.tokens[at]):
        return actor
    if s.key(at) == "من" and (actor := s.starting(s.actors, at + 1 + (s.key(at + 1) in STANDS))) and actor.sort != "title":
        return actor if code not in LEAVING else None
    if s.key(at) == "ل":
        return s.starting(s.actors, at + 1) or s.starting(s.actors, at + 2)
    return None
