"""The agents of a verbal noun (`قصف X`, `هجوم من قبل X`, `غارات روسية`, `شن X هجوما`) and the victim that may own it."""

from __future__ import annotations

from typing import NamedTuple

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction, is_accusative, is_nisba, name, phrase_end
from marsad.languages.ar.rules.incidents.agents import agents_from, is_counted_victim
from marsad.languages.ar.rules.incidents.before import fought_on, subject_before
from marsad.languages.ar.rules.incidents.behind import (
    ascribed,
    claimed,
    in_operation,
    marked,
    of_crowd,
    relative,
    resumes,
    with_preposition,
)
from marsad.languages.ar.rules.incidents.carried import accused, both_sides, implied, meant, taken_over
from marsad.languages.ar.rules.incidents.clashes import between
from marsad.languages.ar.rules.incidents.elsewhere import he_and, stands_behind
from marsad.languages.ar.rules.incidents.light import light_subject, speaking_side, teller
from marsad.languages.ar.rules.incidents.targets import object_at
from marsad.model.claim import Name
from marsad.model.mention import Actor

VICTIM_FIRST = frozenset(
    "attack arrest abduction siege looting_destruction release displacement aid interception sexual_violence hit".split()
)
ON_PEOPLE = frozenset("attack arrest abduction release aid sexual_violence".split())
OWN = frozenset(
    "hit seizure interception withdrawal deployment arrest release shelling strike air_strike armed_clash assault siege".split()
)
FOUGHT = ("armed_clash", "assault", "riot", "attack")
BOTH_WAYS = ("shelling", "strike", "air_strike")
GUNFIRE = ("نار", "النار")
TAKEN_GROUND = group("taking_ground")
OBJECT_FIRST = frozenset("مهاجمة دحر قتال محاربة مقاتلة طرد مداهمة هزيمة ملاحقة".split())
FALLEN_REACH, HANDS_REACH = 4, 9
COMMITTED = group("done_upon")
HEDGES = group("hedge")


class Agents(NamedTuple):
    """Who did it, whom it struck, the token at which they end, and whether the noun itself names the agent."""

    by: list[Name]
    against: list[Name]
    at: int
    own: bool


def noun_agents(scene: Scene, i: int, last: int, code: str) -> Agents:
    """The agents of the noun at tokens [i, last): its own words first, then the verb that governs it, then what was told before."""
    s = scene.sentence
    adjectives, at = _adjectives(s, i, last)
    against: list[Name] = []
    by = relative(s, at) or marked(s, at) or ascribed(s, at) or claimed(s, at) or stands_behind(s, i)
    by = by or (of_crowd(s, i, at) if code == "protest" else in_operation(s, at))
    if not by and (code in FOUGHT or code in BOTH_WAYS):
        by, against = between(s, at, far=code in FOUGHT)
        if not by and not against:
            by, against = he_and(scene, at)
        if code in BOTH_WAYS and by:
            by, against = by + against, []
    against = [n for n in against if n not in by]
    by = both_sides(scene, by) or adjectives or _fought_by(scene, i, code, against)
    if not by and code == "withdrawal" and last == i + 2 and s.has(i + 1, "people"):
        by, at = agents_from(s, i + 1)
    owner = _owner(s, i, last)
    if not by and code == "explosion" and (number := s.starting(s.numbers, last)) and s.has(number.last, "people", "actor_head"):
        by, at = agents_from(s, last)
    victim_first = code in VICTIM_FIRST or _takes_object(s, i)
    aims = owner is not None and ((code == "hit" or _takes_object(s, i)) and _strikes_place(s, owner) or _is_committed(s, i))
    if owner and victim_first and (done_to := _object_with_l(s, owner)):
        by, at = by or agents_from(s, owner.first)[0], owner.last
        against = done_to
    elif owner and (victim_first and not aims or _is_struck(s, owner, code)):
        against, at = agents_from(s, owner.first)
    elif owner and not by:
        by, at = agents_from(s, owner.first)
        if (head := s.entry(owner.first, "actor_head")) and head.code == "weapon" and (actor := with_preposition(s, at, code)):
            by, at = agents_from(s, actor.first)
    elif not by and (actor := with_preposition(s, at, code)):
        by, at = agents_from(s, actor.first)
    elif not owner and at == last and victim_first and _in_construct(s, i, last):
        against, at = object_at(s, last)
    by = by or _of_weapon(s, at)
    own = bool(by)
    by = by or _governed(scene, i, code, last)
    return Agents(by or (fought_on(scene, i, against) if code == "armed_clash" else []), against, at, own)


