"""Where an incident of a bulletin happened: in the governorate that heads its line, or the lines above it."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.places.heading import heading
from marsad.languages.ar.rules.incidents.where import is_generic
from marsad.model.claim import Name
from marsad.text.fold import fold_key


def under_heading(scene: Scene, places: list[Name]) -> list[Name]:
    """The places of an incident, with the heading of its own line, or that of the lines above where it names none of its own.

    A heading that is named in the line too («إدلب:: قصف على بلدة أ بريف إدلب») adds nothing.
    """
    if (own := heading(scene.sentence)) is not None:
        words = set(fold_key(own.text).split())
        return places if any(n.span.overlaps(own.span) or words <= set(fold_key(n.text).split()) for n in places) else [*places, own]
    above: Name | None = scene.discourse.memory.get("heading")
    return [*places, above] if above is not None and all(_is_nameless(scene.sentence, n) for n in places) else places


def _is_nameless(s: Sentence, name: Name) -> bool:
    """True for «المدينة», «الريف الغربي»: a word of kind whose name is the heading's."""
    place = next((p for p in s.places if p.span.start <= name.span.start < p.span.end), None)
    return place is not None and place.id is None and (is_generic(s, place) or s.tokens[place.first].word.prefix.endswith("ال"))
