"""Names that a sentence uses: persons, bodies and other named things.

    Tove Halvorsen / Ms T. Halvorsen     the same woman
    Tove Halvorsen / Tove Halversen      one of the two is misspelled
    Upland Trust / Lowland Trust         two names in the same slot

Two articles have different names for one thing only if each holds on to its own:
neither uses the other's word anywhere.  Names of places are ``place.py``'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from srcdiff.facts.names.around import around, one_line
from srcdiff.facts.names.cast import HERE, MOVING, Cast, Sort, is_adjective
from srcdiff.facts.names.mentions import Mention
from srcdiff.facts.names.nouns import person_word, question, venue
from srcdiff.facts.names.role import Role, read_roles
from srcdiff.facts.names.word_lists import word_list
from srcdiff.model import Document, Fact, Span
from srcdiff.text.languages import language
from srcdiff.text.stems import stem

_DATELINE = 14
"""Tokens after the town of a dateline before the dash that ends it."""
_CALLED = frozenset({"called", "named", "dubbed", "christened", "titled", "entitled"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a sentence uses it."""

    sort: Sort
    words: tuple[str, ...]
    """As it stands here, in plain letters, without title."""
    full: tuple[str, ...]
    """The full name that the article gives elsewhere; else the same words."""
    titled: bool
    """A title stands before it."""
    posts: frozenset[str]
    """Posts that the sentence says its holder has, of which there is one each."""
    thing: str
    """Stem of the noun that says what is so called: the *ferry* Gannet."""
    agent: bool
    """It stands after "by"."""
    the: bool
    """It stands after "the"."""
    known: frozenset[str] = field(repr=False)
    """Words of all names in its article."""
    names: frozenset[tuple[str, ...]] = field(repr=False)
    """All full names in its article."""
    places: tuple[Span, ...]
    """Where in ``Document.text`` each of its words stands."""
    about: tuple[int, ...]
    """Indexes in ``Document.tokens`` of the words that say which slot it fills,
    the nearest first."""
    sentence: int
    span: Span
    """The name without its title."""
    shown: str
    """The name as the article writes it, on one line."""

    def fact(self) -> Fact:
        """Return the name as the ledger shows it."""
        return Fact("name", self.sentence, self.span, self.shown)


def read_names(doc: Document, sentence: int, cast: Cast) -> tuple[Name, ...]:
    """Return the names that a sentence uses, in text order, without places.

    Args:
        doc: The article.
        sentence: Index of the sentence.
        cast: The names of the whole article.
    """
    mentions = cast.mentions.get(sentence, ())
    posts = _posts(doc, sentence, cast) if mentions else {}
    return tuple(
        _name(doc, mention, cast, posts)
        for mention in mentions
        if cast.sort(mention) != "place"
        and not _is_dateline(doc, mention)
        and not _as_place(doc, mention)
        and not (_nobody(mention, cast) and is_adjective(doc, mention))
    )


def _nobody(mention: Mention, cast: Cast) -> bool:
    """Tell whether nothing shows that a name is somebody's."""
    return cast.sort(mention) == "unknown" and cast.named(mention) == mention.words


def _is_dateline(doc: Document, mention: Mention) -> bool:
    """Tell whether a name says where an article was written: "BRILL, May 3 —"."""
    first, stop = doc.sentences[mention.sentence].tokens
    start, end = mention.tokens
    if start > first or not _written(doc, mention.tokens).isupper():
        return False
    after = [token.norm for token in doc.tokens[end : min(stop, end + _DATELINE)]]
    if after[:1] and after[0] in ("-", "("):
        return True
    return after[:1] == [","] and "-" in after


def _written(doc: Document, tokens: Span) -> str:
    return doc.text[doc.tokens[tokens.start].start : doc.tokens[tokens.end - 1].end]


def _as_place(doc: Document, mention: Mention) -> bool:
    """Tell whether a name stands for where something is: at Northgate Hospital."""
    if venue(mention.words[-1]) is None:
        return False
    before = [
        token.norm for token in doc.tokens[max(0, mention.first - 2) : mention.first]
    ]
    if before[-1:] == ["the"]:
        before.pop()
    return bool(before) and before[-1] in HERE | MOVING


def _posts(
    doc: Document, sentence: int, cast: Cast
) -> dict[tuple[str, ...], frozenset[str]]:
    """Return the posts that a sentence says the bearers of names have."""
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for role in read_roles(doc, sentence, cast):
        if role.holder and role.article != "a" and _single(role):
            post = " ".join((*sorted(role.portfolio), role.word))
            found[role.holder] = found.get(role.holder, frozenset()) | {post}
    return found


def _single(role: Role) -> bool:
    """Tell whether a role is one that a single person has: the mayor, his wife."""
    many = role.word in word_list("held by many") and not role.portfolio
    office = question(role.word) == "office" and not many
    return office or role.word in word_list("single kin")


def _name(
    doc: Document,
    mention: Mention,
    cast: Cast,
    posts: Mapping[tuple[str, ...], frozenset[str]],
) -> Name:
    start, end = mention.tokens
    tokens = [doc.tokens[at] for at in range(start, end)]
    words = [t for t in tokens if t.norm[0].isalnum() and t.norm != "'s"]
    span = Span(tokens[0].start, tokens[-1].end)
    first = doc.sentences[mention.sentence].tokens.start
    lead = mention.first
    before = [t.norm for t in doc.tokens[max(first, lead - 3) : lead]]
    return Name(
        sort=cast.sort(mention),
        words=mention.words,
        full=cast.named(mention),
        titled=bool(mention.title),
        posts=posts.get(cast.named(mention), frozenset()),
        thing=_thing(before, doc.language),
        agent="by" in before[-1:] or before[-2:] == ["by", "the"],
        the="the" in before[-1:],
        known=cast.words,
        names=cast.names,
        places=tuple(Span(t.start, t.end) for t in words),
        about=around(doc, mention.sentence, start, end),
        sentence=mention.sentence,
        span=span,
        shown=one_line(doc, span),
    )


def _thing(before: list[str], of: str) -> str:
    """Return the stem of the noun before a name, over "called the" if need be."""
    if before[-1:] == ["the"]:
        before = before[:-1]
        if before[-1:] and before[-1] not in _CALLED:
            return ""
    if before[-1:] and before[-1] in _CALLED:
        before = before[:-1]
    noun = before[-1] if before else ""
    if not noun.isalpha() or noun in language(of).function or person_word(noun):
        return ""
    return stem(noun, of)
