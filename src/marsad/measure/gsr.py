"""Sentences judged by several people: does the sentence report an ASSAULT, a PROTEST?

    python -m marsad.measure.gsr [--gold ../shared/gold] [--list N]

The coder says yes where it finds a reported incident of the type's codes (CODES). A sentence's `label` is yes, easy no
(all said no), difficult no or ambiguous (left out); `yes` and `no` count the votes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from marsad.measure.gold import Coder, as_report, pipeline_coder, rows
from marsad.measure.match import same_name
from marsad.model.claim import Claim, Incident

CODES = {
    "ASSAULT": frozenset(
        "air_strike shelling armed_clash explosion suicide_bombing chemical_attack attack abduction sexual_violence".split()
    ),
    "PROTEST": frozenset({"protest", "riot"}),
}
ROLES = {"source_actor": "by", "target_actor": "against"}
Row = dict[str, Any]


def says_yes(claims: Iterable[Claim], kind: str) -> bool:
    """True where a reported incident among the claims has one of the codes of ASSAULT or PROTEST."""
    return any(isinstance(claim, Incident) and claim.status == "reported" and claim.incident_type in CODES[kind] for claim in claims)


def judged(sentences: Iterable[Row], code: Coder) -> dict[str, dict[str, float]]:
    """For each type: F1 of yes against easy no and against all no, recall on the sentences that all call yes, and counts."""
    answers: dict[str, list[tuple[Row, bool]]] = {kind: [] for kind in CODES}
    for row in sentences:
        answers[row["type"]].append((row, says_yes(code(as_report(row)), row["type"])))
    return {kind: _figures(rows) for kind, rows in answers.items()}


def _figures(answers: list[tuple[Row, bool]]) -> dict[str, float]:
    positive = [said for row, said in answers if row["label"] == "yes"]
    agreed = [said for row, said in answers if row["label"] == "yes" and not row["no"]]
    easy = [said for row, said in answers if row["label"] == "easy no"]
    every = easy + [said for row, said in answers if row["label"] == "difficult no"]
    shares = {"f1_easy": _f1(positive, easy), "f1_all": _f1(positive, every)}
    shares |= {"recall_unanimous": _share(agreed), "recall": _share(positive)}
    counts = {"yes": len(positive), "unanimous": len(agreed), "no": len(every)}
    return counts | {name: round(value, 3) for name, value in shares.items()}


def _f1(positive: list[bool], negative: list[bool]) -> float:
    hits, alarms = sum(positive), sum(negative)
    return 2 * hits / (len(positive) + hits + alarms) if positive else 0.0


def _share(said: list[bool]) -> float:
    return sum(said) / len(said) if said else 0.0


def marked(sentences: Iterable[Row], code: Coder) -> dict[str, float]:
    """The share of sentences where some `by` (`against`) shares a word with what any annotator marked as source (target)."""
    hits: dict[str, list[bool]] = {field: [] for field in ROLES.values()}
    for row in sentences:
        incidents = [claim for claim in code(as_report(row)) if isinstance(claim, Incident)]
        for role, field in ROLES.items():
            if words := {word for span in row["spans"] for word in span.get(role) or []}:
                named = " ".join(name.text for claim in incidents for name in getattr(claim, field)).split()
                hits[field].append(any(same_name(word, other) for word in words for other in named))
    shares = {field: round(_share(said), 3) for field, said in hits.items()}
    return shares | {f"{field}_sentences": len(said) for field, said in hits.items()}


def table(figures: dict[str, dict[str, float]], spans: dict[str, float]) -> str:
    """The figures as lines of text."""
    head = f"{'':<9}{'yes':>6}{'no':>6}{'F1 easy no':>12}{'F1 all no':>11}{'recall':>8}{'unanimous':>11}"
    lines = [f"{kind:<9}{row['yes']:>6}{row['no']:>6}{_shares(row)}" for kind, row in figures.items()]
    ends = [f"{field}: right in {spans[field]:.3f} of {spans[f'{field}_sentences']} sentences that mark one" for field in ROLES.values()]
    return "\n".join([head, *lines, *ends])


def _shares(row: dict[str, float]) -> str:
    return f"{row['f1_easy']:>12.3f}{row['f1_all']:>11.3f}{row['recall']:>8.3f}{row['recall_unanimous']:>11.3f}"


def wrong(sentences: Iterable[Row], code: Coder, limit: int) -> list[str]:
    """The first sentences of each type that all annotators call yes and the coder misses, or all call no and it takes."""
    found = []
    for row in sentences:
        said = says_yes(code(as_report(row)), row["type"])
        missed = row["label"] == "yes" and not row["no"] and not said
        if missed or (row["label"] == "easy no" and said):
            found.append(f"{'taken' if said else 'missed'} {row['type']} [{row['id']}] {row['text']}")
    return found[:limit]


def main(arguments: list[str] | None = None) -> None:
    """Prints the figures of the pipeline as it stands."""
    parser = argparse.ArgumentParser(prog="python -m marsad.measure.gsr", description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--list", type=int, default=0, metavar="N", help="print N sentences that every annotator judged otherwise")
    given = parser.parse_args(arguments)
    sentences, code = list(rows(given.gold / "gsr_dev.jsonl")), pipeline_coder()
    print(table(judged(sentences, code), marked(rows(given.gold / "gsr_spans_dev.jsonl"), code)))
    print("\n".join(wrong(sentences, code, given.list)))


if __name__ == "__main__":
    main()
