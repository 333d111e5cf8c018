"""Abbreviations, and the names they stand for.

What an abbreviation stands for is learned from the articles: where it is put in
brackets after the name, or the name after it, by the algorithm of Schwartz and
Hearst 2003, "A simple algorithm for identifying abbreviation definitions in
biomedical text"; else from a name in capitals whose initials spell it.  A few are
known beforehand, see ``text/languages``.

    Médecins Sans Frontières (MSF)                  by its brackets
    the World Trade Organisation … WTO              by its initials
    Paul Murphy … PM,  Ana Beatriz Costa … ABC      two initials prove nothing, nor
                                                    do three that may be a person's
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from srcdiff.model import Document, Span, Token
from srcdiff.text.languages import language
from srcdiff.text.stems import stem

_LONGEST = 10
"""Letters of an abbreviation, after Schwartz and Hearst 2003."""

_SURE = 4
"""Initials that spell an abbreviation by no chance.  Three may be a person's, unless
"the" stands before the name or "of" inside.  Set by hand."""

_INSIDE = frozenset({"of", "the", "and", "for", "to", "in", "on"})
"""Words in a name that give the abbreviation no letter."""
_BETWEEN = _INSIDE | {"-"}

_MOST_PARTS = 4
"""Runs of capitals joined by such words that are tried as one name."""

Side = tuple[Document, list[range]]
"""An article, and the tokens of each of its compared sentences."""

Name = tuple[str, ...]
"""The stems of a name's words with content."""


class _Short(NamedTuple):
    """An abbreviation as it stands in an article."""

    side: int
    at: int
    letters: str
    """In capitals, without full stops and without the s of "NGOs"."""


def name_keys(
    sides: Sequence[Side], keys: tuple[dict[int, str], dict[int, str]]
) -> set[tuple[str, str]]:
    """Give keys to abbreviations and names; return which keys meet, both ways round.

    Args:
        sides: Both articles.
        keys: For either article: index of a token → its key; written to.
    """
    lists = language("english")
    shorts = [
        _Short(side, at, letters)
        for side, (doc, spans) in enumerate(sides)
        for span in spans
        for at, letters in _abbreviations(doc, span)
    ]
    for side, at, letters in shorts:
        norm = sides[side][0].tokens[at].norm
        if norm in lists.function and norm in lists.names:
            keys[side][at] = letters
    used: dict[str, set[str]] = defaultdict(set)
    small = _written_small(sides, {sides[s][0].tokens[at].norm for s, at, _ in shorts})
    for side, at, letters in shorts:
        norm = sides[side][0].tokens[at].norm
        if at in keys[side] or norm not in small:
            used[letters].add(keys[side].get(at, norm))
    names = _names(sides, set(used))
    shared: dict[Name, list[str]] = defaultdict(list)
    for letters, name in sorted(names.items()):
        shared[name].append(letters)
    met = {
        name: {key for letters in group for key in used[letters]}
        for name, group in shared.items()
    }
    pairs = {(x, y) for short in met.values() for x in short for y in short if x != y}
    for (doc, spans), own in zip(sides, keys, strict=True):
        for name, places in _places(doc, spans, names.values()):
            for at in places:
                key = f"{doc.tokens[at].norm} {shared[name][0]}"
                if own.setdefault(at, key) == key:
                    for short in met[name]:
                        pairs |= {(short, key), (key, short)}
    return pairs


def _abbreviations(doc: Document, span: range) -> Iterator[tuple[int, str]]:
    """Yield the abbreviations of a sentence; of one all in capitals, none."""
    found = []
    for at in span:
        start, end, norm = doc.tokens[at]
        if end - start < 2 or not norm.isalpha():
            continue
        second = doc.text[start + 1]
        if second.isupper() or second == ".":
            letters = doc.text[start:end].replace(".", "")
            if letters[-1] == "s" and len(letters) > 2:
                letters = letters[:-1]
            if letters.isupper() and 2 <= len(letters) <= _LONGEST:
                found.append((at, letters))
    if found and any(_is_small(doc, at) for at in span):
        yield from found


def _is_small(doc: Document, at: int) -> bool:
    """Tell whether a token is a word of two letters or more, all of them small."""
    start, end, norm = doc.tokens[at]
    return end - start > 1 and norm.isalpha() and doc.text[start:end].islower()


def _written_small(sides: Sequence[Side], norms: set[str]) -> set[str]:
    """Return which of the words also stand in small letters: aids beside AIDS."""
    return {
        token.norm
        for doc, spans in sides
        for span in spans
        for token in doc.tokens[span.start : span.stop]
        if token.norm in norms and doc.text[token.start : token.end].islower()
    }


def _names(sides: Sequence[Side], wanted: set[str]) -> dict[str, Name]:
    """Return what each abbreviation stands for, if that is beyond doubt."""
    lists = language("english")
    defined: dict[str, set[Name]] = defaultdict(set)
    spelled: dict[str, set[Name]] = defaultdict(set)
    for doc, spans in sides:
        for span in spans:
            for letters, name in _in_brackets(doc, span):
                defined[letters].add(name)
    for letters in wanted - defined.keys():
        if known := lists.names.get(letters.casefold()):
            defined[letters].add(tuple(map(stem, known.split())))
    open_ = {letters for letters in wanted - defined.keys() if len(letters) > 2}
    if open_:
        for doc, spans in sides:
            for span in spans:
                for letters, name in _by_initials(doc, span, open_):
                    spelled[letters].add(name)
    return {
        letters: next(iter(names))
        for letters, names in (spelled | defined).items()
        if letters in wanted and len(names) == 1 and next(iter(names))
    }


