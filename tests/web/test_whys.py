"""Every reason that the record gives, and everything a check says, has its words in both languages."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import marsad.reconcile
import marsad.web
from marsad.exchange.export import FORMATS
from marsad.languages.ar.rules import BOOK
from marsad.model.decision import VERBS, Decision
from marsad.model.decision import check as check_decision
from marsad.theatres import in_use, load_many
from marsad.web.filled import filled, sentences
from marsad.web.language import REFUSALS, Speech
from marsad.web.record.checks import check
from marsad.web.record.words import WHYS, in_words
from marsad.web.texts import text
from marsad.web.texts import texts as arabic

GIVEN = {"Test": slice(1, 2), "Point": slice(2, 3), "finding": slice(1, 2)}  # which arguments of these calls are words
FILLED = ("named by the claims", "excluded by the claims", "decided by somebody: because", "named so", "the words beside it")
LOOPED = "7 the claims"  # its beginning is among FILLED
HOME = Path(next(iter(marsad.web.__path__))).parent
REFUSING = (
    *(f"web/{name}" for name in ("acting", "giving", "inbox", "record/kept.py", "record/then.py", "record/comparing.py", "review", "team")),
    *("web/wanted.py", "web/bulletin/span.py", "model/decision.py", "model/correcting.py", "text/damage.py", "text/decode.py"),
    *(f"store/{name}.py" for name in ("deciding", "listing", "gone", "erasing", "rows", "keeping", "canonical", "verify", "attest")),
    *(f"exchange/{name}" for name in ("readers", "reference", "given.py", "formats.py", "trying.py", "addresses.py", "fetch.py")),
)
REFUSAL = {
    **dict.fromkeys(("ValueError", "LookupError", "ReportRefused", "Undecodable", "NotFetched"), slice(0, 1)),
    "HTTPException": slice(1, 2),
    "answer": slice(2, 3),
    "Finding": slice(2, 3),
    "Fault": slice(0, 1),
    "Unfit": slice(0, 2),
    "Refused": slice(1, 3),
}
OF_THE_MACHINE = {"acting/rights.tsv", "7: wants method, path, one of the acts 7, most bytes in kB"}  # met by whoever changes the program
NEEDS_MORE = {"7 needs 7", "7 7 is not 7", "this report was 7 on 7, by entry 7 of the ledger"}  # said by rows that also have the last words


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
    missing = [pair for pair in found if pair[1] != LOOPED and filled(pair[1], WHYS, "ar") is None]
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
    """The words with which pages, people, decisions, the store and the readers of what is brought refuse, 7 for whatever is filled in."""
    for path in (path for one in REFUSING for path in [HOME / one, *sorted((HOME / one).rglob("*.py"))] if path.is_file()):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in REFUSAL:
                yield from (words for given in node.args[REFUSAL[name]] for words in texts(given))


def told_in_english() -> Iterator[str]:
    """What rules, formats and theatres say of themselves."""
    yield from (rule.does for rule in BOOK.rules)
    for one in FORMATS.values():
        yield from (one.label, one.why, *one.coarser.values())
    yield from (one.note for theatre in load_many(in_use()) for one in theatre.definitions)


def test_what_rules_formats_and_theatres_say_has_its_arabic() -> None:
    wanted = {text for text in told_in_english() if text}
    assert len(wanted) > 180
    assert wanted - arabic().keys() == set(), "add these to src/marsad/web/texts.tsv"
    assert arabic().keys() - wanted == set(), "nothing says these any more"
    assert all(re.search("[\u0621-\u064a]", words) or words.isascii() for words in arabic().values())
    assert all(rule.does for rule in BOOK.rules)


def test_every_refusal_has_its_arabic() -> None:
    found = set(refusals()) - OF_THE_MACHINE - NEEDS_MORE
    assert len(found) > 150
    missing = {words for words in found if filled(words, REFUSALS, "ar") is None}
    assert missing == set(), "add these to src/marsad/web/refusals.tsv"


def test_no_refusal_is_said_by_nothing() -> None:
    source = "\n".join(path.read_text("utf-8") for path in HOME.rglob("*.py"))
    ours = [max(one.parts, key=len) for one in sentences(REFUSALS) if one.parts[0]]
    unsaid = [words for words in ours if words not in source and not words.startswith("this report was ")]
    assert unsaid == []


@pytest.mark.parametrize("verb", VERBS)
def test_what_a_decision_needs_is_said_in_arabic(verb: str) -> None:
    with pytest.raises(ValueError, match="needs") as told:
        check_decision(Decision(verb, ()))
    said = Speech("ar").refusal_text(str(told.value))
    assert re.search("[\u0621-\u064a]", said) and "needs" not in said


def test_a_refusal_is_said_with_its_values_kept_apart() -> None:
    said = Speech("ar", "arab").refusal("too often: again in 12 seconds")
    assert said == 'محاولات كثيرة: الثواني حتى المحاولة التالية <bdi dir="auto">١٢</bdi>'
    assert Speech("ar").refusal_text("not fetched: the server answered 404") == "لم يُجلب: أجاب الخادم 404"
    assert Speech("en").refusal("date '<b>' is not an ISO day") == 'date <bdi dir="auto">&#39;&lt;b&gt;&#39;</bdi> is not an ISO day'
    assert Speech("ar").refusal("<new> and unknown") == '<bdi dir="auto">&lt;new&gt; and unknown</bdi>'


def test_long_nonsense_is_looked_at_once() -> None:
    begun = time.process_time()
    assert filled(" is none of , , , " * 20_000, REFUSALS, "ar") is not None and filled("x " * 50_000, REFUSALS, "ar") is None
    assert time.process_time() - begun < 1


def test_what_no_table_has_is_shown_as_it_is_written() -> None:
    assert text("counts whom we met", "ar") == "counts whom we met"
    assert text("their links", "en") == "their links" and text("their links", "ar") == "روابطها"
