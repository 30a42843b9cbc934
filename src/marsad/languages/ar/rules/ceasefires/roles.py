"""Who stands where in a ceasefire: parties and brokers, by what is told of it."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition
from marsad.languages.ar.rules.ceasefires import blame, sides
from marsad.languages.ar.rules.ceasefires.acts import Act
from marsad.languages.ar.rules.ceasefires.lists import adjectives, is_third, names
from marsad.languages.ar.rules.ceasefires.predicates import acts_after, is_makers
from marsad.languages.ar.rules.ceasefires.told_of import Told
from marsad.model.claim import Name

Sides = tuple[list[Name], list[Name]]
NEAR = 4
OWNED = frozenset({"talks", "draft", "call", "deal"})


def roles(scene: Scene, told: Told) -> Sides:
    """(parties, brokers) of what is told."""
    s = scene.sentence
    both = sides.between(s, told.begin, told.stop) or sides.between(s, told.first, told.begin) or sides.two_sides(s, told.begin, told.stop)
    named = sides.brokers(s, told.first, told.stop)
    if both and is_third(both[:1]) and is_third(both[-1:]):
        both, named = [], named or both
    if told.act is None and told.action == "rejected" and told.thing:
        return list(scene.source(told.thing.first)[:1]) or both, named
    if told.act is None:
        return both or sides.beside(s, told.begin, told.stop), named
    named = named or _adjectives_of(s, told.act) or (_adjectives_of(s, told.doing) if told.doing else [])
    return _ROLES.get(told.action, _others)(scene, told, told.act, both, named)


def _adjectives_of(s: Sentence, act: Act) -> list[Name]:
    """Whose an initiative, a call or a deal is by its adjectives («مبادرة مصرية», «اتصالات أميركية - روسية»)."""
    for j in range(act.at, min(act.at + NEAR, len(s.tokens) - 1)):
        entry, actor = s.entry(j, "truce_act"), s.starting(s.actors, j + 1)
        owned = entry is not None and entry.pos == "noun" and entry.code in OWNED
        if owned and (s.has(j + 1, "national") or actor and actor.sort == "adjective"):
            return adjectives(s, j + 1)
    return []


def _callers(scene: Scene, told: Told, act: Act, both: list[Name], named: list[Name]) -> Sides:
    """Those asked to stop, and those who ask them."""
    if act.code == "need" or act.code == "keep":
        return both or blame.bound(scene.sentence, act.at), named or _source(scene, act)
    callers, to = sides.speaker_of(scene, act.at)
    asked = blame.asked(scene.sentence, act.at, told, callers, to)
    return both or asked, callers or named or _without(sides.subject(scene, act, told.stop), asked) or _source(scene, act)


def _breakers(scene: Scene, told: Told, act: Act, both: list[Name], named: list[Name]) -> Sides:
    """Those who broke it: named after the noun, by «من جانب», as subject, or blamed before it."""
    s = scene.sentence
    by = blame.by_whom(s, act.at, told.stop)
    if act.verb:
        return by or sides.subject(scene, act, told.stop) or both, named or _third(_makers(scene, told))
    found = _owner(s, act) or by or blame.blamed(s, act.at) or blame.national(s, act.at) or blame.committed(s, act.at)
    if not found and not blame.hangs(s, act.at):
        found = sides.subject(scene, told.doing or act, told.stop)
    return found or both, named or _third(_makers(scene, told))


def _refusers(scene: Scene, told: Told, act: Act, both: list[Name], named: list[Name]) -> Sides:
    """Those who refuse, who else speaks where nobody is named."""
    doers = sides.subject(scene, act, told.stop) if act.verb else []
    doers = doers or sides.subject(scene, told.doing or act, told.stop)
    return doers or _source(scene, act) or both, named or _third(_makers(scene, told))


def _keepers(scene: Scene, told: Told, act: Act, both: list[Name], named: list[Name]) -> Sides:
    calm = told.thing is not None and told.thing.sort == "calm"
    doers = [] if calm else sides.subject(scene, told.doing or act, told.stop)
    return both or sides.beside(scene.sentence, told.begin, told.stop) or ([] if is_third(doers) else doers), named


def _agreeing(scene: Scene, told: Told, act: Act, both: list[Name], named: list[Name]) -> Sides:
    """Those who agree or talk: states from outside are brokers, others parties; who only announces what two sides agreed is neither."""
    s = scene.sentence
    doers = sides.subject(scene, told.doing or act, told.stop) or (sides.subject(scene, act, told.stop) if told.doing else [])
    other = sides.beside(s, told.begin, told.stop) or sides.beside(s, told.first, told.begin)
    if is_third(doers):
        joined = doers + (_without(other, doers) if is_third(other) else [])
        local = [n for n in joined if n.id and not is_third([n])]
        return both or local or ([] if is_third(other) else other), named or _without(joined, local)
    makers = _makers(scene, told) if not doers else []
    if both:
        return both, named or _third(makers)
    if is_third(makers):
        return other, named or makers
    return [*(doers or makers), *_without(other, doers)], named


def _others(scene: Scene, told: Told, act: Act, both: list[Name], named: list[Name]) -> Sides:
    """For what began, went on or ended: those who made the ceasefire, and who is blamed for its end."""
    s = scene.sentence
    makers = _owner(s, act) or _makers(scene, told)
    if told.action == "ended" and not act.verb and (found := blame.blamed(s, act.at)):
        return found, named or _third(makers)
    if is_third(makers):
        return both, named or makers
    return both or sides.beside(s, told.begin, told.stop) or makers, named


def _owner(s: Sentence, act: Act) -> list[Name]:
    """The side right after the act («مدد الجيش الهدنة», «تنفيذ التحالف هدنة»)."""
    owner = s.starting(s.actors, act.at + 1)
    return names(s, act.at + 1) if owner and not has_clitic_preposition(s.tokens[act.at + 1]) else []


def _makers(scene: Scene, told: Told) -> list[Name]:
    """Those who announced or agreed it, told after its name («الهدنة التي أعلنتها روسيا»)."""
    if told.thing is None:
        return []
    s = scene.sentence
    stop = max(told.stop, told.reach)
    for act in acts_after(s, told.thing, stop):
        if is_makers(act) and act.verb and (found := sides.following(s, act.at, stop)):
            return found
    return []


def _third(names: list[Name]) -> list[Name]:
    return names if is_third(names) else []


def _source(scene: Scene, act: Act) -> list[Name]:
    return list(scene.source(act.at)[:1])


def _without(names: list[Name], others: list[Name]) -> list[Name]:
    return [n for n in names if not blame.overlaps(n, others)]


_ROLES = {
    "called_for": _callers,
    "violated": _breakers,
    "rejected": _refusers,
    "holding": _keepers,
    "agreed": _agreeing,
    "negotiated": _agreeing,
}