def _name(tokens: Sequence[Token], places: Sequence[int]) -> Name:
    function = language("english").function
    return tuple(
        stem(tokens[at].norm)
        for at in places
        if tokens[at].norm[0].isalnum() and tokens[at].norm not in function
    )


# -- brackets -----------------------------------------------------------------


def _in_brackets(doc: Document, span: range) -> Iterator[tuple[str, Name]]:
    """Yield the abbreviations that a sentence explains: "a name (AN)", "AN (a name)".

    As in the paper, a name has at most min(letters + 5, letters × 2) words.
    """
    tokens = doc.tokens
    closing: dict[int, int] = {}
    close = span.start  # before any bracket: none is closed yet
    for at in reversed(span):
        if tokens[at].norm == ")":
            close = at
        elif tokens[at].norm == "(":
            closing[at] = close
    short = dict(_abbreviations(doc, span)) if closing else {}
    for at, close in sorted(closing.items()):
        if close == at + 2 and at + 1 in short:
            letters = short[at + 1]
            name = _explained(doc, span.start, at, letters)
            yield from ((letters, name) for name in [name] if name)
        elif close > at + 2 and at - 1 in short:
            letters = short[at - 1]
            name = _explained(doc, at + 1, close, letters)
            # All that stands in the brackets, or it is a remark that has the letters.
            if name and name == _name(tokens, range(at + 1, close)):
                yield letters, name


def _explained(doc: Document, start: int, stop: int, letters: str) -> Name | None:
    """Return the name that ends where its abbreviation's brackets open.

    Each letter is sought from the right, first at the beginnings of words alone;
    the first letter must begin one anyway.  Two things are stricter than in the
    paper, since news also put parties and countries in brackets, "Ann Pryce (SNP)":
    of two letters both must begin a word, and two thirds of the name's words with
    content must begin with a letter of the abbreviation.
    """
    tokens = doc.tokens
    most = min(len(letters) + 5, len(letters) * 2)
    words = [at for at in range(start, stop) if tokens[at].norm[0].isalnum()][-most:]
    if not words:
        return None
    part = Span(tokens[words[0]].start, tokens[words[-1]].end)
    found = _sought(doc.text, part, letters, inside=False)
    if not found and len(letters) > 2:
        found = _sought(doc.text, part, letters, inside=True)
    if not found:
        return None
    function = language("english").function
    content = [
        tokens[k]
        for k in words
        if tokens[k].start >= found[-1] and tokens[k].norm not in function
    ]
    if letters in {token.of(doc.text).replace(".", "").upper() for token in content}:
        return None
    spelled = sum(token.start in found for token in content)
    if not content or spelled < 2 * (len(content) - spelled):
        return None
    return tuple(stem(token.norm) for token in content)


def _sought(text: str, part: Span, letters: str, *, inside: bool) -> list[int]:
    """Return where the letters stand, the last first; nothing if one is not found."""
    found, at = [], part.end
    for place in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= part.start and not (
            text[at].upper() == letters[place]
            and (
                (inside and place > 0) or at == part.start or not text[at - 1].isalnum()
            )
        ):
            at -= 1
        if at < part.start:
            return []
        found.append(at)
    return found


# -- initials -----------------------------------------------------------------


def _by_initials(
    doc: Document, span: range, wanted: set[str]
) -> Iterator[tuple[str, Name]]:
    """Yield the names in capitals whose initials spell a wanted abbreviation."""
    tokens, text = doc.tokens, doc.text
    for parts in _capitals(doc, span):
        for one in range(len(parts)):
            for end in range(one + 1, min(len(parts), one + _MOST_PARTS) + 1):
                words = [at for part in parts[one:end] for at in part]
                letters = "".join(text[tokens[at].start] for at in words).upper()
                if letters not in wanted:
                    continue
                the = words[0] > span.start and tokens[words[0] - 1].norm == "the"
                if len(letters) >= _SURE or the or end > one + 1:
                    yield letters, _name(tokens, words)


def _capitals(doc: Document, span: range) -> Iterator[list[list[int]]]:
    """Yield the runs of words with a capital, cut at "of" and the like inside."""
    tokens, text = doc.tokens, doc.text
    function = language("english").function
    parts: list[list[int]] = [[]]
    for at in span:
        norm = tokens[at].norm
        if text[tokens[at].start].isupper() and norm not in function:
            parts[-1].append(at)
        elif norm in _INSIDE:
            if parts[-1]:
                parts.append([])
        else:
            yield [part for part in parts if part]
            parts = [[]]
    yield [part for part in parts if part]


# -- where names stand --------------------------------------------------------


def _places(
    doc: Document, spans: list[range], names: Iterable[Name]
) -> Iterator[tuple[Name, list[int]]]:
    """Yield where names stand in full: the places of their words with content."""
    starting: dict[str, list[Name]] = defaultdict(list)
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        starting[name[0]].append(name)
    function = language("english").function
    if not starting:
        return
    for span in spans:
        for at in span:
            norm = doc.tokens[at].norm
            if norm.isalpha() and norm not in function:
                for name in starting.get(stem(norm), ()):
                    if places := _read_name(doc, span, at, name):
                        yield name, places
                        break


def _read_name(doc: Document, span: range, at: int, name: Name) -> list[int] | None:
    """Return the places of a name's words if it stands at *at*, else None."""
    found = [at]
    for word in name[1:]:
        at += 1
        while at < span.stop and doc.tokens[at].norm in _BETWEEN:
            at += 1
        if at >= span.stop or stem(doc.tokens[at].norm) != word:
            return None
        found.append(at)
    return found
