"""From a report's text to its sentences: tokens, analysed words, lexicon phrases, then the mentions over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from marsad.grammar.sentence import Sentence, Token
from marsad.grammar.word import Entry
from marsad.languages.ar.lexicon import lexicon
from marsad.languages.ar.words import learn_vocabulary, word
from marsad.resolve.index import index
from marsad.text.sentences import quote_depths, sentence_bounds
from marsad.text.tokens import tokens


def read_tokens(text: str) -> list[Token]:
    """All tokens of the text in order, glued words taken apart."""
    learn_vocabulary(_name_words())
    out: list[Token] = []
    for match in tokens(text):
        start, end = match.span()
        made = word(match.group(), match.lastgroup or "mark")
        if made.pieces:
            out += [Token(start + a, start + b, word(text[start + a : start + b])) for a, b in made.pieces]
        else:
            out.append(Token(start, end, made))
    return out


def read_sentences(text: str, day: dt.date | None) -> Iterator[Sentence]:
    """The sentences of the text in order, with the phrases of the lexicon marked on their tokens."""
    toks = read_tokens(text)
    for paragraph_tokens in _paragraphs(text, toks):
        for tok, depth in zip(paragraph_tokens, quote_depths(paragraph_tokens), strict=True):
            tok.depth = depth
    paragraph, last_end = 0, 0
    for number, (first, last) in enumerate(sentence_bounds(text, toks)):
        paragraph += "\n" in text[last_end : toks[first].start]
        last_end = toks[last - 1].end
        sentence = Sentence(text, toks[first:last], number, day, paragraph)
        sentence.phrases = dict(_phrases(sentence.tokens))
        yield sentence


def _paragraphs(text: str, toks: list[Token]) -> Iterator[list[Token]]:
    """The tokens by line: a quotation mark that is never closed must not turn the rest of the text inside out."""
    first = 0
    for i in range(1, len(toks)):
        if "\n" in text[toks[i - 1].end : toks[i].start]:
            yield toks[first:i]
            first = i
    yield toks[first:]


def _name_words() -> set[str]:
    words = index().words()
    return words


def _phrases(toks: list[Token]) -> Iterator[tuple[int, tuple[tuple[int, Entry], ...]]]:
    """(first token, ((one past the last, entry), …)) of each lexicon phrase; the longest phrase of a class stands."""
    table = lexicon().phrases
    for i, tok in enumerate(toks):
        found: dict[str, tuple[int, Entry]] = {}
        for _, core in tok.word.starts:
            for rest, entry in table.get(core, ()):
                if entry.cls not in found and (last := _follows(toks, i + 1, rest)):
                    found[entry.cls] = (last, entry)
        if found:
            yield i, tuple(found.values())


def _follows(toks: list[Token], at: int, rest: tuple[str, ...]) -> int:
    for key in rest:
        while at < len(toks) and toks[at].word.key in "«»\"“”()":
            at += 1
        if at >= len(toks) or toks[at].word.key != key:
            return 0
        at += 1
    return at
