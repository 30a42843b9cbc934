"""Detection, fields and completeness, on small reports whose figures can be reckoned by hand."""

from __future__ import annotations

import doctest

import pytest

from marsad.measure import match
from marsad.measure.match import names_f1, same_name
from marsad.measure.score import errors, listing, score, table
from tests.measure.rows import KILLED, SAID, SHELLING, WOUNDED, report

GOLD = report(KILLED, WOUNDED, SHELLING, SAID)


def test_the_examples_in_docstrings_hold() -> None:
    assert doctest.testmod(match) == doctest.TestResults(failed=0, attempted=2)


def test_gold_against_itself_is_perfect() -> None:
    result = score([GOLD], [GOLD])
    assert result["reports"] == 1
    assert (result["all"]["gold"], result["all"]["f1"], result["all"]["complete"]) == (4, 1.0, 1.0)
    assert result["meeting"] == {"gold": 0, "got": 0, "precision": 0.0, "recall": 0.0, "f1": 0.0, "complete": 0.0, "fields": {}}


def test_a_missed_and_an_invented_claim() -> None:
    invented = SHELLING | {"quote": "غارة على إدلب", "start": GOLD["text"].index("غارة"), "end": GOLD["text"].index("غارة") + 13}
    figures = score([GOLD], [report(KILLED, invented)])
    assert (figures["casualties"]["precision"], figures["casualties"]["recall"], figures["casualties"]["f1"]) == (1.0, 0.5, 0.667)
    assert (figures["incident"]["got"], figures["incident"]["f1"]) == (1, 0.0)


def test_a_report_that_was_not_coded_has_no_claims_and_a_strange_one_counts_nothing() -> None:
    figures = score([GOLD], [report(SAID, ident="other")])
    assert (figures["all"]["gold"], figures["all"]["got"]) == (4, 0)


def test_a_wrong_field_spoils_completeness_only_where_it_is_starred() -> None:
    unstarred = score([report(SHELLING)], [report(SHELLING | {"when": ["2016-05-01", "2016-05-01"]})])["incident"]
    starred = score([report(SHELLING)], [report(SHELLING | {"status": "denied"})])["incident"]
    assert (unstarred["fields"]["when"], unstarred["complete"]) == (0.0, 1.0)
    assert (starred["fields"]["status"], starred["f1"], starred["complete"]) == (0.0, 1.0, 0.0)


def test_a_key_left_out_stands_for_its_default() -> None:
    bare = {key: value for key, value in SHELLING.items() if key not in ("status", "by")}
    assert score([report(SHELLING)], [report(bare)])["incident"]["complete"] == 1.0


@pytest.mark.parametrize("lie", [{"quote": "شيء آخر"}, {"start": KILLED["start"] + 1}, {"quote": None}, {"end": 10_000}])
def test_a_quote_that_is_not_the_text_at_its_offsets_matches_nothing(lie: dict[str, object]) -> None:
    figures = score([report(KILLED)], [report(KILLED | lie)])["casualties"]
    assert (figures["got"], figures["recall"]) == (1, 0.0)


def test_a_quote_of_eleven_words_matches_nothing() -> None:
    quote = " ".join(GOLD["text"].split()[:11])
    figures = score([report(KILLED)], [report(KILLED | {"quote": quote, "start": 0, "end": len(quote)})])["casualties"]
    assert figures["f1"] == 0.0


def test_claims_in_ignored_stretches_count_neither_way() -> None:
    ignoring = report(KILLED, SHELLING, ignore=[[SHELLING["start"], SHELLING["end"]]])
    figures = score([ignoring], [report(KILLED, SHELLING)])
    assert (figures["incident"]["gold"], figures["incident"]["got"], figures["casualties"]["f1"]) == (0, 0, 1.0)


def test_the_pair_of_one_type_is_matched_before_the_larger_overlap() -> None:
    wide = KILLED | {"outcome": "wounded"}
    exact = KILLED | {"quote": "12", "end": KILLED["start"] + 2}
    figures = score([report(KILLED)], [report(wide, exact)])["casualties"]
    assert (figures["got"], figures["fields"]["outcome"]) == (2, 1.0)


def test_a_gold_claim_of_no_known_kind_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"r1, claim 2: kind 'rumour' is none of incident"):
        score([report(KILLED, SAID | {"kind": "rumour"})], [])


def test_names_agree_over_spelling_article_and_clitic() -> None:
    assert same_name("لِلمرصد السوري", "المرصد السورى لحقوق الإنسان")
    assert not same_name("", "حلب")
    assert names_f1(["حلب", "حلب"], ["حلب"]) == pytest.approx(2 / 3)
    assert names_f1([], None) == 1.0


def test_the_table_stars_the_fields_that_count() -> None:
    lines = table(score([GOLD], [GOLD])).splitlines()
    assert lines[0] == "1 reports"
    assert lines[3].startswith("casualties      2     2  1.000  1.000  1.000     1.000   outcome* 1.00 who* 1.00")
    assert lines[-1].split()[:4] == ["all", "4", "4", "1.000"]


def test_errors_names_what_is_missed_invented_and_wrong() -> None:
    wrong = KILLED | {"min": 13, "rule": "casualties.counted"}
    found = errors([report(KILLED, WOUNDED)], [report(wrong, SHELLING)])
    assert [(e.error, e.kind) for e in found] == [("wrong", "casualties"), ("invented", "incident"), ("missed", "casualties")]
    assert found[0].fields == (("min", 12, 13),)
    assert "min: 12 ≠ 13" in listing(found) and "by casualties.counted" in listing(found)


def test_errors_can_be_narrowed() -> None:
    gold = [report(KILLED, WOUNDED, SHELLING), report(KILLED, ident="s2")]
    assert len(errors(gold, [])) == 4
    assert len(errors(gold, [], limit=1)) == 2
    assert {e.kind for e in errors(gold, [], kind="incident")} == {"incident"}
    assert [e.report for e in errors(gold, [], report="s")] == ["s2"]
