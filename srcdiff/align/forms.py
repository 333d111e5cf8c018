"""Other forms of the same words that only the text around them shows.

    the International Monetary Fund     "imf" meets each word of the name
    cease-fire, cease fire              both parts meet "ceasefire"
    twenty-one, 21st                    one number, not twenty and one
    Erdoğan                             the same as "erdogan", where that is written

All this holds for a token, not for a word: the "fire" of a cease-fire is no blaze,
the "fund" of the IMF no other fund, and US is not us.  So such a token gets a *key*
of its own in the vocabulary: its norm and, after a space, what it is part of, as in
``fund IMF``.  No norm holds a space or a capital, so no two keys are confused.

Doubt means no form.  Only English is read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from srcdiff.align.abbreviations import name_keys
from srcdiff.model import Document, Token
from srcdiff.text.languages import language
from srcdiff.text.stems import stem

_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_MOST_DIGITS = 6
"""Digits of an ordinal: it is a rank, not the number of a device."""
_AFTER_ONE = frozenset({"million", "billion", "trillion", "percent", "per", "%"})
"""Before these "one" is a number; else it may be a pronoun."""
_CURRENCIES = frozenset("$£€¥₹")
_CONTRACTED = frozenset({"ll", "re", "ve", "d", "m", "t"})

_LEAST_PART = 3
"""Letters of either part of a word written as two with a space between."""

_PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "'": None}
)
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True)
class Forms:
    """What two articles show of other forms."""

    language: str
    keys: tuple[dict[int, str], dict[int, str]]
    """For either article: index in ``Document.tokens`` → key, if not the norm."""
    stems: dict[str, str] = field(default_factory=dict)
    """Key or norm → stem, if not that of ``text/stems.py``."""
    pairs: frozenset[tuple[str, str]] = frozenset()
    """Keys that meet as if they were the same word; each pair both ways round."""

    def stem(self, key: str) -> str:
        """Return the stem of a norm or key."""
        norm = norm_of(key)
        if norm.isupper():  # the stemmer would make it small
            return norm
        own = self.stems.get(key) or self.stems.get(norm)
        return own or stem(norm, self.language)


def norm_of(key: str) -> str:
    """Return the word in a key: ``fund`` for ``fund IMF``, ``US`` for ``US``."""
    return key.partition(" ")[0]


def read_forms(
    a: Document, b: Document, rows_a: Sequence[int], rows_b: Sequence[int]
) -> Forms:
    """Return the forms in the named sentences, the same whichever article is first.

    Args:
        a: One article.
        b: The other.
        rows_a: Indexes of the compared sentences of *a*, ascending.
        rows_b: The same for *b*.
    """
    forms = Forms(a.language, ({}, {}))
    if {a.language, b.language} != {"english"}:
        return forms
    sides = [
        (doc, [range(*doc.sentences[row].tokens) for row in rows])
        for doc, rows in ((a, rows_a), (b, rows_b))
    ]
    norms = {
        token.norm
        for doc, spans in sides
        for span in spans
        for token in doc.tokens[span.start : span.stop]
    }
    stems, pairs = forms.stems, set[tuple[str, str]]()
    for (doc, spans), keys in zip(sides, forms.keys, strict=True):
        for span in spans:
            for number, value in _numbers(doc, span):
                for at in number:
                    keys[at] = key = f"{doc.tokens[at].norm} {value}"
                    stems[key] = value
                    if value == "2th" and "second" in norms:
                        # No stem of it: "seconds" has that as well.
                        pairs |= {(key, "second"), ("second", key)}
    pairs |= name_keys(sides, forms.keys)
    splits, singles = _splits(norms), {stem(n) for n in norms if len(n) > 4}
    for (doc, spans), keys in zip(sides, forms.keys, strict=True):
        for span in spans:
            for parts, joined in _compounds(doc, span, splits, singles):
                if keys.keys().isdisjoint(parts):
                    for at in parts:
                        keys[at] = key = f"{doc.tokens[at].norm} {joined}"
                        stems[key] = stem(joined)
    stems.update(_without_marks(norms))
    return Forms("english", forms.keys, stems, frozenset(pairs))


# -- numbers ------------------------------------------------------------------


@cache
def _number_words() -> frozenset[str]:
    """Return the words of which numbers are made up."""
    words = {
        word
        for word, stem_ in language("english").numbers.items()
        if stem_.isdigit() or stem_.endswith("th")
    }
    return frozenset(words | {"one", "hundred", "thousand"})


def _numbers(doc: Document, span: range) -> Iterator[tuple[list[int], str]]:
    """Yield the numbers made of several tokens: their words' places and their stem."""
    tokens, words = doc.tokens, _number_words()
    at = span.start
    while at < span.stop:
        norm = tokens[at].norm
        if norm in words:
            run = _run(tokens, at, span.stop)
            at = run[-1]
            value = _value(tokens, run, span)
            if value:
                yield run, value
        elif norm in _ORDINALS and _is_ordinal(tokens, at, span):
            yield [at - 1, at], f"{int(tokens[at - 1].norm)}th"
        elif norm == "m" and _is_money(tokens, at, span.start):
            yield [at], stem("million")
        at += 1


