"""Ceasefires where what is told of one changed: its record, what others are to it, whom it binds, the gaps between windows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from marsad.reconcile import breaches, index, write
from marsad.reconcile.agreements import base
from marsad.reconcile.arrangements import linked, months, says_the_same, side_of, summary
from marsad.reconcile.packing import dump_links, dump_pact, dump_summary
from marsad.reconcile.renewed import Both, Touched
from marsad.reconcile.shelf import Mark
from marsad.reconcile.windows import gaps
from marsad.reconcile.world import World


class Calming:
    """The ceasefires of a renewal; `refs` are the claims that stand in another one than before."""

    def __init__(self, both: Both) -> None:
        self.both, self.shelf, self.was, self.now, self.out = both, both.shelf, both.was, both.now, both.out
        self.refs: set[str] = set()

    def run(self, touched: Touched) -> Touched:
        """The ceasefires whose records may be others: those that changed, and those that stand otherwise beside one."""
        for group in touched:
            terms = self.now.terms(group)
            self.shelf.set("truce", group, dump_summary(summary(base(terms), terms)) if terms else None)
        self.both.mark(touched, _summary_marks)
        for world, value in ((self.was, False), (self.now, True)):
            for group, own in ((group, one) for group in touched if (one := world.summary(group))):
                self.shelf.set("named", own.id, group if value else None)
        moved = {group for group in touched | self._otherwise_beside(touched) if self._relink(group)} | touched
        moved |= self._sides(moved)
        self.both.mark(moved, _truce_marks)
        for group in moved:
            old, new = self.was.truce(group), self.now.truce(group)
            self.out.took("ceasefires", [write.ceasefire(old[0])] if old else [])
            self.out.gave("ceasefires", [write.ceasefire(new[0])] if new else [])
            self.refs |= rehomed(*(dict.fromkeys(one[0].claims, one[0].id) if one else {} for one in (old, new)))
            self.shelf.set("pact", group, dump_pact(breaches.pact_of(*new)) if new else None)
        self.both.mark(moved, _pact_marks)
        return moved

    def _beside(self, world: World, group: str) -> set[str]:
        """The other ceasefires in months that touch."""
        own = world.summary(group)
        keys = list(months(own)) if own else []
        self.shelf.fetch("near", keys)
        return {item for key in keys for item in world.marks("near", key)} - {group}

    def _otherwise_beside(self, touched: Touched) -> Touched:
        """The ceasefires to which one of these may be something else than it was."""
        found: set[str] = set()
        for group in touched:
            near = (self._beside(self.was, group) | self._beside(self.now, group)) - touched - found
            self._ceasefires_of(near)
            both = self.was.summary(group), self.now.summary(group)
            found |= {o for o in near if (own := self.now.summary(o)) and not says_the_same(own, self.now.links(o), *both)}
        return found

    def _ceasefires_of(self, groups: Iterable[str]) -> None:
        """Nothing; fetches what is asked of all these ceasefires by others at once."""
        asked = list(groups)
        for space in ("truce", "links", "side"):
            self.shelf.gather(space, asked)

    def _relink(self, group: str) -> bool:
        """Whether the ceasefire extends, lies under, or begins with something else than before."""
        own = self.now.summary(group)
        near = sorted(self._beside(self.now, group)) if own else []
        self._ceasefires_of(near)
        found = linked(own, [one for item in near if (one := self.now.summary(item))]) if own else None
        self.shelf.set("links", group, dump_links(found) if found else None)
        return bool(found != (self.was.links(group) if self.was.summary(group) else None))

    def _sides(self, moved: Touched) -> Touched:
        """The ceasefires whose side is another one, of these and all that extend them or lie under them."""
        seen, more = set(moved), list(moved)
        while more:
            under = self._under(more.pop()) - seen
            seen |= under
            more += under
        return {group for group in seen if self._resided(group)}

    def _resided(self, group: str) -> bool:
        own = self.now.summary(group)
        side = side_of(group, self._above) if own else None
        self.shelf.set("side", group, side)
        return bool(side != self.shelf.piece("side", group, old=True))

    def _above(self, group: str) -> tuple[str, str | None]:
        own, links = self.now.summary(group), self.now.links(group)
        outer = links.extends or links.under
        return own.side if own else "", self.shelf.piece("named", outer) if outer else None

    def _under(self, group: str) -> set[str]:
        """The ceasefires that extend this one or lie under it."""
        own = self.now.summary(group)
        beside = self._beside(self.now, group) if own else set()
        return {item for item in beside if own and own.id in (self.now.links(item).extends, self.now.links(item).under)}

    def gaps(self, moved: Touched) -> None:
        for world, put in ((self.was, self.out.took), (self.now, self.out.gave)):
            pairs = {frozenset((group, other)) for group in moved for other in self._adjoining(world, group)}
            for pair in pairs:
                records = [made[0] for group in sorted(pair) if (made := world.truce(group))]
                put("gaps", [write.plain(gap) for gap in gaps(records)])

    def _adjoining(self, world: World, group: str) -> set[str]:
        """The ceasefires whose windows may leave a gap beside this one's, or overlap them."""
        made = world.truce(group)
        if not made:
            return set()
        keys = {mark[1] for mark in index.of_truce(group, made[0]) if mark[0] == "cover"}
        linked_with = {item for item in self._beside(world, group) if made[0].id == world.links(item).extends}
        base_of = world.view.shelf.piece("named", made[0].extends, old=world.view.old) if made[0].extends else None
        return ({item for key in keys for item in world.marks("cover", key)} | linked_with | ({base_of} if base_of else set())) - {group}


def _summary_marks(world: World, group: str) -> Iterable[Mark]:
    made = world.summary(group)
    return index.of_summary(made) if made else ()


def _truce_marks(world: World, group: str) -> Iterable[Mark]:
    made = world.truce(group)
    return index.of_truce(group, made[0]) if made else ()


def _pact_marks(world: World, group: str) -> Iterable[Mark]:
    made = world.pact(group)
    return index.of_pact(group, made) if made else ()


def rehomed(old: Mapping[str, str], new: Mapping[str, str]) -> set[str]:
    """The claims that stand in another record than before, each by claim."""
    return {ref for ref in old.keys() | new.keys() if old.get(ref) != new.get(ref)}
