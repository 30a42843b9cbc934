"""What each check of the figures is called and looks for, in the visitor's language."""

from __future__ import annotations

from collections.abc import Callable

from marsad.web.language import Speech

Words = tuple[str, str]


def severities(ui: Speech) -> dict[str, str]:
    """What the severities are called, the most grave first."""
    return {"impossible": ui.plain("one must be wrong"), "unlikely": ui.plain("unlikely"), "missing": ui.plain("never seen")}


def check(code: str, ui: Speech) -> Words:
    """(name, what it finds) of a check; the code itself where it is new."""
    for group in (_parts, _series, _reports):
        if found := group(ui).get(code):
            return found
    return code.replace("_", " "), ""


def _parts(ui: Speech) -> dict[str, Words]:
    say: Callable[[str], str] = ui.plain
    return {
        "part_over_whole": (say("Part over whole"), say("A part is larger than the whole that it is a part of.")),
        "parts_over_whole": (say("Parts over whole"), say("Parts that share nobody are together larger than their whole.")),
        "part_of_part_over_whole": (say("Part of a part"), say("A part of a part is larger than that part.")),
        "stated_sum": (say("Stated sum"), say("The sum that is stated is not what its parts make.")),
        "civilians_and_armed": (say("Civilians and armed"), say("Civilians and armed together are not the whole.")),
        "some_over_all": (say("Some over all"), say("More of some people than of all people.")),
        "town_over_country": (say("Town over region"), say("More in a town than in the region that holds it.")),
    }


def _series(ui: Speech) -> dict[str, Words]:
    say: Callable[[str], str] = ui.plain
    return {
        "falls": (say("Falling toll"), say("A running toll is lower than it was before.")),
        "transposed": (say("Digits changed places"), say("Two figures of one toll differ by digits that changed places.")),
        "extra_digit": (say("A digit too many"), say("A toll grew about tenfold from one figure to the next.")),
        "growth_and_daily": (say("Growth and daily figures"), say("The growth of a toll is not what the days' own figures make.")),
        "missing_issue": (say("Missing bulletin"), say("A bulletin was never seen, and its figure follows from those beside it.")),
        "toll_under_days": (say("Toll under a day"), say("A toll is lower than one of its own days.")),
        "longer_and_smaller": (say("Longer and smaller"), say("The toll of a longer time is lower than that of a shorter one.")),
    }


def _reports(ui: Speech) -> dict[str, Words]:
    say: Callable[[str], str] = ui.plain
    return {
        "headline_and_body": (say("Headline and body"), say("The headline gives one figure and the body another.")),
        "period_and_length": (say("Period and length"), say("The days that are said are not those of the calendar.")),
        "period_and_day": (say("Period after the report"), say("The toll runs until after the report that tells it.")),
        "bounds": (say("Bounds"), say("The least is more than the most.")),
        "none_and_some": (say("None and some"), say("Nobody and somebody in one report.")),
    }
