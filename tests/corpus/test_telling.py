"""Records made by several processes: the same bytes as by one, an error that names the report, and a killed process costs time only."""

from __future__ import annotations

import io
import json
import os
import signal
from typing import Any

import pytest

from marsad.corpus.beside import copies
from marsad.corpus.telling import told
from marsad.measure.reconciling import rows
from marsad.reconcile.beside import Beside, alone
from marsad.reconcile.packing import packed
from marsad.reconcile.single import dump, load, single
from marsad.reconcile.whole import brought, together
from marsad.reconcile.writing import put

REPORTS = 40
ME = os.getpid()


@pytest.fixture(scope="module")
def found() -> list[dict[str, Any]]:
    return list(rows(REPORTS))


def written(made: Any, beside: Beside = alone) -> str:
    file = io.StringIO()
    assert put(made, file, "week", beside)["violations"] > 10
    return file.getvalue()


def test_several_processes_write_the_bytes_that_one_does(found: list[dict[str, Any]]) -> None:
    lines = [json.dumps(row) for row in found]
    one = written(together(map(json.loads, lines)))
    beside = copies(3)
    assert written(brought(told(lines, json.loads, 2), beside), beside) == one


def test_a_report_that_is_no_row_of_the_codebook_is_named_by_whatever_process_reads_it(found: list[dict[str, Any]]) -> None:
    odd = [*found[:3], {"id": "odd", "claims": [{"kind": "incident"}]}]
    for workers in (1, 2):
        with pytest.raises(ValueError, match=r"report 'odd': a claim has no "):
            list(told(odd, dict, workers))


def test_what_a_row_gives_is_the_same_after_it_was_sent_and_shares_its_sets_again(found: list[dict[str, Any]]) -> None:
    made = [single(row) for row in found[:20]]
    sent = load(dump(made))
    again = load(dump(made))
    for one, other in zip(made, sent, strict=True):
        assert packed(one.product) == packed(other.product)
        assert (one.family, one.compared, one.sketch) == (other.family, other.compared, other.sketch) and one.compared
    for one, other in zip(sent, again, strict=True):
        for a, b in zip(one.product.report.told, other.product.report.told, strict=True):
            assert a.report is one.product.report and a.leaves is b.leaves and a.by is b.by and a.claim.source is b.claim.source


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_work_in_parts_is_done_once_and_sees_what_this_process_holds(processes: int) -> None:
    held = list(range(10))
    beside = copies(processes)
    assert sorted(n for part in beside(lambda n, of: held[n::of]) for n in part) == held


def test_the_part_of_a_killed_copy_is_done_here() -> None:
    def work(n: int, of: int) -> int:
        if os.getpid() != ME:
            os.kill(os.getpid(), signal.SIGKILL)
        return n

    assert copies(3)(work) == [0, 1, 2]
