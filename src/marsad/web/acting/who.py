"""Who asks: the one person of a local store, or in a team whoever is signed in or carries a token; nobody where neither."""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, Protocol

from fastapi import Depends, Request
from starlette.requests import HTTPConnection

from marsad.web.acting.rights import EVERYBODY, ROLES, SIGNED_IN, acts_of

Via = Literal["local", "session", "token", "nobody"]


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who asks: `name` as colleagues see it, `actor` as the ledger names them, what they may do.

    `session` is what the tokens of their forms are made from.
    """

    name: str
    actor: str
    acts: frozenset[str]
    via: Via
    session: str = ""
    roles: tuple[str, ...] = ()

    def may(self, act: str | None) -> bool:
        """True where this person may do the act; nobody may do None."""
        return act in self.acts


class People(Protocol):
    """Where `who` looks a visitor up."""

    def who(self, request: HTTPConnection) -> Who:
        """Who sends this request; NOBODY for a stranger."""

    def names(self) -> Mapping[str, str]:
        """What those whom the ledger names are called among colleagues."""


NOBODY = Who("", "", EVERYBODY, "nobody")


class OnePerson:
    """A store without accounts: whoever reaches the pages is this person and may do everything."""

    def __init__(self, name: str | None = None) -> None:
        self._who = Who(name or system_name(), name or system_name(), acts_of(ROLES) - SIGNED_IN, "local", roles=tuple(ROLES))

    def who(self, request: HTTPConnection) -> Who:
        """That person."""
        return self._who

    def names(self) -> Mapping[str, str]:
        """Nothing: the ledger has their name."""
        return {}


def system_name() -> str:
    """The name that the system knows this person by; `marsad` where it knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "marsad"


def who(request: Request) -> Who:
    """Who asks, as the gate found."""
    found: Who = request.state.who
    return found


Asking = Annotated[Who, Depends(who)]
