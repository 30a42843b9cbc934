"""Watching feeds from the command line: what is new is kept, what fails is told, a second round reads nothing twice."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.exchange import given_files as made
from tests.exchange.serving import answer, served


def test_watch_keeps_what_is_new(tmp_path: Path, run: Run) -> None:
    paths = {"/1": answer(made.page()), "/2": answer("", status=404)}
    with served(paths) as (at, _):
        paths["/rss"] = answer(made.rss(*((f"id-{n}", f"{at}/{n}", "خبر", "") for n in (2, 1))), "application/rss+xml")
        (tmp_path / "feeds.toml").write_text(f"delay = 1\n[[feed]]\nurl = '{at}/rss'\noutlet = 'hayat'\n", encoding="utf-8")
        first, second = (run("watch", "feeds.toml", "--once", "--json", "--allow-private", "--db", "a.db") for _ in range(2))
    told = [json.loads(line) for line in first.stdout.splitlines()]
    assert first.exit_code == 1 and told[-1]["kept"] == {"new": 1} and told[0]["date"] == "2016-05-02"
    assert "the server answered 404" in first.stderr
    assert second.exit_code == 0 and json.loads(second.stdout)["kept"] == {}


def test_watch_refuses_private_addresses_and_wrong_lists(tmp_path: Path, run: Run) -> None:
    (tmp_path / "feeds.toml").write_text("[[feed]]\nurl = 'http://127.0.0.1:1/rss'\n", encoding="utf-8")
    told = run("watch", "feeds.toml", "--once")
    assert told.exit_code == 1 and "an address of a private network" in told.stderr
    (tmp_path / "feeds.toml").write_text("", encoding="utf-8")
    wrong = run("watch", "feeds.toml", "--once")
    assert wrong.exit_code == 2 and "names no feed" in wrong.stderr
