"""By trial: `python -m tests.durability kill --times 200`, `python -m tests.durability crowd --reviewers 20 --decisions 200`.

`kill` ends a process with SIGKILL at a random moment of reading and reviewing, again and again, on one store: whatever it
acknowledged must be there, and nothing by half. `crowd` lets many reviewers decide on the same reports at once over HTTP.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marsad.store import Store, open_store
from tests.store.made import CODER, TEXT, code, report

ROOT = Path(__file__).resolve().parents[1]
PROJECT = "crowd"


# ---------------------------------------------------------------- killed


def work(path: str, name: str) -> None:
    """Reads and reviews without end, and says what is acknowledged, once it is."""
    chance = random.Random(name)
    with open_store(path, actor=name) as store:
        number = 0
        while True:
            number += 1
            given = report(f"{name}-{number}", TEXT * chance.randint(1, 12))
            claims = code(given)
            print("kept", store.keep(given, claims, coder=CODER, raw=given.text.encode()).key, flush=True)
            for claim in chance.sample(claims, 2):
                made = store.decide(chance.choice(["accept", "reject"]), [f"{name}-{number}#{claim.kind}@{claim.span.start}"], reason=name)
                print("decided", made.seq, flush=True)


def killed(path: Path, times: int, seed: int = 1, patience: float = 0.6) -> tuple[int, int]:
    """How many reports and decisions were acknowledged over so many kills; AssertionError where one was lost or is there by half."""
    chance, kept, decided = random.Random(seed), set[str](), dict[int, str]()
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]), "PYTHONIOENCODING": "utf-8"}
    for number in range(times):
        name = f"w{seed}-{number}"
        command = [sys.executable, "-m", "tests.durability", "work", str(path), name]
        worker = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert worker.stdout
        lines = [worker.stdout.readline()]
        time.sleep(chance.random() * patience)
        worker.kill()
        lines += worker.communicate()[0].splitlines()
        for what, _, which in (line.strip().partition(" ") for line in lines):
            if what == "kept" and len(which) == 16:
                kept.add(which)
            if what == "decided" and which.isdecimal() and lines[-1].strip() != f"decided {which}":
                decided[int(which)] = name
        with open_store(path) as store:
            _whole(store, kept, decided, number % 20 == 0 or number == times - 1)
    return len(kept), len(decided)


def _whole(store: Store, kept: set[str], decided: dict[int, str], all_of_it: bool) -> None:
    there = {r.key: r for r in store.reports()}
    assert kept <= set(there), f"lost: {sorted(kept - set(there))}"
    made = {d.seq: d.who for d in store.decisions()}
    assert decided.items() <= made.items(), f"lost decisions: {sorted(decided.items() - made.items())}"
    for key in random.sample(sorted(there), min(len(there), 20)):
        assert [c.claim for c in store.claims(report=key)] == code(there[key].report), f"{key} is there by half"
    if all_of_it:
        assert store.verify().findings == ()


# ---------------------------------------------------------------- a crowd


@dataclass
class Crowd:
    """What came of it: decisions acknowledged by number, how often somebody was told that others were first, and how long it took."""

    acknowledged: dict[int, str] = field(default_factory=dict)
    met: int = 0
    seconds: float = 0.0


def crowd(folder: Path, reviewers: int, decisions: int, reports: int = 10) -> Crowd:
    """So many reviewers at once, each with their own token, each taking so many decisions on the same reports; none may be lost."""
    from marsad.web.app import create_app
    from marsad.web.team.people import PeopleFile
    from marsad.web.team.team import Team

    people = PeopleFile(folder / "people.db")
    tokens = {}
    for n in range(reviewers):
        people.add("test", f"reviewer{n}", f"Reviewer {n}", PROJECT, ["reviewer"], f"r{n}")
        tokens[f"r{n}"] = people.make_key("test", f"reviewer{n}", PROJECT, "", ["read", "decide", "propose", "review"], 1)
    told = Crowd()
    with open_store(folder / f"{PROJECT}.db") as store:
        for n in range(reports):
            given = report(f"shared-{n}")
            store.keep(given, code(given), coder=CODER)
        app = create_app(store, people=Team(people, PROJECT))
        _client()  # once, before the threads
        refs = [f"{c.key}#{c.claim.kind}@{c.claim.span.start}" for c in store.claims()]
        started = time.monotonic()
        threads = [threading.Thread(target=_review, args=(app, name, token, refs, decisions, told)) for name, token in tokens.items()]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        told.seconds = time.monotonic() - started
        made = {d.seq: d.who for d in store.decisions()}
        assert len(told.acknowledged) == reviewers * decisions, f"{reviewers * decisions - len(told.acknowledged)} were not acknowledged"
        assert made == told.acknowledged, "what is in the ledger is what was acknowledged"
        assert store.verify().ok
    people.close()
    return told


def _client() -> Any:
    """The client of the tests, whose first import warns of its own dependencies."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from fastapi.testclient import TestClient
    return TestClient


def _review(app: Any, name: str, token: str, refs: list[str], decisions: int, told: Crowd) -> None:
    chance, client, as_of = random.Random(name), _client()(app, headers={"authorization": f"Bearer {token}"}), 0
    for _ in range(decisions):
        wish = {"verb": chance.choice(["accept", "reject"]), "claims": [chance.choice(refs)], "reason": name}
        while (answer := client.post("/api/decisions", json=wish | {"as_of": as_of})).status_code == 409:
            told.met += 1
            as_of = answer.json()["as_of"]
        assert answer.status_code == 201, answer.text
        as_of = answer.json()["as_of"]
        told.acknowledged[answer.json()["seq"]] = name


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parts = parser.add_subparsers(dest="what", required=True)
    one = parts.add_parser("kill")
    one.add_argument("--times", type=int, default=200)
    two = parts.add_parser("crowd")
    two.add_argument("--reviewers", type=int, default=20)
    two.add_argument("--decisions", type=int, default=200)
    worker = parts.add_parser("work")
    worker.add_argument("path")
    worker.add_argument("name")
    given = parser.parse_args()
    if given.what == "work":
        return work(given.path, given.name)
    with tempfile.TemporaryDirectory(prefix="marsad-durability-") as folder:
        if given.what == "kill":
            kept, decided = killed(Path(folder) / "killed.db", given.times)
            print(f"killed {given.times} times: {kept} reports and {decided} decisions acknowledged, none lost, none by half")
        else:
            told = crowd(Path(folder), given.reviewers, given.decisions)
            print(
                f"{given.reviewers} reviewers, {len(told.acknowledged)} decisions acknowledged and in the ledger; "
                f"{told.met} times somebody was told that others were first; {told.seconds:.0f} s"
            )
    return None


if __name__ == "__main__":
    main()
