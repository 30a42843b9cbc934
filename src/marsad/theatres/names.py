"""The name forms of a theatre's places, actors and monitors: place_names.tsv, actor_names.tsv, monitor_names.tsv."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from marsad.theatres.codes import USAGES
from marsad.theatres.faults import Fault, said
from marsad.theatres.table import Table
from marsad.theatres.things import NameForm

FLAGS = ("0", "1")


@dataclass(frozen=True, slots=True)
class Names:
    """The name forms by id, and the line at which each id first stands (to say where an unknown one is)."""

    table: Table
    forms: dict[str, list[NameForm]] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)

    def take(self, owner: str, name: str, table: Table, line: int) -> tuple[NameForm, ...]:
        """The forms of one owner, its name first; refused where its name is not among them."""
        found = self.forms.get(owner, [])
        if found and found[0].text == name:
            return tuple(found)
        for i, form in enumerate(found):
            if form.text == name:
                return (form, *found[:i], *found[i + 1 :])
        table.refuse(line, f"{name!r} of {owner} is not in {self.table.where}; list every name form there, this one too", "name_ar")

    def check_owners(self, owners: Collection[str], file: str) -> None:
        """Refuses a name form whose owner is not in the table of things."""
        for owner, line in self.first.items():
            if owner not in owners:
                what = f"{owner!r} is not in {file}; add it there or correct the id"
                self.table.faults.note(Fault(said(self.table.where, line, file[:-5], what)))


def read_names(table: Table) -> Names:
    """The name forms of one table, whose columns are: owner, name, usage, ambiguous, note."""
    names = Names(table)
    forms = names.forms
    for line, (owner, text, usage, ambiguous, note) in table.rows:
        try:
            if usage not in USAGES or ambiguous not in FLAGS:
                table.check_code(line, "usage", usage, USAGES)
                table.check_code(line, "ambiguous", ambiguous, FLAGS)
            if (kept := forms.get(owner)) and any(form.text == text for form in kept):
                table.refuse(line, f"{owner} has the name {text!r} twice; keep one row", "name")
        except Fault as fault:
            table.faults.note(fault)
            continue
        form = NameForm(text, usage, ambiguous == "1", note)
        if kept is None:
            names.first[owner] = line
            forms[owner] = [form]
        else:
            kept.append(form)
    return names
