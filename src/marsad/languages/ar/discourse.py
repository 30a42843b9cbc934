"""Discourse: whose words a sentence gives, and what it leaves behind for the next one."""

from __future__ import annotations

from dataclasses import replace

from marsad.grammar.scene import Scene, Scope
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition, is_nisba, is_verb
from marsad.languages.ar.speakers import PEOPLE, last_word, speakers_from
from marsad.languages.ar.speech import Frame, frames
from marsad.model.claim import Casualties, Name, Statement
from marsad.text.fold import fold_key

NAME_STARTS = frozenset("عبد ابو ابن بن محمد احمد علي حسن حسين محمود خالد".split())
ASIDE = frozenset("رغم منذ ردا عقب علما فيما بينما كما لكن وهو وهي وهم مما".split())
KEPT_SPEAKERS = 6


def attribute(scene: Scene) -> list[Scope]:
    """The scopes of the sentence: what each of its statements and sources covers, with the source chain, nearest first."""
    s = scene.sentence
    found = list(_according(scene)) + _open_quotation(scene) + _reported(scene)
    top = tuple(name for scope, relays in found if not relays for name in scope.source)
    if top:
        scene.claims = [_sourced(scene, c, found) if isinstance(c, Statement) else c for c in scene.claims]
    scopes = [scope for scope, relays in found if not relays]
    for frame in frames(scene):
        if frame.speaker and not frame.before and (frame.clausal or not frame.aside):
            covering = tuple(n for scope in scopes if scope.first <= frame.trigger < scope.last for n in scope.source)
            extra = tuple(n for scope, relays in found if relays for n in scope.source)
            chain = tuple({n.text: n for n in (*frame.speaker, *frame.source, *covering, *extra)}.values())
            scopes.append(Scope(frame.content if frame.act == "say" else frame.last, _end(scene, frame), chain))
    return [scope for scope in scopes if scope.first < scope.last <= len(s.tokens)]


def _sourced(scene: Scene, claim: Statement, found: list[tuple[Scope, bool]]) -> Statement:
    """The statement with the sentence's `بحسب X` as its source, where it has none and is no source itself."""
    at = next(i for i, t in enumerate(scene.sentence.tokens) if t.end > claim.trigger.start)
    frame = next((f for f in frames(scene) if f.trigger == at), None)
    if claim.source or frame is None or frame.before:
        return claim
    source = tuple(n for scope, relays in found if not relays and scope.first <= at < scope.last for n in scope.source)
    return replace(claim, source=tuple(n for n in source if n.text not in {m.text for m in claim.speaker}))


def _according(scene: Scene) -> list[tuple[Scope, bool]]:
    """(scope, True for a mere relay) of each `بحسب X`: what follows at the sentence's head, else the whole sentence."""
    s, out = scene.sentence, []
    for i, tok in enumerate(s.tokens):
        if tok.has("relay") and tok.word.suffix and i and _of_document(s, i) and (names := speakers_from(s, i + 1)[0]):
            out.append((Scope(0, len(s.tokens), names), False))
        entry = s.entry(i, "according") if tok.has("according") or i in s.phrases else None
        if entry is None:
            continue
        j = s.end_of(i, "according")
        names, last = _source_at(s, j)
        if names and _plausible(scene, j):
            scope = Scope(last, len(s.tokens), names) if i <= 1 else Scope(0, len(s.tokens), names)
            out.append((scope, entry.code == "relay"))
    return out


def _source_at(s: Sentence, j: int) -> tuple[tuple[Name, ...], int]:
    """The source named from token j on, its clitic `ل` left out."""
    if s.key(j) in ("ما", "لما") and j + 1 < len(s.tokens) and s.tokens[j + 1].has("relay", "voicing"):
        return speakers_from(s, j + 2)
    if j >= len(s.tokens) or s.key(j) in ("ما", "لما", "حد"):
        return (), j
    if s.tokens[j].has("stance", "speech_noun") and not s.tokens[j].word.suffix:
        return speakers_from(s, j + 1)
    if s.key(j) == "ل":
        return speakers_from(s, j + 1)
    if s.tokens[j].key.startswith("ل") and s.tokens[j].word.prefix_length:
        mention = s.starting(s.actors, j)
        names, last = speakers_from(s, j + 1) if j + 1 < len(s.tokens) else ((), j + 1)
        end = mention.last if mention else last if names and not s.tokens[j + 1].mark else j + 1
        return (s.name(j, end, id=mention.id if mention else None),), end
    return speakers_from(s, j)


def _of_document(s: Sentence, i: int) -> bool:
    """True where the verb at i says who passed a document on (`تصريحات نقلتها الوكالة`)."""
    return any(s.tokens[k].has("document") for k in range(max(0, i - 3), i))


def _plausible(scene: Scene, j: int) -> bool:
    """True where what follows `بحسب` is somebody: known, of a people's class, quoted, or heard before in the report."""
    s = scene.sentence
    tok = s.tokens[j]
    if s.key(j) in ("ما", "لما", "ل") or tok.has(*PEOPLE, "stance", "speech_noun") or tok.word.sort == "latin" or tok.mark:
        return True
    if s.starting(s.actors, j) or s.starting(s.places, j) or not tok.word.entries and has_clitic_preposition(tok):
        return True
    heard = scene.discourse.memory.get("speakers", [])
    if any(tok.key in fold_key(name.text).split() for names in heard for name in names):
        return True
    after = s.tokens[j + 1] if j + 1 < len(s.tokens) else None
    if tok.key in NAME_STARTS:
        return True
    if tok.key.startswith("ال") or tok.word.entries or after is None or after.mark or after.word.entries:
        return False
    return not (after.key.startswith("ال") or is_nisba(after))


def _reported(scene: Scene) -> list[tuple[Scope, bool]]:
    """The scope of each `حسبما قال X`: the sentence before it."""
    return [(Scope(0, f.start, f.speaker), False) for f in frames(scene) if f.before and f.speaker]


def _open_quotation(scene: Scene) -> list[tuple[Scope, bool]]:
    """The scope of a quotation that an earlier sentence opened, up to where it closes."""
    s, d = scene.sentence, scene.discourse
    if not (d.speech_open and s.tokens[0].depth and d.speaker):
        return []
    close = next((k for k, t in enumerate(s.tokens) if t.depth < s.tokens[0].depth), len(s.tokens))
    return [(Scope(0, close, d.speaker), False)]


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
    if spoken:
        d.speaker = next((f.speaker for f in reversed(spoken) if not f.before), spoken[-1].speaker)
    d.speech_open = s.tokens[-1].depth > 0 and bool(spoken or d.speech_open)
    if s.places:
        d.places = tuple(s.places)
    if s.times:
        d.time = s.times[-1]
    d.whole = next((c for c in reversed(scene.claims) if isinstance(c, Casualties) and c.of is None), d.whole)
