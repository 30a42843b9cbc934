"""The claim of a group and its outcome: whom it takes its tags from, who caused it, where and when."""

from __future__ import annotations

from typing import Any

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause
from marsad.languages.ar.rules.casualties.counters import source_of
from marsad.languages.ar.rules.casualties.people import OF_THEM, OTHERS, Group
from marsad.languages.ar.rules.casualties.when import days_of, same_toll
from marsad.languages.ar.rules.casualties.who import inherited
from marsad.model.claim import Casualties, Incident, Name
from marsad.text.fold import fold_key

MUTUAL = ("اشتباك", "مواجه", "معارك", "معركه", "قتال")
HARMING = frozenset("air_strike shelling armed_clash explosion suicide_bombing chemical_attack attack".split())
TAKING = frozenset("abduction arrest seizure attack armed_clash".split())
NEXT_CHARS = 110
REACH = 16
MARKS = frozenset("،,؛.:()[]")


def figure(
    scene: Scene, group: Group, outcome: str, *, start: int | None = None, part_of: Casualties | None = None, by: tuple[Name, ...] = ()
) -> Casualties:
    """The claim of a group and its outcome; its quote begins at `start` (else at the group).

    A part takes what it does not tell itself (by, places, days) from the figure it is part of.
    """
    s = scene.sentence
    outcome = "killed_or_wounded" if s.has(group.last, "split") else outcome
    causes = _causes(scene, group, outcome)
    given: dict[str, Any] = {"outcome": outcome, "min": group.min, "max": group.max, "approx": group.approx}
    given["who"] = group.who or _taken_over(scene, group)
    given["by"] = by or next((c.by for c in causes if not is_mutual(s, c) and not _themselves(s, group, c)), ())
    given["places"] = _places_after(s, group) or next((c.places for c in causes if c.places), ()) or _places_before(s, group)
    given["source"] = source_of(scene, group)
    given |= days_of(scene, group, own=part_of is not None)
    if part_of is None and not given.get("period") and (toll := same_toll(scene, group, outcome)):
        given |= {"period": toll.period, "when": None}
    if part_of is not None:
        own = given["by"] if by or part_of.span.start < s.tokens[0].start else ()
        given |= {"of": part_of.quote, "of_span": part_of.span, "by": own or part_of.by or given["by"]}
        given["places"] = given["places"] or part_of.places
        if not given.get("period") and not given.get("when"):
            given |= {"period": part_of.period, "when": part_of.when}
    return scene.make(Casualties, group.first if start is None else start, group.last, trigger=group.head, **given)


def claimed(scene: Scene, head: int) -> bool:
    """True where a figure was already made of the noun at that token."""
    tok = scene.sentence.tokens[head]
    return any(c.trigger.start < tok.end and tok.start < c.trigger.end for c in figures_of(scene))


def figures_of(scene: Scene) -> list[Casualties]:
    """The figures of the sentence that were made so far."""
    return [c for c in scene.claims if isinstance(c, Casualties)]


def _taken_over(scene: Scene, group: Group) -> tuple[str, ...]:
    """The tags that «30 آخرين», «العشرات منهم» and a figure alone take from the figure before them."""
    s = scene.sentence
    of_them = s.key(group.last) in OF_THEM or s.key(group.last - 1) in OF_THEM
    others = of_them or group.sort == "others" or s.key(group.last - 1) in OTHERS
    if not others and (group.sort != "bare" or group.approx == "vague") or group.min is None and not of_them:
        return ()
    start = s.tokens[group.first].start
    before = [c for c in figures_of(scene) if c.span.start < start and c.of is None]
    whole = max(before, key=lambda c: c.span.start) if before else scene.discourse.whole if others else None
    return inherited(whole.who) if whole else ()


def _causes(scene: Scene, group: Group, outcome: str) -> list[Incident]:
    """The incidents of the sentence that may have harmed them: the same words, then the next one near, then those before."""
    toks = scene.sentence.tokens
    start, end = toks[max(0, group.first - 2)].start, toks[group.last - 1].end
    return causes_near(scene, start, end, TAKING if outcome in ("detained", "abducted") else HARMING)


def causes_near(scene: Scene, start: int, end: int, types: frozenset[str]) -> list[Incident]:
    """The incidents of these types in the order in which they may have harmed those told at characters [start, end)."""
    found = sorted((c for c in scene.claims if isinstance(c, Incident) and c.incident_type in types), key=lambda c: c.trigger.start)
    same = [c for c in found if start <= c.trigger.start < end]
    after = [c for c in found if end <= c.trigger.start < end + NEXT_CHARS]
    before = [c for c in reversed(found) if c.trigger.start < start]
    return same + after[:1] + before


def is_mutual(s: Sentence, cause: Incident) -> bool:
    """True for fighting between sides («اشتباكات», «مواجهات»), which does not tell who killed."""
    return cause.incident_type == "armed_clash" and any(word in fold_key(cause.trigger.of(s.text)) for word in MUTUAL)


def _themselves(s: Sentence, group: Group, cause: Incident) -> bool:
    """True where the harmed were taken for those who harmed («قتل جندي سوري واحد»)."""
    first, last = s.tokens[min(group.first, group.head)].start, s.tokens[group.last - 1].end
    return any(name.span.start < last and first < name.span.end for name in cause.by)


def _places_after(s: Sentence, group: Group) -> tuple[Name, ...]:
    """The places told right after the group: «مقتل 17 شخصا في بلدة … »."""
    stop = min(len(s.tokens), group.last + REACH)
    stops = (j for j in range(group.last, stop) if s.tokens[j].mark in MARKS or s.has(j, "harm", "part_of", "speech"))
    last = next(stops, stop)
    number = next((n.first for n in s.numbers if group.last <= n.first < last), last)
    return _names(s, group.last, number)


def _places_before(s: Sentence, group: Group) -> tuple[Name, ...]:
    """The places of its clause, else the ones before it in the sentence."""
    first, last = clause(s, group.head)
    return _names(s, first, group.first) + _names(s, group.last, last) or _names(s, 0, group.first)


def _names(s: Sentence, first: int, last: int) -> tuple[Name, ...]:
    return tuple(s.name(p.first, p.last, id=p.id) for p in s.within(s.places, first, last) if not s.has(p.first - 1, "loyal"))
