"""Theatres: the places, actors and monitors of a conflict, as data, and their loader."""

from marsad.theatres.in_use import in_use, is_chosen, use
from marsad.theatres.load import (
    Actor,
    Definition,
    Holder,
    Monitor,
    NameForm,
    Place,
    Theatre,
    Tie,
    available,
    load,
    load_folder,
    load_many,
)

__all__ = [
    "Actor",
    "Definition",
    "Holder",
    "Monitor",
    "NameForm",
    "Place",
    "Theatre",
    "Tie",
    "available",
    "in_use",
    "is_chosen",
    "load",
    "load_folder",
    "load_many",
    "use",
]
