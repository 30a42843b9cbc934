"""From a report's text to its sentences: tokens, analysed words, and the lexicon's phrases over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import repeat

from marsad.grammar.sentence import Sentence, Token
from marsad.grammar.word import Entry, Word
from marsad.languages.ar.lexicon import Phrases, lexicon
from marsad.languages.ar.words import as_name, known_pieces, pieces
from marsad.text.sentences import QUOTING, next_break, quote_depths, sentence_bounds

INSIDE = frozenset('«»"“”()')
NAMED_BEHIND = frozenset({"title", "speech", "person", "people"})
KEPT_WORDS = 200_000


def read_tokens(text: str) -> list[Token]:
    """All tokens of the text in order, glued words taken apart."""
    out: list[Token] = []
    add, find, at = out.append, text.find, 0
    for chunk in text.split():
        at = find(chunk, at)
        for start, end, word in known_pieces(chunk) or pieces(chunk):
            add(Token(at + start, at + end, word))
        at += len(chunk)
    return out


def read_sentences(text: str, toks: list[Token], day: dt.date | None) -> Iterator[Sentence]:
    """The sentences of the text in order, with the phrases of the lexicon marked on their tokens, their mentions not yet found."""
    if any(mark in text for mark in QUOTING):
        for line in _lines(text, toks):
            quote_depths(line)
    paragraph, last_end = 0, 0
    for number, (first, last) in enumerate(sentence_bounds(text, toks)):
        paragraph += "\n" in text[last_end : toks[first].start]
        last_end = toks[last - 1].end
        own = toks[first:last]
        sentence = Sentence(text, own, number, day, paragraph, dict(_phrases(own)))
        if "person" in sentence.held and _mark_people(text, own, sentence.at["person"]):
            sentence = Sentence(text, own, number, day, paragraph, dict(_phrases(own)))
        yield sentence


def _mark_people(text: str, toks: list[Token], at: list[int]) -> bool:
    """Leaves only the man's name in a word that may be a verb too («ياسر»), where a title or another name stands before it.

    True where a token was changed.
    """
    changed = False
    for i in at:
        tok = toks[i]
        entry = tok.word.entry("person")
        if i == 0 or entry is None or text[tok.start : tok.end] != entry.lemma:
            continue
        before = toks[i - 1].word
        if before.sort == "word" and (not before.entries or before.classes & NAMED_BEHIND):
            tok.word, changed = as_name(tok.word), True
    return changed


def _lines(text: str, toks: list[Token]) -> Iterator[list[Token]]:
    """The tokens by line: a quotation mark that is never closed must not turn the rest of the text inside out."""
    first, line_end = 0, next_break(text, 0)
    for i, tok in enumerate(toks):
        if tok.start > line_end:
            yield toks[first:i]
            first, line_end = i, next_break(text, tok.start)
    yield toks[first:]


def _phrases(toks: list[Token]) -> Iterator[tuple[int, tuple[tuple[int, Entry], ...]]]:
    """(first token, ((one past the last, entry), …)) of each lexicon phrase; the longest phrase of a class stands."""
    known = map(_rows.get, [tok.word for tok in toks], repeat(UNREAD))
    for i, rows in [(i, rows) for i, rows in enumerate(known) if rows]:
        if rows is UNREAD:
            rows = phrase_rows(toks[i].word)
        second = i + 1
        if second < len(toks) and toks[second].mark:
            second = _next_word(toks, second)
        if second == len(toks) or (likely := rows.get(toks[second].key)) is None:
            continue
        found: dict[str, tuple[int, Entry]] = {}
        for rest, entry in likely:
            if entry.cls not in found and (last := _follows(toks, second + 1, rest)):
                found[entry.cls] = (last, entry)
        if found:
            yield i, tuple(found.values())


_rows: dict[Word, dict[str, Phrases]] = {}
UNREAD: dict[str, Phrases] = {"": []}  # stands for the rows of a word that was not met before


def phrase_rows(word: Word) -> dict[str, Phrases]:
    """The phrases that may begin with the word (with or without its clitics) by their second word, longest first; kept by word."""
    if len(_rows) > KEPT_WORDS:
        _rows.clear()
    table, made = lexicon().phrases, _rows.setdefault(word, {})
    for rest, entry in (row for _, core in word.starts for row in table.get(core, ())):
        made.setdefault(rest[0], []).append((rest[1:], entry))
    return made


def _follows(toks: list[Token], at: int, rest: tuple[str, ...]) -> int:
    """One past the last of the words in a row, quotation marks between them passed over; 0 where others stand there."""
    for key in rest:
        at = _next_word(toks, at)
        if at == len(toks) or toks[at].key != key:
            return 0
        at += 1
    return at


def _next_word(toks: list[Token], at: int) -> int:
    while at < len(toks) and toks[at].key in INSIDE:
        at += 1
    return at
