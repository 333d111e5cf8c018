"""What a sentence says that somebody is: a trade, an office, kin, man or woman.

    Dr Femi Oyelaran, the surgeon who…      a surgeon, of Femi Oyelaran
    Fire Chief Marta Quillen                a fire chief, of Marta Quillen
    an archivist noticed…                   an archivist, unnamed

Roles of named persons are compared where the names are the same; those of unnamed
ones only where both articles bring them in as new: "an archivist", "a cleaner".
"The director" is somebody met before, and may be met in another sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from srcdiff.facts.around import around
from srcdiff.facts.cast import Cast, Mention
from srcdiff.facts.role_words import (
    PORTFOLIOS,
    loose_person_word,
    one_is_the_other,
    person_word,
    question,
)
from srcdiff.facts.spelling import likeness
from srcdiff.model import Document, Fact, Span, Verdict
from srcdiff.text.languages import language

Article: TypeAlias = Literal["a", "the", ""]
"""Brought in as new, taken up again, or neither to be seen."""

_NEW = frozenset(
    """
    a an another no one two three four five six seven eight nine ten several some any
    """.split()
)
_AGAIN = frozenset("the his her their its our my your this that these those".split())
_IS = frozenset("is was are were be been being became become becomes".split())
_HAS = frozenset({"who", "has", "had", "have", "is", "was", "also", "now", "then", ","})
_MOST_WORDS = 8
"""Tokens before a word for a person that may describe it."""
_SHARED = 2
"""Words that must describe both a named and an unnamed person, such as their age,
for the two to be one."""


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is, as a sentence states it."""

    word: str
    """The word for the person, in the singular."""
    portfolio: frozenset[str]
    """Words that make another office of it: finance, deputy."""
    described: frozenset[str]
    """All words that stand before it: former, 52."""
    holder: tuple[str, ...]
    """Full name of who is so called, in plain letters; empty for the unnamed."""
    article: Article
    many: bool
    """It speaks of more than one."""
    as_role: bool
    """It stands after "as": joined *as a cook*."""
    known: frozenset[str] = field(repr=False)
    """Words for persons anywhere in its article."""
    about: tuple[int, ...]
    """Indexes in ``Document.tokens`` of the words that say whose role it is, the
    nearest first; the name comes before all."""
    sentence: int
    span: Span
    """The word with its portfolio."""
    shown: str
    """The role as the article writes it, on one line."""

    def fact(self) -> Fact:
        """Return the role as the ledger shows it."""
        return Fact("name", self.sentence, self.span, self.shown)


def read_roles(doc: Document, sentence: int, cast: Cast) -> tuple[Role, ...]:
    """Return what a sentence says that persons are, in text order.

    Args:
        doc: The article.
        sentence: Index of the sentence.
        cast: The names of the whole article.
    """
    if doc.language != "english":
        return ()
    norms = [token.norm for token in doc.tokens_of(sentence)]
    places = [at for at, norm in enumerate(norms) if loose_person_word(norm)]
    return _Reader(doc, sentence, cast, norms).roles(places) if places else ()


