"""Analyse a surface form once: fold it, take its clitics off, look it up; every later meeting is a table look-up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from marsad.grammar.word import Entry, Word
from marsad.languages.ar.clitics import guessed_prefix, is_common_noun
from marsad.languages.ar.lexicon import lexicon
from marsad.languages.ar.looks import has_tanwin, is_joined, is_nisba, is_preposed, is_verbal, stops_phrase
from marsad.text.fold import fold_key, raw_length
from marsad.text.tokens import tokens

MEMO_LIMIT = 300_000
KEPT_CHUNKS = 150_000
Pieces = tuple[tuple[int, int, Word], ...]
NO_CLASSES: frozenset[str] = frozenset()
_memo: dict[str, Word] = {}
_names: dict[str, Word] = {}
_chunks: dict[str, Pieces] = {}
known_pieces = _chunks.get  # the pieces of a chunk that was met before, else None
_classes: dict[frozenset[str], frozenset[str]] = {}  # one object for all words of the same classes
_vocabulary: set[str] = set()
_learned: set[frozenset[str]] = set()

NOUN_PREFIXES = [c + p + a for c in ("", "و", "ف") for p in ("", "ب", "ل", "ك") for a in ("", "ال") if p + a != "لال"]
NOUN_PREFIXES += ["لل", "ولل", "فلل"]
VERB_PREFIXES = [c + p for c in ("", "و", "ف") for p in ("", "س", "ل")]
WORD_PREFIXES = ["", "و", "ف", "ل", "ب", "ك", "وب", "ول"]
JOINED_ARTICLES = tuple(c + p + "ال" for c in ("", "و", "ف") for p in ("", "ب", "ك") if c + p)  # «وال…», «بال…»
HEAD = (2, 3, 4)  # how many letters of a form its head may have: all of a short one
LONG = 5  # letters of a word that `و` may join to another without a space
PREFIXES = sorted({*NOUN_PREFIXES, *VERB_PREFIXES}, key=lambda p: (len(p), p))
SUFFIXES = ("", "ه", "ها", "هم", "هما", "هن", "نا", "كم", "ي", "ني")
_PREFIXES_BY = {first: [p for p in PREFIXES if p[:1] == first] for first in "وفبلكساال"}
_SUFFIXES_BY = {last: [s for s in SUFFIXES if s[-1:] == last] for last in "هامناي"}
_LEGAL = {
    "noun": frozenset(NOUN_PREFIXES),
    "adj": frozenset(NOUN_PREFIXES),
    "verb": frozenset(VERB_PREFIXES),
    "word": frozenset(WORD_PREFIXES),
}


def learn_vocabulary(keys: frozenset[str]) -> None:
    """Tell the analyser the words of the names that are loaded, so that glued words can be taken apart.

    A name's inner «والجهاد» or «باليمن» is no word of its own: it would hide its conjunction or preposition elsewhere.
    """
    if keys not in _learned:
        _learned.add(keys)
        _vocabulary.update(key for key in keys if not key.startswith(JOINED_ARTICLES))
        _memo.clear()
        _chunks.clear()


def word(surface: str, sort: str = "word") -> Word:
    """The analysis of a surface form, from the memo where it was met before."""
    if (met := _memo.get(surface)) is not None:
        return met
    if len(_memo) > MEMO_LIMIT:
        _memo.clear()
    made = _memo[surface] = _analyse(surface, sort)
    return made


def may_have(surface: str, heads: frozenset[str]) -> bool:
    """False where no reading of the surface form can be of the class with these `heads`: cheaper than the analysis."""
    key = fold_key(surface)
    cuts = [0, *(len(p) for p in _PREFIXES_BY.get(key[:1], ()) if key.startswith(p))]
    return any(key[at : at + n] in heads for at in cuts for n in HEAD)


@cache
def heads_of(cls: str) -> frozenset[str]:
    """The first letters of all forms of the class in the lexicon, as they stand before a suffix too."""
    forms = [form for form, entries in lexicon().forms.items() for e in entries if e.cls == cls]
    return frozenset([core[: HEAD[-1]] for form in forms for core in (form, *_before_suffix(form))])


def _before_suffix(form: str) -> Iterator[str]:
    """What `_cores` makes the form of."""
    if form.endswith("ه"):
        yield form[:-1] + "ت"
    if form.endswith("اء"):
        yield from (form[:-1] + "ي", form[:-1] + "و")
    if form.endswith("وا"):
        yield form[:-1]
    if form.endswith("ي"):
        yield form[:-1] + "ا"


def as_name(found: Word) -> Word:
    """The word as a person's name and nothing else."""
    entries = tuple(e for e in found.entries if e.cls == "person")
    made = _names.get(found.key)
    if made is None:
        key = found.key
        nisba, common = is_nisba(key), is_common_noun(key, entries)
        made = _names[key] = Word(key, "word", entries, starts=((0, key),), classes=frozenset(["person"]), nisba=nisba, common=common)
    return made


