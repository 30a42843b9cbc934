"""Who speaks to whom, as a drawing: statements whose addressee the text names, and positions that are put to somebody."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marsad.model.claim import Name, Statement
from marsad.web.record.desk import Desk, Row
from marsad.web.record.told import Said

DRAWN = 16  # speakers and addressees in the drawing
STEP = 30
LEVELS = ("for", "ask", "say", "against")
TONES = {
    "support": "for",
    "commit": "for",
    "reject": "against",
    "deny": "against",
    "threaten": "against",
    "accuse": "against",
    "demand": "ask",
}
Pair = tuple[str, str, str]  # speaker, addressee, stance


@dataclass(frozen=True, slots=True)
class Line:
    """From a speaker to an addressee: heights, how thick, the stance and its tone, the claims in the order of their days."""

    speaker: str
    to: str
    stance: str
    tone: str
    low: float
    high: float
    wide: float
    claims: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Who speaks to whom: the speakers, the addressees and the lines between them."""

    speakers: list[str]
    addressees: list[str]
    lines: list[Line]

    @property
    def height(self) -> int:
        """How high the drawing is, in pixels."""
        return STEP * max(len(self.speakers), len(self.addressees)) + 10


def tone(stance: str) -> str:
    """`for`, `against`, `ask` or `say`: how a stance is drawn."""
    return TONES.get(stance, "say")


def drawing(at: Desk, positions: Iterable[Row], statements: Iterable[Said]) -> Drawing | None:
    """Who speaks to whom in these; None where nobody is addressed."""
    spoken = _spoken(at, positions, statements)
    speakers, addressees = _most(spoken, 0), _most(spoken, 1)
    lines = [
        Line(*pair, tone(pair[2]), *_levels(speakers, addressees, pair), min(1.5 + len(said), 8), tuple(said.values()))
        for pair, said in sorted(spoken.items())
        if pair[0] in speakers and pair[1] in addressees
    ]
    return Drawing(speakers, addressees, lines) if lines else None


def _spoken(at: Desk, positions: Iterable[Row], statements: Iterable[Said]) -> dict[Pair, dict[str, Said]]:
    """The claims of each speaker, addressee and stance, each claim once."""
    found: dict[Pair, dict[str, Said]] = defaultdict(dict)
    for row in positions:
        if row["to"] and (said := at.said(row["claim"])):
            for to in called(said, row["to"]):
                found[str(row["actor"]), to, str(row["stance"])][said.ref] = said
    taken = {ref for claims in found.values() for ref in claims}
    for said in statements:
        if isinstance(said.claim, Statement) and said.ref not in taken:
            for name in said.claim.speaker:
                for one in said.claim.to:
                    found[_ident(name), _ident(one), said.claim.act][said.ref] = said
    return found


def called(said: Said, names: Iterable[str]) -> list[str]:
    """These addressees of a claim by their ids where a theatre knows them, else in the words of the text."""
    known = {n.text: n.id for n in said.claim.to if n.id} if isinstance(said.claim, Statement) else {}
    return [known.get(name) or name for name in names]


def _ident(name: Name) -> str:
    return name.id or name.text


def _most(spoken: Mapping[Pair, Mapping[str, Said]], side: int) -> list[str]:
    """The names that most claims have on this side of the drawing."""
    sums: Counter[str] = Counter()
    for pair, claims in spoken.items():
        sums[pair[side]] += len(claims)
    return [name for name, _ in sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))[:DRAWN]]


def _levels(speakers: list[str], addressees: list[str], pair: Pair) -> tuple[float, float]:
    """Where a line begins and ends: each tone a little apart, so that two lines between the same two are seen."""
    apart = 4 * (LEVELS.index(tone(pair[2])) - 1.5) + 24
    return STEP * speakers.index(pair[0]) + apart, STEP * addressees.index(pair[1]) + apart
