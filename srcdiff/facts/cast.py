"""The names in an article: who and what it speaks of, under all their forms.

Names are runs of capitals inside sentences.  Whether one is a person, a body or a
place shows in the whole article: a title or an age beside it, a verb of speech, the
last word of its name, a preposition.  What shows nowhere stays *unknown*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from srcdiff.facts.place_words import AT, COUNTRIES, FEATURES, PREPOSITIONS
from srcdiff.facts.role_words import PORTFOLIOS, person_word, question
from srcdiff.facts.spelling import plain
from srcdiff.model import Document, Span
from srcdiff.text.languages import language

Sort: TypeAlias = Literal["person", "body", "place", "unknown"]
"""What a name names; a *body* is a company, an authority, a newspaper…"""

_NOBLE = frozenset(
    """
    sir lady lord dame king queen prince princess duke duchess count countess baron
    baroness earl emperor empress pope father brother sister mother uncle aunt
    miss madame monsieur señor señora herr frau
    """.split()
)
_RANKS = frozenset("chief head leader spokesman spokeswoman professor".split())
_SAINTS = frozenset({"st", "ste", "mt", "ft", "saint"})
"""Titles that are part of the name: St. Ives."""
_PEOPLES = ("an", "ish", "ese", "ch")
"""How words for what is from a country end: Afghan, Danish, Dutch."""
_PARTICLES = frozenset("de da del della di du van von der den la le al bin ben y".split())
_BODIES = frozenset(
    """
    inc ltd llc plc co corp corporation company gmbh ag group holdings foundation trust
    university college school academy institute hospital clinic ministry department
    council committee commission board agency authority office bureau party union
    association federation league society club bank airlines airways railways railway
    police court tribunal parliament senate assembly congress army navy force service
    times post ledger herald gazette tribune telegraph chronicle courier mail press news
    observer journal mercury argus church orchestra theatre museum gallery library
    laboratory centre center fund organisation organization team guild chamber brigade
    embassy magistrates hotel observatory network movement front
    """.split()
)
_SPEECH = frozenset(
    """
    said says say told tells added adds warned warns argued argues explained explains
    wrote writes recalled recalls insisted insists admitted admits denied denies claimed
    claims announced replied thinks thought believes believed expects stated confirmed
    acknowledged
    """.split()
)
_NO_NAMES = frozenset("i i'm i've i'll i'd god mr mrs ms dr ok tv no next".split())
_OLDEST = 3
"""Digits of an age."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands."""

    sentence: int
    tokens: Span
    """Range in ``Document.tokens``, without a title before it."""
    words: tuple[str, ...]
    """Its words in plain letters."""
    title: tuple[str, ...]
    """Norms of the title or role before it: ``("fire", "chief")``."""
    first: int
    """Index of the first token of the title; of the name, where there is none."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The names of one article."""

    mentions: Mapping[int, tuple[Mention, ...]]
    """Sentence → the names in it, in text order."""
    sorts: Mapping[tuple[str, ...], Sort]
    """What the words of a name name; nothing for the unknown."""
    full: Mapping[tuple[str, ...], tuple[str, ...]]
    """A short form → the one full name it is short for."""
    words: frozenset[str]
    """All words of names, in plain letters."""
    roles: frozenset[str]
    """All words for persons, in the singular."""
    inside: frozenset[tuple[str, str]]
    """A place and one it lies in: ``("brannau", "austria")``, words joined."""

    def sort(self, mention: Mention) -> Sort:
        """Return what a name names."""
        found = self.sorts.get(self.named(mention))
        return found or self.sorts.get(mention.words, "unknown")

    def named(self, mention: Mention) -> tuple[str, ...]:
        """Return the full name behind a mention."""
        return self.full.get(mention.words, mention.words)


def read_cast(doc: Document) -> Cast:
    """Return the names in an article; none where it is not in English."""
    if doc.language != "english":
        return Cast({}, {}, {}, frozenset(), frozenset(), frozenset())
    rows = doc.aligned()
    small, inner = _seen(doc, rows)
    by_sentence = {row: tuple(_mentions(doc, row, small, inner)) for row in rows}
    mentions = [one for found in by_sentence.values() for one in found]
    sorts = _sorts(doc, mentions)
    full = _full(mentions, sorts)
    for short, whole in full.items():
        if whole in sorts:
            sorts.setdefault(short, sorts[whole])
        elif sorts.get(short) == "person":
            sorts[whole] = "person"
    return Cast(
        {row: found for row, found in by_sentence.items() if found},
        sorts,
        full,
        frozenset(word for one in mentions for word in one.words),
        frozenset(filter(None, map(person_word, small | inner))),
        frozenset(_inside(doc, mentions)),
    )


