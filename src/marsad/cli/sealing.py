"""Backups sealed with age: for keys, or with a passphrase."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import click

from marsad.cli.failing import REFUSED, Failed

_SEALED = b"age-encryption.org/"
passphrase = click.option("--passphrase-file", type=click.Path(exists=True, dir_okay=False), help="Its first line is the passphrase.")


def _age() -> Any:
    try:
        import pyrage
    except ImportError:
        raise Failed("sealing needs pyrage: pip install '.[encrypted]' in marsad's checkout") from None
    return pyrage


def sealing(write: Callable[[BinaryIO], Any], out: BinaryIO, recipients: tuple[str, ...], passphrase_file: str | None) -> Any:
    """What `write` gives, its bytes sealed for these keys or with this passphrase where asked for."""
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


def unsealed(source: BinaryIO, identity: str | None, passphrase_file: str | None) -> BinaryIO:
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
