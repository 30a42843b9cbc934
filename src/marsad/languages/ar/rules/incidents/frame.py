"""The frame of an incident: who did it, to whom, where and when, read from the clause around its trigger."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction, is_verb
from marsad.languages.ar.rules.incidents.behind import marked, relative
from marsad.languages.ar.rules.incidents.carried import owner_meant, place_before
from marsad.languages.ar.rules.incidents.clashes import between
from marsad.languages.ar.rules.incidents.headings import under_heading
from marsad.languages.ar.rules.incidents.moment import when_of
from marsad.languages.ar.rules.incidents.nouns import noun_agents
from marsad.languages.ar.rules.incidents.posted import without_posts
from marsad.languages.ar.rules.incidents.stage import on_stage
from marsad.languages.ar.rules.incidents.subjects import skip_adverbs, subject
from marsad.languages.ar.rules.incidents.targets import object_at, target_of
from marsad.languages.ar.rules.incidents.victims import BURSTS, inside, is_done_to, meant_object, past_phrase, struck_by
from marsad.languages.ar.rules.incidents.where import places_of
from marsad.model.claim import Days, Name

DESCRIBERS, REPELLED_REACH = 3, 4
REPELLING = frozenset({"صد", "تصدى", "أحبط", "أفشل"})
AIMED = frozenset({"hit", "shelling"})
TAKEN = frozenset({"arrest", "abduction"})
GROUND = frozenset({"seizure", "withdrawal", "deployment", "siege", "displacement", "aid"})


@dataclass(slots=True)
class Frame:
    """What the clause says of an incident; lists hold names in the order of the text, `own` tells that the noun names its agent itself."""

    by: list[Name] = field(default_factory=list)
    against: list[Name] = field(default_factory=list)
    places: list[Name] = field(default_factory=list)
    when: Days | None = None
    last: int = 0
    own: bool = False


def read_frame(scene: Scene, i: int, last: int, code: str, pos: str) -> Frame:
    """The frame of the trigger at tokens [i, last): a verb (pos `verb`) or a noun of that code."""
    frame = _of_verb(scene, i, last, code) if pos == "verb" else _of_noun(scene, i, last, code)
    if frame.by:
        spans = {p.span for p in scene.sentence.places if p.first not in scene.sentence.actors.starts}
        frame.by = [owner_meant(scene, n) for n in frame.by if n.span not in spans]
    places = on_stage(scene.sentence, i, places_of(scene, i, last) or place_before(scene, i))
    frame.places = _beside(places, frame.against, code)
    if code == "seizure":
        _take_ground(scene, frame, i)
    frame.places = under_heading(scene, without_posts(scene.sentence, frame.places))
    frame.when = when_of(scene, i, last)
    return frame


def _no_ground(scene: Scene, against: list[Name], code: str) -> list[Name]:
    """The targets, none where they are the ground that changes hands: that is a place."""
    return [] if code in GROUND and any(p.span == n.span for p in scene.sentence.places for n in against) else against


def _take_ground(scene: Scene, frame: Frame, i: int) -> None:
    """Moves the posts and buildings that change hands («مقرات حكومية») from the targets to the places; a place carried over gives way."""
    s = scene.sentence
    firsts = {n.span: next(k for k, t in enumerate(s.tokens) if t.end > n.span.start) for n in frame.against}
    ground = [n for n in frame.against if s.has(firsts[n.span], "military", "building", "site", "place_head", "ground") or _is_camp(s, n)]
    ground = [n for n in ground if n.text.count(" ") and (not s.has(firsts[n.span], "vague_place") or _of_a_camp(s, firsts[n.span]))]
    if ground:
        own = [p for p in frame.places if p.span.start > s.tokens[i].start]
        frame.places = ground + [p for p in own if not any(p.span.overlaps(n.span) for n in ground)]
        frame.against = [n for n in frame.against if n not in ground]


def _of_a_camp(s: Sentence, first: int) -> bool:
    """True for «مواقع اللواء الخامس»: the positions of a unit."""
    head = s.entry(first + 1, "actor_head")
    return head is not None and head.code == "unit"


def _is_camp(s: Sentence, one: Name) -> bool:
    """True for a brigade by its number, which is its camp where it is taken («اللواء 35 مدرع»)."""
    actor = next((a for a in s.actors if a.span == one.span), None)
    head = s.entry(actor.first, "actor_head") if actor is not None else None
    return head is not None and head.code == "unit" and any(c.isdigit() for c in one.text)


def _beside(places: list[Name], against: list[Name], code: str) -> list[Name]:
    """The places without the post or building that was struck («معسكر الحفا»), where others are named and no ground changes hands."""
    if code in GROUND:
        return places
    return [p for p in places if not any(n.span == p.span and " " in n.text for n in against)] or places


def _of_verb(scene: Scene, i: int, last: int, code: str) -> Frame:
    """Subject, object, target of a verb."""
    s = scene.sentence
    by, at = subject(scene, i, last)
    at = skip_adverbs(s, max(at, last))
    at += _closes_time(s, at)
    struck, end = object_at(s, at)
    if not struck and code in AIMED and at < len(s.tokens) and has_clitic_preposition(s.tokens[at]):
        struck = object_at(s, past_phrase(s, at))[0]
    if agents := marked(s, at):
        by, struck = agents, struck or by
    elif attackers := _repelled(s, i, last, at):
        by, struck = attackers, by
    if not by and code == "explosion":  # «انفجرت عبوة ناسفة | زرعها مجهولون»
        by = next((found for k in range(at, at + DESCRIBERS) if (found := relative(s, k))), [])
    struck = struck or meant_object(s, i)
    if not struck and code in TAKEN and is_done_to(s, i, at, by):
        by, struck = [], by
    if not struck and code in TAKEN and _was_taken(s, i, by):
        by, struck = [], by
    if not struck and code in BURSTS:
        struck, end = inside(s, past_phrase(s, at)), at
    against = struck or (between(s, at)[1] if code == "armed_clash" else []) or target_of(s, at)
    return Frame(by=by, against=_no_ground(scene, against, code), last=max(last, min(end, at + 2)) if struck else last)


def _repelled(s: Sentence, i: int, last: int, at: int) -> list[Name]:
    """Whose attack the verb at i repels («صد الجيش هجوما | شنه المسلحون»): it is told of them, and struck whoever repelled it."""
    entry = s.entry(i, "incident")
    if entry is None or entry.lemma not in REPELLING:
        return []
    attack = next((j for j in s.among(last, at + REPELLED_REACH, "incident") if not is_verb(s.tokens[j])), None)
    if attack is None:
        return []
    return next((found for k in range(attack + 1, attack + 3) if (found := relative(s, k))), [])


def _was_taken(s: Sentence, i: int, by: list[Name]) -> bool:
    """True for one person of no arms behind the verb, with nobody else to be taken («خطف موظف بريطاني يعمل في …»)."""
    if len(by) != 1 or by[0].span.start < s.tokens[i].start:
        return False
    at = next((k for k, t in enumerate(s.tokens) if t.start <= by[0].span.start < t.end), i)
    people = s.entry(at, "people")
    return people is not None and people.shape == "sg" and people.code != "combatants" and not s.has(at, "actor_head", "band")


def _closes_time(s: Sentence, at: int) -> bool:
    """True for the comma after a time before the object («استهدفت طائرة عصر الأربعاء، سيارة»)."""
    if at + 1 >= len(s.tokens) or s.tokens[at].mark not in ("،", ",") or at not in s.times.ends:
        return False
    after = s.tokens[at + 1]
    return not (is_verb(after) or has_conjunction(after) or has_clitic_preposition(after) or s.has(at + 1, "prep", "sub", "conj", "speech"))


def _of_noun(scene: Scene, i: int, last: int, code: str) -> Frame:
    """Agents and target of a verbal noun; a victim may own the noun."""
    agents = noun_agents(scene, i, last, code)
    against = agents.against or struck_by(scene, i, max(agents.at, last), code)
    against = [n for n in against if n not in agents.by]
    return Frame(by=agents.by, against=_no_ground(scene, against, code), last=last, own=agents.own)
