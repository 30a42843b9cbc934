"""The share of annotated place names that marsad sees as places, whatever is claimed of them: an evaluation only, nothing is learned.

    python -m marsad.measure.spans [../shared/data]

Two shapes: rows with `text` and `location_mentions` (offsets), and one word a line with its label (B-LOC, I-LOC, O …), an empty
line after each sentence. A name is found where a place mention overlaps it, and known where the mention has a reading.
"""

from __future__ import annotations

import json
import lzma
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from marsad.extract.mentions import find_setting
from marsad.extract.reader import read_sentences, read_tokens
from marsad.languages.ar.words import learn_vocabulary
from marsad.model.mention import Place
from marsad.model.span import Span
from marsad.resolve.index import index
from marsad.resolve.phrase import phrase

TWEETS, CORPORA = "geo_gold/idrisi_ra.jsonl.xz", ("ner/cleananercorp/cleananercorp_TEST.txt.xz", "ner/wojood_sample/test.txt.xz")
PLACES = frozenset({"LOC", "GPE", "FAC"})


class Marked(NamedTuple):
    """A text and the places that somebody marked in it."""

    text: str
    spans: list[Span]


def recall(texts: Iterable[Marked]) -> dict[str, float]:
    """How many places are marked, and the shares that are found as a place, and found with a reading in the theatres in use."""
    found, known = [], []
    learn_vocabulary(index().words())
    for text, spans in texts:
        seen = list(_places(text)) if spans else []
        for span in spans:
            over = [p for p in seen if p.span.overlaps(span)]
            found.append(bool(over))
            known.append(any(phrase(p.text).key for p in over))
    total = max(1, len(found))
    return {"marked": len(found), "found": round(sum(found) / total, 3), "known": round(sum(known) / total, 3)}


def _places(text: str) -> Iterator[Place]:
    for sentence in read_sentences(text, read_tokens(text), None):
        find_setting(sentence)
        yield from sentence.places


def tweets(path: Path) -> Iterator[Marked]:
    """Texts with offsets of what is marked."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            yield Marked(row["text"], [_offsets(mention) for mention in row["location_mentions"]])


def _offsets(mention: dict[str, int]) -> Span:
    """The span of a mention, in either of the two ways in which the rows give it."""
    return (
        Span(mention["start_offset"], mention["end_offset"]) if "start_offset" in mention else Span(mention["startIdx"], mention["endIdx"])
    )


def labelled(path: Path) -> Iterator[Marked]:
    """Sentences of words with their labels, joined by spaces; the first label of a word that names a place counts."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        rows: list[list[str]] = []
        for line in file:
            if cells := line.split():
                rows.append(cells)
            elif rows:
                yield _joined(rows)
                rows = []
        if rows:
            yield _joined(rows)


def _joined(rows: list[list[str]]) -> Marked:
    spans: list[Span] = []
    text, going = "", False
    for word, *labels in rows:
        start = len(text) + bool(text)
        text = f"{text} {word}".lstrip()
        label = next((one for one in labels if one[2:] in PLACES), "O")
        if label.startswith("I") and going:
            spans[-1] = Span(spans[-1].start, len(text))
        elif label != "O":
            spans.append(Span(start if start < len(text) else 0, len(text)))
        going = label != "O"
    return Marked(text, spans)


def main(data: Path) -> None:
    """Prints the shares for each corpus that is there."""
    for name in (TWEETS, *CORPORA):
        if (path := data / name).exists():
            print(name, recall(tweets(path) if name == TWEETS else labelled(path)))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))
