"""Records reach what is asked of them on the annotated sets and on the reports of known incidents (left out where these are absent)."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from marsad.measure.gold import coded, pipeline_coder, rows
from marsad.reconcile.whole import reconcile
from marsad.reconcile.write import to_json

Row = dict[str, Any]
FIELDS = ("class", "starts", "hours", "areas", "excluded", "parties", "brokers", "extends", "under")


def scored(tool: Path, *files: Path) -> Row:
    done = subprocess.run([sys.executable, str(tool), *map(str, files), "--json"], capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def sets(shared: Path) -> Iterator[Row]:
    """The records that are made of the gold claims of each annotated set."""
    known = {row["id"]: row for name in ("seed", "dev") for row in rows(shared / "gold" / f"{name}.jsonl")}
    for one in json.loads((shared / "gold" / "records_dev.json").read_text(encoding="utf-8")):
        yield to_json(reconcile(known[ident] for ident in one["reports"]), one["set"])


@pytest.mark.shared
def test_records_of_gold_claims_are_those_of_the_annotators(shared: Path, tmp_path: Path) -> None:
    (made := tmp_path / "records.json").write_text(json.dumps(list(sets(shared))), encoding="utf-8")
    figures = scored(shared / "tools" / "score_records.py", shared / "gold" / "records_dev.json", made)
    assert figures["incidents"]["pairs_f1"] >= 0.75 and figures["tolls"]["pairs_f1"] >= 0.75 and figures["ceasefires"]["pairs_f1"] >= 0.85
    assert sum(figures["ceasefire_fields"][field] for field in FIELDS) / len(FIELDS) >= 0.85
    pairs = figures["violations"]
    assert pairs["recall"] >= 0.8 and pairs["precision"] >= 0.7 and pairs["cells"] >= 0.9


@pytest.mark.shared
def test_reports_of_one_incident_are_brought_together_from_this_coders_claims(shared: Path, tmp_path: Path) -> None:
    gold = shared / "gold" / "clusters_dev.jsonl"
    told = list(rows(gold))
    claims = {row["id"]: row["claims"] for row in coded(told, pipeline_coder())}
    made = reconcile({key: row.get(key) for key in ("id", "date", "text")} | {"claims": claims[row["id"]]} for row in told)
    (path := tmp_path / "records.json").write_text(json.dumps(to_json(made)), encoding="utf-8")
    figures = scored(shared / "tools" / "score_clusters.py", gold, path)
    assert figures["pairs_f1"] >= 0.75 and figures["pairs_precision"] >= 0.9
