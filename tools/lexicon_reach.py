"""Count in how many sentences of corpora each row of the lexicon is met, so that no row stands there for nothing.

usage: python -m tools.lexicon_reach CORPUS.jsonl.xz ... [--skip IDS.txt] [--most N]

Writes tests/languages/tables/lexicon_reach.tsv: class, code, part of speech, first form, sentences. Only rows and counts
are written. Reports whose id stands in IDS.txt are left out; of each corpus the first N reports are read.
"""

from __future__ import annotations

import argparse
import collections
import json
import lzma
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from marsad.extract.reader import read_sentences, read_tokens
from marsad.languages.ar.lexicon import rows
from marsad.languages.ar.words import learn_vocabulary
from marsad.resolve.index import index

TABLE = Path(__file__).resolve().parent.parent / "tests" / "languages" / "tables" / "lexicon_reach.tsv"
HEADING = ("class", "code", "pos", "first form", "sentences")
Row = tuple[str, str, str, str]


def lexicon_rows() -> list[Row]:
    """(class, code, part of speech, first form) of every row of the lexicon, in the order of its files."""
    folder = files("marsad.languages.ar") / "lexicon"
    tables = sorted((path for path in folder.iterdir() if path.name.endswith(".tsv")), key=lambda path: path.name)
    return list(dict.fromkeys((e.cls, e.code, e.pos, e.lemma) for path in tables for e, _ in rows(path.name, path.read_text("utf-8"))))


def reached(texts: Iterable[str]) -> collections.Counter[Row]:
    """In how many sentences of the texts each row of the lexicon is met; rows that are not are left out."""
    learn_vocabulary(index().words())
    counts: collections.Counter[Row] = collections.Counter()
    for text in texts:
        for s in read_sentences(text, read_tokens(text), None):
            met = {(e.cls, e.code, e.pos, e.lemma) for tok in s.tokens for e in tok.word.entries}
            counts.update(met | {(e.cls, e.code, e.pos, e.lemma) for found in s.phrases.values() for _, e in found})
    return counts


def texts_of(paths: list[str], skip: set[str], most: int) -> Iterator[str]:
    """The texts of the corpora, without the reports to be skipped."""
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for _, line in zip(range(most), lines, strict=False):
                report = json.loads(line)
                if str(report.get("id")) not in skip and report.get("text"):
                    yield report["text"]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpora", nargs="+")
    parser.add_argument("--skip", type=Path)
    parser.add_argument("--most", type=int, default=10_000)
    given = parser.parse_args()
    skip = set(given.skip.read_text("utf-8").split()) if given.skip else set()
    counts = reached(texts_of(given.corpora, skip, given.most))
    lines = ["\t".join(HEADING), *("\t".join((*row, str(counts[row]))) for row in lexicon_rows())]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
