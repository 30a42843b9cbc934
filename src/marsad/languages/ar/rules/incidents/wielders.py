"""Whose weapon acts: `استهدفت صواريخ إسرائيلية`, `صاروخا استهدف`; who blows himself up, and the bomb that nobody is named for."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.languages.ar.phrases import has_clitic_preposition, has_conjunction, name
from marsad.languages.ar.rules.incidents.senses import SELF
from marsad.model.claim import Name


def of_weapon(s: Sentence, i: int, at: int) -> list[Name] | None:
    """Whose weapon does the verb at i («استهدفت صواريخ إسرائيلية», «صاروخا استهدف»): its adjective of nationality, or nobody named."""
    if (by := _detonated(s, i, at)) is not None:
        return by
    hits = (entry := s.entry(i, "light")) is not None and entry.code == "hit"
    if hits and at < len(s.tokens) and s.has(at, "weapon") and not has_clitic_preposition(s.tokens[at]):
        return _nationality(s, at + 1, at + 3)
    before = any(s.has(j, "weapon") and not s.covering(s.actors, j) for j in (i - 1, i - 2))
    if at == i + 1 and before and not s.tokens[i - 1].mark and not s.tokens[i].word.suffix:
        return _nationality(s, i - 1, i)
    return None


def _detonated(s: Sentence, i: int, at: int) -> list[Name] | None:
    """The attacker who blows himself up («انتحاريا يستقل سيارة … فجر نفسه»); nobody where the bomb itself does («فجرت عبوة»)."""
    entry = s.entry(i, "incident")
    if entry is None or not entry.lemma.startswith("فجر") or at >= len(s.tokens):
        return None
    if s.key(at) in SELF or s.key(i + 1) in SELF:
        who = [j for j in range(i) if s.has(j, "mode") and (s.has(j, "people") or _is_bomber(s, j)) and not s.has(j - 1, "incident")]
        return [s.name(who[-1], who[-1] + 1)] if who else None
    bomb = s.has(at, "weapon") and s.tokens[i].key.endswith("ت") and not has_conjunction(s.tokens[i])
    return [] if bomb and i not in s.actors.ends else None


def _is_bomber(s: Sentence, j: int) -> bool:
    """True for a woman who is named by what she does («أن انتحارية | فجرت نفسها»), not for «عمليات انتحارية»."""
    return s.tokens[j].word.stem == "انتحاريه" and (
        j == 0 or s.has(j - 1, "sub") or s.tokens[j - 1].word.verbal or bool(s.tokens[j - 1].mark)
    )


def _nationality(s: Sentence, first: int, end: int) -> list[Name]:
    actor = next((a for a in s.actors if first <= a.first < end and a.sort == "adjective"), None)
    return [name(s, actor.first, actor.last)] if actor else []
