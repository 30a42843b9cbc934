"""A corpus coded into a folder: the same bytes by any engine and number of workers, whole files only, gone on with after a stop."""

from __future__ import annotations

import json
import multiprocessing as mp
import os
import signal
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from marsad.corpus import ENGINES, EngineMissing, Written, code_corpus, engines, local, on_dask, written
from marsad.corpus.shards import cut
from marsad.demo import reports
from marsad.exchange.inputs import Given, Refused
from marsad.model.claim import to_json
from marsad.pipeline import code, coder
from tests.corpus.made import deadly, outcomes

SMALL = 4
SHARDS = -(-len(outcomes()) // SMALL)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process writes."""
    folder = tmp_path_factory.mktemp("alone")
    assert Counter(done.how for done in code_corpus(outcomes(), folder, reports=SMALL)) == {"coded": SHARDS}
    return files(folder)


def test_what_is_written_is_what_the_coder_says_in_the_order_of_the_inputs(alone: dict[str, bytes], tmp_path: Path) -> None:
    list(code_corpus(outcomes(1), tmp_path, reports=SMALL))
    rows = list(written(tmp_path))
    assert rows[3] == outcomes()[3]
    told = [row for row in rows if isinstance(row, Written)]
    assert [row.report for row in told] == [replace(r, id=f"{r.id}-0") for r in reports()]
    for row in told:
        assert [to_json(claim) for claim in row.claims] == [to_json(claim) for claim in code(row.report)]
        assert row.coder == coder()


def test_two_processes_write_the_same_bytes(alone: dict[str, bytes], tmp_path: Path) -> None:
    done = list(code_corpus(outcomes(), tmp_path, workers=2, reports=SMALL))
    assert files(tmp_path) == alone
    assert sum(d.items for d in done) == len(outcomes())


def test_a_killed_worker_costs_nothing_but_time(alone: dict[str, bytes], tmp_path: Path) -> None:
    killed = 0
    for _ in code_corpus(outcomes(), tmp_path, workers=2, reports=SMALL):
        if not killed:
            victim = mp.active_children()[0].pid
            assert victim
            os.kill(victim, signal.SIGKILL)
            killed = victim
    assert killed and files(tmp_path) == alone


def test_a_shard_that_kills_every_worker_is_given_up_and_the_rest_is_done(
    alone: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "engine", lambda _: partial(local.run, work=deadly))
    monkeypatch.setattr("marsad.corpus.run.engine", lambda _: partial(local.run, work=deadly))
    done = list(code_corpus(outcomes(), tmp_path, workers=2, reports=SMALL))
    assert [d.name for d in done if d.how == "lost"] == [name for name in alone if name.startswith("000001-")]
    assert files(tmp_path) == {name: data for name, data in alone.items() if not name.startswith("000001-")}


def test_dask_writes_the_same_bytes_with_a_worker_killed(alone: dict[str, bytes], tmp_path: Path) -> None:
    killed = False
    for _ in code_corpus(outcomes(), tmp_path, engine_name="dask", workers=2, reports=SMALL):
        if not killed:
            os.kill(on_dask.pids()[0], signal.SIGKILL)
            killed = True
    assert killed and files(tmp_path) == alone


def test_a_stopped_run_goes_on_where_it_was(alone: dict[str, bytes], tmp_path: Path) -> None:
    run = code_corpus(outcomes(), tmp_path, reports=SMALL)
    assert [next(run).how for _ in range(3)] == ["coded"] * 3
    run.close()
    (tmp_path / "000003-0000000000000000.77.part").write_bytes(b"half of a sh")
    stood = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.jsonl")}
    assert Counter(done.how for done in code_corpus(outcomes(), tmp_path, reports=SMALL)) == {"left": 3, "coded": SHARDS - 3}
    assert files(tmp_path) == alone
    assert stood == {name: (tmp_path / name).stat().st_mtime_ns for name in stood}


def test_a_changed_report_costs_its_shard_and_leaves_no_trace_of_the_old(alone: dict[str, bytes], tmp_path: Path) -> None:
    list(code_corpus(outcomes(), tmp_path, reports=SMALL))
    changed = outcomes()
    first = changed[0]
    assert isinstance(first, Given)
    changed[0] = Given(replace(first.report, outlet="another"), b"")
    assert Counter(done.how for done in code_corpus(changed, tmp_path, reports=SMALL)) == {"left": SHARDS - 1, "coded": 1}
    now = files(tmp_path)
    assert len(now) == len(alone) and len(now.keys() - alone.keys()) == 1


def test_another_coder_has_other_names_for_the_same_reports() -> None:
    names = [[shard.name for shard in cut(outcomes(), coder, SMALL)] for coder in ("marsad-rules/1", "marsad-rules/1", "marsad-rules/2")]
    assert names[0] == names[1] and not set(names[0]) & set(names[2])


def test_a_report_the_coder_fails_on_is_refused_in_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(report: object) -> list[object]:
        raise RecursionError("too deep")

    monkeypatch.setattr("marsad.pipeline.code", failing)
    list(code_corpus(outcomes(1)[:1], tmp_path))
    (row,) = written(tmp_path)
    assert isinstance(row, Refused) and row.reason == "the coder failed: RecursionError: too deep"


def test_a_row_that_was_changed_is_refused_with_its_place(tmp_path: Path) -> None:
    list(code_corpus(outcomes(1)[:3], tmp_path))
    (path,) = tmp_path.iterdir()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows[0]["text"] = "x" + rows[0]["text"]
    del rows[1]["coder"]
    lines = [json.dumps(rows[0]), json.dumps(rows[1]), "{cut off"]
    path.write_text("\n".join(lines), encoding="utf-8")
    reasons = [(row.where.removeprefix(f"{path}:"), row.reason) for row in written(tmp_path) if isinstance(row, Refused)]
    assert [where for where, _ in reasons] == ["1", "2", "3"]
    assert "not what the text says there" in reasons[0][1] and "no coder" in reasons[1][1] and "no coded report" in reasons[2][1]


def test_an_empty_folder_says_what_would_be_right(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="marsad code CORPUS -o FOLDER/"):
        list(written(tmp_path))


def test_a_missing_engine_names_its_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(ENGINES, "dask", ("no_such_package.module", "cluster"))
    with pytest.raises(EngineMissing, match=r"no_such_package: pip install '\.\[cluster\]'"):
        list(code_corpus(outcomes(), tmp_path, engine_name="dask"))
