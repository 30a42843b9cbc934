"""Wars, which are told only where a side wages one: `خاضت موسكو حربين مع الانفصاليين`, `الحرب بين الجيش والمتمردين`."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.languages.ar.groups import group
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.incidents.clashes import between
from marsad.languages.ar.rules.incidents.frame import Frame
from marsad.languages.ar.rules.incidents.light import governor, light_subject
from marsad.languages.ar.rules.incidents.make import incident
from marsad.languages.ar.rules.incidents.moment import when_of
from marsad.languages.ar.rules.incidents.targets import target_of
from marsad.languages.ar.rules.incidents.telling import is_told
from marsad.languages.ar.rules.incidents.where import places_of
from marsad.model.claim import Claim

NEAR = 4
WORDS_OF = group("no_war")


@BOOK.rule("incident", "war")
def waged(scene: Scene, i: int) -> Iterator[Claim]:
    """«خاض الجيش حربين مع المتمردين في صعدة»: a war with the side that wages it, or with both its sides."""
    s = scene.sentence
    if not is_told(scene, i) or any(s.key(j) in WORDS_OF for j in range(i + 1, i + NEAR)):
        return
    by, against = between(s, i + 1, far=False)
    verb = governor(scene, i)
    if not by and verb is not None:
        by, against = light_subject(scene, i) or [], against or target_of(s, i + 1)
    if len(by) > 1 and not against:
        by, against = by[:1], by[1:]
    if by and against:
        frame = Frame(by=by, against=against, places=places_of(scene, i, i + 1), when=when_of(scene, i, i + 1), last=i + 2)
        yield incident(scene, i, i + 1, "armed_clash", frame, verb)
