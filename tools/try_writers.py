"""Many writers decide on shared reports at once, on PostgreSQL; then every acknowledged decision is looked for.

Usage: PYTHONPATH=src:. python -m tools.try_writers [WRITERS] [DECISIONS EACH]        (10 and 2,000 if not given)
"""

from __future__ import annotations

import subprocess
import sys
import time

from marsad.demo import reports
from marsad.pipeline import code, coder
from marsad.store import open_store
from tests.postgres import schema
from tools import postgres


def main(writers: int, each: int) -> int:
    """0 where no acknowledged decision is lost and the ledger is sound."""
    with postgres.running() as server, schema(server) as url:
        with open_store(url) as store:
            for report in reports():
                store.keep(report, code(report), coder=coder())
        started = time.monotonic()
        acknowledged = run(url, writers, each)
        spent = time.monotonic() - started
        with open_store(url) as store:
            there = {f"{d.who} {d.seq}" for d in store.decisions()}
            sound = store.verify().ok
    lost = acknowledged - there
    told = f"{writers} writers, {len(acknowledged):,} decisions acknowledged in {spent:.0f} s, {len(lost)} lost"
    print(f"{told}, ledger {'sound' if sound else 'BROKEN'}")
    return 0 if sound and not lost and len(acknowledged) == writers * each == len(there) else 1


def run(place: str, writers: int, each: int) -> set[str]:
    """What the writers said was kept, as `NAME NUMBER`."""
    command = [sys.executable, "-m", "tests.store.worker", "decide", place]
    started = [subprocess.Popen([*command, f"w{n}", str(each)], stdout=subprocess.PIPE, text=True) for n in range(writers)]
    told = [process.communicate()[0].split("\n") for process in started]
    return {line for lines in told for line in lines if line}


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:3])) if len(sys.argv) > 2 else main(10, 2000))
