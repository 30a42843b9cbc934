"""Commands that show pages: serve for a store, demo for the example reports."""

from __future__ import annotations

import ipaddress
import json
import os
import socket
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from marsad.cli import options
from marsad.cli.failing import REFUSED, Failed
from marsad.cli.keeping import Tally
from marsad.cli.show import warn

if TYPE_CHECKING:
    from marsad.store import Store
    from marsad.web.acting.who import People

PORT = 8765
_host = click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
_port = click.option("--port", type=click.IntRange(0, 65535), default=None, help=f"The port; 0 takes a free one.  [default: {PORT}]")


@click.command(short_help="Serve the pages of a store in the browser.")
@options.theatre
@options.db
@_host
@_port
@click.option("--team", "as_team", is_flag=True, help="Only for people with an account and a role in the project (marsad people).")
@options.people
@options.project
@click.option("--who", envvar="MARSAD_WHO", default=None, help="Without --team: whom the ledger names; by default the system's user.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="With --host: a name that the pages are reached by (repeatable).")
@click.option("--cert", type=click.Path(exists=True, dir_okay=False), help="The TLS certificate (PEM), with --key.")
@click.option("--key", type=click.Path(exists=True, dir_okay=False), help="The key of the certificate (PEM).")
@options.as_json
def serve(db: str, host: str, port: int | None, as_json: bool, as_team: bool, people: str | None, project: str | None, who: str | None,
          names: tuple[str, ...], cert: str | None, key: str | None) -> None:  # fmt: skip
    """Serve the pages of a store in the browser, to this machine only unless --host says otherwise. Ctrl-C stops it.

    \b
    Example: marsad serve --db syria.db --port 9000
             marsad serve --db syria.db --team --host 0.0.0.0 --cert cert.pem --key key.pem --name observatory.example
    """
    from marsad.web.acting.who import OnePerson

    with ExitStack() as stack:
        store = stack.enter_context(options.own(db))
        asking: People = _team(stack, db, people, project) if as_team else OnePerson(who)
        tls = {"ssl_certfile": cert, "ssl_keyfile": key} if cert and key else {}
        _serve(store, host, _listening(host, PORT if port is None else port), as_json, asking, names, tls)


def _team(stack: ExitStack, db: str, people: str | None, project: str | None) -> People:
    from marsad.cli.people import opened
    from marsad.web.team.team import Team

    file = opened(db, people)
    stack.callback(file.close)
    if not file.listed(options.project_of(db, project)):
        raise Failed(
            f"nobody has a role in the project {options.project_of(db, project)} yet: marsad people add LOGIN --role admin", REFUSED
        )
    return Team(file, options.project_of(db, project))


@click.command(short_help="Read the example reports and show them in the browser.")
@options.theatre
@click.option("--no-serve", is_flag=True, help="Print the summary and end.")
@_host
@_port
@click.option("--db", default=None, help="Keep the example reports in this file; otherwise they are gone when the demo ends.")
@options.as_json
def demo(no_serve: bool, host: str, port: int | None, db: str | None, as_json: bool) -> None:
    """Read the example reports that come with marsad, show what they say, and serve the pages. Ctrl-C stops it.

    \b
    Example: marsad demo
             marsad demo --no-serve
    """
    from marsad.store import open_store

    with ExitStack() as stack:
        folder = None if db else stack.enter_context(tempfile.TemporaryDirectory(prefix="marsad-demo-", ignore_cleanup_errors=True))
        store = stack.enter_context(open_store(db or Path(str(folder)) / "demo.db"))
        _read_examples(store, db or "a store of its own", as_json)
        if not no_serve:
            listener = _listening(host, PORT, anyway=True) if port is None else _listening(host, port)
            _serve(store, host, listener, as_json)


def _read_examples(store: Store, db: str, as_json: bool) -> None:
    from marsad.demo import reports
    from marsad.exchange.inputs import Given
    from marsad.pipeline import code, coder

    tally = Tally(db, as_json)
    for report in reports():
        claims = code(report)
        raw = report.text.encode()
        tally.add(Given(report, raw), claims, store.keep(report, claims, coder=coder(), raw=raw))
    if not as_json:
        tally.draw(0)


def _listening(host: str, port: int, anyway: bool = False) -> socket.socket:
    """A socket that listens at the address; with `anyway` to a free port where that one is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    if os.name == "posix":  # elsewhere the same option would take the port away from whoever has it
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
        return listener
    except OSError as error:
        listener.close()
        if anyway and port:
            return _listening(host, 0)
        raise Failed(f"cannot listen at {host} port {port}: {error.strerror or error}; choose another with --host and --port") from None


def _serve(
    store: Store,
    host: str,
    listener: socket.socket,
    as_json: bool,
    people: People | None = None,
    names: tuple[str, ...] = (),
    tls: dict[str, Any] | None = None,
) -> None:
    import uvicorn

    from marsad.web.app import LOCAL, create_app
    from marsad.web.team.team import Team

    in_team = isinstance(people, Team)
    if not _is_local(host) and not in_team:
        warn(f"marsad: anybody who reaches {host} can read this store and decide in it; there is no login (--team)")
    if not _is_local(host) and in_team and not tls:
        warn("marsad: passwords cross the network unencrypted unless a proxy before this adds TLS: give --cert and --key")
    app = create_app(store, hosts=names or (LOCAL if _is_local(host) else ("*",)), people=people)
    name = f"[{host}]" if ":" in host else host
    url = f"{'https' if tls else 'http'}://{name}:{listener.getsockname()[1]}/"
    click.echo(json.dumps({"url": url}) if as_json else f"marsad is at {url}  (Ctrl-C stops it)")
    with listener:
        uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, **tls or {})).run(sockets=[listener])


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
