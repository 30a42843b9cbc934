"""From a report to its claims: pure, deterministic, no store, no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from marsad.extract.claims import claims_of, read, scenes
from marsad.extract.version import fingerprint, theatres_fingerprint
from marsad.grammar.rule import Rule
from marsad.grammar.scene import Scene
from marsad.languages.ar.rules import BOOK
from marsad.model.claim import Claim
from marsad.model.report import Report
from marsad.resolve.ground import Ground, names_of
from marsad.resolve.home import home_of, theatres_of
from marsad.theatres import in_use, is_chosen

CODER = f"marsad-rules/{fingerprint()}"


class CoderFailed(Exception):
    """A fault of the coder itself that one report shows; `__cause__` is what was raised."""


def coder() -> str:
    """The coder's name and version; where theatres were chosen, of those too (their files decide what is claimed)."""
    return f"{CODER}+{theatres_fingerprint(in_use())}" if is_chosen() else CODER


def code(report: Report) -> list[Claim]:
    """The claims of the report's text, in the order of their quotes; offsets are code points of `report.text`."""
    return claims_of(report.text, report.date)


@contextmanager
def guarded() -> Iterator[None]:
    """Inside, whatever a rule raises comes out as CoderFailed, so that one report stops no batch."""
    try:
        yield
    except Exception as error:
        raise CoderFailed(f"the coder failed: {type(error).__name__}: {error}") from error


def code_title(report: Report) -> list[Claim]:
    """The claims of the report's title, coded apart; offsets are code points of `report.title`."""
    return claims_of(report.title, report.date) if report.title else []


def analyse(report: Report) -> Iterator[Scene]:
    """The sentences of the report as the rules saw them: tokens, mentions, scopes of sources, claims."""
    return iter(scenes(report.text, report.date))


def ground(report: Report) -> Ground:
    """What the names of the report's text are resolved on: what it is about, its day, the places seen in it."""
    return read(report.text, report.date)[1]


def theatres_told(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The theatres in use that the names of a report's claims tell, the one it is most about first."""
    return theatres_of(home_of(name.id for claim in claims for _, names in names_of(claim) for name in names))


def rule_of(claim: Claim) -> Rule | None:
    """The rule that made a claim, None where this coder knows none of its name."""
    return next((r for r in BOOK.rules if r.name == claim.rule), None)