def _seen(doc: Document, rows: Iterable[int]) -> tuple[set[str], set[str]]:
    """Return the norms written small, and those written large inside sentences."""
    small, inner = set[str](), set[str]()
    for row in rows:
        first = True
        for token in doc.tokens_of(row):
            letter = doc.text[token.start]
            if letter.islower():
                small.add(token.norm)
            elif letter.isupper() and not first:
                inner.add(token.norm)
            first = not (letter.isalnum() or letter in ",;-–—&/'’")
    return small, inner


# -- mentions -----------------------------------------------------------------


def _mentions(
    doc: Document, row: int, small: set[str], inner: set[str]
) -> Iterator[Mention]:
    """Yield the names in a sentence."""
    first, stop = doc.sentences[row].tokens
    at = first
    while at < stop:
        if not doc.text[doc.tokens[at].start].isupper():
            at += 1
            continue
        end = _run(doc, at, stop)
        start = at + _opening(doc, first, at, end, small, inner)
        yield from _mention(doc, row, start, end)
        at = end


def _run(doc: Document, at: int, stop: int) -> int:
    """Return the end of the run of capitals that starts at a token."""
    end = at + 1
    while end < stop:
        norm, before = doc.tokens[end].norm, doc.tokens[end - 1].norm
        if doc.text[doc.tokens[end].start].isupper():
            end += 1
            continue
        after = end + 1
        glued = doc.tokens[end - 1].end == doc.tokens[end].start
        titles = language(doc.language).titles
        joins = (
            norm == "&"
            or (norm in ("-", "'") and glued)
            or (norm in _PARTICLES and end - at < 4)
            or (norm == "of" and before in (_BODIES | FEATURES))
            or (norm == "." and glued and (len(before) == 1 or before in titles))
        )
        while joins and after < stop and doc.tokens[after].norm in _PARTICLES:
            after += 1
        if not joins or after >= stop:
            break
        if not doc.text[doc.tokens[after].start].isupper():
            break
        end = after + 1
    return end


def _opening(
    doc: Document, first: int, at: int, end: int, small: set[str], inner: set[str]
) -> int:
    """Return how many tokens of a run are large only since a sentence opens."""
    before = doc.tokens[at - 1].norm if at > first else ""
    if at > first and before not in ('"', ":", ".", "!", "?", "...", "-", "(", "["):
        return 0
    words, norm = language(doc.language), doc.tokens[at].norm
    if norm in words.function or norm in words.starters or norm in words.dates:
        return 1
    if norm in inner and norm not in small:
        return 0
    alone = end == at + 1
    return int(alone or (norm in small and not _is_title(doc, norm)))


def _mention(doc: Document, row: int, start: int, end: int) -> Iterator[Mention]:
    """Yield the name in a run of capitals, if there is one, without its title."""
    words = language(doc.language)
    norms = [token.norm for token in doc.tokens[start:end]]
    if not norms or _post(norms):
        return
    title = 0 if _BODIES & set(norms) else _title(doc, norms)
    kept = range(start + title, end)
    while kept and doc.tokens[kept[-1]].norm.removesuffix("s") in words.dates:
        kept = kept[:-1]
    names = [doc.tokens[k] for k in kept if doc.tokens[k].norm[0].isalnum()]
    names = [token for token in names if token.norm not in ("&", "'s")]
    idle = words.dates | words.numbers.keys() | _NO_NAMES
    if all(len(t.norm) == 1 or t.norm in idle for t in names):
        return
    before = [norm for norm in norms[:title] if norm[0].isalpha()]
    yield Mention(
        row,
        Span(kept[0], kept[-1] + 1),
        tuple(plain(token.norm) for token in names),
        tuple(before),
        start,
    )


def _is_title(doc: Document, norm: str) -> bool:
    if norm in _SAINTS:
        return False
    if norm in language(doc.language).titles or norm in _NOBLE or norm in _RANKS:
        return True
    word = person_word(norm)
    return word == norm and question(word) in ("office", "trade", "kin")


