"""What comes out of a gazetteer or a list of actors that a user fetched, before it becomes rows of a theatre."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.theatres.boundaries import Polygons


@dataclass(frozen=True, slots=True)
class FetchedPlace:
    """A place of another gazetteer; `parents` are codes of what it lies in, nearest first; `where` is `file:line`.

    `polygons` are its boundary as the coordinates of a GeoJSON MultiPolygon, empty where the gazetteer has only a point.
    """

    name_ar: str
    name_en: str
    type: str
    lat: float | None
    lon: float | None
    code: str = ""
    parents: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    source: str = ""
    where: str = ""
    polygons: Polygons = ()


@dataclass(frozen=True, slots=True)
class FetchedActor:
    """A body, force or group of another list."""

    name_ar: str
    name_en: str
    type: str = "unidentified"
    side: str = ""
    begins: str = ""
    ends: str = ""
    names: tuple[str, ...] = ()
    source: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Unfit:
    """A row that cannot become a place or an actor: where it stands, why, and what would be right."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"