def pieces(chunk: str) -> Pieces:
    """(first character, one past the last, word) of each token of what stands between two white spaces, glued words taken apart."""
    if len(_chunks) > KEPT_CHUNKS:
        _chunks.clear()
    made = _chunks[chunk] = tuple(_pieces(chunk))
    return made


def _pieces(chunk: str) -> Iterator[tuple[int, int, Word]]:
    for match in tokens(chunk):
        start, end = match.span()
        made = word(match[0], match.lastgroup or "mark")
        if not made.pieces:
            yield start, end, made
        for a, b in made.pieces:
            yield start + a, start + b, word(chunk[start + a : start + b])


def _analyse(surface: str, sort: str) -> Word:
    key = fold_key(surface)
    if sort != "word":
        return Word(key.lower(), sort, tanwin=has_tanwin(surface), nisba=is_nisba(key.lower()), stops=sort in ("mark", "number"))
    prefix, suffix, entries = _best_reading(key)
    if has_tanwin(surface):  # «فجراً» is no verb
        entries = tuple(e for e in entries if e.pos != "verb")
    if not entries and key not in _vocabulary:
        prefix = guessed_prefix(key)
    classes = _classes.setdefault(made := frozenset([e.cls for e in entries]), made) if entries else NO_CLASSES
    verbal, preposed = is_verbal(key, entries, named=key in _vocabulary), is_preposed(key, prefix)
    pieces = () if entries or len(key) < 8 else _glued(surface, key)
    return Word(
        key,
        sort,
        entries,
        prefix,
        suffix,
        raw_length(surface, _separable(prefix, key)) if prefix else 0,
        tuple((raw_length(surface, n) if n else 0, core) for n, core in _starts(key)),
        pieces,
        classes,
        verbal,
        is_joined(prefix),
        preposed,
        is_nisba(key),
        is_common_noun(key, entries),
        has_tanwin(surface),
        verbal or preposed or stops_phrase(classes, prefix),
    )


def _best_reading(key: str) -> tuple[str, str, tuple[Entry, ...]]:
    """The reading with the fewest letters taken off; one that is a function word only is joined to the next one."""
    readings = _readings(key)
    prefix, suffix, entries = next(readings, ("", "", ()))
    if entries and all(e.pos == "word" for e in entries) and (prefix in ("", "و", "ف") or key.startswith("ال", len(prefix))):
        deeper = next((r for r in readings if any(e.pos != "word" for e in r[2])), None)
        if deeper:
            return deeper[0], deeper[1], entries + deeper[2]
    return prefix, suffix, entries


def _readings(key: str) -> Iterator[tuple[str, str, tuple[Entry, ...]]]:
    """Readings in the lexicon, fewest letters taken off first."""
    forms = lexicon().forms
    if key in forms:
        yield "", "", forms[key]
    prefixes = ("", *(p for p in _PREFIXES_BY.get(key[0], ()) if key.startswith(p)))
    suffixes = ("", *(s for s in _SUFFIXES_BY.get(key[-1], ()) if key.endswith(s)))
    if len(prefixes) == len(suffixes) == 1:
        return
    cuts = sorted(((p, s) for p in prefixes for s in suffixes), key=_letters_off)
    for prefix, suffix in cuts[1:]:
        core = key[len(prefix) : len(key) - len(suffix) if suffix else None]
        if len(core) < 2:
            continue
        found = (e for made in _cores(core, suffix) for e in forms.get(made, ()))
        if legal := tuple(e for e in found if prefix in _LEGAL[e.pos] and _takes(e, prefix, suffix)):
            yield prefix, suffix, legal


