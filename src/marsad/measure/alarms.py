"""False alarms: incident, casualties and ceasefire claims on articles that tell of no violence (sport, economy, culture).

python -m marsad.measure.alarms [--gold ../shared/gold] [--data ../shared/data] [--list N]
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from marsad.measure.corpora import ANT, articles
from marsad.measure.gold import Coder, pipeline_coder
from marsad.model.claim import Claim
from marsad.model.report import Report

ALARMING = ("incident", "casualties", "ceasefire")
AROUND = 50


@dataclass(frozen=True, slots=True)
class Alarms:
    """How many articles were coded and every alarming claim in them, with its report."""

    articles: int
    claims: tuple[tuple[Report, Claim], ...]

    @property
    def an_article(self) -> float:
        """False alarms an article."""
        return len(self.claims) / self.articles if self.articles else 0.0


def alarms(reports: Iterable[Report], code: Coder) -> Alarms:
    """The alarming claims of reports that should have none; neither denied nor intended things are forgiven."""
    found, count = [], 0
    for report in reports:
        count += 1
        found += [(report, claim) for claim in code(report) if claim.kind in ALARMING]
    return Alarms(count, tuple(found))


def quiet(ids: Path, data: Path) -> Iterable[Report]:
    """The articles of the corpus that the file names, one id a line."""
    wanted = set(ids.read_text(encoding="utf-8").split())
    return (report for report in articles(data / ANT) if report.id in wanted)


def table(result: Alarms, examples: int = 0) -> str:
    """Alarms an article, by kind and by rule, and the words of some of them."""
    kinds = Counter(claim.kind for _, claim in result.claims)
    rules = Counter(f"{claim.kind}/{claim.type} by {claim.rule}" for _, claim in result.claims)
    lines = [f"{len(result.claims)} alarms in {result.articles} articles: {result.an_article:.3f} an article"]
    lines += [f"  {kind:<12}{kinds[kind]:>5}" for kind in ALARMING]
    lines += [f"  {count:>5}  {rule}" for rule, count in rules.most_common(15)]
    return "\n".join([*lines, *(_example(report, claim) for report, claim in result.claims[:examples])])


def _example(report: Report, claim: Claim) -> str:
    around = report.text[max(0, claim.span.start - AROUND) : claim.span.end + AROUND]
    return f"[{report.id}] {claim.kind}/{claim.type} by {claim.rule}: {claim.quote} | {' '.join(around.split())}"


def main(arguments: list[str] | None = None) -> None:
    """Prints the alarms of the pipeline as it stands."""
    parser = argparse.ArgumentParser(prog="python -m marsad.measure.alarms", description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--list", type=int, default=0, metavar="N", help="print the words of the first N alarms")
    given = parser.parse_args(arguments)
    print(table(alarms(quiet(given.gold / "no_conflict_ids.txt", given.data), pipeline_coder()), given.list))


if __name__ == "__main__":
    main()
