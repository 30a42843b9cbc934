"""Keeping a store safe: backup and restore, sealed if asked for, and the doctor."""

from __future__ import annotations

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import click

from marsad.cli import options
from marsad.cli.failing import REFUSED, Failed
from marsad.cli.show import count

Command = Callable[..., Any]
_SEALED = b"age-encryption.org/"
passphrase = click.option("--passphrase-file", type=click.Path(exists=True, dir_okay=False), help="Its first line is the passphrase.")


@click.command(short_help="Write all that is kept into one file.")
@options.db
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False), help="The backup, such as syria.marsad.")
@click.option("--recipient", multiple=True, metavar="age1…", help="Seal it for this age key (repeatable).")
@passphrase
@options.as_json
def backup(db: str, output: str, recipient: tuple[str, ...], passphrase_file: str | None, as_json: bool) -> None:
    """Write all that is kept into one file: the same bytes from the same store, sealed with age where asked for.

    \b
    Example: marsad backup --db syria.db -o syria.marsad
             marsad backup --db syria.db -o syria.marsad.age --passphrase-file secret.txt
    """
    path = Path(output)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with options.existing(db) as store, beside.open("wb") as out:
            told = _sealing(store.backup, out, recipient, passphrase_file)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    _say(told, f"{db} -> {output}", as_json, {"output": output, "bytes": path.stat().st_size})


@click.command(short_help="Make a store anew from a backup.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@options.db
@click.option("--identity", type=click.Path(exists=True, dir_okay=False), help="The file with the age key that it was sealed for.")
@passphrase
@options.as_json
def restore(file: str, db: str, identity: str | None, passphrase_file: str | None, as_json: bool) -> int:
    """Make a store anew from a backup: a file, or a PostgreSQL database; one that has something in it is left alone.

    \b
    Example: marsad restore syria.marsad --db restored.db
             marsad restore syria.marsad --db postgresql://ana@db.example.org/marsad
    """
    from marsad.store import open_store

    with open(file, "rb") as source, open_store(db) as store:
        told = store.restore(_opened(source, identity, passphrase_file))
        checked = store.verify()
    _say(told, f"{file} -> {db}", as_json, {"head": checked.head, "ok": checked.ok})
    if not checked.ok:
        click.echo(f"the chain does not hold: marsad doctor --db {db} says where", err=True)
    return 0 if checked.ok else REFUSED


def _say(told: Any, where: str, as_json: bool, more: dict[str, Any]) -> None:
    if as_json:
        options.echo_json([dict(told) | more])
        return
    named = {"reports": "report", "claims": "claim", "ledger": "ledger entry"}
    click.echo(f"{where}: " + ", ".join(count(told.get(table, 0), noun) for table, noun in named.items()))


def _age() -> Any:
    try:
        import pyrage
    except ImportError:
        raise Failed("sealing needs pyrage: pip install '.[encrypted]' in marsad's checkout") from None
    return pyrage


def _sealing(write: Callable[[BinaryIO], Any], out: BinaryIO, recipients: tuple[str, ...], passphrase_file: str | None) -> Any:
    if not (recipients or passphrase_file):
        return write(out)
    plain = BytesIO()
    told, age = write(plain), _age()
    try:
        keys = [age.x25519.Recipient.from_str(recipient) for recipient in recipients]
    except age.RecipientError as error:
        raise click.UsageError(f"--recipient takes a public key of age, such as age1ql3z…: {error}") from None
    out.write(age.encrypt(plain.getvalue(), keys) if keys else age.passphrase.encrypt(plain.getvalue(), _secret(passphrase_file)))
    return told


def _opened(source: BinaryIO, identity: str | None, passphrase_file: str | None) -> BinaryIO:
    """The backup as it was before it was sealed; a sealed one without a key says what is missing."""
    sealed = source.read(len(_SEALED)) == _SEALED
    source.seek(0)
    if not sealed:
        return source
    if not (identity or passphrase_file):
        raise click.UsageError("this backup is sealed: give --identity or --passphrase-file")
    age = _age()
    try:
        if passphrase_file:
            return BytesIO(age.passphrase.decrypt(source.read(), _secret(passphrase_file)))
        lines = Path(str(identity)).read_text(encoding="utf-8").splitlines()
        keys = [age.x25519.Identity.from_str(line.strip()) for line in lines if line.startswith("AGE-SECRET-KEY-")]
        return BytesIO(age.decrypt(source.read(), keys))
    except (age.DecryptError, age.IdentityError) as error:
        raise Failed(f"the backup cannot be opened with that key: {error}", REFUSED) from None


def _secret(passphrase_file: str | None) -> str:
    lines = Path(str(passphrase_file)).read_text(encoding="utf-8").splitlines()
    if not lines or not lines[0].strip():
        raise click.UsageError(f"{passphrase_file} is empty: write the passphrase on its first line")
    return lines[0].strip()


@click.command(short_help="Look for damage in a store, and mend what can be made anew.")
@options.db
@click.option("--heal", is_flag=True, help="Make anew what is only computed; what is kept is never touched.")
@options.as_json
def doctor(db: str, heal: bool, as_json: bool) -> int:
    """Look at all of a store for damage: the chain, texts, bytes, quotes, decisions, indexes, saved records.

    \b
    Example: marsad doctor --db syria.db
             marsad doctor --db syria.db --heal
    """
    with options.own(db) as store:
        found = store.doctor()
        if heal and any(ailment.sort == "made" for ailment in found):
            store.heal()
            found = store.doctor()
    if as_json:
        options.echo_json({"sort": a.sort, "where": a.where, "what": a.what} for a in found)
        return REFUSED if found else 0
    for ailment in found[:50]:
        click.echo(f"  {ailment.sort}  {ailment.where}: {ailment.what}")
    click.echo(f"{db}: " + (count(len(found), "ailment") if found else "nothing is wrong"))
    if any(a.sort == "made" for a in found):
        click.echo("what is `made` can be made anew: marsad doctor --heal")
    if any(a.sort == "kept" for a in found):
        click.echo("what is `kept` is never touched: go back to a backup (marsad restore)")
    return REFUSED if found else 0
