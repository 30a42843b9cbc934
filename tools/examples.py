"""The examples in the pages for readers: runs them as they stand there and compares what they print, or writes it anew.

    PYTHONPATH=src .venv/bin/python -m tools.examples [--write]

A `console` block holds commands, each after `$ `, with their output; a `python` block holds `>>>` examples. All blocks of
a page run in order in one new folder that has the examples of docs/. Blocks of other kinds (`sh`, `text` …) are left alone.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from marsad.cli import main as command_line

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    *("README.md", "README.ar.md", "docs/bulletin.md", "docs/commands.md", "docs/export.md", "docs/import.md", "docs/inputs.md"),
    "docs/python.md",
)
EXAMPLE = "docs/example.txt"
EXAMPLES = (EXAMPLE, *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("example.*") if path.name != "example.txt"))
REFRESH = "PYTHONPATH=src .venv/bin/python -m tools.examples --write"
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
REFUSED = 1
_ENVIRONMENT = {"COLUMNS": "98", "MARSAD_DB": None, "MARSAD_DEBUG": None}


def renewed(text: str) -> str:
    """The page with its examples printing what they print now; raises ValueError where one fails."""
    names: dict[str, Any] = {}

    def anew(block: re.Match[str]) -> str:
        body = _commands(block[2]) if block[1] == "console" else _python(block[2], names)
        return f"```{block[1]}\n{body}```"

    with _folder():
        return BLOCK.sub(anew, text)


@contextlib.contextmanager
def _folder() -> Iterator[None]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        Path(name, "docs").mkdir()
        for example in EXAMPLES:
            shutil.copy(ROOT / example, Path(name, example))
        with contextlib.chdir(name):
            yield


def _commands(block: str) -> str:
    lines = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{_output(line)}" for line in lines)


def _output(line: str) -> str:
    program, *words = shlex.split(line.removeprefix("$ "))
    if program not in ("marsad", "./marsad"):
        raise ValueError(f"{line}: only marsad can be run in a console block; use sh for others")
    result = CliRunner(env=_ENVIRONMENT).invoke(command_line, words, prog_name="marsad")
    if result.exit_code not in (0, REFUSED):
        raise ValueError(f"{line}: exit code {result.exit_code}: {result.output}") from result.exception
    return "".join(f"{printed.rstrip()}\n" for printed in result.output.splitlines())


def _python(block: str, names: dict[str, Any]) -> str:
    made = []
    for piece in doctest.DocTestParser().parse(block):
        if isinstance(piece, str):
            made.append(piece)
            continue
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(piece.source, "<example>", "single"), names)
        first, *more = piece.source.splitlines()
        made += [f">>> {first}\n", *(f"... {line}".rstrip() + "\n" for line in more), printed.getvalue()]
    return "".join(made)


def main(arguments: list[str]) -> int:
    """0 where every page stands (or was written), 1 where one does not."""
    stale = []
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        if (now := renewed(text)) != text:
            stale.append(page)
            if arguments == ["--write"]:
                (ROOT / page).write_text(now, encoding="utf-8", newline="\n")
    print("\n".join(f"{page}: {'written anew' if arguments else 'out of date'}" for page in stale) or "every example stands")
    return 0 if arguments else bool(stale)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
