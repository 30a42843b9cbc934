"""Ceasefires that are only meant: a pronoun (`خروقاتها`, `تم تمديدها`), a short name (`الاتفاق`), or the subject left out."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.ceasefires.acts import Act, act_at
from marsad.languages.ar.rules.ceasefires.chain import Chain, chain_before
from marsad.languages.ar.rules.ceasefires.make import ceasefire
from marsad.languages.ar.rules.ceasefires.memory import is_told, keep, memory, named_before, used
from marsad.languages.ar.rules.ceasefires.outcome import outcome
from marsad.languages.ar.rules.ceasefires.predicates import acts_after, made_of
from marsad.languages.ar.rules.ceasefires.things import Thing, thing_at
from marsad.languages.ar.rules.ceasefires.told_of import Told
from marsad.model.claim import Claim

SINCE, LATER = 2, 4
PRONOUNS = ("ه", "ها")
BY_PRONOUN = frozenset({"extend", "violate", "end", "suspend", "keep", "start"})
LONE = ("صمد", "انهار", "صامد", "دخل", "سرى")
HELPERS = frozenset("تم يتم جري سيتم وتم".split())
SHORT_ACTS = frozenset({"violated", "holding", "ended", "extended", "suspended", "started"})
DENIED = frozenset({"start", "hold", "keep"})
CLOSE, NEAR = 4, 6
CONDITIONS = frozenset("طالما اذا لو شرط بشرط شريطه".split())


@BOOK.rule("ceasefire", "truce_act")
def by_pronoun(scene: Scene, i: int) -> Iterator[Claim]:
    """«دخلت الهدنة حيز التنفيذ ليل الجمعة، وقال الجنرال إنه تم تمديدها 24 ساعة»: an act with a pronoun for the ceasefire."""
    s = scene.sentence
    if not named_before(scene, SINCE) or i in used(scene) or (act := act_at(s, i)) is None:
        return
    lone = _lone(scene, i, act)
    if not (lone or _by_pronoun(scene, i, act, governed=True)):
        return
    floor = clause(s, i)[0]
    chain = chain_before(s, i, floor)
    if not (lone or _by_pronoun(scene, i, act, governed=bool(chain.acts))):
        return
    action, deciding = outcome([act, *chain.acts], definite=True)
    if action is None or chain.background and is_told(scene, action) or (act.code in ("start", "end") and act.coming):
        return
    used(scene).add(i)
    keep(scene, action)
    yield ceasefire(scene, Told(action, None, act if deciding is None else Act(i, act.code, act.negated, act.verb), floor, _stop(scene, i)))


@BOOK.rule("ceasefire", "short")
def by_short_name(scene: Scene, i: int) -> Iterator[Claim]:
    """«بدأت الهدنة الجمعة. وقال البيان إن الفصائل التزمت بالاتفاق»: a short name after the full one."""
    if not named_before(scene, LATER):
        return
    s = scene.sentence
    word = s.tokens[i].word
    definite = word.prefix.endswith(("ال", "لل")) or word.key.lstrip("وبل").startswith("ال")
    if not definite or i in used(scene) or s.has(i + 1, "ceasefire", "halt", "calming"):
        return
    chain = chain_before(s, i, clause(s, i)[0])
    thing = Thing(i, s.end_of(i, "short"), "short", True, word.stem.endswith(("ه", "تان", "تين")))
    found = _done_to_it(scene, thing, chain) or _doing_it(scene, thing, chain)
    if found is not None:
        keep(scene, found.action)
        yield ceasefire(scene, found)


def _done_to_it(scene: Scene, thing: Thing, chain: Chain) -> Told | None:
    """What the acts before the short name make of it («التزمت بالاتفاق»)."""
    s, i = scene.sentence, thing.first
    acts = [a for a in chain.acts if a.code not in ("deal", "order")]
    if len(acts) > 1 and acts[0].verb and acts[1].verb and any(s.tokens[j].mark == "،" for j in range(acts[1].at, acts[0].at)):
        acts = acts[:1]  # a clause of its own: «خرق النظام الاتفاق، والفصائل التزمت به»
    action, act = outcome(acts, definite=True)
    if action not in SHORT_ACTS or act is None or chain.background or i - act.at > CLOSE:
        return None
    if action == "started" and not act.verb or act.negated and (act.coming or act.code == "start"):
        return None
    used(scene).update(a.at for a in acts)
    return Told(action, thing, act, clause(s, i)[0], _stop(scene, i), acts[-1])


def _doing_it(scene: Scene, thing: Thing, chain: Chain) -> Told | None:
    """What is said of the short name after it («الاتفاق دخل حيز التنفيذ», «الاتفاق أُعلن الثلاثاء»)."""
    s, stop = scene.sentence, len(scene.sentence.tokens)
    if chain.acts or chain.background or thing_at(s, thing.last) is not None:
        return None
    for act in acts_after(s, thing, stop):
        action = made_of(s, act, thing)
        near = act.at - thing.last < NEAR
        told = action in SHORT_ACTS and (not act.negated or act.code in DENIED)
        if action and near and (told or action == "agreed" and act.verb and _is_dated(s, act.at)):
            used(scene).add(act.at)
            return Told(action, thing, act, thing.first, stop)
    return None


def _is_dated(s: Sentence, at: int) -> bool:
    """True where a day follows the act at once («أُعلن يوم الثلاثاء»)."""
    return any(t.days and at < t.first <= at + 2 for t in s.times)


def _by_pronoun(scene: Scene, i: int, act: Act, *, governed: bool) -> bool:
    """True where the pronoun on the act is the ceasefire: on a verb, after `تم`, or on a noun that another act governs."""
    s = scene.sentence
    word = s.tokens[i].word
    if act.code not in BY_PRONOUN or word.suffix not in PRONOUNS or word.prefix.lstrip("وف") == "ل":
        return False
    if any(s.key(k) in CONDITIONS for k in range(max(0, i - 4), i)):
        return False
    if i + 1 < len(s.tokens) and s.tokens[i + 1].key.startswith("ال") and not s.has(i + 1, "prep", "sub", "rel"):
        return False
    return act.verb or act.negated or s.key(i - 1) in HELPERS or (governed and act.code != "start") or s.key(i + 1) == "حيز"


def _lone(scene: Scene, i: int, act: Act) -> bool:
    """True for a verb that only a ceasefire has as its subject («انهارت», «لم يصمد», «دخلت حيز التنفيذ») where none follows it."""
    s = scene.sentence
    entry = s.entry(i, "truce_act")
    if entry is None or memory(scene).number != s.number:
        return entry is not None and entry.lemma.startswith("بد") and _for_a_length(s, i)
    if i and s.tokens[i - 1].key.startswith(("ال", "وال")) and not s.has(i - 1, "ceasefire", "short", "calming", "rel"):
        return False
    return entry.lemma.startswith(LONE) and entry.pos in ("verb", "adj") and not any(s.covering(s.actors, k) for k in (i + 1,))


def _for_a_length(s: Sentence, i: int) -> bool:
    """True for «بدأت بـ24 ساعة» at the beginning of what is said."""
    opens = i == 0 or bool(s.tokens[i - 1].mark)
    return opens and s.key(i + 1) == "ب" and any(t.hours and t.first in (i + 1, i + 2) for t in s.times)


def _stop(scene: Scene, i: int) -> int:
    return clause(scene.sentence, i)[1]
