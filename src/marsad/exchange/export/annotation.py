"""W3C Web Annotation with PROV-O, as JSON-LD: an annotation for each claim on the characters that say it; nothing is lost.

Positions are Unicode code points of the text as received. The claim is the body, as JSON; reports and records stand in the
collection as JSON literals (JSON-LD 1.1), so that the file gives everything back.
"""

from __future__ import annotations

import json

from marsad.exchange.export.content import GROUPS, Content, Row
from marsad.exchange.export.fields import KINDS, whole
from marsad.exchange.export.figures import Profile
from marsad.exchange.export.flat import SAID
from marsad.exchange.export.format import Format, Made

AROUND = 32
_LITERAL = {"@type": "@json"}
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "prov": "http://www.w3.org/ns/prov#",
        "marsad": "urn:marsad:",
        "claim": {"@id": "marsad:claim", **_LITERAL},
        "reports": {"@id": "marsad:reports", **_LITERAL},
        "records": {"@id": "marsad:records", **_LITERAL},
        "unit": "marsad:unit",
        "as_reported": "marsad:as_reported",
        "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
        "wasGeneratedBy": "prov:wasGeneratedBy",
        "hadPrimarySource": "prov:hadPrimarySource",
        "wasQuotedFrom": {"@id": "prov:wasQuotedFrom", "@type": "@id"},
    },
]


def write(content: Content, profile: Profile) -> Made:
    """One annotation collection with its page of annotations."""
    items = [_annotation(content, claim) for claim in content.claims]
    page = {"type": "AnnotationPage", "id": "urn:marsad:page:1", "startIndex": 0, "items": items}
    told: Row = {"@context": CONTEXT, "id": "urn:marsad:claims", "type": "AnnotationCollection", "label": f"claims, {SAID}"}
    told |= {"total": len(items), "first": page, "reports": list(content.reports)}
    told |= {"records": {group: content.records[group] for group in GROUPS}}
    return Made({"marsad.jsonld": json.dumps(told, ensure_ascii=False).encode()}, len(items))


def _annotation(content: Content, claim: Row) -> Row:
    report = f"urn:marsad:report:{claim['key']}"
    told: Row = {"id": f"urn:marsad:claim:{claim['claim_id']}", "type": "Annotation", "motivation": "describing"}
    told |= {"as_reported": SAID, "canonical": content.link(claim) if content.base else f"{report}#c={claim['start']}-{claim['end']}"}
    told |= {"body": {"type": "Dataset", "format": "application/json", "claim": claim}, "target": _target(content, claim, report)}
    told |= {"wasDerivedFrom": report, "wasQuotedFrom": report, "wasGeneratedBy": f"urn:marsad:rule:{claim['rule']}"}
    return told | {"hadPrimarySource": list(claim["source"])}


def _target(content: Content, claim: Row, report: str) -> Row:
    text = content.by_report.get(claim["report"], {}).get("text", "")
    start, end = claim["start"], claim["end"]
    quote = {"type": "TextQuoteSelector", "exact": claim["quote"], "prefix": text[max(0, start - AROUND) : start]}
    quote |= {"suffix": text[end : end + AROUND]}
    place = {"type": "TextPositionSelector", "start": start, "end": end, "unit": "Unicode code points"}
    return {"type": "SpecificResource", "source": report, "selector": [place, quote]}


ANNOTATION = Format(
    "annotation",
    ".jsonld",
    "W3C Web Annotation and PROV-O, JSON-LD",
    write,
    whole(*KINDS, where="body.claim.{1}") | whole("reports", where="reports.{1}") | whole(*GROUPS, where="records.{0}.{1}"),
    "nothing is lost",
)
