"""Agents: the names of those who act, from a token on; fighters stand for their side (`مقاتلو X` is X, `عناصر من X` too)."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import (
    OPEN_QUOTES,
    adjectives_go_on,
    has_article,
    has_clitic_preposition,
    has_conjunction,
    is_accusative,
    is_apart,
    is_nisba,
    is_verb,
    name,
    phrase_end,
    subject_end,
)
from marsad.languages.ar.rules.incidents.senses import SELF
from marsad.model.claim import Name, Statement
from marsad.model.mention import Actor, Place

MOST = 6
BEFORE_SUBJECT = frozenset({"ان", "كن"})  # «إن», «أن», «لكن», whose subject is in the accusative
OWNED = ("building", "site", "military", "vehicle")
COMPANY = frozenset({"معها", "معه", "لها", "له", "لهم"})
ACTS = ("incident", "incident_by", "light", "harm")
DOINGS = group("doings")
MAKES = group("make_of_weapon")
PARTS = group("part_of_force")
MEMBERS = group("member_of")
BELONGING = group("owned_by")


def agents_from(s: Sentence, at: int) -> tuple[list[Name], int]:
    """The agents of a list that begins at token `at` («X وY»), and one past it; of «عناصر من X» it is X."""
    out: list[Name] = []
    j = at
    while len(out) < MOST and (end := agent_end(s, j)) > j:
        if (whole := _whole(s, j, end)) > j and not out:
            names, last = agents_from(s, whole)
            return (names, last) if names else ([name(s, j, end)], end)
        out.append(name(s, whole if j < whole < end else j, end))
        if end + 1 < len(s.tokens) and s.tokens[end].mark == "،" and _joins(s, end + 1) and s.starting(s.actors, end + 1):
            end += 1
        if end >= len(s.tokens) or not _joins(s, end) and not is_apart(s, end):
            return out, end
        j = end + is_apart(s, end)
    return out, j


def agent_end(s: Sentence, at: int) -> int:
    """One past the noun phrase of an agent at token `at`; what it struck begins another phrase («الحوثيون | مواقع»)."""
    actor, number = s.starting(s.actors, at), s.starting(s.numbers, at)
    first = number.last if number else at
    counted = s.starting(s.actors, first) if number else None  # «3 عناصر من تنظيم داعش»
    known = actor.last if actor else counted.last if counted else first + 1
    end = max(subject_end(s, first, phrase_end(s, first)), known if actor else at)
    if actor and actor.sort == "adjective" and not number:  # «البحرية الأميركية والبريطانية | مواقع»
        end = next((k for k in range(known, end) if not is_nisba(s.tokens[k])), end)
    end = next((k for k in range(known, end) if s.has(k, *ACTS) or s.key(k) in DOINGS), end)
    end = next((k for k in range(first + 1, end) if any(e.cls == "light" for _, e in s.phrases.get(k, ()))), end)
    end = next((k for k in range(first + 1, end) if _is_second(s, k) or s.key(k) in SELF), end)
    end = known if known < end and _is_thing_of_another(s, known) else end
    end = next((k for k in range(first + 1, end) if s.tokens[k].mark in OPEN_QUOTES and k + 1 < end and is_accusative(s, k + 1)), end)
    inside = (p for p in s.places if first < p.first < end and (p.head == "direction" or _is_object(s, first, p)))
    inside = (p for p in inside if s.covering(s.actors, p.first) is None)
    end = next((p.first for p in inside), end)
    if end > first + 1 and s.key(end) in COMPANY:
        end += 1
    while adjectives_go_on(s, at, end):
        end = max(phrase_end(s, end), end + 1)
    return end if end > first or not number else at


def _is_object(s: Sentence, first: int, place: Place) -> bool:
    """True for a town with the article behind a definite word («غادر المقاتلون | القنيطرة»), which is no part of the name."""
    tok = s.tokens[place.first]
    return bool(place.id) and tok.key.startswith("ال") and not tok.word.nisba and has_article(s, first)


def _is_thing_of_another(s: Sentence, k: int) -> bool:
    """True for an indefinite post or building right behind a named side, which it struck («مسلحو حماس | منزل ضابط»)."""
    tok = s.tokens[k]
    actor = s.actors.ends.get(k)
    named = actor is not None and actor.id is not None or s.has(k - 1, "side")
    return named and s.has(k, *OWNED, "convoy") and not tok.key.startswith("ال") and not is_nisba(tok) and not has_conjunction(tok)


def _is_second(s: Sentence, k: int) -> bool:
    """True where the word at k, joined by `و`, heads a side of its own («الحوثيين | وقوات صالح»)."""
    return has_conjunction(s.tokens[k]) and s.has(k, "actor_head", "people")


def _whole(s: Sentence, first: int, end: int) -> int:
    """The token at which the side begins whose part stands at [first, end): «عناصر من الجيش», «مسلحو الحركة»; else `first`."""
    tok = s.tokens[first]
    partial = tok.has("people", "amount") or tok.word.stem in PARTS
    if not partial or tok.has("crowd"):
        return first
    if (body := _body_of_members(s, first, end)) > first:
        return body
    if s.key(end) == "من" and s.starting(s.actors, end + 1):
        return first if s.has(end - 1, "backed") or s.key(end - 1).removeprefix("ال").startswith("مدعوم") else end + 1
    if end < len(s.tokens) and s.tokens[end].mark == "(" and s.starting(s.actors, end + 1):
        return end + 1
    owner = s.starting(s.actors, first + 1) if first + 1 < end and not tok.word.prefix.endswith("ال") else None
    return first + 1 if owner and (owner.id or s.has(first + 1, "actor_head")) and owner.sort != "adjective" else first


def _body_of_members(s: Sentence, first: int, end: int) -> int:
    """The token of the side that they belong to («مسلحون أعضاء في | التنظيم», «ينتمون إلى»); `first` where none is named."""
    at = next((k for k in range(first + 1, end + 1) if s.key(k) in MEMBERS), None)
    if at is None:
        return first
    at += 1 + (s.key(at + 1) in ("في", "من", "الي"))
    return at if s.starting(s.actors, at) else first


def _joins(s: Sentence, at: int) -> bool:
    """True where the word at `at` begins another agent of the list: a noun joined by `و`, no new act."""
    tok = s.tokens[at]
    if not has_conjunction(tok) or is_verb(tok) or has_clitic_preposition(tok):
        return False
    return s.starting(s.actors, at) is not None or not s.has(at, "incident", "speech", "harm", "light", "aside", "sub")


def part_of(s: Sentence, first: int) -> int | None:
    """The token at which the part begins of what stands at `first` («قوة من الشرطة», «عدد من الجنود»); None where it is no such whole."""
    head = first - 2
    if head < 0 or s.key(first - 1) != "من" or s.tokens[head].mark:
        return None
    partial = s.has(head, "amount", "people", "band", "actor_head") or s.tokens[head].word.stem in PARTS
    return head if partial and not has_clitic_preposition(s.tokens[head]) and not is_verb(s.tokens[head]) else None


def is_counted_victim(s: Sentence, first: int) -> bool:
    """True for those whom a figure counts behind a word of harm («قتل خمسة جنود», «مقتل 12 مسلحا»)."""
    number = s.numbers.ends.get(first)
    return number is not None and number.first > 0 and s.has(number.first - 1, "harm")


def can_act(scene: Scene, actor: Actor) -> bool:
    """True for an actor that is neither governed by another word nor only the one who tells."""
    s = scene.sentence
    if has_clitic_preposition(s.tokens[actor.first]) or is_object(s, actor) or s.key(actor.first - 1) in MAKES:
        return False
    if _is_owner(s, actor.first) or _is_accusative(s, actor.first):
        return False
    place = s.covering(s.places, actor.first)
    if place and (place.first < actor.first or place.head):
        return False
    if s.among(actor.first - 2, actor.first, "escort") or _is_teller(s, actor):
        return False
    if s.has(actor.first - 2, "rel") and is_verb(s.tokens[actor.first - 1]):
        return False
    return not any(n.span.overlaps(actor.span) for c in scene.claims if isinstance(c, Statement) for n in c.speaker)


def _is_owner(s: Sentence, first: int) -> bool:
    """True for whose post or building is told of («حطموا مقر | الحزب»)."""
    before = s.tokens[first - 1] if first else None
    if before is None or not s.has(first - 1, *OWNED) or s.has(first - 1, "actor_head", "people"):
        return False
    if before.word.verbal or before.word.suffix:
        return False
    return not before.key.startswith(("ال", "لل", "وال")) and not has_conjunction(s.tokens[first])


def _is_accusative(s: Sentence, first: int) -> bool:
    """True for one person in the accusative, who is the object («أصاب المتظاهرون | شرطيا»), but not behind «أن» or a figure."""
    people = s.entry(first, "people")
    if people is None or people.shape != "sg" or not is_accusative(s, first):
        return False
    return s.key(first - 1).lstrip("وفبل") not in BEFORE_SUBJECT and first not in s.numbers.ends


def _is_teller(s: Sentence, actor: Actor) -> bool:
    """True for who only tells of it («بحسب الشرطة، استهدفت …»), and an agency of news."""
    first = actor.first
    return s.has(first - 1, "according") or s.has(first, "outlet") and not s.has(first, "people", "title")


def is_object(s: Sentence, actor: Actor) -> bool:
    """True where a preposition or an act governs the actor («هجوم على قوات النظام», «من روسيا»), not in «قوة من الشرطة»."""
    if (whole := part_of(s, actor.first)) is not None:
        return whole > 0 and s.has(whole - 1, "prep", "target_mark", "agent_mark", "incident")
    if has_conjunction(s.tokens[actor.first]) and (place := s.places.ends.get(actor.first)):
        return place.head is not None or s.has(place.first - 1, "prep", "place_prep") or has_clitic_preposition(s.tokens[place.first])
    if s.tokens[actor.first - 1].mark in OPEN_QUOTES and s.key(actor.first - 2) == "ل":  # «موالية لـ"صالح"», not «تابعة لـ"قسد"»
        return s.tokens[actor.first - 3].word.stem not in BELONGING
    act = s.entry(actor.first - 1, "incident") if actor.first else None
    return actor.first > 0 and (act is not None and act.pos != "verb" or s.has(actor.first - 1, "prep", "target_mark", "agent_mark"))
