"""serve and demo: the pages answer on the address that was said, and Ctrl-C ends them."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest

from marsad.cli.serving import _is_local, _listening
from marsad.demo import reports as examples
from marsad.store import open_store
from tests.cli.conftest import Run, started


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    for line in process.stdout:
        if found := re.search(r"http://[^\s\"]+", line):
            return found[0]
    raise AssertionError(process.stderr.read() if process.stderr else "no address")


@pytest.mark.parametrize("words", [["demo", "--port", "0"], ["serve", "--port", "0", "--db", "kept.db", "--json"]])
def test_the_pages_are_served_until_ctrl_c(run: Run, tmp_path: Path, words: list[str]) -> None:
    with open_store(tmp_path / "kept.db") as store:
        for report in examples()[:2]:
            store.keep(report, [], coder="test/1")
    process = started(*words, cwd=tmp_path)
    try:
        with urllib.request.urlopen(f"{_address(process)}reports", timeout=30) as answer:
            page = answer.read().decode()
    finally:
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert "<html" in page and all(str(report.title) in page for report in examples()[:2])
    assert process.returncode == 130 and said == "marsad: stopped\n"


def test_demo_without_pages_prints_what_the_examples_say(run: Run, tmp_path: Path) -> None:
    said = run("demo", "--no-serve")
    assert said.exit_code == 0 and f"{len(examples())} reports kept in a store of its own" in said.stdout
    assert list(tmp_path.iterdir()) == []
    rows = [json.loads(line) for line in run("demo", "--no-serve", "--json", "--db", "kept.db").stdout.splitlines()]
    assert [row["report"] for row in rows] == [report.id for report in examples()]
    assert (tmp_path / "kept.db").exists()


def test_a_port_that_is_taken_is_told(run: Run, db: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = run("serve", "--db", db, "--port", port)
        assert said.exit_code == 3 and f"cannot listen at 127.0.0.1 port {port}" in said.stderr
        with _listening("127.0.0.1", port, anyway=True) as other:
            assert other.getsockname()[1] != port


def test_only_this_machine_is_local() -> None:
    assert [_is_local(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "192.168.1.2", "example.org")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


def test_serve_without_a_store_says_so(run: Run) -> None:
    assert "store marsad.db does not exist" in run("serve").stderr
