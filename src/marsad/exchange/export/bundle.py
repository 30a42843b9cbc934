"""The proof bundle, an RO-Crate 1.2: texts and bytes, claims as coded and as reviewed, records, the ledger with its decisions,
a verifier that needs Python alone, and one page that opens offline in Arabic and English (`ro-crate-preview.html`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from marsad.exchange.export.cells import lines
from marsad.exchange.export.content import GROUPS, Content, Row
from marsad.exchange.export.fields import KINDS, whole
from marsad.exchange.export.figures import Profile
from marsad.exchange.export.flat import SAID
from marsad.exchange.export.format import Format, Made
from marsad.exchange.export.packed import packed
from marsad.model.report import sha256
from marsad.model.vocabulary import KIND, TYPES

METADATA = "ro-crate-metadata.json"
CONTEXT = "https://w3id.org/ro/crate/1.2/context"
_TYPES = {".txt": "text/plain", ".json": "application/json", ".jsonl": "application/jsonl", ".py": "text/x-python", ".html": "text/html"}
_WORDS = {
    "title": ("سجل مسنود إلى نصوصه", "A record with its evidence"),
    "said": ("كل ما هنا مزعوم كما ورد في التقارير، لا حكم فيه.", "Everything here is alleged, as reported; it is no verdict."),
    "head": ("آخر بصمة في السجل", "head of the ledger"),
    "incidents": ("الحوادث", "Incidents"),
    "tolls": ("الحصائل", "Tolls"),
    "ceasefires": ("الهدن", "Ceasefires"),
    "claims": ("الادعاءات", "Claims"),
}


def write(content: Content, profile: Profile) -> Made:
    """One zip file; the same store gives the same bytes."""
    made = _files(content)
    made[METADATA] = _json(_crate(content, made))
    return Made({"marsad.bundle.zip": packed(made)}, len(content.claims))


def _files(content: Content) -> dict[str, bytes]:
    made = {f"reports/{report['key']}.txt": report["text"].encode("utf-8", "surrogatepass") for report in content.reports}
    made |= {f"coded/{key}.jsonl": "\n".join(coded).encode() for key, coded in content.proof.coded.items()}
    made |= {f"raw/{digest}": data for digest, data in content.proof.raw.items()}
    made |= {"reports.jsonl": lines(content.reports), "claims.jsonl": lines(content.claims), "ledger.jsonl": lines(content.proof.ledger)}
    if content.redaction:
        made["redaction.json"] = _json(dict(content.redaction))
    made["records.json"] = _json({group: content.records[group] for group in GROUPS})
    made["verify.py"] = _part("bundle_verify.txt").encode()
    made["ro-crate-preview.html"] = _part("bundle_viewer.html").replace("{{DATA}}", _inside(_shown(content))).encode()
    return made


def _shown(content: Content) -> Row:
    """What the page shows, with all its words in both languages."""
    words = {code: {"ar": told.ar, "en": told.en} for table in (KIND, *TYPES.values()) for code, told in table.items()}
    words |= {key: {"ar": ar, "en": en} for key, (ar, en) in _WORDS.items()}
    records = {group: content.records[group] for group in ("incidents", "tolls", "ceasefires")}
    return {"reports": content.reports, "claims": content.claims, "records": records, "head": _head(content), "words": words}


def _inside(value: Any) -> str:
    """JSON that may stand inside a script element: no `<` in it ends anything."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _head(content: Content) -> str:
    return str(content.proof.ledger[-1]["hash"]) if content.proof.ledger else ""


def _crate(content: Content, made: Mapping[str, bytes]) -> Row:
    """The metadata: the crate, and each file with what it is and its hash."""
    reports = {f"reports/{report['key']}.txt": report for report in content.reports}
    listed = [_file(reports, name, made[name]) for name in sorted(made)]
    days = [entry["at"] for entry in content.proof.ledger]
    root: Row = {"@id": "./", "@type": "Dataset", "name": f"marsad: claims and records, {SAID}", "identifier": _head(content)}
    root |= {"description": f"{SAID}; `identifier` is the head of the ledger. Check it: python verify.py", "inLanguage": ["ar", "en"]}
    root |= {"datePublished": max(days, default="1970-01-01T00:00:00Z"), "license": "see the outlets of the reports"}
    root |= {"hasPart": [{"@id": file["@id"]} for file in listed]}
    about: Row = {"@id": METADATA, "@type": "CreativeWork", "about": {"@id": "./"}}
    return {"@context": CONTEXT, "@graph": [about | {"conformsTo": {"@id": "https://w3id.org/ro/crate/1.2"}}, root, *listed]}


def _file(reports: Mapping[str, Row], name: str, data: bytes) -> Row:
    ending = name[name.rfind(".") :] if "." in name else ""
    row: Row = {"@id": name, "@type": "File", "name": name, "contentSize": str(len(data)), "sha256": sha256(data)}
    row["encodingFormat"] = _TYPES.get(ending, "application/octet-stream")
    report = reports.get(name)
    if report:
        told = {
            "name": report["title"] or report["id"],
            "publisher": report["outlet"],
            "datePublished": report["date"],
            "url": report["url"],
        }
        row |= {key: value for key, value in told.items() if value}
    return row


def _part(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


BUNDLE = Format(
    "bundle",
    ".zip",
    "proof bundle, RO-Crate 1.2",
    write,
    whole("reports", where="reports.jsonl {1}") | whole(*KINDS, where="claims.jsonl {1}") | whole(*GROUPS, where="records.json {0}.{1}"),
    "nothing is lost",
    binary=True,
)
