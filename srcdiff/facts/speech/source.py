"""Who a statement is put down to, and whether two such sources can be the same.

    Tom Holt, Polar Ferries' chief executive     a person, with what he is
    the Polar Institute                          a body
    a ministry spokesman, officials              somebody, by what they are
    she                                          whoever was named last

Doubt means that they can be the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeAlias

from srcdiff.align.matching import meets
from srcdiff.align.words import Vocabulary
from srcdiff.facts.speech.persons import Persons, bare_name
from srcdiff.facts.speech.say_words import BARE, BODIES, KIN, PLACES, VAGUE, word_set
from srcdiff.model import Document, Span
from srcdiff.text.languages import language
from srcdiff.text.stems import stem

Sort: TypeAlias = Literal["person", "body", "role", "pronoun"]
Mouth: TypeAlias = Literal["same", "other", "unknown"]

PRONOUNS = word_set("he she they it i we")
NOBODY = word_set("media reports some source sources unconfirmed unverified")
"""Words that name no source, if there are no others."""

_BEFORE_OTHERS = word_set(
    "the a an of at for from in to by with on near outside off around over under behind"
)
"""Before a name in a source these show that it is not the speaker's."""
NEAR = 0.4
"""How well two words for sources meet, 0 to 1, from which the same may be meant.  Set
by hand: on the gold pairs values from 0.05 to 0.6 come to the same, and at 0.25 a
university may be meant by an institute."""
_SPELLED_ALIKE = 0.75
"""Share of letters in common from which a name may be a misspelling of another.  Set by
hand on pairs such as Brandt and Brand (0.91), Gaddafi and Qaddafi (0.86)."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who says something."""

    sort: Sort
    span: Span
    """The words that name them, in ``Document.text``."""
    name: tuple[str, ...]
    """Norms of the name, without titles; empty if there is none."""
    words: frozenset[str]
    """Norms of the words that say what they are, all appositions included."""
    head: str
    """Norm of the noun among them: spokesman, union; or the pronoun."""
    shown: str
    """For people: the name, else the words."""
    indefinite: bool = False
    """Whether it is one of several: "a committee"."""
    nobody: bool = False
    """Whether it says of nobody who it is: "reports", "some sources"."""
    pronoun: str = ""
    """The pronoun that stands for a person, who was named before."""

    def named(self) -> str:
        """Return the source for people: "Holt", "Holt (he)"."""
        return f"{self.shown} ({self.pronoun})" if self.pronoun else self.shown


def source(doc: Document, persons: Persons, sentence: int, part: Span) -> Source | None:
    """Return the source that a range of tokens names; None if it names nobody."""
    tokens = doc.tokens[part.start : part.end]
    norms = [t.norm for t in tokens if t.norm[0].isalnum()]
    if not norms:
        return None
    span = Span(tokens[0].start, tokens[-1].end)
    shown = " ".join(span.of(doc.text).split())
    if len(norms) == 1 and norms[0] in PRONOUNS:
        return Source("pronoun", span, (), frozenset(), norms[0], shown)
    lists = language(doc.language)
    unsaid = lists.function | lists.titles | lists.numbers.keys()
    words = [n for n in norms if n not in unsaid and not n[0].isdigit()]
    names = [
        name
        for name in persons.names.get(sentence, ())
        if part.start <= name.start and name.end <= part.end
    ]
    for at in (name for name in names if _is_person(doc, part, name)):
        name = bare_name(doc, at)
        titled = len(name) < _words(doc, at)
        if len(name) == 1:
            name = persons.full.get(name[0], name)
        if len(name) > 1 or titled:
            rest = frozenset(words).difference(name)
            return Source("person", span, name, rest, "", _written(doc, at))
    if not words:
        return None
    head = _head(doc, part, words)
    name = next((n for n in map(partial(bare_name, doc), names) if head in n), ())
    if len(norms) == 1 and shown[0].isupper() and head not in persons.small | VAGUE:
        name = (head,)  # "Copenhagen said": its capital may be that of the sentence
    sort: Sort = "body" if name else "role"
    indefinite = norms[0] in ("a", "an", "one", "another", "some")
    nobody = not name and set(words) <= NOBODY
    return Source(sort, span, name, frozenset(words), head, shown, indefinite, nobody)


def _written(doc: Document, part: Span) -> str:
    whole = Span(doc.tokens[part.start].start, doc.tokens[part.end - 1].end)
    return " ".join(whole.of(doc.text).split())


def _words(doc: Document, part: Span) -> int:
    return sum(t.norm[0].isalnum() for t in doc.tokens[part.start : part.end])


def _is_body(doc: Document, name: Span) -> bool:
    """Tell whether a name is that of a body, or of a place that stands for one."""
    norms = {t.norm for t in doc.tokens[name.start : name.end]}
    return not norms.isdisjoint(BODIES) or not norms.isdisjoint(PLACES)


