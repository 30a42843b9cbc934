"""A scripted reviewer at the keyboard: 200 claims under each layout, and how many keys an accepted and a corrected claim cost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from marsad.model.claim import Casualties, Claim
from marsad.model.report import Report
from marsad.model.span import Span
from marsad.pipeline.reviewing import reviews
from marsad.store import Store, open_store
from tests.web.serving import served
from tests.web.typing_keys import Typist

pytestmark = pytest.mark.browser
CLAIMS, REPORTS = 200, 5
WRONG, NOT_SO = 7, 11  # every seventh figure is misread, every eleventh claim is none


def truth(n: int) -> int:
    """The figure that the text gives for claim n."""
    return 11 + n % 80


def report(number: int) -> tuple[Report, list[Claim]]:
    """A report of forty sentences with one figure each, as a coder read it: some figures misread, some claims none."""
    text, claims = "", []
    for n in range(number * CLAIMS // REPORTS, (number + 1) * CLAIMS // REPORTS):
        at = len(text) + len("وقتل ")
        text += f"وقتل {truth(n)} شخصاً في الحادثة {n}.\n"
        span = Span(at, at + len(f"{truth(n)} شخصاً"))
        figure = truth(n) + (100 if n % WRONG == 3 else 0)
        trigger = Span(span.start, span.start + 2)
        claims.append(Casualties(quote=span.of(text), span=span, trigger=trigger, rule="r", outcome="killed", min=figure, max=figure))
    return Report(f"session-{number}", text, dt.date(2016, 5, 2), "نشرة", date_from="given"), list(claims)


def review(page: Any, typist: Typist, number: int, keys: dict[str, list[int]]) -> None:
    """Judges every claim of the report that is open, in the order of its text, and counts the keys of each."""
    typist.press("KeyJ")
    for n in range(number * CLAIMS // REPORTS, (number + 1) * CLAIMS // REPORTS):
        before = typist.pressed
        if n % NOT_SO == 5:
            typist.press("KeyX", "Digit1")
            verb = "reject"
        elif n % WRONG == 3:
            typist.press("KeyE", *(f"Digit{digit}" for digit in str(truth(n))), "Enter")
            verb = "correct"
        else:
            typist.press("KeyA")
            verb = "accept"
        keys[verb].append(typist.pressed - before)
    page.wait_for_selector("html[data-busy='0']")


@pytest.mark.parametrize("layout", ["latin", "arabic"])
def test_a_claim_is_accepted_with_one_key_and_corrected_with_few(browser: Any, tmp_path: Path, layout: str) -> None:
    keys: dict[str, list[int]] = {"accept": [], "reject": [], "correct": []}
    with open_store(tmp_path / "session.db") as store, served(store) as address:
        for number in range(REPORTS):
            store.keep(*report(number), coder="by-hand/1")
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        for number in range(REPORTS):
            page.goto(f"{address}/r/session-{number}?lang={'ar' if layout == 'arabic' else 'en'}")
            page.wait_for_selector("html[data-ready=reader]")
            review(page, Typist(page, layout), number, keys)
        page.context.close()
        assert outcome(store) == expected()
    spent = {verb: sum(each) / len(each) for verb, each in keys.items()}
    print(f"{layout}: " + ", ".join(f"{len(keys[verb])} {verb}: {mean:.2f} keys each" for verb, mean in spent.items()))
    assert sum(map(len, keys.values())) == CLAIMS
    assert spent["accept"] <= 1.2 and spent["correct"] <= 6


def outcome(store: Store) -> dict[str, tuple[str, int | None]]:
    """What stands of each claim, by its sentence: its state and its figure."""
    found = {}
    for stored, one in reviews(store):
        line = stored.report.text.count("\n", 0, one.claim.span.start)
        found[f"{stored.id}/{line}"] = (one.state, getattr(one.claim, "min", None))
    return found


def expected() -> dict[str, tuple[str, int | None]]:
    """What a faultless reviewer leaves."""
    size = CLAIMS // REPORTS
    made: dict[str, tuple[str, int | None]] = {}
    for n in range(CLAIMS):
        misread = n % WRONG == 3
        state = "rejected" if n % NOT_SO == 5 else "corrected" if misread else "accepted"
        made[f"session-{n // size}/{n % size}"] = (state, truth(n) + (100 if misread and state == "rejected" else 0))
    return made
