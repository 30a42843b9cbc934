"""Which words keep like company: a vector for each of the commonest words of the corpora, for tools/learn_wording.py.

usage: python -m tools.word_company VECTORS.npz CORPUS.jsonl.xz ... [--skip IDS.txt] [--most N]     (needs numpy; some 60 seconds)

Each word is described by how much oftener than chance the commonest words stand within five of it (positive pointwise
mutual information), brought down to its principal axes. Reports whose id stands in IDS.txt are left out.
"""

from __future__ import annotations

import argparse
import json
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from marsad.extract.weigh.wording import unit
from marsad.text.fold import fold_key
from marsad.text.tokens import tokens

WORDS, COMPANIONS, AXES = 25_000, 2_000, 100
WINDOW = 5
EVENED = 0.75  # how far the commonest companions are evened out
TINY = 1e-9
IDS = ("id", "file", "source_id")


def units(text: str) -> list[str]:
    """The units of wording of a text, in order."""
    found = (unit(fold_key(m.group()), str(m.lastgroup)) for m in tokens(text))
    return [u for u in found if u]


def company(texts: Iterable[list[str]], words: list[str]) -> Any:
    """How often each of the words (rows) has each of the commonest of them (columns) within WINDOW."""
    at = {word: k for k, word in enumerate(words)}
    counts = np.zeros((len(words), min(COMPANIONS, len(words))), dtype=np.float32)
    for text in texts:
        ids = np.array([at.get(u, -1) for u in text], dtype=np.int64)
        for step in range(1, WINDOW + 1):
            for one, other in ((ids[:-step], ids[step:]), (ids[step:], ids[:-step])):
                both = (one >= 0) & (other >= 0) & (other < counts.shape[1])
                np.add.at(counts, (one[both], other[both]), 1)
    return counts


def vectors(counts: Any) -> Any:
    """A vector of length one for each row, along the principal axes of its positive mutual information."""
    expected = counts.sum(1, keepdims=True) * counts.sum(0, keepdims=True) ** EVENED / (counts.sum(0) ** EVENED).sum()
    shared = np.maximum(np.log(np.maximum(counts / (expected + TINY), TINY)), 0)
    sizes, axes = np.linalg.eigh(shared.T @ shared)
    made = shared @ axes[:, -AXES:] / np.maximum(sizes[-AXES:], TINY) ** 0.25
    return made / (np.linalg.norm(made, axis=1, keepdims=True) + TINY)


def texts_of(corpora: list[str], skip: set[str], most: int) -> Iterator[list[str]]:
    """The units of each text of the corpora, the first `most` of each, without the reports whose id is to be skipped."""
    for path in corpora:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for _, line in zip(range(most), lines, strict=False):
                report = json.loads(line)
                if skip.isdisjoint(str(report[name]) for name in IDS if name in report):
                    yield units(report.get("text") or "")


def _skipped(path: Path | None) -> set[str]:
    return {line.split("\t")[-1] for line in path.read_text("utf-8").splitlines()} if path else set()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.word_company")
    parser.add_argument("vectors", type=Path)
    parser.add_argument("corpora", nargs="+")
    parser.add_argument("--skip", type=Path)
    parser.add_argument("--most", type=int, default=9_000)
    given = parser.parse_args()
    texts = list(texts_of(given.corpora, _skipped(given.skip), given.most))
    words = [word for word, _ in Counter(u for text in texts for u in text).most_common(WORDS)]
    np.savez_compressed(given.vectors, words=np.array(words), vectors=vectors(company(texts, words)).astype(np.float32))
    print(f"{len(texts)} texts, {len(words)} words")


if __name__ == "__main__":
    main()
