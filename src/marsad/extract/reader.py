"""From a report's text to its sentences: tokens, analysed words, and the lexicon's phrases over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from marsad.grammar.sentence import Finders, Sentence, Token
from marsad.grammar.word import Entry, Word
from marsad.languages.ar.lexicon import lexicon
from marsad.languages.ar.words import word
from marsad.text.sentences import quote_depths, sentence_bounds
from marsad.text.tokens import tokens

INSIDE = frozenset('«»"“”()')


def read_tokens(text: str) -> list[Token]:
    """All tokens of the text in order, glued words taken apart."""
    out: list[Token] = []
    for match in tokens(text):
        made = word(match.group(), match.lastgroup or "mark")
        start, end = match.span()
        if made.pieces:
            out += [Token(start + a, start + b, word(text[start + a : start + b])) for a, b in made.pieces]
        else:
            out.append(Token(start, end, made))
    return out


def read_sentences(text: str, toks: list[Token], day: dt.date | None, finders: Finders) -> Iterator[Sentence]:
    """The sentences of the text in order, with the phrases of the lexicon marked on their tokens."""
    for line in _lines(text, toks):
        quote_depths(line)
    paragraph, last_end = 0, 0
    for number, (first, last) in enumerate(sentence_bounds(text, toks)):
        paragraph += "\n" in text[last_end : toks[first].start]
        last_end = toks[last - 1].end
        sentence = Sentence(text, toks[first:last], number, day, paragraph, finders)
        sentence.mark_phrases(dict(_phrases(sentence.tokens)))
        yield sentence


def _lines(text: str, toks: list[Token]) -> Iterator[list[Token]]:
    """The tokens by line: a quotation mark that is never closed must not turn the rest of the text inside out."""
    first = 0
    for i in range(1, len(toks)):
        if toks[i].start - toks[i - 1].end > 0 and "\n" in text[toks[i - 1].end : toks[i].start]:
            yield toks[first:i]
            first = i
    yield toks[first:]


def _phrases(toks: list[Token]) -> Iterator[tuple[int, tuple[tuple[int, Entry], ...]]]:
    """(first token, ((one past the last, entry), …)) of each lexicon phrase; the longest phrase of a class stands."""
    for i, tok in enumerate(toks):
        if not (rows := phrase_rows(tok.word)):
            continue
        found: dict[str, tuple[int, Entry]] = {}
        for rest, entry in rows:
            if entry.cls not in found and (last := _follows(toks, i + 1, rest)):
                found[entry.cls] = (last, entry)
        if found:
            yield i, tuple(found.values())


_rows: dict[Word, tuple[tuple[tuple[str, ...], Entry], ...]] = {}


def phrase_rows(word: Word) -> tuple[tuple[tuple[str, ...], Entry], ...]:
    """The phrases of the lexicon that may begin with the word (with or without its clitics), longest first; kept by word."""
    if (known := _rows.get(word)) is None:
        if len(_rows) > 200_000:
            _rows.clear()
        table = lexicon().phrases
        known = _rows[word] = tuple(row for _, core in word.starts for row in table.get(core, ()))
    return known


def _follows(toks: list[Token], at: int, rest: tuple[str, ...]) -> int:
    for key in rest:
        while at < len(toks) and toks[at].word.key in INSIDE:
            at += 1
        if at >= len(toks) or toks[at].word.key != key:
            return 0
        at += 1
    return at
