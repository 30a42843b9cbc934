"""Every Arabic rule fires on the example that its docstring opens with."""

from __future__ import annotations

import datetime as dt

import pytest

from marsad.grammar.rule import Rule
from marsad.languages.ar.rules import BOOK
from marsad.model.report import Report
from marsad.pipeline import code

REPORT = "\nعن النازحين"  # an example is a piece of a report about a war; the line claims nothing
DAY = dt.date(2016, 5, 2)


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda r: f"{r.kind}:{r.name}")
def test_rule_fires_on_its_example(rule: Rule) -> None:
    made = [(c.kind, c.rule) for c in code(Report("example", rule.example + REPORT, DAY))]
    assert (rule.kind, rule.name) in made, f"«{rule.example}» gave {made}"
