"""Numbers in a sentence: digits and number words, with their bounds."""

from __future__ import annotations

from marsad.grammar.sentence import Sentence
from marsad.model.mention import Number


def find_numbers(s: Sentence) -> list[Number]:
    """The figures of the sentence in order."""
    out = []
    for i, tok in enumerate(s.tokens):
        if tok.word.sort == "number" and tok.key.replace(",", "").isdigit():
            value = int(tok.key.replace(",", ""))
            span = s.span_of(i, i + 1)
            out.append(Number(i, i + 1, span, span.of(s.text), value, value))
    return out
