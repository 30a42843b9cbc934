"""Several processes on one file: readers while another writes, two writers, a first opening by many, and kill -9 at any moment."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from marsad.store import open_store
from marsad.store.keeping import keep
from tests.store.made import CODER, code, report

ROOT = Path(__file__).resolve().parents[2]


def start(*words: object) -> subprocess.Popen[str]:
    """A worker in a process of its own."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "tests.store.worker", *map(str, words)]
    return subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> list[str]:
    """What the worker said; fails with its error where it failed."""
    out, error = process.communicate(timeout=300)
    assert process.returncode == 0, error
    return out.split()


def test_two_writers_and_two_readers_share_one_new_file(path):
    writers = [start("write", path, name, 4) for name in "ab"]
    readers = [start("read", path, 6) for _ in "ab"]
    keys = [key for writer in writers for key in ended(writer)]
    for reader in readers:
        counts = [int(word) for word in ended(reader)]
        assert counts == sorted(counts)
    with open_store(path) as store:
        assert {r.key for r in store.reports()} == set(keys)
        assert len(store.reports()) == 16
        assert store.verify().ok


def test_killed_at_any_moment_all_of_a_report_is_there_or_nothing(path):
    chance = random.Random(3)
    acknowledged: set[str] = set()
    for number in range(12):
        worker = start("write", path, f"w{number}")
        assert worker.stdout
        acknowledged.add(worker.stdout.readline().strip())
        time.sleep(chance.random() / 4)
        worker.kill()
        acknowledged |= {line for line in worker.communicate()[0].split("\n") if len(line) == 16}
        with open_store(path) as store:
            stored = {r.key: r for r in store.reports()}
            assert acknowledged - {""} <= set(stored)
            assert len(stored) <= len(acknowledged) + number + 1
            assert store.verify().findings == ()
    with open_store(path) as store:
        for stored_report in store.reports()[:50]:
            assert [c.claim for c in store.claims(report=stored_report.key)] == code(stored_report.report)


def test_a_reader_sees_what_was_there_before_a_write_under_way(path):
    with open_store(path) as writer, open_store(path) as reader:
        with writer._writing() as conn:
            keep(conn, report(), code(report()), CODER, None, "marsad")
            assert (reader.reports(), reader.claims(), reader.search("قصف")) == ([], [], [])
        assert len(reader.claims()) == 3


def test_many_can_open_a_new_store_at_once(path):
    workers = [start("read", path, 1) for _ in range(4)]
    assert [ended(worker) for worker in workers] == [["0"]] * 4


def test_decisions_of_several_at_once_are_all_there(store, path):
    for number in range(3):
        store.keep(report(f"r{number}"), code(report(f"r{number}")), coder=CODER)
    workers = [start("decide", path, name, 12) for name in ("a", "b", "c")]
    told = [" ".join(pair) for worker in workers for pair in batched(ended(worker))]
    assert len(told) == 36
    assert set(told) == {f"{d.who} {d.seq}" for d in store.decisions()}
    assert store.verify().ok


def batched(words):
    return zip(words[::2], words[1::2], strict=True)
