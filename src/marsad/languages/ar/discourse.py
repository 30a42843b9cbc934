"""Discourse: whose words a sentence gives, and what it leaves behind for the next one."""

from __future__ import annotations

from dataclasses import replace

from marsad.grammar.scene import Scene, Scope
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import is_verb
from marsad.languages.ar.places.heading import heading
from marsad.languages.ar.speech.frames import Frame, frames
from marsad.languages.ar.speech.names import last_word
from marsad.languages.ar.speech.sources import according, open_quotation, recorded, reported
from marsad.model.claim import Casualties, Incident, Name, Statement

ASIDE = frozenset("رغم منذ ردا عقب علما فيما بينما كما لكن ولكن لكنه لكنها الا وهو وهي وهم مما".split())
AGREEING = ("وافق", "اتفق", "قبلت", "قرر")
KEPT_SPEAKERS = 6
BEFORE = frozenset({"سابقا", "سابق", "سابقه"})
BEFORE_REACH = 8


def attribute(scene: Scene) -> list[Scope]:
    """The scopes of the sentence: what each of its statements and sources covers, with the source chain, nearest first."""
    s = scene.sentence
    spoken, found = frames(scene), [*according(scene), *open_quotation(scene), *reported(scene), *recorded(scene)]
    if not (spoken or found or scene.claims):
        return []
    top = tuple(name for scope, relays in found if not relays for name in scope.source)
    if top:
        scene.claims = [_sourced(scene, c, found) if isinstance(c, Statement) else c for c in scene.claims]
    scene.claims = [_not_itself(c) if isinstance(c, Statement) else c for c in scene.claims]
    extra = tuple(n for scope, relays in found if relays for n in scope.source)
    scopes = [scope._replace(source=chained(s, scope.source, extra)) for scope, relays in found if not relays]
    if not scopes and not any(f.speaker for f in spoken):
        scopes = [scope for scope, _ in found]
    for frame in spoken:
        if frame.speaker and not frame.before and (frame.clausal or not (frame.aside or _agrees_to(scene, frame))):
            covering = tuple(n for scope in scopes if scope.first <= frame.trigger < scope.last for n in scope.source)
            chain = tuple({n.text: n for n in (*chained(s, (*frame.speaker, *frame.source), extra), *covering)}.values())
            scopes.append(Scope(frame.content if frame.act == "say" else frame.last, _end(scene, frame), chain))
    return [scope for scope in scopes if scope.first < scope.last <= len(s.tokens)]


def chained(s: Sentence, told: tuple[Name, ...], relayed: tuple[Name, ...]) -> tuple[Name, ...]:
    """The chain of those who told and those after `نقلاً عن`, nearest first: an outlet quotes a man, a man is quoted by an outlet."""
    if told and all(_is_outlet(s, n) for n in told):
        nearer = tuple(n for n in relayed if not _is_outlet(s, n))
        return (*nearer, *told, *(n for n in relayed if n not in nearer))
    return (*told, *relayed)


def _is_outlet(s: Sentence, name: Name) -> bool:
    return "outlet" in s.held and any(t.has("outlet") for t in s.tokens if name.span.start <= t.start < name.span.end)


def _not_itself(claim: Statement) -> Statement:
    """The statement without its own speaker among its sources: nobody relays himself («أقر مسؤول … إلا أنه قال»)."""
    spoken = {n.text for n in claim.speaker}
    if not any(n.text in spoken for n in claim.source):
        return claim
    return replace(claim, source=tuple(n for n in claim.source if n.text not in spoken))


def _agrees_to(scene: Scene, frame: Frame) -> bool:
    """True where somebody agrees to a thing: what it is, the report says (`وافق المجلس على قرار بوقف القتال`)."""
    return frame.act == "commit" and any(e.lemma in AGREEING for e in scene.sentence.tokens[frame.trigger].word.entries)