def _letters_off(cut: tuple[str, str]) -> int:
    return len(cut[0]) + len(cut[1])


def _cores(core: str, suffix: str) -> Iterator[str]:
    yield core
    if suffix and core.endswith("ت"):
        yield core[:-1] + "ه"
    if suffix and core.endswith(("اي", "او")):
        yield core[:-1] + "ء"
    if suffix and core.endswith("و"):
        yield core + "ا"
    if suffix and core.endswith("ا"):
        yield core[:-1] + "ي"


def _takes(entry: Entry, prefix: str, suffix: str) -> bool:
    """True where the entry's part of speech can carry the suffix (the article and a pronoun never stand together)."""
    if prefix.endswith("س") and entry.shape != "present":
        return False
    if entry.shape == "past" and prefix.lstrip("وف"):
        return False
    if not suffix:
        return True
    if entry.pos == "word" or suffix == "ني" and entry.pos != "verb":
        return False
    return not prefix.endswith(("ال", "لل"))


def _separable(prefix: str, key: str) -> int:
    """Letters of the prefix that are no part of a name: the article stays, `لل` goes whole (codebook)."""
    if prefix.endswith("لل"):
        return len(prefix)
    return len(prefix) - 2 if prefix.endswith("ال") else len(prefix)


def _starts(key: str) -> Iterator[tuple[int, str]]:
    """(letters taken off, what is left) for each way a name may begin in this word."""
    yield 0, key
    for at in (0, 1) if key[:1] in "وف" and len(key) > 2 else (0,):
        rest = key[at:]
        if at:
            yield at, rest
        if rest[:1] in ("ب", "ل", "ك") and len(rest) > 2:
            yield at + 1, rest[1:]
        if rest.startswith("لل") and len(rest) > 4:
            yield at + 2, "ال" + rest[2:]


def _glued(surface: str, key: str) -> tuple[tuple[int, int], ...]:
    """Bounds of the words that were written without a space, or () where the surface is one word.

    >>> [("روسياوالولاياتالمتحدة"[a:b]) for a, b in _glued("روسياوالولاياتالمتحدة", fold_key("روسياوالولاياتالمتحدة"))]
    ['روسيا', 'والولايات', 'المتحدة']
    """
    parts = _split(key, 4)
    if len(parts) < 2:
        return ()
    bounds, at, seen = [], 0, 0
    for part in parts:
        seen += len(part)
        end = raw_length(surface, seen) if seen < len(key) else len(surface)
        bounds.append((at, end))
        at = end
    return tuple(bounds)


def _split(key: str, most: int) -> list[str]:
    """The fewest known words that make the key, each after the first with an article or a conjunction; [] if none do."""
    if _known(key):
        return [key]
    if most == 1:
        return []
    cuts = (at for at in range(3, len(key) - 3) if _begins_a_word(key, at) and _known(key[:at]))
    ways = [[key[:at], *rest] for at in cuts if (rest := _split(key[at:], most - 1))]
    return min(ways, key=len, default=[])


def _begins_a_word(key: str, at: int) -> bool:
    """True for an article, and for `و` between long words («الولاياتالمتحدةوروسيا»): short ones stand in too many others."""
    if key.startswith(("ال", "وال"), at):
        return True
    return key[at] == "و" and at >= LONG and len(key) - at > LONG and key[at + 1 :] in _vocabulary


def _known(key: str) -> bool:
    if key in _vocabulary or key in lexicon().forms:
        return True
    if key.startswith("و") and len(key) > LONG and key[1:] in _vocabulary:
        return True
    return any(core in _vocabulary for n, core in _starts(key) if n and core.startswith("ال"))