def _is_struck(s: Sentence, owner: Actor, code: str) -> bool:
    """True for civilians who own a bombardment: it fell on them («قصف المدنيين»)."""
    people = s.entry(owner.first, "people")
    return code in BOTH_WAYS and people is not None and people.code in ("civilians", "children", "women")


def _fought_by(scene: Scene, i: int, code: str, against: list[Name]) -> list[Name]:
    """The side whose dead and wounded fell in the clash («قتلى من الحوثيين في اشتباكات مع المقاومة»): they fought the other."""
    s = scene.sentence
    if code != "armed_clash" or not against or s.key(i - 1) not in ("في", "خلال", "اثناء"):
        return []
    near = (a for a in reversed(s.actors) if i - FALLEN_REACH <= a.last < i)
    actor = next((a for a in near if not any(s.tokens[k].mark for k in range(a.last, i))), None)
    if actor is None or any(not s.covering(s.times, k) for k in range(actor.last, i - 1)):
        return []
    if not s.among(max(0, i - 10), i, "harm"):
        return []
    return agents_from(s, actor.first)[0] if s.key(actor.first - 1) in ("من", "صفوف") or is_counted_victim(s, actor.first) else []


def _takes_object(s: Sentence, i: int) -> bool:
    """True for verbal nouns whose owner is whom the act is done to («مهاجمة الموقع», «دحر التنظيم»)."""
    return any(e.cls == "incident" and e.pos == "noun" and e.lemma in OBJECT_FIRST for e in s.tokens[i].word.entries)


def _in_construct(s: Sentence, i: int, last: int) -> bool:
    """True where the word after the noun may be its object: the noun is indefinite, and no adjective follows («حصار أمني»)."""
    if last >= len(s.tokens) or is_accusative(s, i) or s.key(last - 1) in GUNFIRE:
        return False
    definite = s.tokens[i].word.prefix.endswith(("ال", "لل")) if last == i + 1 else s.key(last).startswith("ال")
    if definite:
        return False
    tok = s.tokens[last]
    return not (
        s.has(last, "quality", "mode")
        and not s.has(last, "people")
        or tok.key.removesuffix("ا").endswith(("ي", "يه"))
        and not tok.word.entries
    )


def _object_with_l(s: Sentence, owner: Actor) -> list[Name]:
    """Whom the owner of the noun did it to, after «ل» («اعتقال الشرطة لشابين», «اغتيال الجيش لقيادي»)."""
    at = owner.last
    if at >= len(s.tokens) or not s.tokens[at].word.prefix.startswith("ل") or not s.has(at, "people", "title", "post", "national"):
        return []
    return [s.name(at, max(phrase_end(s, at + 1), at + 1))]


def _is_committed(s: Sentence, i: int) -> bool:
    """True for a deed that is done to somebody with «على»: its owner does it («اعتداءات المستوطنين»)."""
    return s.tokens[i].word.stem in COMMITTED


def _strikes_place(s: Sentence, owner: Actor) -> bool:
    """True where the owner of «استهداف» aims: an aircraft, or a side that a place follows («استهداف الجيش، معبر أ»)."""
    head = s.entry(owner.first, "actor_head")
    if head is not None and head.code == "weapon":
        return True
    after = owner.last + bool(s.tokens[owner.last].mark) if owner.last < len(s.tokens) else owner.last
    return s.starting(s.places, after) is not None and not has_clitic_preposition(s.tokens[after])


def _governed(scene: Scene, i: int, code: str, last: int) -> list[Name]:
    """The agent told outside of the noun phrase: of the verb that governs it, right before it, or of what was told before."""
    suffix = scene.sentence.tokens[last - 1].word.suffix
    if code == "fall":
        return []
    if charged := accused(scene, i) or _laying_hands(scene.sentence, i):
        return charged
    if resumes(scene.sentence, last) and (named := implied(scene, i) or subject_before(scene, i) or speaking_side(scene, i)):
        return named
    by = light_subject(scene, i)
    if by is None:
        return []
    if by := by or _right_before(scene.sentence, i):
        return by
    if (code in OWN or code == "looting_destruction" and "craft" in scene.sentence.held) and (by := teller(scene, i)):
        return by
    if suffix and (code in ON_PEOPLE or _takes_object(scene.sentence, i)):
        return implied(scene, i) if has_conjunction(scene.sentence.tokens[i]) else []
    if suffix:
        told = meant(scene, i - 1) if i and not scene.sentence.tokens[i - 1].mark else None
        return told or subject_before(scene, i) or implied(scene, i)
    return taken_over(scene, i, code, suffix)


