"""The acts that govern a ceasefire from before it (`دعا إلى تمديد الهدنة`), nearest first."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause, has_clitic_preposition, is_verb
from marsad.languages.ar.rules.ceasefires.acts import Act, act_at

REACH = 20
NEAR, SUBJECT = 3, 9
PLANS = frozenset({"draft", "talks"})
TIED = frozenset({"restore"})
SINCE = frozenset("منذ خلال اثناء طوال طيله".split())
BEFORE_THAT = frozenset("بعد قبل منذ رغم الا حين حيث".split())
POSSIBLE = frozenset("يمكن يجوز تزال يزال".split())
TEXTS = frozenset("النص المشروع القرار".split())
STOPS = ("اوقف", "أوقف", "انهي", "أنهى")


@dataclass(slots=True)
class Chain:
    """The acts before a ceasefire, nearest first; `background`: it is only mentioned; `blocked`: nothing is said of it.

    `welcomed`: somebody hails it, so it was made.
    """

    acts: list[Act] = field(default_factory=list)
    background: bool = False
    blocked: bool = False
    mention: int = -1
    welcomed: bool = False


def chain_before(s: Sentence, first: int, floor: int) -> Chain:
    """The acts that govern what begins at token `first`, none of them before token `floor`."""
    made = Chain()
    stop = max(floor, clause(s, first)[0], first - REACH)
    inner, that, comma = first, False, False
    for j in range(first - 1, stop - 1, -1):
        here, tok = s.classes[j], s.tokens[j]
        if not (here or tok.mark or tok.word.verbal):
            continue
        if "past_mention" in here and _governs(s, j, inner):
            made.background, made.mention = True, j
            break
        if "idle" in here and _is_idle(s, j, inner) and not _speaks(s, j):
            made.welcomed = all(a.code in ("deal", "order") for a in made.acts) and _hails(s, j, inner)
            made.background, made.blocked = True, not any(a.verb for a in made.acts) and not (made.welcomed or _welcomes(s, j, made))
            break
        if "sub" in here and tok.key == "ان" and s.key(j - 1) in BEFORE_THAT:
            break
        that, comma = that or "sub" in here, comma or tok.mark in ("،", ",") and not _in_apposition(s, j)
        act = None if _describes_breach(s, j) else act_at(s, j)
        if act and that and act.code in ("extend", "restore", "keep"):
            break
        if act and act.code != "made" and _holds(s, made, act, inner) and (act.verb or act.code == "call" or not comma):
            act = act._replace(code="reach") if _ends_in(s, act, inner) else act
            made.acts.append(Act(j, "announce_that", act.negated, act.verb) if that and act.code == "announce" else act)
            inner, comma = j, False
        elif "rel" in here and made.acts and made.acts[-1].verb and made.acts[-1].at <= j + 2:
            break
        elif _breaks(s, j):
            if (plan := _plan_before(s, j)) is not None:
                made.acts.append(Act(plan, "plan"))
            break
    else:
        if (plan := _plan_before(s, stop - 1)) is not None:
            made.acts.append(Act(plan, "plan"))
    return made


def _describes_breach(s: Sentence, j: int) -> bool:
    """True for the adjective of a breach: «خرق مستمر لاتفاق الهدنة» says that it goes on, not that the truce does."""
    entry, breach = s.entry(j, "truce_act"), s.entry(j - 1, "truce_act") if j else None
    lasting = entry is not None and entry.pos == "adj" and entry.code in ("keep", "hold")
    return lasting and breach is not None and breach.code == "violate"


def _in_apposition(s: Sentence, j: int) -> bool:
    """True for the comma between a title and a name («زعيم القاعدة، أسامة بن لادن»), or for no mark at all."""
    if not s.tokens[j].mark:
        return True
    if s.covering(s.actors, j):
        return True
    titled = any(a.last == j and a.sort == "title" for a in s.actors)
    after = s.tokens[j + 1] if j + 1 < len(s.tokens) else None
    return titled and after is not None and not after.mark and not after.word.entries and not after.key.startswith("و")


def _holds(s: Sentence, chain: Chain, act: Act, inner: int) -> bool:
    """False for an act that stands too far away to be one of the ceasefire («فشل الدول في اتخاذ موقف», «إعادة الأمل إلى …»)."""
    gap = inner - act.at
    if act.code == "reach" and s.has(act.at, "short"):
        return any(s.key(k) == "علي" for k in (inner - 1, inner - 2))
    if act.code == "end" and s.key(inner - 1) == "من" and s.among(act.at + 1, inner, "unit"):
        return False
    if act.code in TIED or act.code == "keep" and not is_verb(s.tokens[act.at]):
        return gap < NEAR
    if act.code == "end" and act.verb and (e := s.entry(act.at, "truce_act")) and e.lemma.startswith(STOPS):
        return gap <= NEAR + 1
    if act.code == "reach" and not act.verb and s.key(act.at).removeprefix("ال") == "وصول":
        return s.key(inner - 1) == "الي"
    return not _fails_elsewhere(chain, act, inner)


def _ends_in(s: Sentence, act: Act, inner: int) -> bool:
    """True for «انتهت المعارك بهدنة», where a ceasefire is the end of something else."""
    if act.code != "end" or not act.verb or act.negated or inner <= act.at + (s.key(act.at + 1) == "العمل"):
        return False
    entry = s.entry(act.at, "truce_act")
    by = s.tokens[inner].word.prefix.startswith("ب") or s.key(inner - 1) in ("الي", "ب")
    return by and entry is not None and entry.lemma.startswith("انته") and s.key(inner - 1) != "العمل"


def _welcomes(s: Sentence, j: int, chain: Chain) -> bool:
    """True for «رحب بإعلان هدنة»: what is welcomed has happened."""
    entry = s.entry(j, "idle")
    welcome = entry is not None and entry.lemma.startswith(("رحب", "ترحيب"))
    return welcome and bool(chain.acts) and chain.acts[-1].code in ("announce", "reach", "extend", "accept", "start")


def _is_idle(s: Sentence, j: int, inner: int) -> bool:
    """True where the word is near what it governs and no part of a name; a welcome may have its subject between them."""
    supervises = s.end_of(j, "idle") > j + 1
    return (supervises or not s.covering(s.actors, j)) and inner - j <= (SUBJECT if _hails(s, j, inner) else NEAR)


def _hails(s: Sentence, j: int, first: int) -> bool:
    """True for «رحبت واشنطن بوقف النار», said of one that was made; not of «أي هدنة»."""
    entry = s.entry(j, "idle")
    return entry is not None and entry.lemma.startswith(("رحب", "ترحيب")) and s.tokens[first].word.prefix.startswith("ب")


def _speaks(s: Sentence, j: int) -> bool:
    """True for «رفض شروط التهدئة», which says more than the terms alone, and for «دعت الآلية الثلاثية», who does it."""
    before = s.entry(j - 1, "truce_act") if j else None
    if before is not None and before.pos == "verb" and s.tokens[j].word.prefix.endswith("ال") or s.has(j, "prep"):
        return True
    if not s.tokens[j].word.stem.startswith("شروط"):
        return False
    return any((e := s.entry(k, "truce_act")) and e.code in ("reject", "talks") for k in range(max(0, j - NEAR), j))


def _plan_before(s: Sentence, j: int) -> int | None:
    """The token of a plan whose points a colon at token j lists («تتضمن المبادرة أربع نقاط: وقف …»)."""
    if j < 0 or not s.tokens[j].mark or s.tokens[j].mark != ":":
        return None
    return next(
        (k for k in range(j - 1, max(-1, j - 9), -1) if (e := s.entry(k, "truce_act")) and e.code in PLANS and e.pos == "noun"), None
    )


def _fails_elsewhere(chain: Chain, act: Act, inner: int) -> bool:
    """True for a failure that stands too far away to be that of the ceasefire («فشل الدول في اتخاذ موقف إزاء …»)."""
    reaching = bool(chain.acts) and chain.acts[-1].code == "reach"
    return act.code == "fail" and inner - act.at > (2 * NEAR if reaching else NEAR)


def _governs(s: Sentence, j: int, inner: int) -> bool:
    """True where nothing but a length of time stands between the preposition and what it holds («بعد ساعات من إعلان …»)."""
    k = s.end_of(j, "past_mention")
    time = s.covering(s.times, j)
    if time is not None and time.days and time.last == inner and s.key(j) in SINCE:
        return False
    while k < inner and _is_lapse(s, k):
        k += 1
    return k == inner


def _is_lapse(s: Sentence, k: int) -> bool:
    if s.covering(s.times, k) or s.covering(s.numbers, k):
        return True
    return s.has(k, "unit", "amount", "nearly", "dem") or s.key(k) in ("من", "علي", "ال", "هذه")


def _breaks(s: Sentence, j: int) -> bool:
    """True where the clause that governs the ceasefire cannot reach beyond token j."""
    tok = s.tokens[j]
    if tok.mark:
        return tok.mark in ".؛:؟!"
    if tok.has("rel"):
        return not s.has(j + 1, "voicing") and not _of_subject(s, j)
    if s.has(j, "incident", "harm") and not s.covering(s.actors, j) and not s.has(j - 1, "actor_head"):
        if s.among(max(0, j - NEAR), j, "halt") and s.has(j, "fighting", "weapon"):
            return False
        act = act_at(s, j - 1)
        return not (act and act.verb and act.code in ("violate", "end") and not has_clitic_preposition(s.tokens[j]))
    if s.has(j - 1, "truce_act") and s.end_of(j - 1, "truce_act") > j:
        return False
    if not is_verb(tok) or tok.has("aux", "light", "voicing") or tok.key in POSSIBLE or s.covering(s.actors, j) or s.has(j + 1, "amount"):
        return False
    return not (s.has(j - 1, "rel") and _of_subject(s, j - 1))


def _of_subject(s: Sentence, j: int) -> bool:
    """True where the relative at j only describes the subject of an act: «رفضت روسيا التي تدعم الحكومة خطة …»."""
    if (s.has(j - 1, "document") or s.key(j - 1) in TEXTS) and (act := act_at(s, j - 2)) is not None and act.verb:
        return True
    subject = next((a for a in s.actors if a.last in (j, j - 1)), None) or next((p for p in s.places if p.last in (j, j - 1)), None)
    return subject is not None and (act := act_at(s, subject.first - 1)) is not None and act.verb
