"""The frame of an incident: who did it, to whom, where, when, and whether it happened; read from the clause around the trigger."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import (
    clause,
    has_clitic_preposition,
    has_conjunction,
    is_nisba,
    is_verb,
    name,
    names_from,
    phrase_end,
)
from marsad.model.claim import Days, Incident, Name, Statement
from marsad.model.mention import Actor

VICTIM_FIRST = frozenset(
    "attack arrest abduction siege looting_destruction release displacement aid interception sexual_violence hit".split()
)
LEAVING = frozenset({"withdrawal", "displacement", "aid", "release", "seizure", "looting_destruction"})


@dataclass(slots=True)
class Frame:
    """What the clause says of an incident; lists hold names in the order of the text."""

    by: list[Name] = field(default_factory=list)
    against: list[Name] = field(default_factory=list)
    places: list[Name] = field(default_factory=list)
    when: Days | None = None
    status: str = "reported"
    last: int = 0
    own: bool = False


def read_frame(scene: Scene, i: int, last: int, code: str, pos: str, suffix: str) -> Frame:
    """The frame of the trigger at tokens [i, last)."""
    s = scene.sentence
    frame = Frame(last=last)
    if pos == "verb":
        _verb_arguments(scene, i, last, code, suffix, frame)
    else:
        _noun_arguments(scene, i, last, code, suffix, frame)
    frame.by = _without_places(s, frame.by)
    return frame


# -- verbs -----------------------------------------------------------------------------------------------------------


def _verb_arguments(scene: Scene, i: int, last: int, code: str, suffix: str, frame: Frame) -> None:
    """Subject after the verb, else before it, else carried over; object after the subject."""
    s = scene.sentence
    at = _skip_adverbs(s, last)
    if not _is_plural(s, i) and (counted := _counted_subject(s, at)):
        frame.by, at = counted
    elif not _is_plural(s, i) and _is_subject(s, at):
        frame.by, at = _list_from(s, at)
    else:
        frame.by = _antecedent(scene, i) or _by_pronoun(scene, i) or subject_before(scene, i) or implied(scene, i)
    at = _skip_adverbs(s, at)
    _object(s, at, frame)
    _targets(s, max(at, last), frame)


def _counted_subject(s: Sentence, at: int) -> tuple[list[Name], int] | None:
    """«اقتحم 3 مسلحين»: armed people who are counted, the figure in their name."""
    number = s.starting(s.numbers, at)
    if number is None or not (people := s.entry(number.last, "people")) or people.code != "combatants":
        return None
    end = max(phrase_end(s, number.last), number.last + 1)
    return [s.name(at, end)], end


def _antecedent(scene: Scene, i: int) -> list[Name]:
    """Whoever a relative pronoun right before the verb stands for («عناصر التنظيم الذين نفذوا»)."""
    s = scene.sentence
    if not s.has(i - 1, "rel"):
        return []
    actor = next((a for a in reversed(s.actors) if i - 4 <= a.last <= i - 1), None)
    return _list_from(s, actor.first)[0] if actor else []


PRONOUNS = frozenset("انه انها انهم انهما بانه بانها بانهم لكنه لكنها لكنهم لانه لانها لانهم انهن اننا باننا فانه فانها".split())


def _by_pronoun(scene: Scene, i: int) -> list[Name]:
    """Whom the pronoun before the verb means: who speaks in the sentence («قال الجيش إنه قصف»), else who acted last."""
    s = scene.sentence
    if not any(s.key(j).lstrip("و") in PRONOUNS for j in range(max(0, i - 3), i)):
        return []
    told = [c for c in scene.claims if isinstance(c, Statement) and c.speaker and c.trigger.start < s.tokens[i].start]
    if told:
        return list(told[-1].speaker)
    return implied(scene, i) or list(scene.discourse.actors)


def _is_plural(s: Sentence, i: int) -> bool:
    """True where the verb itself is plural or dual: then its subject came before it, and what follows is its object."""
    entry = s.entry(i, "incident") or s.entry(i, "incident_by") or s.entry(i, "light") or s.entry(i, "launch")
    return entry is not None and entry.person in ("mp", "d")


def _is_subject(s: Sentence, at: int) -> bool:
    """True where the noun phrase at `at` can act: an actor, or people under arms."""
    if at >= len(s.tokens) or has_clitic_preposition(s.tokens[at]) or has_conjunction(s.tokens[at]):
        return False
    if s.starting(s.actors, at):
        return True
    people = s.entry(at, "people")
    return people is not None and people.code == "combatants"


def implied(scene: Scene, i: int) -> list[Name]:
    """Whoever did the last thing told before token i in this sentence: «قصفت X حي أ ودمرت …»."""
    start = scene.sentence.tokens[i].start
    done = [c for c in scene.claims if isinstance(c, Incident) and c.by and c.trigger.start < start]
    return list(done[-1].by) if done else []


def _skip_adverbs(s: Sentence, at: int) -> int:
    """The next token that may begin an argument: times, `أيضا`, and phrases of time are passed over."""
    while at < len(s.tokens):
        if time := next((t for t in s.times if t.first == at), None):
            at = time.last
        elif s.has(at, "adverb"):
            at = s.end_of(at, "adverb")
        else:
            return at
    return at


def _object(s: Sentence, at: int, frame: Frame) -> None:
    """The direct object: a place is a place, anything else was struck."""
    if at >= len(s.tokens) or s.tokens[at].mark or has_clitic_preposition(s.tokens[at]) or s.has(at, "prep", "sub", "conj", "neg"):
        return
    if s.covering(s.places, at) or is_verb(s.tokens[at]) or s.has(at, "incident", "weapon", "vague_place"):
        return
    names, end = names_from(s, at, most=4)
    frame.against += names
    frame.last = max(frame.last, min(end, at + 2))


# -- nouns -----------------------------------------------------------------------------------------------------------


def _noun_arguments(scene: Scene, i: int, last: int, code: str, suffix: str, frame: Frame) -> None:
    s = scene.sentence
    at = _after_adjectives(s, i, last, frame)
    if (by := _marked_agent(s, at)) or (by := _between(s, at, frame)) or (by := _relative_agent(s, at)):
        frame.by = by
    construct = s.starting(s.actors, last)
    if construct and not frame.by and not s.tokens[i].word.prefix.endswith(("ال", "لل")) and not has_clitic_preposition(s.tokens[last]):
        names, at = _list_from(s, construct.first)
        if code in VICTIM_FIRST:
            frame.against += names
        else:
            frame.by = names
    elif not frame.by and (actor := _for_agent(s, at, code)):
        frame.by, at = _list_from(s, actor.first)
    elif construct is None and at == last and code in VICTIM_FIRST:
        _object(s, last, frame)
    frame.own = bool(frame.by)
    if not frame.by:
        frame.by = _light_subject(scene, i) or _right_before(s, i) or _taken_over(scene, i, code, suffix)
    _targets(s, max(at, last), frame)


def _after_adjectives(s: Sentence, i: int, at: int, frame: Frame) -> int:
    """One past the adjectives of the trigger (definite like it); an adjective of nationality or of a side is its agent."""
    word = s.tokens[i].word
    definite = at == i + 1 and (word.prefix.endswith(("ال", "لل")) or bool(word.suffix))
    while at < len(s.tokens) and not s.tokens[at].mark:
        tok = s.tokens[at]
        if at == i + 1 and definite != tok.word.key.removeprefix("و").startswith("ال"):
            break
        actor = s.starting(s.actors, at)
        if actor and actor.sort == "adjective" and not has_clitic_preposition(tok):
            frame.by.append(name(s, at, actor.last))
            at = actor.last
        elif s.has(at, "mode", "adverb") or (not tok.word.entries and is_nisba(tok) and not actor and not s.starting(s.places, at)):
            at += 1
        elif tok.has("quality"):
            at += 1
        else:
            break
    return at


def _marked_agent(s: Sentence, at: int) -> list[Name]:
    """The agent after `من قبل`, `على يد`, …, wherever it stands before the clause ends."""
    _, end = clause(s, at - 1)
    for j in range(at, end):
        if s.has(j, "agent_mark"):
            return names_from(s, s.end_of(j, "agent_mark"))[0]
        if j > at and s.has(j, "incident"):
            break
    return []


def _between(s: Sentence, at: int, frame: Frame) -> list[Name]:
    """Both sides of «بين A من جهة وB من جهة أخرى»: A is given back, B goes to `against`; «مع B» gives only B."""
    for j in range(at, min(at + 8, len(s.tokens))):
        if s.tokens[j].mark in (".", "؛"):
            break
        if s.key(j) == "بين":
            return _sides(s, j + 1, frame)
        if s.key(j) in ("مع", "ضد") and (j == at or s.has(at, "light")) and j + 1 < len(s.tokens):
            frame.against += names_from(s, j + 1)[0]
            return []
        if s.has(j, "incident"):
            break
    return []


def _sides(s: Sentence, at: int, frame: Frame) -> list[Name]:
    first, end = names_from(s, at)
    k = end
    while k < min(end + 6, len(s.tokens)) and (s.tokens[k].mark in ("،", ",", "") and s.key(k) in ("،", ",", "من", "جهه", "طرف", "جانب", "ناحيه", "جهة")):
        k += 1
    if k > end and k < len(s.tokens) and has_conjunction(s.tokens[k]) or (k < len(s.tokens) and s.key(k) == "و"):
        k += s.key(k) == "و"
        frame.against += names_from(s, k)[0]
        return first
    if len(first) == 2:
        frame.against.append(first[1])
        return first[:1]
    return first


def _relative_agent(s: Sentence, at: int) -> list[Name]:
    """The agent of «التي نفذتها X», «شنها X» right behind the noun."""
    j = at
    while j < min(at + 2, len(s.tokens)) and (s.has(j, "rel") or s.tokens[j].mark in ("،", "-")):
        j += 1
    if j < len(s.tokens) and s.has(j, "light", "launch"):
        k = _skip_adverbs(s, j + 1)
        actor = s.starting(s.actors, k)
        if actor and not has_clitic_preposition(s.tokens[k]):
            return _list_from(s, k)[0]
    return []


def _for_agent(s: Sentence, at: int, code: str) -> Actor | None:
    """The agent of «قصف لقوات النظام»: an actor whose only clitic is `ل`."""
    if at >= len(s.tokens):
        return None
    actor = s.starting(s.actors, at)
    if actor and s.tokens[at].word.key.lstrip("وف").startswith("ل") and has_clitic_preposition(s.tokens[at]):
        return actor
    if s.key(at) == "من" and (actor := s.starting(s.actors, at + 1)) and actor.sort != "title" and code not in LEAVING:
        return actor
    if s.key(at) == "ل":
        return s.starting(s.actors, at + 1) or s.starting(s.actors, at + 2)
    return None


def _light_subject(scene: Scene, i: int) -> list[Name]:
    """The subject of a light verb («شنت X غارات», «X نفذت هجوما») that governs the noun at i."""
    s = scene.sentence
    first = 0 if s.tokens[i].word.prefix.lstrip("وف") == "ب" else clause(s, i)[0]
    for j in range(i - 1, first - 1, -1):
        if not s.has(j, "light", "ability"):
            if s.has(j, "speech", "incident"):
                break
            continue
        entry = s.entry(j, "light") or s.entry(j, "ability")
        if entry is None or entry.code in ("occur", "undergo"):
            return []
        actor = next((a for a in s.actors if j < a.first < i), None)
        if actor and not has_clitic_preposition(s.tokens[actor.first]):
            return [n for n in _list_from(s, actor.first)[0] if n.span.end <= s.tokens[i].start]
        if entry.pos == "verb" or entry.code in ("can", "claim"):
            return subject_before(scene, j) or implied(scene, j)
    return []


def _right_before(s: Sentence, i: int) -> list[Name]:
    """The actor that ends where the noun begins («يتيح لقوات النظام استعادة …»)."""
    actor = next((a for a in s.actors if a.last == i and has_clitic_preposition(s.tokens[a.first])), None)
    return _list_from(s, actor.first)[0] if actor else []


def _taken_over(scene: Scene, i: int, code: str, suffix: str) -> list[Name]:
    """The agent of what was told before, for a noun that goes on from it: joined by `و`, its purpose, its damage, or «هجماتها»."""
    s = scene.sentence
    prefix = s.tokens[i].word.prefix
    if suffix:
        return subject_before(scene, i) or implied(scene, i)
    goes_on = prefix.startswith("و") and not prefix.endswith("ال")
    if threat := _threatener(scene, i):
        return threat
    if code == "looting_destruction" or goes_on or prefix.lstrip("وف").startswith(("ل", "ب")) and not prefix.endswith(("ال", "لل")):
        return implied(scene, i)
    return []


def _threatener(scene: Scene, i: int) -> list[Name]:
    """Who threatens with the act at i («مهدداً باغتيال …»)."""
    near = scene.sentence.tokens[max(0, i - 2)].start
    told = [c for c in scene.claims if isinstance(c, Statement) and c.act == "threaten" and near <= c.trigger.start < scene.sentence.tokens[i].start]
    return list(told[-1].speaker) if told else []


def subject_before(scene: Scene, i: int) -> list[Name]:
    """The subject that stands before its verb («طائرات حربية نفذت»): in its clause, else the last subject of the sentence."""
    s = scene.sentence
    first, _ = clause(s, i)
    before = [a for a in s.actors if a.last <= i and _can_act(scene, a)]
    near = [a for a in before if first <= a.first or a.last == i - 1 and s.tokens[a.last].mark]
    if not near:
        near = [a for a in before if a.last < len(s.tokens) and is_verb(s.tokens[a.last]) and not s.has(a.last, "speech")]
    return _list_from(s, near[-1].first)[0] if near else []


def _can_act(scene: Scene, actor: Actor) -> bool:
    """True for an actor that is neither governed by another word nor only the one who tells."""
    s = scene.sentence
    if has_clitic_preposition(s.tokens[actor.first]) or _is_object(s, actor):
        return False
    place = s.covering(s.places, actor.first)
    if place and (place.first < actor.first or place.head):
        return False
    return not any(n.span.overlaps(actor.span) for c in scene.claims if isinstance(c, Statement) for n in c.speaker)


def _is_object(s: Sentence, actor: Actor) -> bool:
    """True where a preposition or an act governs the actor («هجوم على قوات النظام», «من روسيا»)."""
    return actor.first > 0 and s.has(actor.first - 1, "prep", "target_mark", "agent_mark", "incident")


def _list_from(s: Sentence, at: int) -> tuple[list[Name], int]:
    """The names of a list that begins with the actor at token `at`, and one past it."""
    names, end = names_from(s, at)
    whole = s.starting(s.actors, end + 1) if s.key(end) == "من" else None
    if whole and len(names) == 1 and s.has(at, "people", "actor_head", "amount"):
        return names_from(s, end + 1)
    return names, end


# -- targets and places ----------------------------------------------------------------------------------------------


def _targets(s: Sentence, at: int, frame: Frame) -> None:
    """What stands after `على`, `ضد`, …: places are left to the places, vague spots are passed over."""
    _, end = clause(s, at - 1)
    for j in range(at, end):
        if j > at and s.has(j, "incident"):
            return
        if not s.has(j, "target_mark"):
            continue
        k = s.end_of(j, "target_mark")
        if k >= len(s.tokens) or s.covering(s.places, k) or s.has(k, "vague_place", "sub", "dem") and not _owned(s, k):
            return
        if (names := names_from(s, k, most=4)[0]) and not frame.against:
            frame.against += names
        return


def _owned(s: Sentence, k: int) -> bool:
    """True where «مواقع» names whose positions they are («مواقع للحوثيين»)."""
    return phrase_end(s, k) > k + 1 or s.starting(s.actors, k + 1) is not None


def _without_places(s: Sentence, names: list[Name]) -> list[Name]:
    spans = {p.span for p in s.places if not s.starting(s.actors, p.first)}
    return [n for n in names if n.span not in spans]
