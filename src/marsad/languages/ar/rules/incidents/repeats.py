"""Second mentions: a definite noun that says nothing new of what the report has told (`الغارات الروسية` again)."""

from __future__ import annotations

from marsad.grammar.scene import Scene
from marsad.languages.ar.rules.incidents.frame import Frame
from marsad.model.claim import Incident, Name
from marsad.text.fold import fold_key


def is_repeat(scene: Scene, code: str, frame: Frame, *, bare: bool) -> bool:
    """True where an incident of this type, with all the agents and places of the frame and its day, has been told before.

    A `bare` noun does not say how it struck: `القصف` may take up an air strike.
    """
    earlier: list[Incident] = scene.discourse.memory.get("told", [])
    types = {code, "air_strike"} if bare and code == "shelling" else {code}
    return any(c.incident_type in types and _adds_nothing(frame, c) for c in earlier)


def keep_told(scene: Scene, claim: Incident) -> None:
    """Remembers the claim for the sentences that follow."""
    scene.discourse.memory.setdefault("told", []).append(claim)


def _adds_nothing(frame: Frame, claim: Incident) -> bool:
    if frame.when is not None and frame.when != claim.when:
        return False
    return _within(frame.by, claim.by) and _within(frame.places, claim.places)


def _within(names: list[Name], known: tuple[Name, ...]) -> bool:
    return all(any(_same(a, b) for b in known) for a in names)


def _same(a: Name, b: Name) -> bool:
    """True where the words of one name hold those of the other, articles left out."""
    x, y = ({fold_key(w).removeprefix("ال") for w in n.text.split()} for n in (a, b))
    return x <= y or y <= x
