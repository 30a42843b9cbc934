"""Meetings: talks, calls, visits and contacts between named sides, by a verb or by a noun."""

from marsad.languages.ar.rules.meetings import nouns, verbs

__all__ = ["nouns", "verbs"]
