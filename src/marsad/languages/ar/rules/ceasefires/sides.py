"""The names of those who have to do with a ceasefire: both sides of it, its brokers, who does an act, who is blamed or asked."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction
from marsad.languages.ar.rules.ceasefires.acts import Act
from marsad.languages.ar.rules.ceasefires.lists import NAMING, adjectives, is_joined, names
from marsad.languages.ar.rules.ceasefires.where import is_area
from marsad.languages.ar.speech.implied import gender
from marsad.model.claim import Name, Statement
from marsad.model.mention import Actor

REACH = 10
OWN = ("ه", "ها", "هم", "هما")
BOTH = frozenset("الجانبين الطرفين الجانبان الطرفان".split())
TWO = BOTH | frozenset("طرفان طرفين جانبان جانبين".split())
NO_SIDES = frozenset("الحين الفينه".split())


def speaker_of(scene: Scene, at: int) -> tuple[list[Name], list[Name]]:
    """(speakers, addressees) of the statement whose trigger is token `at`; two empty lists where it is none."""
    tok = scene.sentence.tokens[at]
    for claim in scene.claims:
        if isinstance(claim, Statement) and claim.trigger.start < tok.end and tok.start < claim.trigger.end:
            return [n for n in claim.speaker if n.text != "أي"], list(claim.to)
    return [], []


def between(s: Sentence, first: int, stop: int) -> list[Name]:
    """Both sides of «بين A وB»."""
    for j in range(first, stop):
        if s.key(j) == "بين" and j + 1 < len(s.tokens) and not s.has(j - 1, "place_head", "place_word"):
            if s.covering(s.times, j) or s.covering(s.numbers, j + 1) or s.key(j + 1) in NO_SIDES:
                continue
            if s.key(j + 1) in BOTH:
                return _meant_by_both(s, j) or [s.name(j + 1, j + 2)]
            return names(s, j + 1 + 2 * (s.key(j + 1) == "كل" and s.key(j + 2) == "من"))
    return []


def two_sides(s: Sentence, first: int, stop: int) -> list[Name]:
    """Both of «طرفان: A من جهة وB من جهة أخرى»."""
    at = next((j for j in range(first, stop) if s.key(j) in TWO and j + 2 < len(s.tokens) and s.tokens[j + 1].mark == ":"), None)
    if at is None:
        return []
    one = names(s, at + 2)
    starts = (j + 2 for j in range(at + 2, stop - 2) if (s.key(j), s.key(j + 1)) == ("من", "جهه"))
    other = next((j for j in starts if s.starting(s.actors, j)), None)
    return one[:1] + (names(s, other)[:1] if other else one[1:2])


def _meant_by_both(s: Sentence, at: int) -> list[Name]:
    """The two sides named before «بين الجانبين» in the sentence."""
    earlier = next((j for j in range(at - 1, -1, -1) if s.key(j) == "بين"), None)
    found = names(s, earlier + 1) if earlier is not None else []
    return found if len(found) == 2 else []


def beside(s: Sentence, first: int, stop: int) -> list[Name]:
    """The side of «مع B»."""
    for j in range(first, stop):
        if s.key(j) == "مع" and (s.starting(s.actors, j + 1) or s.starting(s.places, j + 1)):
            return names(s, j + 1)
    return []


def brokers(s: Sentence, first: int, stop: int) -> list[Name]:
    """Those named after «بوساطة», «بطلب من», «برعاية», … in tokens [first, stop)."""
    for j in s.among(first, stop, "brokering"):
        k = s.end_of(j, "brokering")
        k += s.key(k) in ("من", "كل") and s.key(k + 1) != "من"
        k += 2 * (s.key(k) == "كل" and s.key(k + 1) == "من")
        if k < len(s.tokens):
            return adjectives(s, k) or _sponsors(s, k)
    return []


def _sponsors(s: Sentence, k: int) -> list[Name]:
    """The names from token k where a side, a state or a quoted name begins there, or any noun after «من»."""
    known = s.starting(s.actors, k) or s.starting(s.places, k) or s.tokens[k].mark
    return names(s, k) if known or s.key(k - 1) == "من" or s.tokens[k].key.startswith("ال") else []


def subject(scene: Scene, act: Act, stop: int) -> list[Name]:
    """Who does the act: its speaker, the actor after it, or (for a verb) the actor before it."""
    s = scene.sentence
    if named := speaker_of(scene, act.at)[0]:
        return named
    if act.verb and s.has(act.at + 1, *NAMING, "short"):
        return before(s, act.at)
    for j in range(act.at + 1, min(act.at + REACH, max(stop, act.at + 4), len(s.tokens))):
        if actor := _named(s, j):
            return actor
        if s.has(j, "prep", "incident", "rel", "sub", "ceasefire", "calming", "halt") or s.tokens[j].mark in (".", "،"):
            break
    return before(s, act.at) if act.verb or s.tokens[act.at].word.suffix in OWN else []


def following(s: Sentence, at: int, stop: int) -> list[Name]:
    """The list of sides that follows the verb at token `at` («أعلنتها روسيا», «طالب بها مجلس الأمن»)."""
    for j in range(at + 1, min(at + 5, stop)):
        if found := _named(s, j):
            return found
        if s.key(j) == "في" or s.tokens[j].mark and s.tokens[j].mark not in "«،" or s.has(j, "incident", "rel", "sub", "lasting"):
            break
    return []


def _named(s: Sentence, j: int) -> list[Name]:
    """The names of a list that begins with an actor or a state at token j."""
    tok, actor = s.tokens[j], s.starting(s.actors, j)
    if not (actor or s.starting(s.places, j)) or has_conjunction(tok) or actor and _is_idle(s, actor):
        return []
    if has_clitic_preposition(tok) and not tok.key.startswith("ل"):
        return []
    return names(s, j)


def before(s: Sentence, at: int) -> list[Name]:
    """The list of sides that ends nearest before token `at`."""
    near = [a for a in s.actors if a.last <= at and at - a.last <= REACH]
    actors = [a for a in near if not has_clitic_preposition(s.tokens[a.first]) and not s.has(a.first - 1, "prep") and not _is_idle(s, a)]
    if (entry := s.entry(at, "truce_act")) and entry.person == "fs":
        actors = [a for a in actors if gender(a.text) != "m"] or _topic(s, at)
    if not actors:
        return _counted(s, at)
    n = len(actors) - 1
    while n and is_joined(s, actors[n]) and actors[n - 1].last == actors[n].first:
        n -= 1
    return names(s, actors[n].first)


def _topic(s: Sentence, at: int) -> list[Actor]:
    """The side that «إن» puts before a verb of a feminine subject, however far («إن الفصائل، رغم خروق النظام، التزمت»)."""
    after = [
        a
        for a in s.actors
        if a.last <= at and any(s.key(j) in ("ان", "جميع", "كل") for j in (a.first - 1, a.first)) and gender(a.text) == "f"
    ]
    return after[-1:]


def _counted(s: Sentence, at: int) -> list[Name]:
    """The counted sides that end right before token `at` («٤٣ فصيلاً يرفض …»)."""
    number = next((n for n in s.numbers if n.last == at - 1 and s.has(n.last, "actor_head")), None)
    return [s.name(number.first, at)] if number else []


def _is_idle(s: Sentence, actor: Actor) -> bool:
    """True for what only looks like a side: the end of a longer place or of a list of them, «نظام الصمت», «جهود دبلوماسية مكثفة»."""
    place = s.covering(s.places, actor.first)
    listed = place is not None and place.first == actor.first and has_conjunction(s.tokens[place.first]) and is_area(s, place)
    if s.has(actor.first, "ceasefire", "calming"):
        return True
    return listed or place is not None and place.first < actor.first or actor.sort == "title" and s.has(actor.last - 1, "quality")
