"""Statements: who is reported to say, demand, accuse, reject, deny, threaten, promise, support or worry."""

from marsad.languages.ar.rules.statements import nouns, participles, relays, verbs

__all__ = ["nouns", "participles", "relays", "verbs"]
