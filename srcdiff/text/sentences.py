"""Where sentences end: nltk's Punkt with parameters of our own.

Punkt decides from lists which full stops belong to abbreviations.  It usually
learns them from a corpus that has to be downloaded; ours ship in
``languages/``, so that the same text has the same sentences on every
machine, whatever nltk data lie there.

What Punkt does not know is mended afterwards:

    "Why now?" she asked.        a question mark inside a sentence: joined
    Dr. The Anh said …           after a title nothing ends: joined
    at 8 p.m. Monday             joined, but "at 8 p.m. Monks sang." is not
    停火了。双方同意…             no blank after the stop: split by rule
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from srcdiff.model import Span
from srcdiff.text.languages import Language, language
from srcdiff.text.nltk_parts import punkt

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

# Punkt knows straight quotation marks best: nltk before 3.10.2 does not end a
# sentence at a curly one.  One character for one keeps every offset.
_STRAIGHT = str.maketrans(
    dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("‘’‚‛", "'")
    | {"…": "."}
    | dict.fromkeys("\r\n\t\v\f\x85\u2028\u2029\u00a0", " ")
)

_MARKER = re.compile(r"\s*(?:[-*+•‣–]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+")
_ORDINAL = re.compile(r"\d{1,2}\.")
_WIDE_STOP = re.compile(r"[。！？｡]+[」』”’）\"']*")


@cache
def _punkt(name: str) -> PunktSentenceTokenizer:
    words = language(name)
    parameters = punkt().PunktParameters()
    parameters.abbrev_types = set(words.titles | words.abbreviations)
    parameters.sent_starters = set(words.starters)
    tokenizer: PunktSentenceTokenizer = punkt().PunktSentenceTokenizer(parameters)
    return tokenizer


def sentence_spans(text: str, block: Span, language_name: str) -> list[Span]:
    """Return the sentences of one paragraph, as spans of *text*.

    The spans lie in order inside *block*, are disjoint, start and end with a
    character that is not white space, and together hold all such characters.
    A list marker belongs to the first sentence.
    """
    piece = block.of(text).translate(_STRAIGHT)
    marker = _MARKER.match(piece)
    skip = marker.end() if marker and piece[marker.end() :].strip() else 0
    spans = [
        Span(start + skip, end + skip)
        for start, end in _punkt(language_name).span_tokenize(piece[skip:])
    ]
    if not spans:
        return []
    first = len(piece) - len(piece.lstrip())
    spans[0] = Span(first, spans[0].end)
    spans = _joined(piece, spans, language(language_name))
    spans = [part for span in spans for part in _split_wide(piece, span)]
    return [Span(block.start + start, block.start + end) for start, end in spans]


def _joined(piece: str, spans: list[Span], words: Language) -> list[Span]:
    """Join a sentence to the one before it where no sentence can end."""
    out: list[Span] = []
    for span in spans:
        if out and _goes_on(out[-1].of(piece), span.of(piece), words):
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return out


def _goes_on(before: str, after: str, words: Language) -> bool:
    """Tell whether *after* continues the sentence *before*."""
    if not any(map(str.isalnum, after)):
        return True  # stray marks, ". . ."
    word = after.lstrip("\"'([{").split(maxsplit=1)[0]
    if word[0].islower() and word.islower():
        return True
    ended = before.rstrip("\"')]}")
    if ended.endswith(("?", "!", ".")) and word[0] in ",;:-–—":
        return True
    last = before.rsplit(maxsplit=1)[-1].lstrip("\"'([{").lower()
    if not last.endswith("."):
        return False
    return (
        last[:-1] in words.titles
        or (last[:-1] in words.numbered and word[0].isdigit())
        or (last[:-1] in words.times and word.strip(".,;").lower() in words.dates)
        or (
            bool(_ORDINAL.fullmatch(last))
            and word.strip(".,;").lower() in words.after_ordinal
        )
    )


def _split_wide(piece: str, span: Span) -> list[Span]:
    """Split *span* after each full-width stop, with which no blank stands."""
    out, start = [], span.start
    for match in _WIDE_STOP.finditer(piece, span.start, span.end):
        if piece[match.end() : span.end].strip():
            out.append(Span(start, match.end()))
            start = match.end()
            while piece[start].isspace():
                start += 1
    out.append(Span(start, span.end))
    return out
