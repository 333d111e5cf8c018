"""What a sentence says that somebody is: a trade, an office, kin, man or woman.

Dr Ada Holm, the surgeon who…      a surgeon: Ada Holm
Fire Chief Per Lund                a fire chief: Per Lund
a plumber noticed…                 a plumber, unnamed

"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from srcdiff.facts.names.around import around, one_line
from srcdiff.facts.names.cast import Cast
from srcdiff.facts.names.mentions import Mention
from srcdiff.facts.names.nouns import (
    loose_person_word,
    person_word,
    question,
    rather,
)
from srcdiff.facts.names.word_lists import word_list
from srcdiff.model import Document, Fact, Span
from srcdiff.text.languages import language

Article: TypeAlias = Literal["a", "the", ""]
"""Brought in as new, taken up again, or neither to be seen."""

_IS = frozenset(
    {"is", "was", "are", "were", "be", "been", "became", "become", "becomes"}
)
_HAS = frozenset({"who", "has", "had", "have", "is", "was", "also", "now", "then", ","})
_CONJUNCTIONS = frozenset({"and", "but", "that", "while", "when", "because", "as"})
_BELONGS = frozenset({"of", "from", "at"})
_CLOSES = frozenset(
    ["", ",", ".", ";", ")", "-", "of", "at", "for", "in", "from", "with", "who", "and"]
)
"""What follows where a role is put beside a name; not "Per Lund, the mayor said"."""
_SUBJECTS = frozenset({"he", "she", "it", "they", "who", "which", "that", "i", "we"})
_MOST_WORDS = 8
"""Tokens before a word for a person that may describe it, or follow a name."""


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
        named = [
            (Span(*(at - self.base for at in mention.tokens)), mention)
            for mention in cast.mentions.get(sentence, ())
        ]
        self.named = {at for span, _ in named for at in range(*span)}
        persons = [
            (span, mention)
            for span, mention in named
            if cast.sort(mention) in ("person", "unknown")
        ]
        self.starts = {span.start: mention for span, mention in persons}
        self.ends = {span.end: mention for span, mention in persons}

    def roles(self, places: list[int]) -> tuple[Role, ...]:
        found = (self._role(at) for at in places)
        return tuple(role for role in found if role is not None)

    def _norm(self, at: int) -> str:
        return self.norms[at] if 0 <= at < len(self.norms) else ""

    def _role(self, at: int) -> Role | None:
        """Return the role whose last word stands at a place."""
        after = self._norm(at + 1)
        part = after == "'s" or (after == "-" and self._glued(at + 1))
        if at in self.named or part or loose_person_word(after):
            return None  # a baker's, a baker-poet, a baker boy
        if self.norms[at] in language(self.doc.language).titles:
            return None  # Prof., Capt.
        first = self._first(at)
        holder = self._holder(first, at)
        word = person_word(self.norms[at])
        if word is None and holder is not None and self._norm(first) in ("a", "an"):
            word = self.norms[at]
        if word is None or question(word) == "part":
            return None  # a witness may be anything besides
        if holder is None and not self._is_somebody(word, first, at):
            return None
        return self._made(word, first, at, holder)

    def _is_somebody(self, word: str, first: int, at: int) -> bool:
        """Tell whether a word for a person means one, with no name beside it.

        Not "heavy rain", "he guides them" or "by order of mayor and council": one
        person is brought in by a determiner, and what is rather an adjective or a
        verb needs it close by, with no noun to follow.
        """
        norm, before = self.norms[at], self._norm(at - 1)
        near = before == "'s" or _article(before) != ""
        if rather(norm) == "adjective":
            return near and self._closes(at + 1)
        if rather(norm) == "verb" and at - 1 in self.named:
            return False
        marked = (
            near or _article(self.norms[first]) != "" or "'s" in self.norms[first:at]
        )
        if word == norm:
            return marked or self._norm(first - 1) in {"as", *_IS}
        pronoun = before in _SUBJECTS
        return marked or not (rather(norm) == "verb" and pronoun)

    def _closes(self, at: int) -> bool:
        """Tell whether a noun phrase has ended before a place, as far as is plain."""
        norm = self._norm(at)
        function = language(self.doc.language).function
        ends = norm in _CLOSES or norm in word_list("speech") or norm.endswith("ed")
        return ends or (not _article(norm) and norm in function)

    def _made(self, word: str, first: int, at: int, holder: Mention | None) -> Role:
        start = at
        while start > first and self.norms[start - 1] in word_list("portfolios"):
            start -= 1
        tokens = self.doc.tokens[self.base + start : self.base + at + 1]
        span = Span(tokens[0].start, tokens[-1].end)
        about = around(self.doc, self.sentence, self.base + first, self.base + at + 1)
        if holder is not None:
            named = tuple(range(*holder.tokens))
            about = (*named, *(k for k in about if k not in named))
        article = _article(self.norms[first])
        return Role(
            word=word,
            portfolio=frozenset(self.norms[start:at]),
            described=frozenset(
                norm
                for norm in self.norms[first + (article != "") : at]
                if norm[0].isalnum()
            ),
            holder=self.cast.named(holder) if holder else (),
            article=article,
            many=word != self.norms[at],
            as_role=self._norm(first - 1) == "as",
            known=self.cast.roles,
            about=about,
            sentence=self.sentence,
            span=span,
            shown=one_line(self.doc, span),
        )

    def _glued(self, at: int) -> bool:
        """Tell whether no blank stands between the tokens at-1 and at."""
        tokens = self.doc.tokens[self.base + at - 1 : self.base + at + 1]
        return len(tokens) == 2 and tokens[0].end == tokens[1].start

    def _first(self, at: int) -> int:
        """Return where the words start that describe a person, at a determiner."""
        function = language(self.doc.language).function
        start = at
        while start > max(0, at - _MOST_WORDS):
            norm = self.norms[start - 1]
            if _article(norm):
                return start - 1
            inside = norm in ("'s", "-") or (norm[0].isalnum() and norm not in function)
            if not inside or norm in _IS:
                break
            start -= 1
        return start

    # -- whose role it is ------------------------------------------------------

    def _holder(self, first: int, at: int) -> Mention | None:
        """Return the name of who is so called, if it stands in a plain place."""
        name = self._starting(at + 1)
        if name is not None:
            return name  # the fire chief Dr. Ada Holm
        if self._norm(at + 1) == ",":
            name = self._starting(at + 2)
            if name and self._norm(name.tokens.end - self.base) in (",", ".", ""):
                return name  # a dealer, Per Lund, for…
        before = self._norm(first - 1)
        if before in _IS:
            return self._subject(first - 2)
        if before == "as":
            return self.ends.get(first - 1)
        if before == "," and self._norm(at + 1) in _CLOSES:
            return self._beside(first - 2)
        return None

    def _starting(self, at: int) -> Mention | None:
        """Return the name that starts at a place, or whose title does."""
        names = (self.starts.get(start) for start in (at, at + 1, at + 2))
        return next((m for m in names if m and m.first <= self.base + at), None)

    def _subject(self, at: int) -> Mention | None:
        """Return the name of which is said what it is: "Per Lund, who has been …"."""
        while at >= 0 and self.norms[at] in _HAS:
            at -= 1
        name = self.ends.get(at + 1)
        if name is None:
            return None
        before = self._norm(name.first - self.base - 1)
        opens = before in _CONJUNCTIONS or not before.isalnum()
        return name if opens else None  # not: the man who shot Per Lund was a baker

    def _beside(self, at: int) -> Mention | None:
        """Return the name before a comma, over an age and "of Brill" if need be."""
        if self._norm(at).isdigit():
            at -= 1 + (self._norm(at - 1) == "aged")
            at -= self._norm(at) == ","
        for end in range(at + 1, max(0, at - _MOST_WORDS), -1):
            name = self.ends.get(end)
            if name is not None and end == at + 1:
                return self._owner(name) or name
            if name is not None and self._norm(end) in _BELONGS:
                return name
            if self._norm(end - 1) == ",":
                break
        return None

    def _owner(self, name: Mention) -> Mention | None:
        """Return the name to which another is only added: "Per Lund of Brill"."""
        before = name.first - self.base - 1
        return self.ends.get(before) if self._norm(before) in _BELONGS else None


def _article(norm: str) -> Article:
    if norm in word_list("new"):
        return "a"
    return "the" if norm in word_list("again") else ""
