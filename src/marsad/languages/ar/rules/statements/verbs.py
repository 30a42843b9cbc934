"""Statements by a verb: its subject after it, before it, in a relative clause, or implied."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.phrases import is_verb
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.statements.make import addressee, statement
from marsad.languages.ar.speakers import PEOPLE, can_speak, skip_adverbs, speakers_from
from marsad.languages.ar.speech import BLOCKED, CLAUSE_OPENERS, agrees, content_from, enclosing, implied, subject_before, used
from marsad.model.claim import Claim, Name

NEGATIONS = frozenset("لم لن ولم ولن لا ولا عدم دون بدون".split())
FOREIGN_SUFFIXES = frozenset("كم ي ني هن نا".split())
PRONOUNS = frozenset("انه انها انهم انهما اننا لكنه لكنها لكنهم لكنهما فانه فانها وانه وانها بانه بانها".split())
REPORTED = frozenset("ما لما مما حسبما كما".split())
OBJECT_ACTS = ("demand", "threaten", "accuse", "support", "reject")
TELLING = ("أبلغ", "أخبر")


@BOOK.rule("statement", "speech")
def spoken(scene: Scene, i: int) -> Iterator[Claim]:
    """«وقال المتحدث باسم الوزارة إن الهدنة صامدة»: a verb of speech with its speaker."""
    entry = verb_reading(scene.sentence, i, "speech")
    if entry is None or i in used(scene) or _other_sense(scene.sentence, i, entry):
        return
    if not (scene.sentence.tokens[i].has("naming") and scene.sentence.key(i - 1) in ("ما", "من", "مما")):
        yield from _said(scene, i, entry, entry.code)


@BOOK.rule("statement", "naming")
def named(scene: Scene, i: int) -> Iterator[Claim]:
    """«قال المتحدث إن الجيش ضرب ما سماه وكراً»: a name that the speaker gives to a thing."""
    s = scene.sentence
    entry = verb_reading(s, i, "naming")
    if entry is None or not s.tokens[i].word.suffix or s.key(i - 1) not in ("ما", "من", "مما", "عما", "بما"):
        return
    if speaker := implied(scene, i, entry.person):
        yield statement(
            scene, i, act=entry.code, speaker=speaker, first=i, last=i + 2, content=(i + 1, False), source=(), nested=True, aside=True
        )


@BOOK.rule("statement", "speech_that")
def spoken_clause(scene: Scene, i: int) -> Iterator[Claim]:
    """«ورأى المبعوث أن الهدنة صامدة»: a verb that is speech only with a clause or a quotation after it."""
    s = scene.sentence
    entry = verb_reading(s, i, "speech_that")
    if entry is None or entry.person == "1" and entry.code == "say" or _other_sense(s, i, entry):
        return
    if content_from(s, i + 1, strict=True)[1] or (s.key(i - 1) in REPORTED and can_speak(s, i + 1)):
        yield from _said(scene, i, entry, entry.code)


@BOOK.rule("statement", "speech_about")
def spoken_about(scene: Scene, i: int) -> Iterator[Claim]:
    """«كشف مسؤول محلي عن خطة جديدة»: a verb that is speech with a certain word after its subject."""
    s = scene.sentence
    if verb_reading(s, i, "speech_about") is None:
        return
    for entry in (e for e in s.tokens[i].word.entries if e.cls == "speech_about"):
        act, _, wanted = entry.code.partition(":")
        if any(_opens_with(s, k, wanted) for k in range(i + 1, min(i + 12, len(s.tokens)))) and not _verb_between(s, i, wanted):
            yield from _said(scene, i, entry, act)
            return


def _other_sense(s: Sentence, i: int, entry: Entry) -> bool:
    """True where the verb says something else here: `يهدد المدينة`, `تعتبر القاعدة موقعاً`, `قرار تبناه المجلس`, `نرى`."""
    tok = s.tokens[i]
    if entry.person == "1" and entry.code == "say" or s.key(i - 2) in ("نادرا", "قلما", "غالبا", "عاده"):
        return True
    if entry.lemma == "أنذر" and entry.shape == "present":
        return True
    if entry.lemma == "اتهم" and not tok.word.suffix and s.key(i + 1).startswith("ب") and not can_speak(s, i + 1):
        return not subject_before(s, i)[0]
    if entry.lemma == "رفض" and any(s.key(k) in ("اسمه", "اسمها", "هويته", "اسماوهم") for k in range(i + 1, i + 6)):
        return True
    if entry.lemma in ("اعتقد", "استبعد", "اعتبر") and s.text[tok.start] == "أ":
        return True
    if entry.lemma == "هدد" and entry.shape == "present":
        after = s.tokens[i + 1] if i + 1 < len(s.tokens) else tok
        if after.key.startswith("ال") and not (after.has(*PEOPLE) or s.starting(s.actors, i + 1) or s.starting(s.places, i + 1)):
            return True
        return not any(s.key(k).startswith("ب") for k in range(i + 1, min(i + 7, len(s.tokens))))
    if entry.lemma == "اعتبر" and entry.shape == "present":
        return not content_from(s, i + 1, strict=True)[1]
    if entry.lemma == "تبنى":
        noun = entry.shape == "past" and s.text[tok.start : tok.end].endswith("ي")
        return noun or any(s.tokens[k].has("document") for k in range(max(0, i - 3), i)) or s.has(i + 1, "document")
    return False


def verb_reading(s: Sentence, i: int, cls: str, *, framed: bool = False) -> Entry | None:
    """The verb's entry where the word at i is that verb here: not negated, not hypothetical, not a noun or preposition.

    `framed` says that what follows already rules the preposition out.
    """
    entry = s.tokens[i].entry(cls)
    tok, before = s.tokens[i], s.key(i - 1)
    if entry is None or s.has(i, "not_speech") or tok.word.suffix in FOREIGN_SUFFIXES or s.text[tok.start] == "آ":
        return None
    if (before in NEGATIONS and entry.lemma != "استبعد") or tok.word.prefix.endswith(("س", "ل", "ب", "ك", "ال")):
        return None
    if entry.shape == "present" and (before in ("ان", "سوف", "كي", "لكي", "حتي", "الا") or i == 0 and tok.has("impersonal") and not can_speak(s, i + 1)):
        return None
    if tok.has("prep") and not framed and not (s.key(i + 1) in ("عن", "ان") or s.key(i + 1) == "انه"):
        return None
    return None if _is_noun(s, i) else entry


def _is_noun(s: Sentence, i: int) -> bool:
    """True where a word that is both noun and verb (`رفض`, `نفي`) stands as a noun: after a preposition, or owned."""
    tok = s.tokens[i]
    if all(e.pos == "verb" for e in tok.word.entries):
        return False
    if tok.word.key.startswith("ال") or (tok.word.suffix and not can_speak(s, i + 1)):
        return True
    before = s.tokens[i - 1] if i else None
    return before is not None and (before.has("prep") or before.has("speech", "said_by", "voice", "voicing_by")) and before.key not in ("و",)


def _opens_with(s: Sentence, k: int, wanted: str) -> bool:
    key = s.key(k)
    return key == wanted or (len(wanted) == 1 and key.startswith(wanted) and bool(s.tokens[k].word.prefix_length))


def _verb_between(s: Sentence, i: int, wanted: str) -> bool:
    last = next((k for k in range(i + 1, len(s.tokens)) if _opens_with(s, k, wanted)), i)
    return any(is_verb(s.tokens[k]) or s.tokens[k].mark in ("،", "؛", ":") for k in range(i + 2, last))


def _said(scene: Scene, i: int, entry: Entry, act: str) -> Iterator[Claim]:
    s = scene.sentence
    if _impersonal(scene, i, entry):
        return
    speaker, first, last, to = parties(scene, i, entry, act)
    if not speaker or act == "threaten" and s.key(i - 1) == "ما":
        return
    content = content_from(s, last)
    act, last = _stance(scene, act, last)
    before = s.key(i - 1) in REPORTED and i > 1
    yield statement(
        scene, i, act=act, speaker=speaker, first=first, last=max(last, i + 2), content=content,
        to=to or addressee(s, act, last, content[0] if content[1] else last + 10), before=before and entry.shape != "-",
        source=_performed(scene, i, entry), nested=True if entry.person == "1" else None, aside=bool(i) and s.tokens[i - 1].has("rel"),
    )


def _performed(scene: Scene, i: int, entry: Entry) -> tuple[Name, ...] | None:
    """No source for a performative (`ندعو`): the speaker's own words; else to be found."""
    if entry.person != "1":
        return None
    within = enclosing(scene, i)
    return within.source if within else ()


