"""What the sentence says of a ceasefire after naming it: `الهدنة التي أعلنها X`, `دخلت حيز التنفيذ`, `لم يصمد`."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.grammar.word import Entry
from marsad.languages.ar.groups import group
from marsad.languages.ar.phrases import has_conjunction, is_nisba, is_verb
from marsad.languages.ar.rules.ceasefires.acts import STILL, Act, act_at, act_entry
from marsad.languages.ar.rules.ceasefires.outcome import FINAL, PLAIN, step
from marsad.languages.ar.rules.ceasefires.things import Thing

REACH = 24
BOUNDS = frozenset("لكن ولكن الا فيما بينما حيث كما غير وفيما وبينما لكنه لكنها طالما شرط بشرط".split())
UPON_IT = frozenset("اليه اليها عليه عليها به بها".split())
OF_MAKERS = frozenset({"made", "announce", "reach", "yield", "order_v", "accept", "call", "talks", "reject"})
PREDICATES = frozenset({*PLAIN, "fail", "terms", "need"}) - {"keep"}
HELPERS = frozenset("تم يتم جري سيتم وتم".split())
IN_FORCE = group("in_force")
PRONOUNS = ("ه", "ها", "هما")
TRANSITIVE = ("الغ", "أنه", "انه", "أوقف", "اوقف", "أطاح", "أفشل", "افشل", "خرق", "انتهك", "مدد", "جدد", "علق", "جمد")
OWN_SUBJECT = ("incident", "actor_head", "harm", "title")


def acts_after(s: Sentence, thing: Thing, stop: int) -> list[Act]:
    """The acts that the tokens after the ceasefire, before token `stop`, tell of it."""
    out: list[Act] = []
    for j in range(thing.last, min(thing.last + REACH, stop)):
        if s.key(j) == "ما" and s.key(j + 1) in STILL:
            continue
        if s.tokens[j].mark and s.tokens[j].mark in ".؛:؟" or s.key(j) in BOUNDS or s.has(j, "sub") and not s.has(j - 1, "truce_act"):
            break
        if s.key(j - 1) == "حيز" or s.key(j) == "حيز" and _entered(s, thing, j):
            continue
        if (act := act_at(s, j)) and _tells(s, thing, act):
            out.append(act)
    return out


def _entered(s: Sentence, thing: Thing, j: int) -> bool:
    """True where a form of `دخل` before it has told «حيز التنفيذ» already."""
    acts = (s.entry(k, "truce_act") for k in range(max(0, thing.first - 3), j))
    return any(e is not None and e.code == "start" and e.lemma.startswith("دخ") for e in acts)


def is_makers(act: Act) -> bool:
    """True for the act of those who made the ceasefire, told in a relative clause."""
    return act.code in OF_MAKERS


def made_of(s: Sentence, act: Act, thing: Thing) -> str | None:
    """What a predicate makes of the ceasefire: what is to begin is agreed, what is to last says nothing of its own."""
    begun = s.entry(act.at - 1, "truce_act") if begins(s, act.at - 1) else None
    coming = act.coming or begun is not None and begun.shape == "present"
    own = s.entry(act.at, "truce_act") if begins(s, act.at) else None
    if (coming or own is not None and own.shape == "present") and not act.negated:
        if act.code == "start":
            return "agreed"
        if act.code in ("hold", "keep") or act.code == "end" and (s.has(act.at - 1, "rel") or has_conjunction(s.tokens[act.at])):
            return None
    made = step(None, act, thing.definite)
    return FINAL.get(made, made) if made else None


def _tells(s: Sentence, thing: Thing, act: Act) -> bool:
    if act.code in OF_MAKERS:
        return not has_conjunction(s.tokens[act.at]) and _of_makers(s, thing, act)
    return act.code in PREDICATES and _predicate(s, thing, act)


def _of_makers(s: Sentence, thing: Thing, act: Act) -> bool:
    """True for «التي أعلنتها X», «هدنة أعلنتها X», «التي تم التوصل إليها»."""
    j = act.at
    if any(s.has(k, "incident", "meeting") and not s.covering(s.actors, k) for k in range(thing.last, j)):
        return False
    relative = bool(s.among(max(thing.last, j - 3), j, "rel"))
    suffix = s.tokens[j].word.suffix in PRONOUNS
    entry = act_entry(s, j)
    if entry and entry.pos == "noun":
        return s.key(j - 1) in HELPERS and (relative or suffix or not thing.definite and s.key(j + 1) in UPON_IT)
    if entry and entry.pos in ("adj", "word"):
        return _is_settled(s, j) if entry.pos == "adj" else relative
    passive = entry is not None and j == thing.last and act.code != "talks" and entry.person == ("fs" if thing.feminine else "ms")
    return entry is not None and entry.pos == "verb" and (relative or suffix or passive)


def _is_settled(s: Sentence, j: int) -> bool:
    """True for «المبرمة برعاية …», «الموقع في أستانا», «المعلنة الجمعة»: whose, where or when it was made is told."""
    told = range(j + 1, min(j + 4, len(s.tokens)))
    return any(s.has(k, "brokering") or s.starting(s.times, k) or s.key(k) == "بين" for k in told)


def _predicate(s: Sentence, thing: Thing, act: Act) -> bool:
    """True where the verb, adjective or phrase can have the ceasefire as its subject."""
    j = act.at
    entry, tok = act_entry(s, j), s.tokens[j]
    if entry is None or s.has(j - 1, "short", "unit") and j > thing.last:
        return False
    if entry.pos == "noun" and entry.code == "violate" and tok.word.prefix == "ل" and _undergoes(s, j):
        return True
    if entry.pos == "noun" and entry.code == "violate" and not tok.word.prefix:
        return any((e := s.entry(k, "truce_act")) and e.code == "witness" for k in range(thing.first - 2, thing.first))
    if entry.pos == "noun":
        return tok.word.suffix in PRONOUNS and (s.key(j - 1) in HELPERS or begins(s, j - 1))
    if _is_anothers(s, thing, j):
        return False
    if entry.pos == "verb" and not _agrees(s, thing, entry.person, j):
        return False
    if entry.code == "need" and has_conjunction(tok):
        return False
    if has_conjunction(tok) and not (entry.code != "start" or begins(s, j) and s.has(j + 1, "truce_act")):
        return False
    if entry.pos == "verb" and _has_own_object(s, entry, j):
        return False
    done_to_it = entry.pos == "verb" and tok.word.suffix in PRONOUNS and s.has(j - 1, "rel")
    return done_to_it or not _has_own_subject(s, s.end_of(j, "truce_act"))


def _undergoes(s: Sentence, j: int) -> bool:
    """True behind «يتعرض», «تعرض»: the ceasefire is broken («الاتفاق يتعرض لخروقات»)."""
    return any((e := s.entry(k, "light")) is not None and e.code == "undergo" for k in (j - 1, j - 2) if k >= 0)


def _is_anothers(s: Sentence, thing: Thing, j: int) -> bool:
    """True where the word at j goes with a noun of its own: «مفاوضات استمرت أسبوعا», «الحرب التي بدأت»."""
    k = j - 1
    entry = s.entry(j, "truce_act")
    if entry is not None and entry.pos == "adj" and _of_last_word(s, thing, j):
        return True
    while k >= thing.last and (s.has(k, "rel", "aux", "neg") or s.key(k) in STILL):
        k -= 1
    if k < thing.last or s.tokens[k].mark or s.covering(s.times, k) or s.covering(s.places, k) or s.covering(s.actors, k):
        return False
    if s.has(k, "incident", "fighting", "meeting", "military"):
        return True
    if s.tokens[j].key.startswith("ال") and s.has(k, "truce_act") and s.tokens[k].key.lstrip("و").startswith("ال"):
        return k == j - 1
    if s.tokens[j].key.startswith("ال") and s.has(k, "abstract") and s.tokens[k].key.startswith("ال"):
        return k == j - 1
    return k == j - 1 and not s.tokens[k].word.entries and not s.tokens[k].key.startswith("ال") and not is_nisba(s.tokens[k])


def _of_last_word(s: Sentence, thing: Thing, j: int) -> bool:
    """True for an adjective with an article that goes with the last word of a longer name («هدنة لإنهاء الحرب المستمرة»)."""
    tok = s.tokens[j]
    return j == thing.last > thing.first + 1 and tok.key.startswith("ال") and tok.key.endswith("ه")


def begins(s: Sentence, j: int) -> bool:
    """True for a form of `بدأ` («يبدأ سريانها»)."""
    entry = s.entry(j, "truce_act")
    return entry is not None and entry.code == "start" and entry.lemma.startswith("بد")


def _agrees(s: Sentence, thing: Thing, person: str, j: int) -> bool:
    """True where verb and name agree in gender, or the name stands in an agreement of another gender."""
    if person in ("mp", "fp", "d", "1"):
        return False
    if s.key(thing.first - 1) in IN_FORCE and person == "ms":
        return True
    head = next((k for k in (thing.first - 1, thing.first - 2) if s.has(k, "truce_act", "short")), None)
    if head is not None and person == ("fs" if s.tokens[head].word.stem.endswith("ه") else "ms"):
        return True
    return person in ("-", "fs" if thing.feminine else "ms") or s.tokens[j].word.suffix in PRONOUNS


def _has_own_object(s: Sentence, entry: Entry, j: int) -> bool:
    """True for a verb that does something to another thing («ألغت لقاء», «أنهت ثلاث سنوات من الحرب»)."""
    if not entry.lemma.startswith(TRANSITIVE) or s.tokens[j].word.suffix in PRONOUNS or j + 1 >= len(s.tokens):
        return False
    after = s.tokens[j + 1]
    said = s.has(j + 1, "prep", "sub", "rel", "conj", "past_mention", "adverb", "neg") or s.covering(s.times, j + 1)
    return not (after.mark or said or is_verb(after) or after.key.startswith(("ب", "ل", "و", "ف")) or s.covering(s.actors, j + 1))


def _has_own_subject(s: Sentence, j: int) -> bool:
    """True where another subject follows the verb."""
    while s.covering(s.times, j) or s.has(j, "adverb"):
        j += 1
    if j >= len(s.tokens) or s.tokens[j].mark or s.tokens[j].word.suffix in PRONOUNS:
        return False
    return s.has(j, *OWN_SUBJECT) and not s.has(j, "prep", "truce_act")