class _Reader:
    """Reads the roles in one sentence; places count from its first token."""

    def __init__(
        self, doc: Document, sentence: int, cast: Cast, norms: list[str]
    ) -> None:
        self.doc = doc
        self.sentence = sentence
        self.cast = cast
        self.norms = norms
        self.base = doc.sentences[sentence].tokens.start
        self.mentions = cast.mentions.get(sentence, ())

    def roles(self, places: list[int]) -> tuple[Role, ...]:
        found = (self._role(at) for at in places)
        return tuple(role for role in found if role is not None)

    def _norm(self, at: int) -> str:
        return self.norms[at] if 0 <= at < len(self.norms) else ""

    def _role(self, at: int) -> Role | None:
        after = self._norm(at + 1)
        if self.norms[at] in language(self.doc.language).titles:
            return None  # Prof., Capt.
        if after in ("'s", "'") or loose_person_word(after) or self._in_name(at):
            return None
        if after == "-" and self._glued(at + 1):
            return None
        first = self._first(at)
        holder = self._holder(first, at)
        word = person_word(self.norms[at])
        if word is None and holder is not None and self._norm(first) in ("a", "an"):
            word = self.norms[at]
        if word is None:
            return None
        return self._made(word, first, at, holder)

    def _made(self, word: str, first: int, at: int, holder: Mention | None) -> Role:
        determiner = self._norm(first)
        start = at
        while start > first and self.norms[start - 1] in PORTFOLIOS:
            start -= 1
        tokens = self.doc.tokens[self.base + start : self.base + at + 1]
        span = Span(tokens[0].start, tokens[-1].end)
        own = {self.norms[k] for k in range(first, at)}
        about = around(
            self.doc, self.sentence, self.base + first, self.base + at + 1
        )
        if holder is not None:
            named = tuple(range(*holder.tokens))
            about = (*named, *(k for k in about if k not in named))
        new = "a" if determiner in _NEW else "the" if determiner in _AGAIN else ""
        return Role(
            word=word,
            portfolio=frozenset(self.norms[start:at]),
            described=frozenset(n for n in own - _NEW - _AGAIN if n[0].isalnum()),
            holder=self.cast.named(holder) if holder else (),
            article="a" if new == "a" else "the" if new == "the" else "",
            many=word != self.norms[at],
            as_role=self._norm(first - 1) == "as",
            known=self.cast.roles,
            about=about,
            sentence=self.sentence,
            span=span,
            shown=" ".join(span.of(self.doc.text).split()),
        )

    def _glued(self, at: int) -> bool:
        """Tell whether no blank stands between the tokens at-1 and at."""
        tokens = self.doc.tokens[self.base + at - 1 : self.base + at + 1]
        return len(tokens) == 2 and tokens[0].end == tokens[1].start

    def _in_name(self, at: int) -> bool:
        place = self.base + at
        return any(m.tokens.start <= place < m.tokens.end for m in self.mentions)

    def _first(self, at: int) -> int:
        """Return where the words start that describe a person, at a determiner."""
        function = language(self.doc.language).function
        start = at
        while start > max(0, at - _MOST_WORDS):
            norm = self.norms[start - 1]
            if norm in _NEW or norm in _AGAIN:
                return start - 1
            inside = norm in ("'s", "-") or (norm[0].isalnum() and norm not in function)
            if not inside or norm in _IS:
                break
            start -= 1
        return start

    # -- whose role it is ------------------------------------------------------

    def _holder(self, first: int, at: int) -> Mention | None:
        """Return the name of who is so called, if it stands in a plain place."""
        return (
            self._after(at)
            or self._starting(at + 2, at + 1 if self._norm(at + 1) == "," else None)
            or self._before(first)
        )

    def _person(self, mention: Mention) -> bool:
        return self.cast.sort(mention) in ("person", "unknown")

    def _starting(self, at: int, comma: int | None) -> Mention | None:
        """Return the name set off by commas: "a dealer, Anton Brezhny, for…"."""
        if comma is None:
            return None
        for mention in self.mentions:
            closed = self._norm(mention.tokens.end - self.base)
            if mention.tokens.start == self.base + at and closed in (",", ".", ""):
                return mention if self._person(mention) else None
        return None

    def _after(self, at: int) -> Mention | None:
        """Return the name that follows at once: "the fire chief Marta Quillen"."""
        for mention in self.mentions:
            before = self.base + at
            gap = mention.tokens.start - before
            titled = bool(mention.title) and 0 < gap <= 2
            if (gap == 1 or titled) and self._person(mention):
                return mention
        return None

    def _before(self, first: int) -> Mention | None:
        """Return the name that the role is put beside, or said of."""
        if self._norm(first - 1) in (*_IS, "as"):
            at = first - 2
            while at >= 0 and self.norms[at] in _HAS:
                at -= 1
        elif self._norm(first - 1) == ",":
            at = first - 2
            if self._norm(at).isdigit():  # an age
                at -= 1 + (self._norm(at - 1) == "aged")
                at -= self._norm(at) == ","
        else:
            return None
        return self._ending(at, self._norm(first - 1) == ",")

    def _ending(self, at: int, apposition: bool) -> Mention | None:
        """Return the name that ends at a place, or goes on there: "… of Corvo"."""
        for mention in reversed(self.mentions):
            start, end = (place - self.base for place in mention.tokens)
            if start > at or not self._person(mention):
                continue
            if end == at + 1:
                return mention
            belonging = self._norm(end) in ("of", "from", "at")
            plain = "," not in self.norms[end : at + 1]
            if apposition and belonging and plain:
                return mention
        return None


# -- comparing ----------------------------------------------------------------


def comparable(x: Role, y: Role) -> bool:
    """Tell whether two roles may be said of the same person."""
    if x.holder and y.holder:
        return _same_person(x.holder, y.holder) and _same_question(x, y)
    if x.holder or y.holder:
        shared = x.described & y.described
        return len(shared) >= _SHARED and _same_question(x, y)
    if x.article != "a" or y.article != "a" or x.as_role != y.as_role:
        return False
    return _same_question(x, y) or _counted(x, y)


def compare_roles(x: Role, y: Role) -> tuple[Verdict, str]:
    """Return whether two comparable roles can both be right, and why.

    The verdict on (y, x) is the same.
    """
    both = f"{x.shown} in A, {y.shown} in B"
    mine, others = _portfolio(x), _portfolio(y)
    if x.word == y.word and mine == others:
        return "agree", f"The same role: {both}."
    if x.word == y.word and (mine <= others or others <= mine):
        return "compatible", f"One role is stated more closely: {both}."
    if mine and others and mine.isdisjoint(others):
        return "conflict", f"Two different roles: {both}."
    if x.word == y.word or one_is_the_other(x.word, y.word):
        return "compatible", f"One role is a kind of the other: {both}."
    if x.word in y.known and y.word in x.known:
        return "compatible", f"Both roles occur in both articles: {both}."
    return "conflict", f"Two different roles: {both}."


def differing(x: Role, y: Role) -> tuple[Span, Span]:
    """Return the shortest words that show how two roles differ."""
    return x.span, y.span


def _portfolio(role: Role) -> frozenset[str]:
    """Return the portfolio; a managing director is as good as a chief executive."""
    return frozenset("chief" if one == "managing" else one for one in role.portfolio)


def _same_question(x: Role, y: Role) -> bool:
    asked = question(x.word)
    if asked == "sex" and x.many != y.many:
        return False
    return asked == question(y.word) and asked != "part"


def _counted(x: Role, y: Role) -> bool:
    """Tell whether one is a person of a trade, and the other several of any sort."""
    asked = {question(x.word), question(y.word)}
    return asked == {"trade", "sex"} and x.many != y.many


def _same_person(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    """Tell whether two full names may be one person's, a misspelling allowed."""
    family = likeness(x[-1], y[-1])
    if len(x) == 1 or len(y) == 1:
        return "same" in (family, likeness(x[0], y[0]))
    given = likeness(x[0], y[0])
    return (family == "same" and given != "other") or (
        family == "variant" and given == "same"
    )
