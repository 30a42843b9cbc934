"""Who may do what: roles and their acts here, the act that each address and each decision needs in rights.tsv."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_READ = frozenset({"read"})
_PROPOSE = _READ | {"add", "propose", "decide"}
_REVIEW = _PROPOSE | {"review", "settle"}
ROLES: dict[str, frozenset[str]] = {
    "reader": _READ,
    "analyst": _PROPOSE,
    "reviewer": _REVIEW,
    "moderator": _REVIEW | {"moderate"},
    "exporter": _READ | {"export"},
    "admin": _READ | {"people", "erase", "settings"},
}
EVERYBODY = frozenset({"enter"})  # acts that need no account
SIGNED_IN = frozenset({"self"})  # acts that need an account and no role
ACTS = frozenset().union(*ROLES.values(), EVERYBODY, SIGNED_IN)
FOR_TOKENS = ACTS - EVERYBODY - SIGNED_IN - {"people"}  # what a program may be let do in a person's name


@dataclass(frozen=True, slots=True)
class Right:
    """One row of the table: the act that a method and path (or VERB and a decision's verb) needs, and the most bytes of a body."""

    method: str
    path: str
    act: str
    most: int
    pattern: re.Pattern[str]


@cache
def rights() -> tuple[Right, ...]:
    """The table in its order; raises ValueError with file and line for a row that cannot be."""
    found = []
    table = Path(__file__).parent / "rights.tsv"
    for number, line in enumerate(table.read_text("utf-8").splitlines(), 1):
        if not line.startswith(("#", "method\t")):
            found.append(_row(line.split("\t"), f"{table.name}, line {number}"))
    return tuple(found)


def _row(fields: list[str], where: str) -> Right:
    if len(fields) != 4 or fields[2] not in ACTS or not fields[3].isdecimal():
        raise ValueError(f"{where}: wants method, path, one of the acts {', '.join(sorted(ACTS))}, most bytes in kB")
    from starlette.routing import compile_path  # late: the commands ask for the roles alone

    method, path, act, most = fields
    return Right(method, path, act, int(most) * 1000, compile_path(f"/{path.removeprefix('/')}")[0])


def right(method: str, path: str) -> Right | tuple[str, ...]:
    """The row for this method and path; where there is none the methods that the path has (none: no such path)."""
    wanted = "GET" if method == "HEAD" else method
    fitting = [r for r in rights() if r.method != "VERB" and r.pattern.fullmatch(path)]
    return next((r for r in fitting if r.method == wanted), tuple(dict.fromkeys(r.method for r in fitting)))


@cache
def act_of_verb(verb: str) -> str | None:
    """The act that a decision with this verb is, None for a verb that nobody may use."""
    return next((r.act for r in rights() if (r.method, r.path) == ("VERB", verb)), None)


def acts_of(roles: Iterable[str]) -> frozenset[str]:
    """All acts of these roles and those of everybody."""
    return EVERYBODY.union(*(ROLES[role] for role in roles))
