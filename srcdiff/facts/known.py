"""What an article shows by itself, whatever sentences are linked.

It is read apart from the ledgers, so that it can be read while links are looked for.
"""

from __future__ import annotations

from typing import NamedTuple

from srcdiff.facts.names.cast import Cast, read_cast
from srcdiff.facts.speech.attribution import Attribution, read_attributions
from srcdiff.facts.speech.persons import Persons, read_persons
from srcdiff.facts.speech.quote import Quote, read_quotes
from srcdiff.model import Document


class Heard(NamedTuple):
    """Who speaks in an article, and what is quoted."""

    persons: Persons
    quotes: tuple[Quote, ...]
    attributions: tuple[Attribution, ...]


class Known(NamedTuple):
    """What one article shows by itself."""

    cast: Cast
    heard: Heard


def read_both(a: Document, b: Document) -> tuple[Known, Known]:
    """Return what either of two articles shows by itself."""
    one, other = (Known(read_cast(doc), read_heard(doc)) for doc in (a, b))
    return one, other


def read_heard(doc: Document) -> Heard:
    """Return who speaks in an article, and what is quoted."""
    quotes, persons = read_quotes(doc), read_persons(doc)
    return Heard(persons, quotes, read_attributions(doc, persons, quotes))
