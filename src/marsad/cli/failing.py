"""One place where every failure of a command becomes a line in words and an exit code; MARSAD_DEBUG=1 shows the traceback."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import click

from marsad.cli.show import clean

REFUSED, STUCK, STOPPED = 1, 3, 130


class Failed(click.ClickException):
    """A command that cannot do what was asked: the message is shown as it is, the exit code is `code`."""

    def __init__(self, message: str, code: int = STUCK) -> None:
        super().__init__(message)
        self.exit_code = code  # type: ignore[misc]

    def show(self, file: Any = None) -> None:
        """Prints the message to the standard error."""
        click.echo(f"marsad: {clean(self.message)}", err=True)


class Marsad(click.Group):
    """The group of all commands; a command returns its exit code, or None for 0."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which a person needs them."""
        return list(self.commands)

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Runs a command and ends the process with its exit code (gives the code where standalone_mode is off)."""
        _speak_utf8()
        code = _closed(self._run(*args, **extra))
        return sys.exit(code) if standalone_mode else code

    def _run(self, *args: Any, **extra: Any) -> int:
        try:
            code = super().main(*args, standalone_mode=False, **extra)  # type: ignore[call-overload]
            return code if isinstance(code, int) else 0
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except (OSError, click.Abort, KeyboardInterrupt) as error:  # in the options, or in printing the help
            failed = explained(error)
            failed.show()
            return failed.exit_code

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command; whatever goes wrong comes out as a ClickException."""
        try:
            code = super().invoke(ctx)
            if sys.stdout:
                sys.stdout.flush()
            return code
        except (click.ClickException, click.exceptions.Exit, SystemExit):
            raise
        except BaseException as error:
            if os.environ.get("MARSAD_DEBUG"):
                raise
            raise explained(error) from None


@contextmanager
def telling(kept: Callable[[], str]) -> Iterator[None]:
    """Whatever stops the work inside, its message ends with what was already kept or written."""
    try:
        yield
    except BaseException as error:
        error.add_note(kept())
        raise


@contextmanager
def refusing(db: str) -> Iterator[None]:
    """Inside, what the store says is not there, or cannot be, ends the command in its words."""
    try:
        yield
    except (LookupError, ValueError) as error:
        raise Failed(f"{db}: {error}", REFUSED) from None


def explained(error: BaseException) -> Failed:
    """The failure in words: what happened, to which file, what was kept."""
    message, code = _said(error)
    return Failed("; ".join([message, *getattr(error, "__notes__", [])]), code)


def _said(error: BaseException) -> tuple[str, int]:
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return "stopped", STOPPED
    if isinstance(error, BrokenPipeError):
        return "the output was closed before all was written", STUCK
    if any(cls.__name__ == "StoreError" for cls in type(error).__mro__):
        return str(error), STUCK
    if isinstance(error, OSError):
        return _said_by_system(error), STUCK
    if isinstance(error, MemoryError):
        return "out of memory", STUCK
    return f"a fault inside marsad, please report it: {type(error).__name__}: {error} (MARSAD_DEBUG=1 shows where)", STUCK


def _said_by_system(error: OSError) -> str:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    said = "no space is left on the disk" if full else error.strerror or str(error)
    return f"{os.fsdecode(error.filename)}: {said}" if isinstance(error.filename, str | bytes) else said


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() not in ("utf-8", "utf8"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _closed(code: int) -> int:
    """The exit code once all output has gone out; what cannot be written is told and thrown away, or Python would complain at its end."""
    try:
        if sys.stdout:
            sys.stdout.flush()
        return code
    except (OSError, ValueError) as error:
        if code in (0, REFUSED):
            explained(error).show()
            code = STUCK
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return code
