"""Every reason that the record gives, and everything a check says, has its words in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import marsad.reconcile
import marsad.web
from marsad.exchange.export import FORMATS
from marsad.languages.ar.rules import BOOK
from marsad.theatres import in_use, load_many
from marsad.web.language import Speech
from marsad.web.record.checks import check
from marsad.web.record.words import in_words, whys
from marsad.web.texts import text
from marsad.web.texts import texts as arabic

GIVEN = {"Test": slice(1, 2), "Point": slice(2, 3), "finding": slice(1, 2)}  # which arguments of these calls are words
FILLED = ("named by the claims", "excluded by the claims", "decided by somebody: because", "named so", "the words beside it")
LOOPED = "7 the claims"  # its beginning is among FILLED


def reasons() -> Iterator[tuple[str, str]]:
    """(module, reason) for every reason in the modules of reconcile, 7 for whatever is filled in."""
    for path in sorted(Path(next(iter(marsad.reconcile.__path__))).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", "")
                words = node.args[GIVEN[name]] if name in GIVEN else []
                words = words + [k.value for k in node.keywords if k.arg == "why"]
                yield from ((path.name, text) for word in words for text in texts(word))


def texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may be."""
    if isinstance(node, ast.IfExp):
        yield from (*texts(node.body), *texts(node.orelse))
    elif isinstance(node, ast.BoolOp):
        yield from (text for value in node.values for text in texts(value))
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(v.value) if isinstance(v, ast.Constant) else "7" for v in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def test_every_reason_of_the_record_has_its_words() -> None:
    found = list(reasons())
    assert len(found) > 90
    missing = [pair for pair in found if pair[1] != LOOPED and not any(w.wanted.fullmatch(pair[1]) for w in whys())]
    assert missing == [], "add these to src/marsad/web/record/whys.tsv"


@pytest.mark.parametrize("text", FILLED)
def test_reasons_that_are_filled_in_have_their_words(text: str) -> None:
    assert any("\u0621" <= c <= "\u064a" for c in in_words(text, Speech("ar")))


def test_values_in_reasons_are_escaped_and_in_the_digits_asked_for() -> None:
    assert in_words("decided by <b>", Speech("en")) == 'decided by <bdi dir="auto">&lt;b&gt;</bdi>'
    assert in_words("12 km away", Speech("ar", "arab")) == 'على بعد <bdi dir="auto">١٢</bdi> كم'
    assert in_words("air_strike, shelling", Speech("ar")) == '<bdi dir="auto">غارة جوية، قصف</bdi>'
    assert in_words("<new>", Speech("ar")) == '<bdi dir="auto">&lt;new&gt;</bdi>'


def test_every_check_has_a_name_in_both_languages() -> None:
    source = Path(next(iter(marsad.reconcile.__path__)))
    codes = set()
    for path in (source / "sums.py", source / "algebra.py"):
        calls = [
            n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "finding"
        ]
        codes |= {n.args[0].value for n in calls if isinstance(n.args[0], ast.Constant)}
    assert len(codes) > 15
    for code in codes:
        for language in ("ar", "en"):
            assert check(str(code), Speech(language))[1], code


def refusals() -> Iterator[str]:
    """The words, without anything filled in, with which an address of the pages refuses."""
    for path in sorted(Path(next(iter(marsad.web.__path__))).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "HTTPException" and len(node.args) > 1:
                yield from (w.value for w in node.args[1:2] if isinstance(w, ast.Constant) and isinstance(w.value, str))


def told_in_english() -> Iterator[str]:
    """What rules, formats and theatres say of themselves, and why something is refused."""
    yield from (rule.does for rule in BOOK.rules)
    for one in FORMATS.values():
        yield from (one.label, one.why, *one.coarser.values())
    yield from refusals()
    yield from (one.note for theatre in load_many(in_use()) for one in theatre.definitions)


def test_what_rules_formats_and_theatres_say_has_its_arabic() -> None:
    wanted = {text for text in told_in_english() if text}
    assert len(wanted) > 180
    assert wanted - arabic().keys() == set(), "add these to src/marsad/web/texts.tsv"
    assert arabic().keys() - wanted == set(), "nothing says these any more"
    assert all(re.search("[\u0621-\u064a]", words) or words.isascii() for words in arabic().values())
    assert all(rule.does for rule in BOOK.rules)


def test_what_no_table_has_is_shown_as_it_is_written() -> None:
    assert text("counts whom we met", "ar") == "counts whom we met"
    assert text("their links", "en") == "their links" and text("their links", "ar") == "روابطها"
