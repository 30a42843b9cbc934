"""Parts of a figure: «بينهم 49 طفلاً و31 مواطنة», «معظمهم نساء وأطفال»; each keeps the quote of its whole."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.grammar.scene import Scene
from marsad.grammar.sentence import Sentence
from marsad.languages.ar.rules.book import BOOK
from marsad.languages.ar.rules.casualties.figures import claimed, figure
from marsad.languages.ar.rules.casualties.groups import after_aside, coordinated, counted, group_at
from marsad.languages.ar.rules.casualties.people import OF_THEM, Group, is_people
from marsad.languages.ar.rules.casualties.who import tags
from marsad.model.claim import Casualties, Claim
from marsad.text.fold import fold_key

FARTHEST_WHOLE = 160
NEAR_START = 4
REACH = 9
ADJACENT = 12
TURNS = ("من جهه اخري", "من ناحيه اخري", "علي صعيد اخر", "من جانب اخر", "في سياق اخر", "في شان اخر", "في موضوع اخر", "علي صعيد منفصل")


@BOOK.rule("casualties", "part_of")
def part_of_whole(scene: Scene, i: int) -> Iterator[Claim]:
    """«مقتل 253 مواطناً بينهم 49 طفلاً و31 امرأة»: what a marker of parts takes out of the figure before it."""
    counted_before = _of_them(scene.sentence, i)
    whole = _whole(scene, i, counted_before.first if counted_before else i)
    if whole is not None and counted_before is not None:
        yield figure(scene, counted_before, whole.outcome, part_of=whole)
    elif whole is not None:
        yield from parts_of(scene, i, whole, len(scene.sentence.tokens))


@BOOK.rule("casualties", "harmed")
def among_the_harmed(scene: Scene, i: int) -> Iterator[Claim]:
    """«قال إن من بين القتلى 12 طفلاً وست نساء»: people told of the harmed as such, whose own figure is not named here."""
    s = scene.sentence
    entry = s.entry(i, "harmed")
    if entry is None or s.key(i - 1) != "بين" or entry.shape != "pl" or not s.tokens[i].word.prefix.endswith("ال"):
        return
    group = group_at(s, i + 1)
    while group is not None and group.plain and group.outcome is None:
        if not claimed(scene, group.head):
            yield figure(scene, group, entry.code)
        group = coordinated(s, group)


def _of_them(s: Sentence, i: int) -> Group | None:
    """«90 منهم من الأطفال»: a figure right before the marker, and who they are behind it."""
    number = next((n for n in s.numbers if n.last == i and not n.ordinal), None)
    j = i + 1 + (s.key(i + 1) == "من")
    if number is None or s.key(i) not in OF_THEM or not is_people(s, j):
        return None
    return Group(number.first, j + 1, number.last - 1, number.min, number.max, number.approx, "counted", tags(s, (j,)))


def parts_of(scene: Scene, i: int, whole: Casualties, stop: int) -> Iterator[Claim]:
    """The parts after the marker at token i, up to token `stop`."""
    s = scene.sentence
    entry = s.entry(i, "part_of")
    if entry is None:
        return
    j = s.end_of(i, "part_of")
    if entry.code == "most" and s.key(j) == "من":
        j += 1
    group = group_at(s, j)
    if entry.code == "among" and (group is None or group.sort == "plural" and group.definite):
        group = _later(s, j)
    while group is not None and group.first < stop and _is_part(s, group, entry.code):
        if not claimed(scene, group.head):
            told = group.outcome if group.outcome in ("killed", "wounded") else _of_marker(s, i)
            outcome = told or whole.outcome
            if group.outcome not in ("killed", "wounded") or group.outcome == whole.outcome or whole.outcome == "killed_or_wounded":
                yield figure(scene, group, outcome, part_of=whole)
        group = coordinated(s, group) or after_aside(s, group, clauses=True)


def _of_marker(s: Sentence, i: int) -> str | None:
    """What «بين القتلى» says became of its parts."""
    found = [e.code for j in range(i, s.end_of(i, "part_of")) if (e := s.entry(j, "harmed")) and e.code in ("killed", "wounded")]
    return found[0] if found else None


def _is_part(s: Sentence, group: Group, code: str) -> bool:
    if group.sort == "thing":
        return False
    return code != "most" or group.sort != "bare" and "combatants" not in group.who


def _later(s: Sentence, i: int) -> Group | None:
    """«من بين القتلى في القصف 121 طفلا»: the first counted people after the marker."""
    number = next((n for n in s.numbers if i <= n.first < i + REACH), None)
    group = counted(s, number) if number else None
    return group if group and group.sort == "counted" else None


def _whole(scene: Scene, i: int, at: int) -> Casualties | None:
    """The figure that the marker at token i divides: the nearest before token `at`, else the last of the sentence before."""
    s = scene.sentence
    entry = s.entry(i, "part_of") or s.entry(i, "some_of")
    start = s.tokens[at].start
    before = [c for c in scene.claims if isinstance(c, Casualties) and c.span.end <= start]
    wholes = [c for c in before if c.of is None]
    if entry is None:
        return None
    last = max(before, key=lambda c: c.span.end, default=None)
    if last and last.of and (last.min or 2) > 1 and entry.cls == "part_of" and _holds(last, start - last.span.end, wholes):
        return last
    if wholes:
        nearest = max(wholes, key=lambda c: c.span.end)
        far = ADJACENT if entry.code == "near" else FARTHEST_WHOLE
        return nearest if start - nearest.span.end < far and not _another(s, nearest, at) else None
    opens = i < NEAR_START and entry.code != "near" or i == 0 and s.starting(s.numbers, 1) is not None
    return scene.discourse.whole if (entry.code == "among" or opens) and not _turned(scene) else None


def _turned(scene: Scene) -> bool:
    """True where the report has turned to something else since its last whole figure («من جهة أخرى، …»)."""
    whole, s = scene.discourse.whole, scene.sentence
    between = fold_key(s.text[whole.span.end : s.span.start]) if whole is not None else ""
    return any(turn in between for turn in TURNS)


def _holds(part: Casualties, distance: int, wholes: list[Casualties]) -> bool:
    """True where a part can have parts of its own: those told right after it, or where its sentence has no other whole."""
    return distance < ADJACENT or not wholes and distance < FARTHEST_WHOLE and not {"children", "women"} & set(part.who)


def _another(s: Sentence, whole: Casualties, i: int) -> bool:
    """True where people are counted between the figure and the marker: the marker divides them, not it."""
    for number in s.numbers:
        if number.span.start >= whole.span.end and number.last <= i and (group := counted(s, number)) and group.sort == "counted":
            return True
    return False


@BOOK.rule("casualties", "some_of")
def one_of_them(scene: Scene, i: int) -> Iterator[Claim]:
    """«إصابة ثلاثة جنود، جراح أحدهم خطيرة»: one or some whose wounds are told apart."""
    s = scene.sentence
    entry = s.entry(i, "some_of")
    whole = _whole(scene, i, i)
    last = s.end_of(i, "some_of")
    grave = next((j for j in range(last, min(len(s.tokens), last + 4)) if s.has(j, "grave")), None)
    if entry is None or whole is None or whole.outcome != "wounded" or grave is None:
        return
    one = s.key(i) in ("احدهم", "احداهن", "احدهما")
    group = Group(i, grave + 1, i, 1 if one else None, 1 if one else None, "exact" if one else "vague", "one")
    yield figure(scene, group, "wounded", part_of=whole)
