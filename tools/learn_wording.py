"""Learn how much each word says that a sentence tells of violence, or of a protest (marsad.extract.weigh.wording).

usage: python -m tools.learn_wording GOLD VECTORS.npz     (needs numpy; VECTORS by tools.word_company)

Learns from the judged sentences of GOLD/gsr_dev.jsonl by logistic regression on their words and on the mean of their
words' vectors; what the vectors say is then given to each word, so that only words and weights are written.
`python -m tools.learn_weights GOLD --judge VECTORS.npz` says what it is worth where the article was left out.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from marsad.extract.weigh.wording import ANY
from tools.learn_weights import LABELS
from tools.word_company import units

TYPES = ("ASSAULT", "PROTEST")  # in the order of wording.KINDS
LOOSE = 5.0  # how far the weights may go: the inverse of the pull to zero
CENTRES = (2.0, 3.0)  # what is as likely told as not by its words alone, in log-odds of all sentences
SHARE = 0.9  # of what the words say, for the signs of the claim say part of it too
FEWEST, STEPS = 2, 8
LEAST = 0.8
Weights = dict[str, float]


@dataclass(frozen=True)
class Worded:
    """A judged sentence: its type, its units of wording, 1 for told, its weight, its article."""

    type: str
    units: frozenset[str]
    told: int
    counts: float
    group: str


def sentences(gold: Path) -> list[Worded]:
    """The judged sentences that most annotators agree on."""
    with (gold / "gsr_dev.jsonl").open(encoding="utf-8") as lines:
        rows = [row for line in lines if (row := json.loads(line))["label"] in LABELS]
    return [Worded(r["type"], frozenset(units(r["text"])), *LABELS[r["label"]], r["id"].split("-")[0]) for r in rows]


def load_vectors(path: Path) -> tuple[list[str], Any]:
    """The words and, row by row, their vectors."""
    held = np.load(path)
    return [str(word) for word in held["words"]], held["vectors"]


def learn(given: list[Worded], vectors: tuple[list[str], Any]) -> Weights:
    """The weight of each word, and of none (ANY), in log-odds."""
    words, axes = vectors
    at = {word: k for k, word in enumerate(words)}
    met = Counter(unit for s in given for unit in s.units)
    own = {word: k for k, word in enumerate(sorted(word for word, n in met.items() if n >= FEWEST))}
    said = _matrix(given, own, lambda table, row, ks: table[row].__setitem__(ks, 1.0), len(own))
    company = _matrix(given, at, lambda table, row, ks: table[row].__iadd__(axes[ks].sum(0)), axes.shape[1])
    pull, any_ = _fit(np.hstack([said, company]), given)
    shared = axes @ pull[len(own) :]
    made = {word: float(shared[k]) for word, k in at.items()}
    for word, k in own.items():
        made[word] = made.get(word, 0.0) + float(pull[k])
    return made | {ANY: any_}


def _matrix(given: list[Worded], at: dict[str, int], put: Callable[[Any, int, list[int]], Any], width: int) -> Any:
    """One row a sentence, made by `put` from the places of its units, over the root of their number."""
    table = np.zeros((len(given), width), dtype=np.float32)
    for row, s in enumerate(given):
        if known := sorted(at[unit] for unit in s.units if unit in at):
            put(table, row, known)
        table[row] /= max(1, len(s.units)) ** 0.5
    return table


def _fit(table: Any, given: list[Worded]) -> tuple[Any, float]:
    """The weights of the columns and of none: penalised logistic regression by Newton's steps over the sentences."""
    likeness = (table @ table.T + 1.0).astype(np.float64)
    told, counts = np.array([s.told for s in given]), np.array([s.counts for s in given])
    dual = np.zeros(len(given))
    for _ in range(STEPS):
        odds = likeness @ dual
        chance = 1 / (1 + np.exp(-odds))
        slack = np.maximum(counts * chance * (1 - chance), 1e-6)
        wanted = odds + counts * (told - chance) / slack
        dual = np.linalg.solve(likeness + np.diag(1 / (LOOSE * slack)), wanted)
    return table.T @ dual, float(dual.sum())


def taught(given: list[Worded], vectors: tuple[list[str], Any], kind: int) -> Weights:
    """The weights as they are added to a claim's signs: their share, about the centre of the kind; what counts for little is left out."""
    about = CENTRES[kind]
    weights = {word: SHARE * (weight + (about if word == ANY else 0.0)) for word, weight in learn(given, vectors).items()}
    return {word: round(weight, 2) for word, weight in weights.items() if abs(weight) >= LEAST or word == ANY}


def lines(columns: Iterable[Weights]) -> list[str]:
    """The rows of wording.tsv: each word with what it counts for in each of the columns."""
    made = list(columns)
    rows = (("\t".join([word, *(f"{column.get(word, 0):g}" for column in made)])) for word in sorted(set().union(*made)))
    return ["word\tviolence\tprotest", *rows]


def main(gold: Path, vectors: Path) -> None:
    given, company = sentences(gold), load_vectors(vectors)
    made = lines(taught([s for s in given if s.type == asked], company, kind) for kind, asked in enumerate(TYPES))
    Path(str(files("marsad.extract.weigh") / "wording.tsv")).write_text("\n".join(made) + "\n", encoding="utf-8")
    print(f"{len(given)} sentences, {len(made) - 1} words")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
