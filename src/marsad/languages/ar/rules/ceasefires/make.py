"""A claim from a ceasefire and what became of it: the terms, areas and sides of the stretch that tells it."""

from __future__ import annotations

from dataclasses import replace

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.rules.ceasefires import where
from marsad.languages.ar.rules.ceasefires.memory import named_at
from marsad.languages.ar.rules.ceasefires.predicates import is_makers
from marsad.languages.ar.rules.ceasefires.roles import roles
from marsad.languages.ar.rules.ceasefires.terms import Terms, read_terms
from marsad.languages.ar.rules.ceasefires.things import Thing, things
from marsad.languages.ar.rules.ceasefires.told_of import Told
from marsad.model.claim import Ceasefire, Name
from marsad.model.mention import Place

NEAR, WORDS = 5, 7
QUOTED_BY_ACT = frozenset({"violated", "ended", "extended", "started", "holding", "suspended"})
DECLARED = frozenset({"agreed", "extended"})
LATE = frozenset("متاخر متاخره".split())
SETTLED = frozenset({"agreed", "holding", "rejected", "negotiated"})


def ceasefire(scene: Scene, told: Told) -> Ceasefire:
    """The claim for what is told, with the areas of an earlier claim of the sentence where it names none."""
    s = scene.sentence
    anchor, left, right = _quote(told)
    terms = _terms(scene, told)
    excluded = where.left_out(s, told.begin, told.stop) or (where.left_out_of(s, told.first, told.thing.first) if told.thing else [])
    out = {x.text for x in excluded}
    parties, brokers = roles(scene, told)
    return scene.make(
        Ceasefire,
        left,
        right,
        trigger=anchor,
        action=told.action,
        areas=tuple(n for n in _areas(scene, told) if n.text not in out),
        excluded=tuple(excluded),
        parties=tuple(parties),
        brokers=tuple(brokers),
        starts=terms.starts,
        hours=terms.hours,
        starts_at=terms.starts_at,
        ends_at=terms.ends_at,
        daily=terms.daily,
        declared_at=_declared_at(scene.sentence, told),
    )


def _declared_at(s: Sentence, told: Told) -> str | None:
    """The day of «أعلنت مساء الجمعة هدنة», between the verb of announcing and what it announces; `/night` for «في وقت متأخر»."""
    act, thing = told.doing or told.act, told.thing
    if told.action not in DECLARED or act is None or thing is None or not act.verb or act.at > thing.first:
        return None
    time = next((t for t in s.times if t.days and t.role == "at" and act.at < t.first < thing.first), None)
    if time is None or time.days is None:
        return None
    late = any(s.key(j) in LATE for j in range(act.at + 1, time.first))
    part = "night" if late else time.part
    return f"{time.days[0]}/{part}" if part and part[0].isalpha() else str(time.days[0])


def _quote(told: Told) -> tuple[int, int, int]:
    """(anchor, first, last): the act with the thing where they stand close, else the one that states it."""
    thing, act = told.thing, told.act
    if thing is None or act is None:
        at = act.at if act else thing.first if thing else told.first
        return at, at, (thing.last + 2 if thing else at + 4)
    if act.at >= thing.last:
        if is_makers(act) or act.code == "need":
            return thing.first, thing.first, act.at + 1
        near = act.at - thing.first <= NEAR
        return act.at, (thing.first if near else act.at - act.negated), act.at + 3
    if told.action in QUOTED_BY_ACT or act.code == "join":
        return act.at, act.at - act.negated, max(thing.last, act.at + 3)
    if (doing := _reached_by(told, thing)) is not None:
        return doing, doing, thing.last
    if thing.last - act.at <= WORDS:
        return thing.first, act.at, thing.last
    return thing.first, thing.first, thing.last + 2


def _reached_by(told: Told, thing: Thing) -> int | None:
    """The token of the verb of reaching that states the agreement; None where a noun of agreement far from it does."""
    doing = told.doing
    if doing is None or doing.code != "reach" or not doing.verb or told.action != "agreed":
        return None
    near = thing.last - doing.at <= WORDS or told.act is None or told.act.at - doing.at <= WORDS
    return doing.at if near else None


def _terms(scene: Scene, told: Told) -> Terms:
    after = read_terms(scene.sentence, told.begin, told.stop, told.action)
    if after.starts or told.action not in ("started", "extended", "holding"):
        return after
    told_before = read_terms(scene.sentence, told.first, told.begin, told.action)
    return told_before if not after.hours else replace(told_before, hours=after.hours, daily=after.daily)


def _areas(scene: Scene, told: Told) -> list[Name]:
    s = scene.sentence
    if told.act and told.act.code == "cover" and (held := where.covered(s, told.begin, _covered_stop(told))):
        return where.as_names(held)
    found = where.areas_after(s, told.begin, told.stop) or where.areas_after(s, told.begin, told.reach)
    outer = told.doing or told.act
    if not found and told.thing and outer and outer.at < told.thing.first:
        found = where.areas_before(s, outer.at, told.thing.first)
    if not found and told.thing is None and told.act:
        found = where.areas_after(s, told.first, told.act.at)
    if not found and told.thing is None and told.act and told.act.code != "deal":
        found = where.areas_after(s, max(told.first, named_at(scene)), told.act.at)
    if not found:
        found = where.areas_of_name(s, told) or where.areas_there(scene, told)
    if not found and not _is_general(scene, told) and (before := _told_before(scene)):
        return before
    found = found or _of_one_before(scene, told)
    if not found and told.action in SETTLED:
        found = where.areas_of_deal(s, told.begin)
    return where.as_names(found)


def _covered_stop(told: Told) -> int:
    """One past the token up to which what a calm or a ceasefire covers is named: a calm has one object."""
    return min(told.stop, told.begin + NEAR) if told.thing and told.thing.sort == "calm" else told.stop


def _of_one_before(scene: Scene, told: Told) -> list[Place]:
    """The areas of the ceasefire named right before this one («وقف العنف في حلب والعودة إلى وقف دائم للقتال»)."""
    if told.thing is None:
        return []
    earlier = [t for t in things(scene) if t.last <= told.thing.first and told.thing.first - t.last <= WORDS]
    return where.areas_after(scene.sentence, earlier[-1].last, told.thing.first) if earlier else []


def _is_general(scene: Scene, told: Told) -> bool:
    """True for «اتفاق وقف الأعمال العدائية», which has a name of its own, beside a calm of another name in the sentence."""
    words = {scene.sentence.key(j) for j in range(told.thing.first, told.thing.last)} if told.thing else set()
    return "الاعمال" in words and not any("الأعمال" in c.quote for c in scene.claims if isinstance(c, Ceasefire))


def _told_before(scene: Scene) -> list[Name]:
    """The areas of the last ceasefire claim of the sentence."""
    claims = [c for c in scene.claims if isinstance(c, Ceasefire) and c.areas]
    return list(claims[-1].areas) if claims else []
