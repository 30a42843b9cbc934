"""What no file of the project may hold: hosts of package registries, paths of one machine, talk about its making."""

from __future__ import annotations

import re

import pytest

from tests.project.tracked import texts, tracked

# written in pieces, so that this file passes its own test
HOSTS = [a + b for a, b in (("py", "pi.org"), ("python", "hosted.org"), ("npm", "js.org"), ("npm", "js.com"), ("crates", ".io"))]
MAKERS = [a + b for a, b in (("cl", "aude"), ("anth", "ropic"), ("chat", "gpt"), ("co", "pilot"), ("sub", "agent"), ("by an", " ai"))]
MACHINE = r"(?<![\w.}/])/(?:wo" + r"rk|ro" + r"ot)(?=/|\b(?!\())"
FORBIDDEN = {
    "a host of a package registry": re.compile("|".join(map(re.escape, HOSTS)), re.IGNORECASE),
    "a path of one machine": re.compile(MACHINE),
    "talk about how it was made": re.compile(r"\b(?:" + "|".join(map(re.escape, MAKERS)) + r")\b", re.IGNORECASE),
}


def line_of(text: str, hit: re.Match[str]) -> str:
    """The line that a hit stands in, cut to a readable length."""
    start = text.rfind("\n", 0, hit.start()) + 1
    return f"line {text.count(chr(10), 0, start) + 1}: {text[start : hit.end() + 40].splitlines()[0][-120:]}"


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    found = [f"{path}: {hit[0]} at {line_of(text, hit)}" for path, text in texts() for hit in FORBIDDEN[what].finditer(text)]
    assert found == [], f"{what}: name it otherwise or take it out"


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a host of a package registry", "index = https://" + HOSTS[0] + "/simple"),
        ("a path of one machine", 'open("/wo' + 'rk/x.txt")'),
        ("a path of one machine", "cd /ro" + "ot && ls"),
        ("talk about how it was made", "Written with " + MAKERS[0].title() + "."),
    ],
)
def test_the_search_finds(what: str, line: str) -> None:
    assert FORBIDDEN[what].search(line)


def test_the_search_reads_the_project() -> None:
    assert {"pyproject.toml", "marsad", "src/marsad/__init__.py"} <= set(tracked())
    assert len(texts()) > 50
