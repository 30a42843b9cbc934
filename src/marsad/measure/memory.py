"""The most memory that coding a corpus takes, measured in a process of its own that holds one report at a time.

python -m marsad.measure.memory CORPUS.jsonl.xz ARTICLES     prints {"peak_mb", "start_mb", "reports", "claims"} as JSON
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from marsad.measure.corpora import articles
from marsad.measure.watching import finds_us

_HIGH_WATER = re.compile(r"VmHWM:\s+(\d+) kB")


def measured(corpus: Path, limit: int) -> dict[str, Any]:
    """What a fresh process needs at most to code the first `limit` articles; raises RuntimeError with its last line if it fails."""
    command = [sys.executable, "-m", "marsad.measure.memory", str(corpus), str(limit)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=finds_us(), check=False)
    if done.returncode:
        raise RuntimeError(f"coding in a process of its own failed: {(done.stderr.strip().splitlines() or ['no word why'])[-1]}")
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def peak_mb() -> float | None:
    """The most memory this process has had resident so far, in MB; None where the system does not say.

    Linux is asked for its high-water mark: `ru_maxrss` of a child also counts what its parent held when it began.
    """
    status = Path("/proc/self/status")
    if status.is_file() and (found := _HIGH_WATER.search(status.read_text(encoding="ascii"))):
        return int(found[1]) / 1024
    if importlib.util.find_spec("resource") is None:
        return None
    resource: Any = importlib.import_module("resource")
    most: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main(corpus: str, limit: str) -> None:
    """Codes the articles and prints the figures."""
    from marsad.pipeline import code

    start, reports, claims = peak_mb(), 0, 0
    for report in articles(Path(corpus), int(limit)):
        reports += 1
        claims += len(code(report))
    print(json.dumps({"peak_mb": peak_mb(), "start_mb": start, "reports": reports, "claims": claims}))


if __name__ == "__main__":
    main(*sys.argv[1:3])
