"""What is told of a ceasefire, before it becomes a claim."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.languages.ar.rules.ceasefires.acts import Act
from marsad.languages.ar.rules.ceasefires.things import Thing


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a ceasefire: the action, the thing or (where it is only meant) None, the deciding act, the outermost
    act of those who do it, and the tokens [first, stop) that tell it."""

    action: str
    thing: Thing | None
    act: Act | None
    first: int
    stop: int
    doing: Act | None = None
    reach: int = 0

    @property
    def begin(self) -> int:
        """The token from which terms and areas are told."""
        if self.thing:
            return self.thing.last
        return self.act.at if self.act else self.first
