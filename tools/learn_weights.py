"""Learn what each sign counts for when an incident is weighed: told here, or only named (marsad.extract.weigh).

usage: python -m tools.learn_weights GOLD [--judge VECTORS.npz]

Learns from the `read` reports of GOLD/train.jsonl, the judged sentences of GOLD/gsr_dev.jsonl and the cases of the project,
and writes weights.tsv; with --judge it writes nothing and prints what weighing gains over the rules alone where the
outlet (for the sentences: the day's issue) was left out of the learning, of the signs and, with the vectors of
tools.word_company, of the wording. Only signs and weights are written, no text.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from marsad.extract.claims import read_scenes
from marsad.extract.weigh.features import features
from marsad.extract.weigh.weigh import company, is_alone, is_specific, least
from marsad.extract.weigh.wording import kind_of, sum_of, units_of
from marsad.extract.weigh.wording import weights as words
from marsad.grammar.scene import Scene
from marsad.measure.gsr import CODES
from marsad.measure.match import in_body, match
from marsad.model.claim import Incident, to_json

CASES = Path(__file__).parent.parent / "tests" / "cases"
CASE_END = "\nعن النازحين"
LABELS = {"yes": (1, 1.0), "easy no": (0, 1.0), "difficult no": (0, 0.4)}
CASE_WEIGHT = 4.0
STRENGTH = 0.1  # of the evidence against the weights' pull to zero
FEWEST = 8
STEPS, PACE = 150, 0.05
FOLDS = 10


@dataclass(frozen=True)
class Seen:
    """How a claim stands: its signs; whether it is specific, so that it is only set aside where it is alone; the wording there, by kind."""

    signs: tuple[str, ...]
    specific: bool
    least: float
    kind: int | None
    units: frozenset[str]


@dataclass(frozen=True)
class Example:
    """One weighed claim: how it is seen, 1 for told and 0 for named, its weight and origin."""

    seen: Seen
    told: int
    counts: float
    group: str
    report: str
    origin: str


def weighed(text: str, day: str | None) -> Iterator[tuple[Incident, Seen]]:
    """Each incident that the rules alone make of a text, and how it stands there."""
    scenes = list(read_scenes(text, dt.date.fromisoformat(str(day)[:10]) if day else None))
    told = company(scenes)
    for scene in scenes:
        others = told.total() - told[scene.sentence.number]
        yield from ((c, _seen(scene, c, others)) for c in scene.claims if isinstance(c, Incident))


def _seen(scene: Scene, claim: Incident, others: int) -> Seen:
    alone = is_alone(claim, others)
    kind = kind_of(claim.incident_type) if alone else None
    specific = is_specific(scene, claim) and not alone
    return Seen(tuple(features(scene, claim, others)), specific, least(claim, others), kind, units_of(scene.sentence))


def from_reports(path: Path, fold: str | None) -> Iterator[Example]:
    """Examples of annotated reports: told is what answers an annotated incident."""
    for row in _rows(path):
        if fold and row.get("fold") != fold:
            continue
        found = list(weighed(row["text"], row["date"]))
        coded = in_body(row, (to_json(claim) | {"seen": seen} for claim, seen in found))
        answered = {id(got) for _, got in match(in_body(row, row["claims"]), coded)}
        outlet = row.get("outlet") or row["id"].split("-")[0]
        yield from (Example(g["seen"], int(id(g) in answered), 1.0, outlet, row["id"], path.stem) for g in coded)


def from_sentences(path: Path) -> Iterator[Example]:
    """Examples of judged sentences: reported incidents of the type that was asked for."""
    for row in _rows(path):
        if row["label"] not in LABELS:
            continue
        told, counts = LABELS[row["label"]]
        codes = CODES[row["type"]]
        found = [seen for c, seen in weighed(row["text"], None) if c.incident_type in codes and c.status == "reported"]
        group = row["id"].split("-")[0]
        yield from (Example(seen, told, counts / math.sqrt(len(found)), group, row["id"], row["type"]) for seen in found)


def from_cases() -> Iterator[Example]:
    """Examples of the project's cases: each incident that a case expects is told."""
    for path in sorted(CASES.rglob("*.yml")):
        for number, case in enumerate(yaml.safe_load(path.read_text("utf-8")) or []):
            wanted = [case["text"].find(c["quote"]) for c in case["claims"] if c["kind"] == "incident"]
            for claim, seen in weighed(case["text"] + ("" if case.get("whole") else CASE_END), case.get("date")):
                if any(claim.span.start <= start < claim.span.end or start <= claim.span.start < start + 30 for start in wanted):
                    yield Example(seen, 1, CASE_WEIGHT, f"case {path.stem}", f"{path.stem} {number}", "case")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def learn(examples: Iterable[Example]) -> dict[str, float]:
    """The weight of each sign that stands in at least FEWEST examples: logistic regression, all examples at every step."""
    given = list(examples)
    counted = Counter(sign for e in given for sign in set(e.seen.signs))
    names = sorted(sign for sign, n in counted.items() if n >= FEWEST)
    at = {sign: k for k, sign in enumerate(names)}
    rows = [([at[s] for s in e.seen.signs if s in at], _worded_so(e), e.told, e.counts) for e in given]
    weights, speed, size = [0.0] * len(names), [0.0] * len(names), [0.0] * len(names)
    for step in range(1, STEPS + 1):
        slope = _slope(rows, weights)
        for k, g in enumerate(slope):
            speed[k] = 0.9 * speed[k] + 0.1 * g
            size[k] = 0.999 * size[k] + 0.001 * g * g
            weights[k] -= PACE * (speed[k] / (1 - 0.9**step)) / (math.sqrt(size[k] / (1 - 0.999**step)) + 1e-8)
    return {sign: round(w, 3) for sign, w in zip(names, weights, strict=True) if abs(w) >= 0.0005}