def _laying_hands(s: Sentence, i: int) -> list[Name]:
    """Who made an arrest: the actor between the verb and the noun of «ألقت الشرطة القبض على»."""
    if s.key(i) != "القبض":
        return []
    verb = next((j for j in range(i - 1, max(-1, i - HANDS_REACH), -1) if (e := s.entry(j, "launch")) and e.lemma == "ألقى"), i)
    actor = next((a for a in s.actors if verb < a.first and a.last <= i), None)
    return agents_from(s, actor.first)[0] if actor is not None else []


def _owner(s: Sentence, i: int, last: int) -> Actor | None:
    """The actor that owns the noun («قصف قوات النظام», «انسحاب أي من الفصائل»); a definite noun has no owner."""
    last += 2 if s.key(last) in ("اي", "عدد") and s.key(last + 1) == "من" else 0
    if (number := s.starting(s.numbers, last)) and s.has(i, "incident_by") and s.has(number.last, "actor_head", "people"):
        last = number.last
    actor = s.starting(s.actors, last) if last < len(s.tokens) else None
    ground = s.starting(s.places, last) is not None and s.entry(i, "incident") is not None and s.tokens[i].word.stem in TAKEN_GROUND
    if actor is None or ground or s.tokens[i].word.prefix.endswith(("ال", "لل")) or has_clitic_preposition(s.tokens[last]):
        return None
    if s.has(last, "mode") and not s.key(last).startswith("ال") and not s.key(last).endswith(("ين", "ون")) and actor.last == last + 1:
        return None  # «اشتباك مسلح»
    if last == i + 2 and s.has(i + 1, "mode") and s.key(last).startswith("ال"):
        return None  # «ضربة جوية | المسلحين»
    return actor if actor.sort != "adjective" else None


def _adjectives(s: Sentence, i: int, at: int) -> tuple[list[Name], int]:
    """The agents among the adjectives of the noun (of nationality or of a side), and one past the last adjective."""
    word = s.tokens[i].word
    definite = at == i + 1 and (word.prefix.endswith(("ال", "لل")) or bool(word.suffix))
    by: list[Name] = []
    while at < len(s.tokens) and not s.tokens[at].mark:
        tok = s.tokens[at]
        if tok.key in HEDGES:
            at += 1
            continue
        if at == i + 1 and definite != tok.word.key.removeprefix("و").startswith("ال"):
            break
        actor = s.starting(s.actors, at)
        if actor and actor.sort == "adjective" and not has_clitic_preposition(tok):
            by.append(name(s, at, actor.last))
            at = actor.last
        elif s.has(at, "side_adj") or by and has_conjunction(tok) and is_nisba(tok):
            by.append(s.name(at, at + 1))
            at += 1
        elif s.has(at, "quality") and s.key(at + 1) == "النطاق":
            at += 2
        elif s.has(at, "mode", "adverb", "quality", "awaited") or is_nisba(tok) and _is_unknown(s, at):
            at += 1
        else:
            break
    return by, at


def _of_weapon(s: Sentence, at: int) -> list[Name]:
    """Whose weapons the strike was made with («القصف بالصواريخ الإسرائيلية», «قصف بمدفعية الجيش»), right behind the noun."""
    if at >= len(s.tokens) or not s.has(at, "weapon") or not s.tokens[at].word.prefix.startswith("ب"):
        return []
    end = s.end_of(at, "weapon")
    actor = s.starting(s.actors, end)
    if actor is None and s.has(end, "side_word", "national") and s.tokens[end].word.nisba:  # «استهدافها بصاروخ حوثي»
        return [s.name(end, end + 1)]
    if actor is None or has_clitic_preposition(s.tokens[actor.first]):
        return []
    definite = s.tokens[at].word.prefix.endswith("ال")
    return [name(s, actor.first, actor.last)] if definite == (actor.sort == "adjective") else []


def _is_unknown(s: Sentence, at: int) -> bool:
    """True where the word at `at` is in no lexicon and begins no name."""
    return not (s.tokens[at].word.entries or s.starting(s.actors, at) or s.starting(s.places, at))


def _right_before(s: Sentence, i: int) -> list[Name]:
    """The actor that ends where the noun begins («يتيح لقوات النظام استعادة …»)."""
    actor = next((a for a in s.actors if a.last == i and s.tokens[a.first].key.lstrip("وف").startswith("ل")), None)
    return agents_from(s, actor.first)[0] if actor else []
