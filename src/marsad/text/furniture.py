"""The page around a report: title bars, captions, links to other articles, sharing, comments, and lines that are printed twice.

Only the shape of the page tells (which lines end like sentences, which stand twice) and the words that pages use for their own parts
(page_words.tsv). The headline stays: it is the report's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, groupby

from marsad.model.span import Span
from marsad.text.fold import fold_key

GAP = re.compile(r"\s*\n\s*|[^\S\n]{3,}")
TITLE_BAR = re.compile(r"\W*[A-Za-z][\w. ]*\W+-\W+(?=[\u0621-\u064a])")
MARKUP = re.compile(r"/>|=\"|\(@|http|pic\.twitter")
RULE = re.compile(r"[-_=*]{8,}")
ENDS = re.compile(r"[.!؟?][\"»”’)]*$|[\"»”]$")
NO_HEADING = re.compile(r"[.!?:؛،,\"»”)]$|^[-–—•*\d(]")
QUOTED = re.compile(r"[\"«“][^\"«»“”]+[\"»”]|.*[^)]\([^()\d]{3,30}\)")  # or with a photographer behind it
HEADING = (2, 16)  # words; longer lines without a stop are prose of a careless writer
PROSE = 12  # words of a line that ends like a sentence and ends a list of links
REPEATED = 4
END = 5  # characters in which a stop and the quotes behind it stand
LONGEST = 5  # words of the longest page word, and a mark before it
PROSE_LINES = 3  # a text with fewer lines that end like sentences may be a bulletin without stops


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the text, or what three spaces part on it: its span, its words, and whether it has its line to itself."""

    span: Span
    text: str
    words: list[str]
    alone: bool

    @property
    def stopped(self) -> bool:
        """True where it ends like a sentence."""
        return ENDS.search(self.text, max(0, len(self.text) - END)) is not None

    @property
    def prose(self) -> bool:
        """True for a whole sentence or more."""
        return len(self.words) >= PROSE and self.stopped and not _has_markup(self.text)

    @property
    def heading(self) -> bool:
        """True for a short line that is no sentence: a headline, a caption, a subheading."""
        if not self.alone or not HEADING[0] <= len(self.words) <= HEADING[1] or _has_markup(self.text):
            return False
        return not NO_HEADING.search(self.text) or QUOTED.fullmatch(self.text) is not None


def furniture(text: str) -> list[Span]:
    """The stretches of the text that are the page's and not the report's, in order.

    >>> [span.of("قصف على البلدة.\\nاقرأ أيضا: هدنة في المدينة") for span in furniture("قصف على البلدة.\\nاقرأ أيضا: هدنة في المدينة")]
    ['اقرأ أيضا: هدنة في المدينة']
    """
    blocks = list(_blocks(text))
    out = [*_title_bar(blocks), *_repeated(blocks), *_listed(blocks), *_headings(blocks)]
    tags = _tags(blocks) if any(tag in text for tag in _tags_of_pages()) else ()
    return sorted({*(b.span for b in out), *tags})


def without_furniture(text: str) -> str:
    """The text, as long as it was, with line breaks in place of what is the page's."""
    for start, end in furniture(text):
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text


def _has_markup(text: str) -> bool:
    return MARKUP.search(text) is not None


def _blocks(text: str) -> Iterator[Block]:
    start, opens = 0, True
    for found in chain(GAP.finditer(text), [None]):
        end = found.start() if found else len(text)
        closes = found is None or "\n" in found.group()
        if end > start:
            yield Block(Span(start, end), text[start:end], text[start:end].split(), opens and closes)
        start, opens = found.end() if found else end, closes or start == 0 and end == 0


