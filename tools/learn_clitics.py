"""Learn which words carry a clitic and which begin with a letter of their own (`لمدة` but `لبنان`).

usage: learn_clitics.py FOLDER CORPUS.jsonl.xz ...

Writes FOLDER/own_letters.tsv (forms whose first letter is theirs: without it they are at least ten times rarer) and
FOLDER/stems.tsv (forms that are met with a clitic before them), each with its count. Only forms and counts are written.
"""

from __future__ import annotations

import collections
import json
import lzma
import re
import sys
from pathlib import Path

from marsad.text.fold import fold_key
from marsad.text.tokens import LETTERS

WORD = re.compile(rf"[{LETTERS}]+")
CLITICS = "وفبلك"
WITH_ARTICLE = ("وال", "فال", "بال", "كال", "لل")
OWN_COUNT, RATIO = 40, 10
STEM_COUNT, WITH_CLITIC = 150, 30


def main(folder: str, paths: list[str]) -> None:
    counts = count(paths)
    write(Path(folder, "own_letters.tsv"), {f: n for f, n in counts.items() if is_own(f, n, counts)})
    write(Path(folder, "stems.tsv"), {f: n for f, n in counts.items() if is_stem(f, n, counts)})


def count(paths: list[str]) -> collections.Counter[str]:
    """How often each folded form stands in the texts of the corpora."""
    counts: collections.Counter[str] = collections.Counter()
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as rows:
            for row in rows:
                counts.update(WORD.findall(fold_key(json.loads(row).get("text") or "")))
    return counts


def is_own(form: str, n: int, counts: collections.Counter[str]) -> bool:
    if len(form) < 3 or form[0] not in CLITICS or form.startswith(WITH_ARTICLE):
        return False
    return n >= OWN_COUNT and n > RATIO * counts[form[1:]]


def is_stem(form: str, n: int, counts: collections.Counter[str]) -> bool:
    if len(form) < 3 or form.startswith("ال") or n < STEM_COUNT:
        return False
    return any(counts[c + form] >= WITH_CLITIC and not is_own(c + form, counts[c + form], counts) for c in CLITICS)


def write(path: Path, forms: dict[str, int]) -> None:
    lines = ["form\tcount", *(f"{form}\t{forms[form]}" for form in sorted(forms))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
