"""Statements by a noun of speech or stance with a named owner: `تأكيدات روسيا`, `طلب من الحكومة`, `النداء الذي وجهه المجلس`."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import is_nisba
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.statements.make import addressee, statement
from marsad.languages.ar.rules.statements.senses import verb_reading
from marsad.languages.ar.speech.frames import content_from, used
from marsad.languages.ar.speech.implied import implied
from marsad.languages.ar.speech.names import speaker_end, speakers_from
from marsad.languages.ar.speech.subject import subject_before
from marsad.languages.ar.speech.who import can_speak, hides_name, skip_adverbs
from marsad.model.claim import Claim, Name

OWNED_BY = ("title", "actor_head", "source_noun", "people")


@BOOK.rule("statement", "stance", "speech_noun")
def owned(scene: Scene, i: int) -> Iterator[Claim]:
    """«وجاء القرار رغم رفض الحكومة للخطة»: a noun of speech and whose it is."""
    s = scene.sentence
    entry = s.entry(i, "stance") or s.entry(i, "speech_noun")
    if entry is None or i in used(scene) or _is_verb_here(s, i) or hides_name(s, i):
        return
    speaker, last = _owner(s, i)
    if speaker and not _told_next(s, last):
        content = content_from(s, last)
        yield statement(
            scene,
            i,
            act=entry.code,
            speaker=speaker,
            first=i,
            last=last,
            content=content,
            to=addressee(s, entry.code, last, content[0]),
            source=_relayer(s, i),
            aside=True,
        )


@BOOK.rule("statement", "voice")
def voiced(scene: Scene, i: int) -> Iterator[Claim]:
    """«أعرب الأمين العام عن قلقه من القصف»: a verb of voicing, with the stance as the act."""
    s = scene.sentence
    verb = verb_reading(s, i, "voice", framed=True)
    if verb is None:
        return
    speaker, last = speakers_from(s, skip_adverbs(s, i + 1))
    first = i
    if not speaker:
        speaker, before = subject_before(s, i)
        first = before if speaker else i
        last = i + 1
    j = _stance_after(s, last)
    if j is None:
        return
    speaker = speaker or implied(scene, i, verb.person)
    entry = s.entry(j, "stance") or s.entry(j, "stance_of_verb")
    if speaker and entry is not None:
        used(scene).add(j)
        yield statement(scene, i, act=entry.code, speaker=speaker, first=first, last=j + 1, content=(j + 1, False))


def _stance_after(s: Sentence, last: int) -> int | None:
    """The noun of stance that a verb of voicing takes, a few words on; None where there is none."""
    for k in range(last, min(last + 9, len(s.tokens))):
        tok = s.tokens[k]
        if s.covering(s.actors, k):
            continue
        own = tok.word.suffix or tok.word.prefix.endswith("ب") or s.key(k - 1) in ("عن", "ب")
        if tok.has("stance", "stance_of_verb") and (own or k == skip_adverbs(s, last)):
            return k
        if tok.has("sub", "rel") or tok.mark == ":":
            return None
    return None


def _relayer(s: Sentence, i: int) -> tuple[Name, ...] | None:
    """Who passes the speech on (`نقلت الوكالة قول الوزير`), None where nobody is said to."""
    verb = next((k for k in range(i - 1, max(-1, i - 8), -1) if s.tokens[k].has("relay")), None)
    if verb is None or s.key(i - 1) == "عن":
        return None
    return speakers_from(s, skip_adverbs(s, verb + 1), until=i)[0] or None


def _told_next(s: Sentence, last: int) -> bool:
    """True where a verb right behind tells the same speech (`تصريحات الوزير، قال فيها`)."""
    return any(s.tokens[k].has("speech") and s.key(k + 1) in ("فيه", "فيها") for k in range(last, min(last + 3, len(s.tokens))))


def _is_verb_here(s: Sentence, i: int) -> bool:
    """True where a word that may be a verb too is read as one."""
    return s.tokens[i].has("speech") and verb_reading(s, i, "speech") is not None


def _owner(s: Sentence, i: int) -> tuple[tuple[Name, ...], int]:
    """The owner of the noun at i: right behind it, after `من` or `من قبل`, or the subject of the verb that voices it."""
    tok = s.tokens[i]
    if tok.word.prefix.endswith(("ال", "لل")) or tok.word.suffix:
        return _voicer(s, i)
    j = i + 1
    if s.key(j) == "من":
        j += 2 if s.key(j + 1) == "قبل" else 1
        return speakers_from(s, j) if _is_party(s, j) else ((), i)
    if _is_party(s, j):
        return speakers_from(s, j)
    return _voicer(s, i)


def _is_party(s: Sentence, j: int) -> bool:
    if j >= len(s.tokens) or not can_speak(s, j):
        return False
    tok = s.tokens[j]
    known = s.starting(s.actors, j) or s.starting(s.places, j)
    if tok.has("addressee"):
        return False
    if is_nisba(tok) and not tok.key.startswith("ال") or tok.has("people") and not tok.key.startswith("ال") and j + 1 == speaker_end(s, j):
        return False
    return known is not None or s.has(j, *OWNED_BY)


def _voicer(s: Sentence, i: int) -> tuple[tuple[Name, ...], int]:
    """The subject of a verb that puts the noun into the world: `النداء الذي وجهه المجلس`, `تصريحات أدلى بها ناشط`."""
    for k in range(i + 1, min(i + 4, len(s.tokens))):
        if s.tokens[k].has("voicing") and not s.tokens[k].has("speech"):
            names, last = speakers_from(s, skip_adverbs(s, k + 2 if s.key(k + 1) in ("عن", "من") else k + 1))
            return names, last
        if s.tokens[k].mark:
            break
    return (), i
