"""The sources that a sentence names besides its statements: `بحسب X`, `حسبما قال X`, a quotation still open."""

from __future__ import annotations

from marsad.grammar.scene import Scene, Scope
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_clitic_preposition, is_nisba, is_verb
from marsad.languages.ar.speech.frames import frames
from marsad.languages.ar.speech.names import speakers_from
from marsad.languages.ar.speech.who import PEOPLE, skip_adverbs
from marsad.model.claim import Name
from marsad.text.fold import fold_key

NAME_STARTS = group("first_name")


def according(scene: Scene) -> list[tuple[Scope, bool]]:
    """(scope, True for a mere relay) of each `بحسب X`: what follows at the sentence's head, else the whole sentence."""
    s, out = scene.sentence, []
    for i in s.having("relay", "according"):
        tok = s.tokens[i]
        if tok.has("relay") and tok.word.suffix and i and _of_document(s, i) and (names := speakers_from(s, i + 1)[0]):
            out.append((Scope(0, len(s.tokens), names), False))
        entry = s.entry(i, "according")
        if entry is None:
            continue
        j = s.end_of(i, "according")
        names, last = _source_at(s, j)
        if names and _plausible(scene, j):
            scope = Scope(last, len(s.tokens), names) if i <= 1 else Scope(0, len(s.tokens), names)
            out.append((scope, entry.code == "relay"))
    return out


def recorded(scene: Scene) -> list[tuple[Scope, bool]]:
    """The scope of each `أحصى المرصد ...`: what follows the one who keeps the record, where he is known."""
    s, out = scene.sentence, []
    for i in s.having("counts"):
        if is_verb(s.tokens[i]) and s.tokens[i].has("counts"):
            j = skip_adverbs(s, i + 1)
            names, last = speakers_from(s, j)
            if names and (s.starting(s.actors, j) or s.tokens[j].has("outlet", "source_noun", "document")):
                out.append((Scope(last, len(s.tokens), names), False))
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


def reported(scene: Scene) -> list[tuple[Scope, bool]]:
    """The scope of each `حسبما قال X`: the sentence before it."""
    return [(Scope(0, f.start, f.speaker), False) for f in frames(scene) if f.before and f.speaker]


def open_quotation(scene: Scene) -> list[tuple[Scope, bool]]:
    """The scope of a quotation that an earlier sentence opened, up to where it closes."""
    s, d = scene.sentence, scene.discourse
    if not (d.speech_open and s.tokens[0].depth and d.speaker):
        return []
    close = next((k for k, t in enumerate(s.tokens) if t.depth < s.tokens[0].depth), len(s.tokens))
    return [(Scope(0, close, d.speaker), False)]
