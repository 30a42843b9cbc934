"""The floors under the coder's scores: they can be raised, never lowered.

    python -m marsad.measure.ratchet [--raise] [--floors tests/measure/floors.json] [--gold ../shared/gold]

Floors are a JSON object: gold file -> kind -> {"f1", "complete"}. Without `--raise` the command only compares; with
it, each figure that has risen becomes the floor. A figure below its floor is refused with exit code 1 and nothing is written.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from marsad.measure.gold import Coder, coded, pipeline_coder, rows
from marsad.measure.score import score

Floors = dict[str, dict[str, dict[str, float]]]

GOLD_FILES = ("seed", "dev")
FIGURES = ("f1", "complete")


class Lowered(Exception):
    """A measured figure lies below its floor; the message names each."""


def measure(gold: Path, code: Coder) -> Floors:
    """The figures of the coder on each gold file of the folder, for every kind that the gold has and over all."""
    return {name: _figures(gold / f"{name}.jsonl", code) for name in GOLD_FILES}


def _figures(path: Path, code: Coder) -> dict[str, dict[str, float]]:
    gold = list(rows(path))
    result = score(gold, coded(gold, code))
    del result["reports"]
    return {kind: {figure: row[figure] for figure in FIGURES} for kind, row in result.items() if row["gold"]}


def below(floors: Floors, measured: Floors) -> list[str]:
    """One line for each floor that the measured figures do not reach; a figure that was not measured reaches none."""
    return [
        f"{name} {kind} {figure}: {got:.3f} is below the floor {floor:.3f}"
        for name, kind, figure, floor in _each(floors)
        if (got := _get(measured, name, kind, figure)) < floor
    ]


def raised(floors: Floors, measured: Floors) -> Floors:
    """The floors lifted to the measured figures; raises Lowered where one would sink."""
    if low := below(floors, measured):
        raise Lowered("\n".join(low))
    return measured


def _each(floors: Floors) -> Iterator[tuple[str, str, str, float]]:
    for name, kinds in floors.items():
        for kind, figures in kinds.items():
            for figure, floor in figures.items():
                yield name, kind, figure, floor


def _get(figures: Floors, name: str, kind: str, figure: str) -> float:
    return figures.get(name, {}).get(kind, {}).get(figure, 0.0)


def read(path: Path) -> Floors:
    """The floors in the file; raises ValueError where a floor is no share between 0 and 1."""
    floors: Floors = json.loads(path.read_text(encoding="utf-8"))
    for name, kind, figure, floor in _each(floors):
        if figure not in FIGURES or not 0 <= floor <= 1:
            raise ValueError(f"{path}: {name} {kind} {figure} {floor!r}: {' or '.join(FIGURES)} between 0 and 1 should stand here")
    return floors


def write(path: Path, floors: Floors) -> None:
    """Writes the floors, one kind a line, so that a change reads well."""
    files = (
        f'  "{name}": {{\n' + ",\n".join(f'    "{kind}": {json.dumps(figures)}' for kind, figures in kinds.items()) + "\n  }"
        for name, kinds in floors.items()
    )
    path.write_text("{\n" + ",\n".join(files) + "\n}\n", encoding="utf-8")


def main(arguments: list[str] | None = None, code: Coder | None = None) -> int:
    """0 where every floor is reached (and raised, where asked), 1 where one is not."""
    parser = argparse.ArgumentParser(prog="python -m marsad.measure.ratchet", description=__doc__.splitlines()[0])
    parser.add_argument("--raise", dest="lift", action="store_true", help="write the measured figures as the new floors")
    parser.add_argument("--floors", type=Path, default=Path("tests/measure/floors.json"))
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    given = parser.parse_args(arguments)
    floors = read(given.floors)
    measured = measure(given.gold, code or pipeline_coder())
    try:
        higher = raised(floors, measured)
    except Lowered as refusal:
        print(refusal, file=sys.stderr)
        return 1
    if given.lift:
        write(given.floors, higher)
    rises = [f"{n} {k} {f}: {floor:.3f} -> {got:.3f}" for n, k, f, got in _each(higher) if got > (floor := _get(floors, n, k, f))]
    print("\n".join(rises) or "every figure stands at its floor")
    return 0


if __name__ == "__main__":
    sys.exit(main())
