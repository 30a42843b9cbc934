"""Keeping a store safe: backup and restore, with the people of a team and sealed if asked for."""

from __future__ import annotations

import os
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from marsad.cli import options
from marsad.cli.failing import REFUSED, Failed
from marsad.cli.people import opened
from marsad.cli.sealing import passphrase, sealing, unsealed
from marsad.cli.show import count, warn

if TYPE_CHECKING:
    from marsad.store import Store

_ZIP = b"PK\x03\x04"
_STORE, _PEOPLE = "store.marsad", "people.marsad"


@click.command(short_help="Write all that is kept into one file.")
@options.db
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False), help="The backup, such as syria.marsad.")
@click.option("--recipient", multiple=True, metavar="age1…", help="Seal it for this age key (repeatable).")
@passphrase
@click.option("--team", "as_team", is_flag=True, help="The file of people too: accounts, roles, tokens and their log.")
@options.people
@options.as_json
def backup(
    db: str, output: str, recipient: tuple[str, ...], passphrase_file: str | None, as_team: bool, people: str | None, as_json: bool
) -> None:
    """Write all that is kept into one file: the same bytes from the same store, sealed with age where asked for.

    \b
    Example: marsad backup --db syria.db -o syria.marsad
             marsad backup --db syria.db --team -o syria.marsad.age --passphrase-file secret.txt
    """
    path = Path(output)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with options.existing(db) as store, open(beside, "wb", opener=_for_owner) as out:
            told = sealing(partial(_both, store, db, people) if as_team else store.backup, out, recipient, passphrase_file)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    if as_team and not (recipient or passphrase_file):
        warn(f"{output} holds the secrets of one-time codes and is not sealed: keep it as safe as the file of people")
    _say(told, f"{db} -> {output}", as_json, {"output": output, "bytes": path.stat().st_size})


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _both(store: Store, db: str, people: str | None, out: BinaryIO) -> Counter[str]:
    """The store's backup and that of the people beside it in one zip file."""
    from marsad.web.team import safe

    made = {_STORE: BytesIO(), _PEOPLE: BytesIO()}
    told = Counter(store.backup(made[_STORE]))
    with closing(opened(db, people)) as file:
        told += safe.dump(file, made[_PEOPLE])
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, data in made.items():
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data.getvalue())
    return told


@click.command(short_help="Make a store anew from a backup.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@options.db
@click.option("--identity", type=click.Path(exists=True, dir_okay=False), help="The file with the age key that it was sealed for.")
@passphrase
@options.people
@options.as_json
def restore(file: str, db: str, identity: str | None, passphrase_file: str | None, people: str | None, as_json: bool) -> int:
    """Make a store anew from a backup: a file, or a PostgreSQL database; one that has something in it is left alone.

    A backup with --team gives back the file of people as well; everybody signs in anew.

    \b
    Example: marsad restore syria.marsad --db restored.db
             marsad restore syria.marsad --db postgresql://ana@db.example.org/marsad
    """
    with open(file, "rb") as source:
        kept, accounts = _parts(unsealed(source, identity, passphrase_file))
        with _whole_or_none(db) as store:
            told = Counter(store.restore(kept))
            told += _people_back(accounts, db, people) if accounts else Counter()
            checked = store.verify()
    _say(told, f"{file} -> {db}", as_json, {"head": checked.head, "ok": checked.ok})
    if not checked.ok:
        click.echo(f"the chain does not hold: marsad doctor --db {db} says where", err=True)
    return 0 if checked.ok else REFUSED


@contextmanager
def _whole_or_none(db: str) -> Iterator[Store]:
    """The store to fill; a file that was made for it goes again where it could not be filled."""
    from marsad.store import open_store
    from marsad.store.opening import file_of

    file = file_of(db)
    new = file is not None and not file.exists()
    try:
        with open_store(db) as store:
            yield store
    except BaseException:
        for part in ("", "-wal", "-shm") if new else ():
            Path(f"{file}{part}").unlink(missing_ok=True)
        raise


def _parts(source: BinaryIO) -> tuple[BinaryIO, BinaryIO | None]:
    """The backup of the store, and that of the people where it has one."""
    start = source.read(len(_ZIP))
    source.seek(0)
    if start != _ZIP:
        return source, None
    try:
        with zipfile.ZipFile(source) as packed:
            return BytesIO(packed.read(_STORE)), BytesIO(packed.read(_PEOPLE))
    except (zipfile.BadZipFile, KeyError) as error:
        raise Failed(f"the backup is damaged: {error}", REFUSED) from None


def _people_back(accounts: BinaryIO, db: str, people: str | None) -> Counter[str]:
    from marsad.web.team import safe

    with closing(opened(db, people)) as file:
        return safe.fill(file, accounts)


def _say(told: Any, where: str, as_json: bool, more: dict[str, Any]) -> None:
    if as_json:
        options.echo_json([dict(told) | more])
        return
    named = {"reports": "report", "claims": "claim", "ledger": "ledger entry"} | ({"people": "account"} if told.get("people") else {})
    click.echo(f"{where}: " + ", ".join(count(told.get(table, 0), noun) for table, noun in named.items()))
