"""Casualties: figures of people and what became of them; importing this package enters its rules."""

from marsad.languages.ar.rules.casualties import convoys, counted, events, lists, losses, parts, subjects, tolls, uncounted

__all__ = ["convoys", "counted", "events", "lists", "losses", "parts", "subjects", "tolls", "uncounted"]
