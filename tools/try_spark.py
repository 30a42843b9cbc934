"""Codes the example reports on Spark and on one process and compares the bytes; needs marsad[spark,tables] and Java, so it runs by hand.

Usage: PYTHONPATH=src:. python -m tools.try_spark
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from marsad.corpus import code_corpus
from tests.corpus.made import outcomes


def main() -> int:
    """0 where both engines write the same bytes."""
    written = {}
    with tempfile.TemporaryDirectory() as root:
        for engine in ("local", "spark"):
            folder = Path(root) / engine
            done = list(code_corpus(outcomes(), folder, engine_name=engine, workers=2, reports=4))
            written[engine] = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
            print(f"{engine}: {len(done)} shards, {sum(map(len, written[engine].values())):,} bytes")
    same = written["local"] == written["spark"]
    print("the same bytes" if same else "NOT the same bytes")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
