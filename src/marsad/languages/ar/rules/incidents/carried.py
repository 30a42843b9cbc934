"""Agents carried over: who did what was told before, whom a pronoun means, who threatens, who the two sides are."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.rules.incidents.agreement import name_may_do
from marsad.languages.ar.rules.incidents.force import roots
from marsad.languages.ar.rules.incidents.where import is_answered, is_aside, is_located, silent
from marsad.model.claim import Incident, Name, Statement
from marsad.model.mention import Place

PRONOUNS = frozenset("انه انها انهم انهما بانه بانها بانهم لكنه لكنها لكنهم لانه لانها لانهم انهن اننا باننا فانه فانها".split())
OWNERS = frozenset({"ه", "ها", "هم"})
SIDES = group("the_sides")
STRIKES = frozenset({"shelling", "air_strike", "strike", "suicide_bombing"})
GOING_ON = ("looting_destruction", "armed_clash")
CLASHES = ("armed_clash", "shelling")


def implied(scene: Scene, i: int, *, verb: bool = False) -> list[Name]:
    """Whoever did the last thing told before token i in this sentence: «قصفت X حي أ ودمرت …», and agrees with it where it is a `verb`."""
    s = scene.sentence
    done = [c for c in scene.claims if isinstance(c, Incident) and c.by and c.trigger.start < s.tokens[i].start]
    if verb:
        done = [c for c in done if len(c.by) > 1 or not by_verb(s, c) or name_may_do(s, i, c.by[0])]
    return list(done[-1].by) if done else []


def by_verb(s: Sentence, claim: Incident) -> bool:
    """True where a verb told the act; a noun may itself be the subject of what follows («غارات الطيران … ودمرت»)."""
    at = next((k for k, t in enumerate(s.tokens) if t.start == claim.trigger.start), None)
    entry = s.entry(at, "incident") or s.entry(at, "incident_by") or s.entry(at, "light") if at is not None else None
    return entry is not None and entry.pos == "verb"


def meant(scene: Scene, i: int) -> list[Name] | None:
    """Whom the pronoun before the verb means: who speaks in the sentence («قال الجيش إنه قصف»), else who acted last; None without one."""
    s = scene.sentence
    at = next((j for j in (i - 1, i - 2) if s.key(j).lstrip("و") in PRONOUNS), None)
    if at is None or any(s.starting(s.actors, j) for j in range(at + 1, i)):
        return None
    told = [c for c in scene.claims if isinstance(c, Statement) and c.speaker and c.trigger.start < s.tokens[i].start]
    if told:
        return list(told[-1].speaker)
    return implied(scene, i) or list(scene.discourse.actors)


def owner_meant(scene: Scene, one: Name) -> Name:
    """The side that says it of its own («قال الجيش إن قواته قتلت»: the army), the name itself where no side speaks."""
    s = scene.sentence
    at = next((k for k, t in enumerate(s.tokens) if t.start <= one.span.start < t.end), None)
    if at is None or s.tokens[at].word.suffix not in OWNERS or one.span.end > s.tokens[at].end:
        return one
    people = s.entry(at, "people")
    if not (s.has(at, "band", "side") or people is not None and people.code == "combatants"):
        return one
    told = [c for c in scene.claims if isinstance(c, Statement) and len(c.speaker) == 1 and c.trigger.start < s.tokens[at].start]
    side = next((a for a in s.actors if told and a.span.overlaps(told[-1].speaker[0].span)), None)
    if side is None or side.sort == "title" or not s.has(side.first, "side", "actor_head") or s.has(side.first, "source_noun", "outlet"):
        return one
    return told[-1].speaker[0]


def taken_over(scene: Scene, i: int, code: str, suffix: str) -> list[Name]:
    """The agent of what was told before, for a noun that goes on from it: joined by `و`, its purpose, its damage, or «هجماتها»."""
    prefix = scene.sentence.tokens[i].word.prefix
    if scene.sentence.key(i - 1) == "علي" and is_answered(scene.sentence, i):
        return []
    if charged := _threatener(scene, i):
        return charged
    beside = any(e.cls == "plus" and last == i for j in range(max(0, i - 3), i) for last, e in scene.sentence.phrases.get(j, ()))
    goes_on = prefix.startswith("و") and not prefix.endswith("ال") or beside
    for_it = prefix.lstrip("وف").startswith(("ل", "ب")) and not prefix.endswith(("ال", "لل"))
    adverb = code == "protest" and scene.sentence.tokens[i].key.endswith("احتجاجا")
    if suffix or adverb or code in GOING_ON or goes_on or for_it:
        return implied(scene, i)
    again = prefix.endswith(("ال", "لل")) and code in STRIKES
    by: tuple[int, tuple[Name, ...]] = scene.discourse.memory.get(f"by {code}", (0, ()))
    return list(by[1]) if again and scene.sentence.number - by[0] <= 1 else []


def accused(scene: Scene, i: int) -> list[Name]:
    """Whom an accusation before token i charges with it («متهما الفصائل باحتجاز …»)."""
    s = scene.sentence
    if s.tokens[i].word.prefix.lstrip("وف") != "ب":
        return []
    told = [c for c in scene.claims if isinstance(c, Statement) and c.act == "accuse" and c.trigger.start < s.tokens[i].start]
    if not told:
        return []
    between = [a for a in s.actors if told[-1].trigger.end <= a.span.start and a.last <= i]
    spoken = [a for a in between if not any(n.span.overlaps(a.span) for n in told[-1].speaker)]
    return [Name(spoken[0].text, spoken[0].span, spoken[0].id)] if spoken else []


def _threatener(scene: Scene, i: int) -> list[Name]:
    """Who threatens with the act at i («مهدداً باغتيال …»); not who only warns of it («حذرت من هجوم»)."""
    s = scene.sentence
    if s.key(i - 1) == "من" or s.key(i - 2) == "من":
        return []
    near = s.tokens[max(0, i - 2)].start
    told = (c for c in scene.claims if isinstance(c, Statement) and c.act == "threaten" and near <= c.trigger.start < s.tokens[i].start)
    return next((list(c.speaker) for c in told), [])


def both_sides(scene: Scene, names: list[Name]) -> list[Name]:
    """The names, «الطرفين» taken as the first side of the clash told last."""
    if len(names) == 1 and _key(scene, names[0]) in SIDES:
        return list(scene.discourse.memory.get("sides", names))
    return names


def _key(scene: Scene, one: Name) -> str:
    return next((t.key for t in scene.sentence.tokens if t.start <= one.span.start < t.end), "")


def keep_sides(scene: Scene, claim: Incident) -> None:
    """Remembers the side that a clash names first."""
    if claim.incident_type == "air_strike":
        scene.discourse.memory.setdefault("flew", set()).update(root for n in claim.by for root in roots(n))
    if claim.incident_type == "withdrawal":
        scene.discourse.memory["fighters left"] = True
    if claim.by:
        kept = scene.sentence.number, claim.by
        scene.discourse.memory[f"by {claim.incident_type}"] = scene.discourse.memory["by strike"] = kept
    if claim.incident_type in CLASHES and claim.by and (claim.against or len(claim.by) > 1):
        scene.discourse.memory["sides"] = claim.by if claim.against else claim.by[:1]


def place_before(scene: Scene, i: int) -> list[Name]:
    """The place named last before the trigger, in whatever clause of its sentence."""
    s = scene.sentence
    before = silent(scene, [p for p in s.places if p.last <= i and is_located(s, p) and not is_aside(s, p)])
    if len(before) > 1 and _describes(s, before[-2], before[-1]):
        before.pop()
    return [Name(p.text, p.span, p.id) for p in before[-1:]]


def _describes(s: Sentence, place: Place, after: Place) -> bool:
    """True where `after` only says where the place before it lies («محافظة الضالع، شمال عدن»)."""
    return after.head == "direction" and after.first == place.last + 1 and s.tokens[place.last].mark in ("،", "(")