def _impersonal(scene: Scene, i: int, entry: Entry) -> bool:
    """True for `ويذكر أن`, `يعتقد أن`: no subject follows and the verb opens its clause."""
    s = scene.sentence
    if not s.tokens[i].has("impersonal") or entry.shape != "present" or can_speak(s, skip_adverbs(s, i + 1)):
        return False
    if s.key(i + 1) in PRONOUNS:
        return True
    return not subject_before(s, i)[0] and s.key(i - 1) not in PRONOUNS


def parties(scene: Scene, i: int, entry: Entry, act: str) -> tuple[tuple[Name, ...], int, int, tuple[Name, ...]]:
    """(speakers, first and last token of verb and subject, addressees) of the verb at i."""
    s = scene.sentence
    if entry.person == "1":
        return _own(scene, i), i, i + 1, ()
    j = skip_adverbs(s, i + 1)
    if s.key(i - 1) in PRONOUNS:
        return implied(scene, i, entry.person), i, i + 1, ()
    before, first = subject_before(s, i)
    if before and _right_before(s, first, i):
        return before, first if i - first < 7 else i, i + 1, ()
    if act in OBJECT_ACTS and j < len(s.tokens) and s.tokens[j].has("addressee"):
        speaker = before or implied(scene, i, entry.person)
        if speaker:
            return speaker, min(first, i), i + 1, speakers_from(s, j)[0]
    names, last = speakers_from(s, j, split=act in OBJECT_ACTS or entry.lemma in TELLING)
    if names:
        return names, i, last, ()
    if before:
        return before, first if 0 <= i - first < 7 else i, i + 1, ()
    if first == BLOCKED and not _resumes(s, i):
        return (), i, i + 1, ()
    speaker = implied(scene, i, entry.person)
    return (speaker if agrees(entry.person, speaker) or not _passive_like(s, j) else ()), i, i + 1, ()


