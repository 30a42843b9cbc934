"""Breaches that are counted or laid to somebody once the ceasefire has been named: «219 خرقاً», «خروقات قوات النظام»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause, has_clitic_preposition
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.ceasefires import sides
from marsad.languages.ar.rules.ceasefires.acts import Act, act_entry
from marsad.languages.ar.rules.ceasefires.make import ceasefire
from marsad.languages.ar.rules.ceasefires.memory import keep, named_before, used
from marsad.languages.ar.rules.ceasefires.things import thing_at
from marsad.languages.ar.rules.ceasefires.told_of import Told
from marsad.model.claim import Claim, Name

LATER, NEAR = 5, 3
OWN = ("ه", "ها", "هم", "هما")
COMMITTED = ("تقوم", "يقوم", "قام", "يرتكب", "ترتكب", "ارتكب", "تنفذ", "ينفذ", "نفذ")
BREACHES = ("خرق", "خروق")


@BOOK.rule("ceasefire", "truce_act")
def breaches(scene: Scene, i: int) -> Iterator[Claim]:
    """«بدأت الهدنة الجمعة. وسجل المركز 19 خرقاً في ريف حماة»: breaches with their number or their doer."""
    s = scene.sentence
    entry = act_entry(s, i)
    if entry is None or entry.code != "violate" or entry.pos != "noun" or not entry.lemma.startswith(BREACHES):
        return
    if not named_before(scene, LATER) or i in used(scene) or s.tokens[i].word.suffix in OWN or _names_it(s, i):
        return
    number = s.numbers.ends.get(i)
    dual = entry.shape == "dual"
    if number is None and not dual and not _has_doer(s, i):
        return
    keep(scene, "violated")
    used(scene).add(i)
    first = clause(s, i)[0]
    act = Act(i, "violate")
    claim = ceasefire(scene, Told("violated", None, act, number.first if number else max(first, i - 1), clause(s, i)[1]))
    yield claim if claim.source or number is None else replace(claim, source=tuple(_counters(s, i)))


def _counters(s: Sentence, i: int) -> list[Name]:
    """Those who count them («كانت الشبكة أحصت …»), by the verb of counting before token i."""
    verb = next((j for j in range(i - 1, -1, -1) if s.has(j, "counts")), None)
    return [] if verb is None else sides.following(s, verb, i) or sides.before(s, verb)


def _names_it(s: Sentence, i: int) -> bool:
    """True where the ceasefire itself is named or meant right after («خرقين لوقف النار», «خرق الاتفاق»)."""
    return any(thing_at(s, j) or s.has(j, "short") for j in range(i + 1, min(i + NEAR + 1, len(s.tokens))))


def _has_doer(s: Sentence, i: int) -> bool:
    """True for «خروقات قوات النظام», «الخروقات التي ترتكبها الفصائل», «الخروقات من جانب …»."""
    if s.tokens[i].key.startswith(("ال", "وال")):
        return s.has(i + 1, "rel") and s.key(i + 2).startswith(COMMITTED)
    if any(s.tokens[k].word.stem.removeprefix("ال").startswith(("اتهام", "اتهم")) for k in range(max(0, i - NEAR), i)):
        return True
    owner = s.starting(s.actors, i + 1)
    return owner is not None and not has_clitic_preposition(s.tokens[i + 1]) and not s.tokens[i + 1].mark