def _run(tokens: Sequence[Token], at: int, stop: int) -> list[int]:
    """Return the places of the number words that follow one another from *at*."""
    words, run = _number_words(), [at]
    while True:
        after = run[-1] + 1
        if after + 1 < stop and (
            (tokens[after].norm == "-" and _glued(tokens, after, after + 1))
            or (
                tokens[after].norm == "and"
                and tokens[run[-1]].norm in ("hundred", "thousand")
            )
        ):
            after += 1
        if after >= stop or tokens[after].norm not in words:
            return run
        run.append(after)


def _value(tokens: Sequence[Token], run: list[int], span: range) -> str | None:
    """Return the stem of a number in words; None where each is one by itself."""
    numbers = language("english").numbers
    words = [tokens[at].norm for at in run]
    if words == ["one"]:
        after = tokens[run[0] + 1].norm if run[0] + 1 < span.stop else ""
        return "1" if after in _AFTER_ONE else None
    if words[0] in ("hundred", "thousand"):
        if run[0] == span.start or tokens[run[0] - 1].norm != "a":
            return None
        words.insert(0, "one")
    if len(words) == 1:
        return None
    ordinal = numbers.get(words[-1], "").endswith("th")
    if ordinal:
        figure = numbers[words[-1]].removesuffix("th")
        words[-1] = next((w for w, stem_ in numbers.items() if stem_ == figure), "one")
    from text_to_num import text2num

    try:
        return f"{text2num(' '.join(words), 'en')}{'th' if ordinal else ''}"
    except ValueError:  # "one two three"
        return None


def _is_ordinal(tokens: Sequence[Token], at: int, span: range) -> bool:
    """Tell whether the two letters at *at* are those of "21st", but no date's.

    "21st May" is the day that others write "May 21".
    """
    if not (
        at > span.start
        and _glued(tokens, at)
        and tokens[at - 1].norm.isdecimal()
        and tokens[at].start - tokens[at - 1].start <= _MOST_DIGITS
    ):
        return False
    around = [tokens[k].norm for k in (at - 2, at + 1) if k in span]
    if around[-1:] == ["of"] and at + 2 in span:
        around.append(tokens[at + 2].norm)
    return language("english").dates.isdisjoint(around)


def _is_money(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Tell whether the m at *at* is that of "£3m", not of "the 100m race"."""
    return (
        at - 2 >= start
        and _glued(tokens, at - 1, at)
        and tokens[at - 1].norm[0].isdigit()
        and tokens[at - 2].norm in _CURRENCIES
    )


def _glued(tokens: Sequence[Token], *places: int) -> bool:
    """Tell whether no space stands before any of the tokens."""
    return all(tokens[at - 1].end == tokens[at].start for at in places)


# -- compounds ----------------------------------------------------------------


def _splits(norms: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return the pairs of words that make up another word when joined.

    Both parts must be words with content: "may be" is not "maybe".
    """
    lists = language("english")
    all_, found = set(norms), set()
    for word in all_:
        if not word.isalpha() or word in lists.function:
            continue
        for cut in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
            one, two = word[:cut], word[cut:]
            if (
                one in all_
                and two in all_
                and (lists.function.isdisjoint((one, two)) or word in lists.joined)
            ):
                found.add((one, two))
    return frozenset(found)


def _compounds(
    doc: Document,
    span: range,
    splits: frozenset[tuple[str, str]],
    singles: set[str],
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the places of both parts of words written as one elsewhere, and that one.

    Args:
        doc: The article.
        span: The tokens of a sentence.
        splits: What :func:`_splits` returns.
        singles: Stems of the words of both articles.
    """
    text, tokens = doc.text, doc.tokens
    for at in range(span.start + 1, span.stop):
        two = tokens[at].norm
        if tokens[at - 1].norm == "-" and at - 2 >= span.start:
            one = tokens[at - 2].norm
            if not (_glued(tokens, at - 1, at) and one.isalpha() and two.isalpha()):
                continue
            found = stem(one + two)
            if found in singles and found not in _other_compounds():
                yield (at - 2, at), one + two
        elif (tokens[at - 1].norm, two) in splits and not _named(text, tokens, at):
            yield (at - 1, at), tokens[at - 1].norm + two


def _named(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether two words are a name of their own: New Castle, not Newcastle."""
    return text[tokens[at - 1].start].isupper() and text[tokens[at].start].isupper()


@cache
def _other_compounds() -> frozenset[str]:
    return frozenset(map(stem, language("english").unhyphened))


# -- accents and apostrophes --------------------------------------------------


def _without_marks(norms: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the words also written without accent or apostrophe, and their stem."""
    for norm in norms:
        if norm.isascii() and ("'" not in norm or norm == "'s"):
            continue
        if norm.rpartition("'")[2] in _CONTRACTED:  # we're is not were
            continue
        plain = norm.translate(_PLAIN)
        bare = "".join(
            char
            for char in unicodedata.normalize("NFKD", plain)
            if not unicodedata.combining(char)
        )
        for other in (bare, plain, norm.translate(_TWO_LETTERS)):
            if (
                other != norm
                and other in norms
                and other not in language("english").unmarked
            ):
                yield norm, stem(other)
                break