def _right_before(s: Sentence, first: int, i: int) -> bool:
    """True where the subject stands right before its verb behind `كان`, `أن` or the like, so that what follows is no subject."""
    return first > 0 and not s.tokens[i - 1].has("rel") and (s.tokens[first - 1].has("aux", "sub") or s.key(first - 1) in CLAUSE_OPENERS)


def _resumes(s: Sentence, i: int) -> bool:
    """True where a pronoun on or after the verb says that the antecedent is its object (`الذي طالب به`)."""
    return bool(s.tokens[i].word.suffix) or s.key(i + 1) in ("به", "بها", "فيه", "فيها", "عنه", "عنها", "اليه", "اليها")


def _passive_like(s: Sentence, j: int) -> bool:
    """True where a thing that can be announced follows as the verb's own subject (`أعلنت هدنة`)."""
    return j < len(s.tokens) and s.tokens[j].has("not_speaker", "ceasefire", "incident") and not s.tokens[j].key.startswith("ال")


def _own(scene: Scene, i: int) -> tuple[Name, ...]:
    """Who says `we`: whoever is being quoted."""
    within = enclosing(scene, i)
    quoted = scene.sentence.tokens[i].depth > 0
    return within.speaker if within else scene.discourse.speaker if quoted else ()


def _stance(scene: Scene, act: str, last: int) -> tuple[str, int]:
    """The act and end of a verb with a noun of stance (`أعلنوا رفضهم`, `أعرب عن قلقه`); unchanged where none follows."""
    s = scene.sentence
    j = skip_adverbs(s, last)
    if s.key(j) in ("عن", "علي", "الي"):
        j = skip_adverbs(s, j + 1)
    while j < len(s.tokens) and s.tokens[j].mark in ("«", '"', "“"):
        j += 1
    if s.key(j) in ("انه", "انها", "انهم") and act == "say":
        j = next((k for k in range(j + 1, min(j + 4, len(s.tokens))) if s.tokens[k].key.startswith("قلق")), j)
    entry = (s.entry(j, "stance") or s.entry(j, "stance_of_verb")) if j < len(s.tokens) else None
    if entry is None or act != "say" or s.tokens[j].has("title") or not _own_stance(s, j):
        return act, last
    used(scene).add(j)
    return entry.code, max(last, j + 1)


def _own_stance(s: Sentence, j: int) -> bool:
    """True where the stance is the speaker's own: with a pronoun, definite, or with no other owner after it."""
    tok = s.tokens[j]
    if tok.word.suffix or tok.word.key.startswith("ال"):
        return True
    return s.starting(s.actors, j + 1) is None and s.starting(s.places, j + 1) is None
