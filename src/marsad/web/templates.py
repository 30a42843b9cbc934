"""Rendering a page in the visitor's language: reads the wishes (query, cookie, browser), keeps them, fills the template."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from marsad.model.claim import KINDS
from marsad.web import known
from marsad.web.acting import tokens
from marsad.web.acting.messages import TOLD, notice
from marsad.web.acting.rights import act_of_verb
from marsad.web.acting.who import NOBODY, Who
from marsad.web.givens import in_words
from marsad.web.language import DIGITS, DIRECTION, THEMES, Speech, bdi
from marsad.web.offsets import verbatim

WISHES = {"lang": tuple(DIRECTION), "digits": tuple(DIGITS), "theme": THEMES}
YEAR = 365 * 24 * 3600


def wishes(request: Request) -> dict[str, str]:
    """The language, digits and theme asked for: by the query, else the cookie, else the browser's language."""
    asked = {}
    for key, allowed in WISHES.items():
        for given in (request.query_params.get(key), request.cookies.get(f"marsad_{key}")):
            if given in allowed:
                asked[key] = given
                break
    asked.setdefault("lang", _preferred(request.headers.get("accept-language", "")))
    return asked


def _preferred(header: str) -> str:
    spoken = (part.split(";")[0].strip().lower()[:2] for part in header.split(","))
    return next((language for language in spoken if language in DIRECTION), "ar")


def speech(request: Request) -> Speech:
    """How this visitor wants the pages."""
    asked = wishes(request)
    return Speech(asked["lang"], asked.get("digits", "latn"), asked.get("theme", "auto"))


def report_url(ident: str, span: tuple[int, int] | None = None) -> str:
    """The address of the reader, lighting these characters if given."""
    return f"/r/{quote(ident, safe='')}" + (f"#c={span[0]}-{span[1]}" if span else "")


def outward(url: str | None) -> str | None:
    """The url if it is one that a link may lead to (http or https), else None."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


class Pages:
    """The templates, every value in them escaped."""

    def __init__(self) -> None:
        loader = FileSystemLoader(Path(__file__).parent / "templates")
        self.env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        self.env.filters |= {"bdi": bdi, "verbatim": verbatim}
        self.env.tests |= {"incident_ref": lambda ref: "#incident@" in ref, "ceasefire_ref": lambda ref: "#ceasefire@" in ref}
        self.env.globals |= {
            "report_url": report_url,
            "outward": outward,
            "on_map": known.on_map,
            "known_name": known.name,
            "KINDS": tuple(KINDS),
        }

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """The filled template as a response that also keeps the wishes given in the query."""
        ui = speech(request)
        who: Who = getattr(request.state, "who", NOBODY)
        secret = tokens.seat(request) or tokens.new_seat()
        context = {
            "who": who,
            "token": tokens.token(secret, who.session),
            "person": _named(request, who),
            "may": lambda verb: who.may(act_of_verb(verb)),
            "notice": notice(request.cookies.get(TOLD), ui),
            "ui": ui,
            "say": ui.say,
            "say_n": ui.say_n,
            "plain": ui.plain,
            "plain_n": ui.plain_n,
            "given_words": lambda given: in_words(given, ui),
            "here": _here(request),
            "path": request.scope["path"],
        } | values
        response = HTMLResponse(self.env.get_template(template).render(context), status)
        for key in WISHES:
            if request.query_params.get(key) in WISHES[key]:
                response.set_cookie(f"marsad_{key}", request.query_params[key], max_age=YEAR, httponly=True, samesite="lax")
        if secret != tokens.seat(request):
            response.set_cookie(tokens.SEAT, secret, max_age=YEAR, httponly=True, samesite="strict", secure=_secure(request))
        if context["notice"]:
            response.delete_cookie(TOLD, httponly=True, samesite="strict")
        response.headers["Vary"] = "Cookie, Accept-Language"
        return response


def _named(request: Request, who: Who) -> Callable[[str], str]:
    """What somebody whom the ledger names is called to this visitor: colleagues by name, to outsiders by alias."""
    people = getattr(request.app.state, "people", None)
    names: dict[str, str] = people.names() if people and who.may("propose") else {}
    return lambda actor: names.get(actor, actor)


def _secure(request: Request) -> bool:
    return request.url.scheme == "https"


def _here(request: Request) -> Any:
    def address(**changes: str | int | None) -> str:
        kept = {k: v for k, v in request.query_params.items() if v} | changes
        for name in ("page", "after") if "page" not in changes else ():
            kept.pop(name, None)
        query = urlencode({k: v for k, v in kept.items() if v is not None})
        return quote(request.scope["path"]) + (f"?{query}" if query else "")

    return address