def _sourced(scene: Scene, claim: Statement, found: list[tuple[Scope, bool]]) -> Statement:
    """The statement with the sentence's `بحسب X` as its source, where it has none and is no source itself."""
    at = next(i for i, t in enumerate(scene.sentence.tokens) if t.end > claim.trigger.start)
    frame = next((f for f in frames(scene) if f.trigger == at), None)
    if claim.source or frame is None or frame.before:
        return claim
    source = tuple(n for scope, relays in found if not relays and scope.first <= at < scope.last for n in scope.source)
    return replace(claim, source=tuple(n for n in source if n.text not in {m.text for m in claim.speaker}))


def _end(scene: Scene, frame: Frame) -> int:
    """One past the last token of what the frame's speaker says."""
    s = scene.sentence
    end = min((f.start for f in frames(scene) if f.trigger > frame.trigger and not f.nested and not f.before), default=len(s.tokens))
    if not frame.clausal:
        return next((k for k in range(frame.last, end) if _leaves(s, k, frame)), end)
    quoted = s.tokens[frame.content].mark or s.tokens[min(frame.content + 1, len(s.tokens) - 1)].mark
    if not quoted:
        return end
    depth = s.tokens[frame.trigger].depth
    opened = next((k for k in range(frame.content, min(frame.content + 3, end)) if s.tokens[k].depth > depth), None)
    if opened is None:
        return end
    return next((k for k in range(opened, end) if s.tokens[k].depth <= depth), end)


def _leaves(s: Sentence, k: int, frame: Frame) -> bool:
    """True where a noun that was said gives way to the report's own words."""
    tok = s.tokens[k]
    if tok.mark in ("،", ",") and k + 1 < len(s.tokens):
        after = s.tokens[k + 1]
        return after.has("rel", "sub") or after.key in ASIDE or is_verb(after) or after.key.startswith("وال")
    if frame.act == "say":
        return tok.key in ("فيما", "بينما", "رغم")
    return tok.has("rel") or tok.key in ASIDE


def remember(scene: Scene) -> None:
    """Leave the sentence's last speaker, places and time to the sentences after it."""
    d, s = scene.discourse, scene.sentence
    spoken = [f for f in frames(scene) if f.speaker and not (f.nested or f.aside)]
    kept = d.memory.setdefault("speakers", [])
    for frame in spoken:
        kept.append(frame.speaker)
    del kept[:-KEPT_SPEAKERS]
    d.memory.setdefault("heard", set()).update(last_word(n) for frame in spoken for n in frame.speaker)
    if not spoken and (named := [scope.source for scope, _ in according(scene)]):
        kept.append(named[-1])
        d.speaker = named[-1]
    if spoken:
        d.speaker = next((f.speaker for f in reversed(spoken) if not f.before), spoken[-1].speaker)
    d.speech_open = s.tokens[-1].depth > 0 and bool(spoken or d.speech_open)
    d.actors = next((c.by for c in reversed(scene.claims) if isinstance(c, Incident) and c.by), d.actors)
    if s.places:
        d.places = tuple(s.places)
        d.memory["heading"] = heading(s) or d.memory.get("heading")
    if s.times:
        d.time = s.times[-1]
        d.memory["times"] = s.number, s.paragraph, [t for t in s.times if t.days]
        if any(isinstance(c, Incident | Casualties) for c in scene.claims):
            d.memory["since"] = next((t.days for t in reversed(s.times) if t.role == "since" and t.days), d.memory.get("since"))
    d.whole = next((c for c in reversed(scene.claims) if isinstance(c, Casualties) and c.of is None and not _outdated(s, c)), d.whole)


def _outdated(s: Sentence, figure: Casualties) -> bool:
    """True for a figure that was given before another («بعدما كان أحصى قبل ذلك 246 قتيلا»): no part is told of it afterwards."""
    at = next(i for i, t in enumerate(s.tokens) if t.end > figure.span.start)
    return any(s.key(j) in BEFORE or s.key(j) == "قبل" and s.key(j + 1) == "ذلك" for j in range(max(0, at - BEFORE_REACH), at))