def _post(norms: list[str]) -> bool:
    """Tell whether a run of capitals is a post, not a name: Lord Mayor."""
    last = person_word(norms[-1])
    if last is None or question(last) not in ("office", "part"):
        return False
    posts = (norm in PORTFOLIOS or norm in _NOBLE or person_word(norm) for norm in norms)
    return all(posts)


def _title(doc: Document, norms: list[str]) -> int:
    """Return how many tokens of a run of capitals are a title: Danish Prime Minister.

    The last word never is: it may be a name that was once a trade, as Baker.
    """
    title = 0
    for place, norm in enumerate(norms[:-1]):
        if _is_title(doc, norm) or (norm == "." and place == title > 0):
            title = place + 1
        elif norm not in PORTFOLIOS and norm != "-":
            if place > 0 or not norm.endswith(_PEOPLES):
                break
    return title


# -- what they name -----------------------------------------------------------


def _sorts(
    doc: Document, mentions: Iterable[Mention]
) -> dict[tuple[str, ...], Sort]:
    """Return what names name, by what stands beside them anywhere."""
    votes: defaultdict[tuple[str, ...], set[Sort]] = defaultdict(set)
    for mention in mentions:
        sort = _shown(doc, mention)
        if sort != "unknown":
            votes[mention.words].add(sort)
    order: tuple[Sort, ...] = ("body", "person", "place")
    return {
        words: next(sort for sort in order if sort in found)
        for words, found in votes.items()
    }


def _shown(doc: Document, mention: Mention) -> Sort:  # noqa: PLR0911 -- one a sign
    """Return what a name names as far as the words beside it show."""
    words = mention.words
    if " ".join(words) in COUNTRIES:
        return "place"
    if _BODIES & set(words) or any(
        doc.tokens[at].norm == "&" for at in range(*mention.tokens)
    ):
        return "body"
    if words[-1] in FEATURES and len(words) > 1:
        return "place"
    before, after = _beside(doc, mention)
    last = before[-1] if before else ""
    if mention.title or _aged(after):
        return "person"
    if person_word(before[-2] if last == "," and before[1:] else last):
        return "person"
    if _describes(after, language(doc.language).function) and words[-1].endswith(_PEOPLES):
        return "unknown"  # in American hands
    if last in AT or (last in PREPOSITIONS and len(words) == 1):
        return "place"
    if after[:2] == [",", "who"] or (_SPEECH & {last, *after[:1]}):
        return "person"
    return "unknown"


def _beside(doc: Document, mention: Mention) -> tuple[list[str], list[str]]:
    """Return the norms before and after a name, as far as its sentence goes."""
    first, stop = doc.sentences[mention.sentence].tokens
    start, end = mention.tokens
    before = [token.norm for token in doc.tokens[max(first, start - 3) : start]]
    after = [token.norm for token in doc.tokens[end : min(stop, end + 4)]]
    return before, after


def _describes(after: list[str], function: frozenset[str]) -> bool:
    """Tell whether a noun seems to follow a word: no mark, no function word."""
    return after[:1] != [] and after[0].isalpha() and after[0] not in function


def _aged(after: list[str]) -> bool:
    """Tell whether an age follows a name: ", 44," or ", aged 44"."""
    if after[:2] == [",", "aged"]:
        return True
    if after[:1] != [","] or len(after) < 2:
        return False
    number = after[1].isdigit() and len(after[1]) < _OLDEST
    return number and after[2:3] in ([","], ["."], [], ["-"])


def _full(
    mentions: Iterable[Mention], sorts: Mapping[tuple[str, ...], Sort]
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the one longer name that a first or last name alone is short for."""
    longer: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for mention in mentions:
        words = mention.words
        if len(words) > 1 and sorts.get(words, "person") == "person":
            longer[words[0]].add(words)
            longer[words[-1]].add(words)
    return {
        one.words: next(iter(longer[one.words[0]]))
        for one in mentions
        if len(one.words) == 1 and len(longer.get(one.words[0], ())) == 1
    }


def _inside(doc: Document, mentions: list[Mention]) -> Iterator[tuple[str, str]]:
    """Yield places with the place named after them: "Brannau, Austria"."""
    for one, other in zip(mentions, mentions[1:], strict=False):
        between = doc.tokens[one.tokens.end : other.tokens.start]
        if one.sentence == other.sentence and len(between) == 1:
            if between[0].norm in (",", "in"):
                yield " ".join(one.words), " ".join(other.words)
