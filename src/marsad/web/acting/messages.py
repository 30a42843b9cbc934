"""What a page says once after an act: a code in a short-lived cookie, its words here, so that nothing else can be put on a page."""

from __future__ import annotations

from markupsafe import Markup

from marsad.web.language import Speech

TOLD = "marsad_told"


def notice(code: str | None, ui: Speech) -> Markup | None:
    """The message of this code in the visitor's language; None for a code that is none."""
    say = ui.say
    known = {
        "decided": say("Your decision is in the ledger."),
        "report-withdrawn": say("The report is withdrawn: no list, search or record has it any more."),
        "report-restored": say("The report stands again."),
        "erased": say("It is erased. Copies of the file that were made before still hold it."),
        "saved": say("Saved."),
        "signed-out": say("You are signed out."),
        "password": say("The password is set: sign in with it."),
        "taken_in_part": say("What could be kept is kept; what could not stands below with the reason."),
        "taken_in": say("What you brought is kept."),
        "put_away": say("What you brought is put away; nothing of it was kept."),
        "withdrawn": say("The decision is taken back."),
    }
    return known.get(code or "")