def _title_bar(blocks: list[Block]) -> Iterator[Block]:
    """«CNNArabic.com - قصف على المدينة» before the headline itself: the head of the page, down to the report's first sentence."""
    bar = TITLE_BAR.match(blocks[0].text) if blocks else None
    if bar is None:
        return
    title = fold_key(blocks[0].text)
    if any(title.endswith(fold_key(b.text)) for b in blocks[1:] if len(b.words) >= REPEATED):
        first = next((i for i, b in enumerate(blocks) if b.prose), 0)
        yield from blocks[:first]


def _repeated(blocks: list[Block]) -> Iterator[Block]:
    """A line of four words or more that stood before."""
    seen: set[tuple[str, ...]] = set()
    for block in blocks:
        words = tuple(block.words)
        if len(words) >= REPEATED and words in seen:
            yield block
        seen.add(words)


def _listed(blocks: list[Block]) -> Iterator[Block]:
    """Links that a page word announces below the first sentence, down to the next; after comments or what is most read, all the rest."""
    prose = [b.prose for b in blocks]
    sort, told = "", not any(prose)
    for block, whole in zip(blocks, prose, strict=True):
        told = told or whole
        found = _page_word(block) if told and not whole and block is not blocks[0] else ""
        if sort != "rest" and (found or whole):
            sort = found
        if sort:
            yield block


def _headings(blocks: list[Block]) -> Iterator[Block]:
    """Headlines of other articles and subheadings between sentences, captions below the headline, headlines that end the page."""
    lines = [b for b in blocks if len(b.words) > 1]
    stopped = sum(b.stopped for b in lines)
    runs = [(heading, list(run)) for heading, run in groupby(lines, key=lambda b: b.heading)]
    if stopped < PROSE_LINES or stopped < 2 * sum(len(run) for heading, run in runs[1:-1] if heading):
        return
    for at, (heading, run) in enumerate(runs):
        last = at == len(runs) - 1
        if not heading or not (last or runs[at + 1][1][0].stopped) or not (at == 0 or runs[at - 1][1][-1].stopped):
            continue
        if at == 0:
            yield from _around_headline(run, blocks)
        elif not last or len(run) > 1:
            yield from run


def _around_headline(run: list[Block], blocks: list[Block]) -> Iterator[Block]:
    """The lines above the first sentence but for the headline: the first, or the one that the page prints again."""
    said = [b.words for b in blocks if len(b.words) >= REPEATED]
    headline = next((b for b in run if said.count(b.words) > 1), run[0])
    yield from (b for b in run if b is not headline)


def _tags(blocks: list[Block]) -> Iterator[Span]:
    """«… في المحافظة. سمات قتل ليبيا»: the tags that stand behind the last stop of a line."""
    for block in blocks:
        at = max(block.text.rfind(mark) for mark in ".!؟") + 1
        words = block.text[at:].lstrip('"»” ')
        if at and any(words.startswith(tag) for tag in _tags_of_pages()):
            yield Span(block.span.end - len(words), block.span.end)


def _page_word(block: Block) -> str:
    """list | rest | tags where the block begins with a word of the page and is no sentence, else nothing."""
    if RULE.fullmatch(block.text):
        return "rest"
    key = fold_key(" ".join(block.words[:LONGEST])).lstrip("*-–—•#:|✨💡 ")
    if not key.startswith(_phrases_of_pages()):
        return ""
    return next((sort for phrase, sort in _page_words() if key.startswith(phrase) and not key[len(phrase) : len(phrase) + 1].isalpha()), "")


@cache
def _page_words() -> tuple[tuple[str, str], ...]:
    lines = files(__package__).joinpath("page_words.tsv").read_text("utf-8").splitlines()[1:]
    return tuple((fold_key(phrase), sort) for phrase, sort, _ in (line.split("\t") for line in lines))


@cache
def _phrases_of_pages() -> tuple[str, ...]:
    return tuple(phrase for phrase, _ in _page_words())


@cache
def _tags_of_pages() -> tuple[str, ...]:
    return tuple(f"{phrase} " for phrase, sort in _page_words() if sort == "tags")
