"""Commands about people: who has which role in the project of a store, invitations, tokens for programs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli import options
from marsad.cli.failing import REFUSED, Failed
from marsad.cli.show import Column, count, table
from marsad.web.acting.rights import FOR_TOKENS, ROLES

if TYPE_CHECKING:
    from marsad.web.team.people import PeopleFile

BY = "the keeper of the machine"
_role = click.option("--role", "roles", multiple=True, type=click.Choice(tuple(ROLES)), help="A role in the project (repeatable).")


@click.group(short_help="Invite people to a project, give them roles and tokens.")
def people() -> None:
    """Invite people to the project of a store and say what they may do; `marsad serve --team` then lets in nobody else.

    \b
    Example: marsad people add rana --name "رنا" --role reviewer --db syria.db
             marsad people list --db syria.db --json
    """


def opened(db: str, path: str | None) -> PeopleFile:
    """The file of people that is named, or people.db beside the store."""
    from marsad.web.team.people import PeopleFile

    return PeopleFile(place(db, path))


def place(db: str, path: str | None) -> Path:
    """Where the file of people is: as named, else beside the store's file, for a database in the folder one is in."""
    from marsad.store import is_postgres

    return Path(path) if path else Path("people.db") if is_postgres(db) else Path(db).parent / "people.db"


@contextmanager
def _file(db: str, path: str | None) -> Iterator[PeopleFile]:
    file = opened(db, path)
    try:
        yield file
    except (LookupError, ValueError) as error:
        raise Failed(str(error), REFUSED) from None
    finally:
        file.close()


def _invitation(token: str, login: str) -> None:
    click.echo(f"{login} chooses a password within three days, once, at the pages' address followed by:")
    click.echo(f"/invited/{token}")


@people.command()
@click.argument("login")
@click.option("--name", required=True, help="What colleagues call the person; shown to nobody else.")
@click.option("--alias", help="What the ledger and exports call the person; made up if not given.")
@_role
@options.db
@options.people
@options.project
def add(login: str, name: str, alias: str | None, roles: tuple[str, ...], db: str, people: str | None, project: str | None) -> None:
    """Add an account and print the address at which the person chooses a password."""
    with _file(db, people) as file:
        _invitation(file.add(BY, login, name, options.project_of(db, project), roles, alias), login)


@people.command("list")
@options.db
@options.people
@options.project
@options.as_json
def listed(db: str, people: str | None, project: str | None, as_json: bool) -> None:
    """List the people of the project, their aliases and roles."""
    with _file(db, people) as file:
        found = file.listed(options.project_of(db, project))
    if as_json:
        options.echo_json(
            {"login": p.login, "name": p.name, "alias": p.alias, "roles": p.roles, "disabled": p.disabled, "totp": p.totp} for p in found
        )
        return
    if found:
        columns = [Column("login"), Column("name", True), Column("alias", True), Column("roles", True), Column("state")]
        state = {(True, True): "disabled", (True, False): "disabled", (False, True): "invited"}
        table(columns, ([p.login, p.name, p.alias, ", ".join(p.roles) or "-", state.get((p.disabled, p.invited), "-")] for p in found))
    click.echo(f"{len(found):,} in the project {options.project_of(db, project)}")


@people.command()
@click.argument("login")
@_role
@options.db
@options.people
@options.project
def role(login: str, roles: tuple[str, ...], db: str, people: str | None, project: str | None) -> None:
    """Give the person these roles in the project instead of the former ones; without --role none."""
    with _file(db, people) as file:
        file.set_roles(BY, login, options.project_of(db, project), roles)
    click.echo(f"{login}: {', '.join(roles) or 'no role'} in {options.project_of(db, project)}")


@people.command()
@click.argument("login")
@options.db
@options.people
def invite(login: str, db: str, people: str | None) -> None:
    """Print a new address to choose a password at; the old password, its one-time codes and sessions end."""
    with _file(db, people) as file:
        _invitation(file.invite(BY, login), login)


@people.command()
@click.argument("login")
@click.option("--again", is_flag=True, help="Enable the person again.")
@click.option(
    "--forget", is_flag=True, help="Take the account out of the file: login, name and hashes are gone, the alias stays in the ledger."
)
@options.db
@options.people
def disable(login: str, again: bool, forget: bool, db: str, people: str | None) -> None:
    """Let a person in no longer: sessions, tokens and invitations end at once."""
    with _file(db, people) as file:
        if forget:
            file.forget(BY, login)
        else:
            file.disable(BY, login, not again)
    click.echo(f"{login}: {'forgotten' if forget else 'enabled' if again else 'disabled'}")


@people.command()
@click.argument("login")
@click.option("--may", "acts", multiple=True, type=click.Choice(sorted(FOR_TOKENS)), help="An act (repeatable).")
@click.option("--days", type=click.FloatRange(min=0, max=366, min_open=True), default=90, show_default=True, help="It ends after so many.")
@click.option("--for", "name", default="", help="What it is for.")
@click.option("--end", is_flag=True, help="End all tokens of the person instead.")
@options.db
@options.people
@options.project
def token(login: str, acts: tuple[str, ...], days: float, name: str, end: bool, db: str, people: str | None, project: str | None) -> None:
    """Make a token for a program that uses the API in the person's name; it is shown once. Without --may it may read."""
    with _file(db, people) as file:
        if end:
            click.echo(count(file.end_keys(BY, login), "token") + " ended")
        else:
            click.echo(file.make_key(BY, login, options.project_of(db, project), name, acts or ("read",), days))
