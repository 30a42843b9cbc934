"""Who stands where in a ceasefire: parties and brokers, by what is told of it."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition
from marsad.languages.ar.rules.ceasefires import sides
from marsad.languages.ar.rules.ceasefires.chain import Act
from marsad.languages.ar.rules.ceasefires.predicates import acts_after, is_makers
from marsad.languages.ar.rules.ceasefires.told_of import Told
from marsad.model.claim import Name

Sides = tuple[list[Name], list[Name]]
BLAMED, ASKED = 4, 5
BY = frozenset({("من", "جانب"), ("من", "قبل"), ("علي", "يد"), ("علي", "ايدي"), ("من", "طرف")})
OWNED = frozenset({"talks", "draft", "call", "deal"})
ALL = frozenset("جميع كل كافه كلا سائر".split())


def roles(scene: Scene, told: Told) -> Sides:
    """(parties, brokers) of what is told."""
    s = scene.sentence
    both = sides.between(s, told.begin, told.stop) or sides.between(s, told.first, told.begin) or sides.two_sides(s, told.begin, told.stop)
    named = sides.brokers(s, told.first, told.stop)
    if both and sides.is_third(both[:1]) and sides.is_third(both[-1:]):
        both, named = [], named or both
    if told.act is None:
        return both or sides.beside(s, told.begin, told.stop), named
    named = named or _adjectives_of(s, told.act) or (_adjectives_of(s, told.doing) if told.doing else [])
    return _ROLES.get(told.action, _others)(scene, told, told.act, both, named)


def _adjectives_of(s: Sentence, act: Act) -> list[Name]:
    """Whose an initiative, a call or a deal is by its adjectives («مبادرة مصرية», «اتصالات أميركية - روسية»)."""
    if act.verb or act.code not in OWNED or not s.has(act.at + 1, "national"):
        return []
    return sides.adjectives(s, act.at + 1)


def _callers(scene: Scene, told: Told, act: Act, both: list[Name], named: list[Name]) -> Sides:
    """Those asked to stop, and those who ask them."""
    if act.code == "need" or act.code == "keep":
        return both or _bound(scene.sentence, act.at), named or _source(scene, act)
    callers, to = sides.speaker_of(scene, act.at)
    asked = _asked(scene.sentence, act.at, told, callers, to)
    return both or asked, callers or named or _without(sides.subject(scene, act, told.stop), asked) or _source(scene, act)


def _bound(s: Sentence, at: int) -> list[Name]:
    """Those who must («على جميع الأطراف أن تلتزم»)."""
    at_sides = next((k + 1 for k in range(at - 1, max(-1, at - 9), -1) if s.key(k) in ("علي", "وعلي")), None)
    return sides.names(s, at_sides) if at_sides and (_is_all(s, at_sides) or s.starting(s.actors, at_sides)) else []


def _asked(s: Sentence, at: int, told: Told, callers: list[Name], to: list[Name]) -> list[Name]:
    """The sides named right before what they are asked to do («طالب المجلس جميع الأطراف بوقف القتال»)."""
    if told.thing and told.thing.verbal:
        return sides.names(s, told.thing.first + 1) if _is_all(s, told.thing.first + 1) else []
    head = told.thing.first if told.thing else told.begin
    for j in range(at + 1, head):
        actor = s.starting(s.actors, j)
        if _is_all(s, j) or actor and not has_clitic_preposition(s.tokens[j]) and not s.has(j - 1, "prep"):
            found = [n for n in sides.names(s, j) if n.span.end <= s.tokens[head].start and not _overlaps(n, callers)]
            if found and _leads_to(s, found[-1], head):
                return found
    return [n for n in to if n.span.start > s.tokens[at].start and n.span.end <= s.tokens[head].start and _leads_to(s, n, head)]


def _is_all(s: Sentence, j: int) -> bool:
    """True for «جميع الأطراف», «الأطراف»."""
    return s.key(j) in ALL and s.has(j + 1, "actor_head", "addressee", "side") or s.key(j) == "الاطراف"


def _leads_to(s: Sentence, name: Name, head: int) -> bool:
    """True where only prepositions, times and adverbs stand between the name and token `head`."""
    first = next(k for k in range(head, -1, -1) if s.tokens[k].start < name.span.end) + 1
    if head - first > ASKED:
        return False
    between = range(first, head)
    return all(s.has(k, "prep", "adverb") or s.covering(s.times, k) or s.covering(s.places, k) or s.tokens[k].mark for k in between)


def _breakers(scene: Scene, told: Told, act: Act, both: list[Name], named: list[Name]) -> Sides:
    """Those who broke it: named after the noun, by «من جانب», as subject, or blamed before it."""
    s = scene.sentence
    by = _by(s, act.at, told.stop)
    if act.verb:
        return by or sides.subject(scene, act, told.stop) or both, named or _third(_makers(scene, told))
    found = _owner(s, act) or by or blamed(s, act.at) or (sides.subject(scene, told.doing or act, told.stop) if not _hangs(s, act.at) else [])
    return found or both, named or _third(_makers(scene, told))


def _by(s: Sentence, at: int, stop: int) -> list[Name]:
    for j in range(at, stop - 2):
        if (s.key(j), s.key(j + 1)) in BY and not s.key(j + 2).startswith("واحد"):
            return sides.names(s, j + 2)
    return []


def _hangs(s: Sentence, at: int) -> bool:
    """True where a preposition ties the noun to what stands before it («بخرق», «في انهيار»)."""
    return has_clitic_preposition(s.tokens[at]) or s.key(at - 1) == "في"


def blamed(s: Sentence, at: int) -> list[Name]:
    """The side that stands right before what it is blamed for («اتهم البيان النظام بخرق …», «قام المتمردون بانتهاك …»)."""
    if not _hangs(s, at):
        return []
    stop = at - (s.key(at - 1) == "في")
    near = [a for a in s.actors if a.last <= stop and stop - a.last <= BLAMED and not s.has(a.first - 1, "from")]
    if not near or any(s.tokens[k].mark for k in range(near[-1].last, stop)):
        return []
    actor = near[-1]
    names = sides.names(s, actor.first)
    return [n for n in names if n.span.end <= s.tokens[at].start]


def _refusers(scene: Scene, told: Told, act: Act, both: list[Name], named: list[Name]) -> Sides:
    """Those who refuse, who else speaks where nobody is named."""
    doers = sides.subject(scene, act, told.stop) if act.verb else []
    doers = doers or sides.subject(scene, told.doing or act, told.stop)
    return doers or _source(scene, act) or both, named or _third(_makers(scene, told))


def _keepers(scene: Scene, told: Told, act: Act, both: list[Name], named: list[Name]) -> Sides:
    calm = told.thing is not None and told.thing.sort == "calm"
    doers = [] if calm else sides.subject(scene, told.doing or act, told.stop)
    return both or sides.beside(scene.sentence, told.begin, told.stop) or ([] if sides.is_third(doers) else doers), named


def _agreeing(scene: Scene, told: Told, act: Act, both: list[Name], named: list[Name]) -> Sides:
    """Those who agree or talk: states from outside are brokers, others parties; who only announces what two sides agreed is neither."""
    s = scene.sentence
    doers = sides.subject(scene, told.doing or act, told.stop) or (sides.subject(scene, act, told.stop) if told.doing else [])
    other = sides.beside(s, told.begin, told.stop) or sides.beside(s, told.first, told.begin)
    if sides.is_third(doers):
        joined = doers + (_without(other, doers) if sides.is_third(other) else [])
        local = [n for n in joined if n.id and not sides.is_third([n])]
        return both or local or ([] if sides.is_third(other) else other), named or _without(joined, local)
    makers = _makers(scene, told) if not doers else []
    if both:
        return both, named or _third(makers)
    if sides.is_third(makers):
        return other, named or makers
    return [*(doers or makers), *_without(other, doers)], named


def _others(scene: Scene, told: Told, act: Act, both: list[Name], named: list[Name]) -> Sides:
    """For what began, went on or ended: those who made the ceasefire, and who is blamed for its end."""
    s = scene.sentence
    makers = _owner(s, act) or _makers(scene, told)
    if told.action == "ended" and not act.verb and (found := blamed(s, act.at)):
        return found, named or _third(makers)
    if sides.is_third(makers):
        return both, named or makers
    return both or sides.beside(s, told.begin, told.stop) or makers, named


def _owner(s: Sentence, act: Act) -> list[Name]:
    """The side right after the act («مدد الجيش الهدنة», «تنفيذ التحالف هدنة»)."""
    owner = s.starting(s.actors, act.at + 1)
    return sides.names(s, act.at + 1) if owner and not has_clitic_preposition(s.tokens[act.at + 1]) else []


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
    return names if sides.is_third(names) else []


def _source(scene: Scene, act: Act) -> list[Name]:
    return list(scene.source(act.at)[:1])


def _without(names: list[Name], others: list[Name]) -> list[Name]:
    return [n for n in names if not _overlaps(n, others)]


def _overlaps(name: Name, others: list[Name]) -> bool:
    return any(n.span.start < name.span.end and name.span.start < n.span.end or n.text == name.text for n in others)


_ROLES = {
    "called_for": _callers,
    "violated": _breakers,
    "rejected": _refusers,
    "holding": _keepers,
    "agreed": _agreeing,
    "negotiated": _agreeing,
}
