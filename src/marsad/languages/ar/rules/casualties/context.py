"""What stands around a figure: is it asserted, when, where and by whom; and the claim made of it."""

from __future__ import annotations

from typing import Any

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import clause
from marsad.languages.ar.rules.casualties.groups import OTHERS, Group
from marsad.languages.ar.rules.casualties.who import inherited
from marsad.model.claim import Casualties, Incident, Name
from marsad.text.fold import fold_key

NEGATIONS = frozenset("لم لن لا دون بدون عدم ليس ليست بلا بلاد من_دون ولم ولا ولن".split())
UNREAL = frozenset("منع لمنع وقف لوقف تجنب لتجنب تفادي لتفادي خشيه محاوله محاولات بمحاوله لو قد_ سوف بتهمه تهمه تهديد هدد يهدد احتمال مخافه تحريم جريمه بجريمه حظر مكافاه امكانيه رغبه بنيه بغيه بقصد تستهدف يعتزم تعتزم هددت مهددا مهدده بهدف لاغتيال باغتيال".split())
HEARSAY = frozenset("تفاصيل تقديم توضيح كشف الاشاره اشاره توفر حديث انباء معلومات تقارير ورود تاكيد معرفه تحديد الاعلان اعلان ذكر حصيله احصاء احصاءات".split())
BACK = 4
AROUND = 15
MUTUAL = ("اشتباك", "مواجه", "معارك", "معركه", "قتال")
HARMING = frozenset("air_strike shelling armed_clash explosion suicide_bombing chemical_attack attack".split())
TAKING = frozenset("abduction arrest seizure attack armed_clash".split())
NEXT = 110
REACH = 16
MARKS = frozenset("،,؛.:()[]")
DENYING = frozenset("نفي نفت نفوا ينفي تنفي ونفي ونفت".split())
REVENGE = frozenset("الانتقام بالانتقام انتقاما ثارا ردا الثار بالثار".split())
PRESUPPOSING = frozenset("يمثل ويمثل وجاء وياتي ياتي شكل يشكل ويشكل يعد ويعد يعتبر ويعتبر".split())
POSTED = frozenset({"pic", "twitter"})


def asserted(s: Sentence, i: int) -> bool:
    """True where the harm word at token i is told as a fact: not denied, feared, forbidden or still to come."""
    word = s.tokens[i].word
    entry = word.entry("harm")
    verb = entry is not None and entry.pos == "verb"
    if entry is not None and entry.person == "1" and entry.shape == "present":
        return False
    if verb and entry is not None and entry.shape == "present" and (word.prefix.endswith("س") or s.key(i - 1) in ("قد", "ان", "سوف", "لن", "وقد", "ربما", "لا")):
        return False
    if unheard(s, i) or any(s.key(j) in DENYING for j in range(max(0, i - 2 * BACK), i)):
        return False
    before = [s.key(j) for j in range(max(0, i - BACK), i)]
    if before and before[-1] in NEGATIONS:
        return False
    if s.key(i).startswith("ل") and before and before[-1] in REVENGE or before and before[-1] in PRESUPPOSING:
        return False
    return not any(key in UNREAL for key in before[-3:]) and not _elsewhere(s, i)


def _elsewhere(s: Sentence, i: int) -> bool:
    """True where the words around token i tell of an illness, an accident or a match."""
    return any(s.has(j, "peace") for j in range(max(0, i - AROUND), min(len(s.tokens), i + AROUND)))


def unheard(s: Sentence, i: int) -> bool:
    """True for «دون ورود أنباء عن ضحايا», which states nothing."""
    far = range(max(0, i - 7), i)
    heard = next((j for j in far if s.key(j).removeprefix("ال") in HEARSAY), None)
    return heard is not None and any(s.key(j) in NEGATIONS for j in range(max(0, heard - 3), heard))


def is_post(s: Sentence) -> bool:
    """True for an embedded post of a social network, which repeats the report's figures in short."""
    return any(tok.key in POSTED for tok in s.tokens)


def denied(s: Sentence, i: int) -> int | None:
    """The token of the negation that makes the harm word at token i a stated nothing, None where there is none."""
    for j in range(i - 1, max(-1, i - 7), -1):
        if s.tokens[j].mark or s.key(j) in ("فقط", "سوي", "فحسب"):
            return None
        if s.key(j) in NEGATIONS:
            return j
    return None


def caused(s: Sentence, i: int) -> bool:
    """True where a word of cause or occurrence stands before token i («أسفر عن», «سقوط», «أنباء عن»)."""
    for j in range(i - 1, max(-1, i - 5), -1):
        if s.tokens[j].mark and s.tokens[j].mark not in "«\"":
            return False
        if (entry := s.entry(j, "cause")) is not None:
            return entry.shape != "present" or s.key(j - 1) == "ان"
    return False


