"""What the size of a theatre costs: the seconds to load one of 50,000 places, and the same reports coded with it and without it.

The theatre is made up for the measurement: its names are of letters that no report writes in a row, so that the claims stay the same.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import islice, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from marsad.measure.gold import Coder
from marsad.model.report import Report
from marsad.resolve.index import index
from marsad.theatres.in_use import use
from marsad.theatres.load import available, load
from marsad.theatres.rows import COLUMNS

PLACES = 50_000
LETTERS = "ظغثذضخ"
SETTINGS = """
name_ar = "اختبار"
name_en = "Made up"
countries = ["xx"]
timezone = "UTC"
uses = ["world"]
notes = []
[sides]
one = ["طرف", "a side"]
[bounds]
xx = [0.0, 89.0, 0.0, 179.0]
"""


def measured(reports: Sequence[Report], code: Coder, passes: int, places: int) -> dict[str, Any]:
    """Seconds to load the theatre and to enter its names, CPU seconds of the fastest pass with it and without, and with over without."""
    shipped = available()
    with TemporaryDirectory() as folder:
        write(Path(folder), places)
        figures = {"places": places, "reports": len(reports), "load_s": _cpu(lambda: load(folder))}
        before = use((*shipped, folder))
        try:
            figures["index_s"] = _cpu(index)
            rounds = [(_pass(reports, code, shipped), _pass(reports, code, (*shipped, folder))) for _ in range(passes + 1)][1:]
        finally:
            use(before)
    without, with_it = (min(seconds) for seconds in zip(*rounds, strict=True))
    return figures | {"without_s": without, "with_s": with_it, "ratio": with_it / max(without, 1e-9)}


def write(folder: Path, places: int) -> None:
    """Writes a theatre of so many villages, each with one name of two words."""
    (folder / "theatre.toml").write_text(SETTINGS, encoding="utf-8")
    named = list(enumerate(islice(_names(), places)))
    rows = {
        "places.tsv": [f"xx/p{i}\t{name}\tP {i}\tvillage\t\t{10 + i % 50}.5\t{10 + i % 90}.5\ttown\t\tmade up" for i, name in named],
        "place_names.tsv": [f"xx/p{i}\t{name}\tname\t0\t" for i, name in named],
    }
    for file, columns in COLUMNS.items():
        lines = ["\t".join(columns.replace("?", "").split()), *rows.get(file, ())]
        (folder / file).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _names() -> Iterator[str]:
    first, second = product(LETTERS, repeat=5), product(LETTERS, repeat=4)
    return (f"{''.join(one)} {''.join(two)}" for two, one in product(list(second), list(first)))


def _pass(reports: Sequence[Report], code: Coder, theatres: tuple[str, ...]) -> float:
    use(theatres)
    return _cpu(lambda: [code(report) for report in reports])


def _cpu(work: Any) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
