"""Incidents: what was done to people, places or things, in all the grammatical dress in which it is told."""

from marsad.languages.ar.rules.incidents import (
    convoys,
    crowds,
    falls,
    halves,
    hits,
    marches,
    modes,
    movements,
    operations,
    shots,
    sided,
    told,
    wars,
    weapons,
)

__all__ = [
    "convoys",
    "crowds",
    "falls",
    "halves",
    "hits",
    "marches",
    "modes",
    "movements",
    "operations",
    "shots",
    "sided",
    "told",
    "wars",
    "weapons",
]
