"""A process of its own for the tests: keeps reports without end, reads them, or opens the store. `python worker.py WORD PATH …`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import count

from marsad.store import open_store
from tests.store.made import CODER, code, report


def write(path: str, name: str, many: str = "") -> None:
    """Keeps reports, each in two versions, and says each key once it is acknowledged."""
    with open_store(path) as store:
        for number in range(int(many)) if many else count():
            for text in (report().text * 20, report().text * 21):
                given = report(f"{name}-{number}", text)
                kept = store.keep(given, code(given), coder=CODER, raw=text.encode())
                print(kept.key, flush=True)


def read(path: str, times: str) -> None:
    """Reads again and again, says how many reports there were, and fails where a report is there by half."""
    with open_store(path) as store:
        for _ in range(int(times)):
            listed = store.reports()
            for stored in listed[:3]:
                assert len(store.claims(report=stored.key)) == stored.claims == len(code(stored.report))
            store.search("قصف")
            print(len(listed), flush=True)


def decide(path: str, name: str, many: str) -> None:
    """Accepts and rejects claims of the store in turn and says each decision's number once it is acknowledged."""
    with open_store(path, actor=name) as store:
        refs = [claim.id for claim in store.claims(limit=50)]
        for number in range(int(many)):
            verb, reason = ("reject", "not stated") if number % 2 else ("accept", "")
            made = store.decide(verb, [refs[number % len(refs)]], reason=reason)
            print(name, made.seq, flush=True)


if __name__ == "__main__":
    words: dict[str, Callable[..., None]] = {"write": write, "read": read, "decide": decide}
    words[sys.argv[1]](*sys.argv[2:])
