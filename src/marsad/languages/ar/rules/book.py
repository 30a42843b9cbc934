"""The Arabic rulebook: every rule enters itself here when its module is imported."""

from __future__ import annotations

from marsad.grammar.rule import Rulebook

BOOK = Rulebook()