def claimed(scene: Scene, head: int) -> bool:
    """True where a figure was already made of the noun at that token."""
    tok = scene.sentence.tokens[head]
    return any(isinstance(c, Casualties) and c.trigger.start < tok.end and tok.start < c.trigger.end for c in scene.claims)


def figure(scene: Scene, group: Group, outcome: str, *, start: int | None = None, part_of: Casualties | None = None, **given: Any) -> Casualties:
    """The claim of a group and its outcome; its quote begins at `start` (else at the group).

    A part takes what it does not tell itself (by, places, days) from the figure it is part of.
    """
    s = scene.sentence
    first = group.first if start is None else start
    if s.has(group.last, "split"):
        outcome = "killed_or_wounded"
    fields: dict[str, Any] = {"outcome": outcome, "min": group.min, "max": group.max, "approx": group.approx}
    fields["who"] = group.who or _taken_over(scene, group)
    causes = _causes(scene, group, outcome)
    fields["by"] = next((c.by for c in causes if not _mutual(s, c)), ())
    fields["places"] = _places(s, group) or next((c.places for c in causes if c.places), ()) or _places_before(s, group)
    fields |= _times(s, group) | given
    if part_of is not None:
        fields |= {"of": part_of.quote, "of_span": part_of.span, "by": part_of.by or fields["by"]}
        fields |= {name: fields.get(name) or getattr(part_of, name) for name in ("places", "period", "when")}
    return scene.make(Casualties, first, group.last, trigger=group.head, **fields)


def _taken_over(scene: Scene, group: Group) -> tuple[str, ...]:
    """The tags that «30 آخرين» and a figure alone take from the figure before them in the sentence."""
    s = scene.sentence
    others = group.sort == "others" or s.key(group.last - 1) in OTHERS or s.key(group.last) == "منهم"
    if not others and group.sort != "bare" or group.min is None and s.key(group.last) != "منهم" or group.approx == "vague" and not others:
        return ()
    start = s.tokens[group.first].start
    before = [c for c in scene.claims if isinstance(c, Casualties) and c.span.start < start and c.of is None]
    whole = max(before, key=lambda c: c.span.start) if before else scene.discourse.whole if others else None
    return inherited(whole.who) if whole else ()


def _causes(scene: Scene, group: Group, outcome: str) -> list[Incident]:
    """The incidents of the sentence that may have harmed them: the same words, then the next one near, then those before."""
    toks = scene.sentence.tokens
    start, end = toks[max(0, group.first - 2)].start, toks[group.last - 1].end
    types = TAKING if outcome in ("detained", "abducted") else HARMING
    found = [c for c in scene.claims if isinstance(c, Incident) and c.incident_type in types]
    same = [c for c in found if c.trigger.start >= start and c.trigger.start < end]
    after = sorted((c for c in found if end <= c.trigger.start < end + NEXT), key=lambda c: c.trigger.start)
    before = sorted((c for c in found if c.trigger.start < start), key=lambda c: -c.trigger.start)
    return same + after[:1] + before


def _mutual(s: Sentence, cause: Incident) -> bool:
    """True for fighting between sides («اشتباكات», «مواجهات»), which does not tell who killed."""
    return cause.incident_type == "armed_clash" and any(word in fold_key(cause.trigger.of(s.text)) for word in MUTUAL)


def _places(s: Sentence, group: Group) -> tuple[Name, ...]:
    """The places told right after the group: «مقتل 17 شخصا في بلدة ... »."""
    last = next((j for j in range(group.last, len(s.tokens)) if s.tokens[j].mark in MARKS or s.has(j, "harm", "part_of", "speech")), len(s.tokens))
    return tuple(s.name(p.first, p.last, id=p.id) for p in s.within(s.places, group.last, min(last, group.last + REACH)))


def _places_before(s: Sentence, group: Group) -> tuple[Name, ...]:
    """The places of its clause, else the last ones before it in the sentence."""
    first, last = clause(s, group.head)
    places = list(s.within(s.places, first, last)) or list(s.within(s.places, 0, group.first))
    return tuple(s.name(p.first, p.last, id=p.id) for p in places)


def _times(s: Sentence, group: Group) -> dict[str, Any]:
    """The period of a running toll, or the day of the deaths."""
    first, last = clause(s, group.head)
    times = [t for t in s.within(s.times, first, last) if t.days]
    over = next((t.days for t in times if t.role in ("since", "over")), None)
    if over:
        return {"period": over}
    return {"when": next((t.days for t in times if t.role == "at"), None)}
