"""Reports written for the tests of the pages, with claims tied to their words by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from marsad.model.claim import Casualties, Ceasefire, Claim, Incident, Name, Statement
from marsad.model.report import Report
from marsad.model.span import Span

CODER = "by-hand/1"
DAY = dt.date(2016, 5, 2)

NESTED = (
    "😀 قُتِلَ 12 مدنيّاً بينهم 3 أطفال في حلب 👍🏽، وفق المرصد.\r\n\r\n"
    "وقال الناطق إن الهدنة «صامدة» 🕊️ منذ الجمعة، وأُصيب 7 آخرون بجروح في قصف طال حي السكري. ولم يُعرف مصير 31 شخصاً."
)
HOSTILE = (
    '</script><script>window.ran = "text"</script><img src=x onerror="window.ran = 1"> قصف & <b>دمار</b> في حلب {{ 7 * 7 }}\n'
    '"]}<!-- <script> لا شيء'
)
HOSTILE_NAME = "<script>window.ran = 'name'</script>"


class Text:
    """A text and its words, found by what they are."""

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, words: str) -> Span:
        """Where the words stand, which must be once."""
        assert self.text.count(words) == 1, words
        return Span(self.text.index(words), self.text.index(words) + len(words))

    def name(self, words: str, ident: str | None = None) -> Name:
        """The words as a name."""
        return Name(words, self.span(words), ident)

    def base(self, quote: str, trigger: str | None = None, rule: str = "sample.rule") -> dict[str, Any]:
        """What every claim has, for a quote of this text."""
        return {"quote": quote, "span": self.span(quote), "trigger": self.span(trigger or quote), "rule": rule}


def nested() -> tuple[Report, list[Claim]]:
    """A report with emoji, vowel signs, CRLF, and a claim inside a claim."""
    t = Text(NESTED)
    monitor, place = t.name("المرصد"), t.name("حلب", "sy/aleppo/aleppo")
    whole = t.base("قُتِلَ 12 مدنيّاً بينهم 3 أطفال", "12 مدنيّاً")
    part = t.base("3 أطفال")
    claims: list[Claim] = [
        Casualties(**whole, outcome="killed", min=12, max=12, who=("civilians",), places=(place,), source=(monitor,), when=(DAY, DAY)),
        Casualties(**part, outcome="killed", min=3, max=3, who=("children",), of=whole["quote"], of_span=whole["span"], source=(monitor,)),
        Statement(**t.base("وقال الناطق", "وقال"), act="say", speaker=(t.name("الناطق"),)),
        Ceasefire(**t.base("الهدنة «صامدة»", "صامدة"), action="holding", starts=dt.date(2016, 4, 29), hours=72),
        Casualties(**t.base("وأُصيب 7 آخرون", "7"), outcome="wounded", min=7, max=None, approx="at_least"),
        Incident(**t.base("قصف طال حي السكري", "قصف"), incident_type="shelling", places=(t.name("حي السكري"),), status="denied"),
    ]
    return Report("nested", NESTED, DAY, "جريدة العينة", "12 قتيلاً 🕊️ في حلب والهدنة صامدة", "https://example.org/1", "given"), claims


def hostile() -> tuple[Report, list[Claim]]:
    """A report whose every part tries to be markup."""
    t = Text(HOSTILE)
    quote = 'onerror="window.ran = 1"> قصف & <b>دمار</b>'
    by = Name(HOSTILE_NAME, t.span("قصف"))
    claim = Incident(**t.base(quote, "قصف", rule="<i>rule</i>"), incident_type="shelling", by=(by,), source=(by,))
    title = "</title><script>window.ran = 'title'</script>\"'><svg onload=window.ran=2>"
    return Report("hostile<&>'\"", HOSTILE, DAY, '"><svg onload="window.ran=3">', title, "javascript:window.ran=4", "given"), [claim]


def samples() -> list[tuple[Report, list[Claim]]]:
    """All of them, one report without anything known of it and one without a claim among them."""
    t = Text("انسحب الجيش من القرية.")
    bare: list[Claim] = [Incident(**t.base("انسحب الجيش"), incident_type="withdrawal", by=(t.name("الجيش"),))]
    many: list[tuple[Report, list[Claim]]] = [
        (Report(f"many-{i:02}", f"لا شيء في اليوم {i}.", DAY - dt.timedelta(i + 1), "نشرة"), []) for i in range(30)
    ]
    return [nested(), hostile(), (Report("bare", t.text), bare), *many]
