"""Backup, restore and the doctor of the file of people: accounts, roles, tokens and the log of what was done to them.

Sessions and counted tries are not in a backup: after a restore everybody signs in anew. It holds hashes and the secrets of one-time
codes, no password: seal it.
"""

from __future__ import annotations

import json
import stat
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from sqlalchemy import select

from marsad.store import backup
from marsad.store.ledger import FIRST, entry_hash
from marsad.web.acting.rights import ROLES
from marsad.web.team.people import PeopleFile
from marsad.web.team.tables import audit, invitations, keys, members, people

KIND, TABLES = "people", (people, members, invitations, keys, audit)
LAYOUT = "1"


def dump(file: PeopleFile, out: BinaryIO) -> Counter[str]:
    """How many rows of each table were written: the same bytes from the same accounts."""
    with file.reading() as conn:
        return backup.write(conn, out, TABLES, {"marsad": KIND, "format": backup.FORMAT, "tables": LAYOUT})


def fill(file: PeopleFile, source: BinaryIO) -> Counter[str]:
    """How many rows of each table were put back, all or none; StoreError where somebody is in the file or the backup is not whole."""
    with file.writing() as conn:
        return backup.put(conn, source, TABLES, KIND, LAYOUT)


def ailments(file: PeopleFile) -> Iterator[tuple[str, str]]:
    """What is wrong with the file: (where, what) of each."""
    if stat.S_IMODE(file.path.stat().st_mode) & 0o077:
        yield file.path.name, "others than its owner may read it: chmod 600"
    last = FIRST
    for row in file.log():
        payload = json.loads(row.payload)
        if row.prev != last or row.hash != entry_hash(row.seq, row.at, row.actor, row.action, row.subject, payload, row.prev):
            yield f"entry {row.seq}", "the log of accounts does not hold from here on: an entry was changed, dropped or put in"
            break
        last = row.hash
    with file.reading() as conn:
        known = set(conn.execute(select(people.c.n)).scalars())
        for table in (members, invitations, keys):
            for person in conn.execute(select(table.c.person).distinct().where(table.c.person.not_in(known))).scalars():
                yield f"{table.name} of {person}", "nobody has this number"
        for role in conn.execute(select(members.c.role).distinct().where(members.c.role.not_in(list(ROLES)))).scalars():
            yield f"role {role}", f"it is none of {', '.join(ROLES)}: it allows nothing"