def _worded_so(e: Example) -> float:
    """What the wording says of a case, whose signs need only say the rest; of a sentence that taught the wording it says too much."""
    return sum_of(e.seen.units, words()[e.seen.kind]) if e.origin == "case" and e.seen.kind is not None else 0.0


def _slope(rows: list[tuple[list[int], float, int, float]], weights: list[float]) -> list[float]:
    slope = [w / STRENGTH for w in weights]
    for signs, given, told, counts in rows:
        miss = counts * (1 / (1 + math.exp(-given - sum(weights[k] for k in signs))) - told)
        for k in signs:
            slope[k] += miss
    return slope


def judge(examples: list[Example], gold: Path, vectors: Path) -> Iterator[str]:
    """Lines with the F1 of incidents by the rules alone and after weighing, each group weighed by what the others taught."""
    groups = sorted({e.group for e in examples if e.origin != "case"})
    fold = {group: k % FOLDS for k, group in enumerate(groups)}
    learned = [learn(e for e in examples if fold.get(e.group) != k) for k in range(FOLDS)]
    worded = _worded(gold, vectors, fold)
    kept = {id(e): _is_kept(e.seen, learned[fold[e.group]], worded[fold[e.group]]) for e in examples if e.group in fold}
    rows = [r for r in _rows(gold / "train.jsonl") if r.get("fold") == "read"]
    wanted = sum(c["kind"] == "incident" for r in rows for c in in_body(r, r["claims"]))
    yield _line("train, outlet left out", [e for e in examples if e.origin == "train"], kept, wanted)
    for kind in CODES:
        yield from _sentences(kind, [e for e in examples if e.origin == kind], kept, gold)


def _worded(gold: Path, vectors: Path, fold: dict[str, int]) -> list[list[dict[str, float]]]:
    """For each fold what the words of the other folds' sentences taught, by kind."""
    from tools import learn_wording as taught  # only here: it needs numpy

    given, known = taught.sentences(gold), taught.load_vectors(vectors)
    rest = [[s for s in given if fold.get(s.group) != k] for k in range(FOLDS)]
    return [[taught.taught([s for s in left if s.type == t], known, kind) for kind, t in enumerate(taught.TYPES)] for left in rest]


def _is_kept(seen: Seen, weights: dict[str, float], words: list[dict[str, float]]) -> bool:
    odds = sum(weights.get(sign, 0.0) for sign in seen.signs)
    if seen.kind is not None:
        odds += sum_of(seen.units, words[seen.kind])
    return seen.specific or 1 / (1 + math.exp(-odds)) >= seen.least


def _line(name: str, given: list[Example], kept: dict[int, bool], wanted: int) -> str:
    left = [e for e in given if kept[id(e)]]
    before, after = (2 * sum(e.told for e in es) / (wanted + len(es)) for es in (given, left))
    return f"{name:<28} rules {before:.3f}  weighed {after:.3f}  ({len(given)} -> {len(left)} claims)"


def _sentences(kind: str, given: list[Example], kept: dict[int, bool], gold: Path) -> Iterator[str]:
    said: dict[str, list[bool]] = defaultdict(list)
    for e in given:
        said[e.report].append(kept[id(e)])
    labels = [(r["id"], r["label"]) for r in _rows(gold / "gsr_dev.jsonl") if r["type"] == kind]
    for name, answer in (("rules", bool), ("weighed", any)):
        hits, easy, hard = (sum(answer(said[i]) for i, label in labels if label == wanted) for wanted in LABELS)
        yes = sum(label == "yes" for _, label in labels)
        figures = (
            f"easy no {2 * hits / (yes + hits + easy):.3f}  all no {2 * hits / (yes + hits + easy + hard):.3f}  recall {hits / yes:.3f}"
        )
        yield f"{kind + ', issue left out':<28} {name:<8} {figures}"


def main(arguments: list[str]) -> None:
    gold = Path(arguments[0])
    examples = [*from_reports(gold / "train.jsonl", "read"), *from_sentences(gold / "gsr_dev.jsonl"), *from_cases()]
    if "--judge" in arguments:
        print("\n".join(judge(examples, gold, Path(arguments[arguments.index("--judge") + 1]))))
        return
    lines = [f"{sign}\t{weight}" for sign, weight in learn(examples).items()]
    path = Path(str(files("marsad.extract.weigh") / "weights.tsv"))
    path.write_text("\n".join(["sign\tweight", *lines]) + "\n", encoding="utf-8")
    print(f"{len(examples)} examples, {len(lines)} weights")


if __name__ == "__main__":
    main(sys.argv[1:])
