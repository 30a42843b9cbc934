"""The examples in the pages print what the pages say, and the pages name every command, option, class, code and theatre there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from marsad.cli import main
from marsad.languages.ar.lexicon import COLUMNS as LEXICON_COLUMNS
from marsad.languages.ar.lexicon import POS
from marsad.languages.ar.rules import BOOK
from marsad.theatres import available, codes
from marsad.theatres.holders import HOLDERS
from marsad.theatres.rows import COLUMNS as THEATRE_COLUMNS
from marsad.theatres.ties import OPTIONAL
from tests.project.tracked import ROOT
from tools import examples

READMES = ("README.md", "README.ar.md")
LEXICON = ROOT / "src/marsad/languages/ar/lexicon"


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def plain(text: str) -> str:
    """The text with code that is marked as left-to-right written as any other code."""
    return re.sub(r'<code dir="ltr">(.*?)</code>', r"`\1`", text)


def first_cells(text: str) -> set[str]:
    """The codes in the first cells of all tables of a page."""
    rows = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    return {code for cell in rows for code in re.findall(r"`([^`]+)`", cell)}


def commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, subcommands too."""
    for name, command in group.commands.items():
        yield before + name, command
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")


@pytest.mark.parametrize("name", examples.PAGES)
def test_examples_print_what_the_page_shows(name: str) -> None:
    shown = page(name)
    assert examples.BLOCK.search(shown)
    assert examples.renewed(shown).splitlines() == shown.splitlines(), f"if the change is right, write it anew: {examples.REFRESH}"


def test_an_output_that_is_not_so_is_found() -> None:
    told = '```console\n$ marsad --version\nmarsad 0\n```\n\n```python\n>>> 2 + 2\n5\n\n>>> print("a",\n...     "b")\n```\n'
    now = examples.renewed(told)
    assert "marsad 0\n" not in now and "$ marsad --version\nmarsad " in now
    assert '>>> 2 + 2\n4\n\n>>> print("a",\n...     "b")\na b\n' in now
    assert examples.renewed(now) == now


@pytest.mark.parametrize(("line", "why"), [("$ rm -r x", "only marsad"), ("$ marsad explain missing.txt", "exit code")])
def test_an_example_that_cannot_run_is_refused(line: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        examples.renewed(f"```console\n{line}\n```\n")


@pytest.mark.parametrize("name", READMES)
def test_a_readme_shows_the_example_report(name: str) -> None:
    assert f"```text\n{page(examples.EXAMPLE)}```" in page(name)


def test_the_arabic_readme_is_as_complete_as_the_english_one() -> None:
    english, arabic = (plain(page(name)) for name in READMES)
    blocks, table = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL), re.compile(r"^\| (`\w+`) \|.*\| (`.*`) \|$", re.MULTILINE)
    assert blocks.findall(arabic) == blocks.findall(english)
    assert table.findall(arabic) == table.findall(english)
    for mark in (r"^## ", r"^- ", r"\]\(docs/"):
        assert len(re.findall(mark, arabic, re.MULTILINE)) == len(re.findall(mark, english, re.MULTILINE)), mark


@pytest.mark.parametrize("name", READMES)
def test_a_readme_names_every_command(name: str) -> None:
    assert set(main.commands) <= first_cells(page(name))


def test_the_page_of_commands_has_each_with_an_example_and_its_options() -> None:
    sections = dict(re.findall(r"^## (\S[^\n]*)\n(.*?)(?=^## |\Z)", page("docs/commands.md"), re.MULTILINE | re.DOTALL))
    known = dict(commands(main))
    assert set(sections) - {"What holds for all"} == set(known)
    for name, command in known.items():
        options = [option for parameter in command.params if isinstance(parameter, click.Option) for option in parameter.opts]
        assert [option for option in options if f"`{option}`" not in sections[name]] == [], name
        assert re.search(rf"^(?:\$ )?marsad {name}\b", sections[name], re.MULTILINE), name