def _is_person(doc: Document, part: Span, name: Span) -> bool:
    """Tell whether a name in a source is that of a person who speaks.

    "Polar Ferries' chief executive", "a spokesman for Polar Ferries", "the Polar
    Ferries boss" and "police in Tarn" name others.
    """
    if _is_body(doc, name) or not bare_name(doc, name):
        return False
    before = doc.tokens[name.start - 1].norm if name.start > part.start else ""
    after = doc.tokens[name.end].norm if name.end < part.end else ""
    if after == "'s" or (
        after == '"' and doc.tokens[name.end].start == (doc.tokens[name.end - 1].end)
    ):
        return False
    if before in _BEFORE_OTHERS:
        titled = len(bare_name(doc, name)) < _words(doc, name)
        return before in ("the", "by") and titled
    return after in ("", ",", "of", "who", "(", "-", "at", "from", "for", "and", "in")


def _head(doc: Document, part: Span, words: Sequence[str]) -> str:
    """Return the noun of a source: the last word before an "of", a comma, a "who"."""
    last = ""
    for token in doc.tokens[part.start : part.end]:
        if last and token.norm in (",", "of", "for", "who", "at", "in", "from", "on"):
            if last != "one":
                break
            last = ""
        elif token.norm in words or token.norm == "one":
            last = token.norm
    return last or words[-1]


# -- the same or not ----------------------------------------------------------


def mouths(
    sources: tuple[Source, Source],
    persons: tuple[Persons, Persons],
    vocabulary: Vocabulary,
) -> Mouth:
    """Return whether two sources of one statement are the same; unknown in doubt.

    Args:
        sources: That of A and that of B.
        persons: The names of A and of B.
        vocabulary: Words of both.
    """
    x, y = sources
    if "pronoun" in (x.sort, y.sort):
        return "unknown"
    if any(s.sort == "body" and len(s.name) == 1 for s in sources):
        # A town, a firm, a first name: nobody knows who speaks for it.
        return "same" if x.name == y.name else "unknown"
    if x.sort == y.sort == "person":
        found = _two_persons(x, y)
        doubtful = _mistaken(sources, persons) or _speaks_for(sources, persons)
        return "unknown" if found == "other" and doubtful else found
    if "person" in (x.sort, y.sort):
        person, other = (x, y) if x.sort == "person" else (y, x)
        return _person_and_role(person, other, persons, vocabulary)
    return _two_roles(x, y, vocabulary)


def _two_persons(x: Source, y: Source) -> Mouth:
    if _alike(x.name[-1], y.name[-1]):
        alike = {len(x.name), len(y.name)} != {2} or _alike(x.name[0], y.name[0])
        return "same" if alike else "unknown"
    return "unknown" if set(x.name) & set(y.name) else "other"


def _mistaken(sources: tuple[Source, Source], persons: tuple[Persons, Persons]) -> bool:
    """Tell whether a pronoun may stand for the other's person after all."""
    x, y = sources
    return bool(x.pronoun and y.name[-1] in persons[0].known) or bool(
        y.pronoun and x.name[-1] in persons[1].known
    )


def _speaks_for(
    sources: tuple[Source, Source], persons: tuple[Persons, Persons]
) -> bool:
    """Tell whether one name is that of what the other speaks for: "Polar Ferries"."""
    x, y = sources
    return any(
        set(name) & (who.words | side.known.get(who.name[-1], frozenset()))
        for name, who in ((x.name, y), (y.name, x))
        for side in persons
    )


def _alike(one: str, two: str) -> bool:
    """Tell whether two names are the same but for a slip of spelling."""
    if one == two:
        return True
    from difflib import SequenceMatcher

    first, second = sorted((one, two))
    ratio = SequenceMatcher(None, first, second, autojunk=False).ratio()
    return ratio >= _SPELLED_ALIKE


def _person_and_role(
    person: Source,
    other: Source,
    persons: tuple[Persons, Persons],
    vocabulary: Vocabulary,
) -> Mouth:
    """Compare somebody with a name to somebody without.

    They are others only if what the articles say of the one has nothing to do with
    the other.
    """
    known = set(person.words)
    for side in persons:
        known |= side.known.get(person.name[-1], frozenset())
    if (
        not known
        or _vague(other)
        or other.head in KIN
        or other.words & set(person.name)
    ):
        return "unknown"
    if not {stem(w) for w in known}.isdisjoint(stem(w) for w in other.words):
        return "same"
    if other.head in BODIES and not other.indefinite:
        return "unknown"  # people speak for the bodies that they belong to
    return "unknown" if _near(known, {other.head}, vocabulary) else "other"


def _two_roles(x: Source, y: Source, vocabulary: Vocabulary) -> Mouth:
    mine, yours = ({stem(w) for w in s.words} for s in (x, y))
    if mine & yours:
        return "same"
    for several in (KIN, BODIES):  # a nurse may be a sister, and speak for a hospital
        if (x.head in several) != (y.head in several):
            return "unknown"
    if _vague(x) or _vague(y) or _near({x.head}, {y.head}, vocabulary):
        return "unknown"
    return "other"


def _vague(source: Source) -> bool:
    """Tell whether a source without name may be anybody, or speak for anybody."""
    alone = source.words == {source.head}
    return bool(source.words & VAGUE) or (alone and source.head in BARE)


def _near(one: set[str], two: set[str], vocabulary: Vocabulary) -> bool:
    if not one or not two:
        return True
    table = meets(vocabulary, sorted(one), sorted(two))
    return max(map(max, table)) >= NEAR