@pytest.mark.parametrize("line", re.findall(r"\| `marsad ([^`]+)` \|$", plain(page("README.md")), re.MULTILINE))
def test_an_example_of_a_readme_can_be_parsed(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, *words = line.split()
    for given in ("gold.jsonl", "claims.jsonl", "syria.marsad"):
        (tmp_path / given).touch()
    monkeypatch.chdir(tmp_path)
    command = main.commands[name]
    context = command.make_context(name, words, parent=click.Context(main)) if not isinstance(command, click.Group) else None
    assert context or words[0] in command.commands  # type: ignore[attr-defined]


def test_the_page_of_the_lexicon_has_every_class_and_no_other() -> None:
    told = page("docs/lexicon.md")
    lines = [line for path in LEXICON.glob("*.tsv") for line in path.read_text("utf-8").splitlines()[1:]]
    classes = {line.split("\t")[0] for line in lines if line and line[0] != "#"}
    kept = {*POS, *LEXICON_COLUMNS}
    written = {code for code in first_cells(told) if re.fullmatch(r"[a-z_]+", code)}
    missing, gone = sorted(classes - written), sorted(written - classes - kept)
    assert not missing, f"enter in docs/lexicon.md, with what they drive, the classes {missing}"
    assert not gone, f"take out of docs/lexicon.md the classes {gone}: no table has them"
    assert kept <= written
    assert [path.name for path in LEXICON.glob("*.tsv") if f"`{path.name}`" not in told] == []


def test_the_page_of_rules_says_what_each_kind_stands_on() -> None:
    table = dict(re.findall(r"^\| `(\w+)` \| (`.*?) \|", page("docs/rules.md"), re.MULTILINE))
    stands = {kind: {cls for rule in BOOK.rules if rule.kind == kind for cls in rule.on} for kind in {rule.kind for rule in BOOK.rules}}
    told = {kind: set(re.findall(r"`(\w+)`", cell)) for kind, cell in table.items()}
    assert set(told) == set(stands)
    wrong = {kind: sorted(told[kind] ^ stands[kind]) for kind in told if told[kind] != stands[kind]}
    assert not wrong, f"enter in the table of docs/rules.md (or take out) the classes that rules stand on: {wrong}"


@pytest.mark.parametrize("name", ["docs/rules.md", "docs/lexicon.md", "docs/theatres.md", "CONTRIBUTING.md", "docs/commands.md"])
def test_paths_in_a_page_are_there(name: str) -> None:
    below = [ROOT, ROOT / "src/marsad", ROOT / "src/marsad/languages/ar"]
    paths = re.findall(r"`((?:[\w.]+/)+[\w.*]*)`", page(name))
    outside = ("reports/", "data/", "../", "Asia/", "sy/")
    missing = [path for path in paths if not path.startswith(outside) and not any(list(base.glob(path.rstrip("/"))) for base in below)]
    assert missing == []


def test_modules_that_the_page_of_rules_names_are_there() -> None:
    named = set(re.findall(r"`(?:[\w]+/)*(\w+\.py)`", page("docs/rules.md")))
    assert len(named) > 15
    assert named - {path.name for path in (ROOT / "src/marsad").rglob("*.py")} == set()


def test_the_page_of_theatres_has_every_theatre_column_and_code() -> None:
    told = page("docs/theatres.md")
    assert set(available()) <= first_cells(told), "enter the theatre in docs/theatres.md"
    assert [file for file, columns in THEATRE_COLUMNS.items() if f"| `{file}` | `{columns}` |" not in told] == []
    assert [file for file, columns in (OPTIONAL | HOLDERS).items() if f"| `{file}` (may be missing) | `{columns}` |" not in told] == []
    tables = [table for name, table in vars(codes).items() if name.isupper()]
    assert len(tables) == 10
    assert sorted(code for table in tables for code in table if f"`{code}`" not in told) == []
