"""The evidence for and against a link in an editor's words.

``FEATURES`` names every one that ``align/evidence.py`` and ``align/context.py`` know,
no more and no fewer: a test says so.  Report layers know no other, so a name stands
here as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import exp, expm1
from types import MappingProxyType
from typing import Literal, TypeAlias

from srcdiff.explanation import (
    Explanation,
    Feature,
    PairAccount,
    Standing,
    compared,
)
from srcdiff.model import Side, address
from srcdiff.report.signs import count, percent
from srcdiff.report.visible import for_terminal

Group: TypeAlias = Literal["meaning", "words", "anchors", "together", "context"]
"""A kind of evidence.  ``together`` is what the first three come to."""

GROUPS: Mapping[Group, str] = MappingProxyType(
    {
        "meaning": "what the sentences are about",
        "words": "which words find a partner",
        "anchors": "names and numbers in common",
        "together": "the two sentences by themselves",
        "context": "how the pair stands among all pairs",
    }
)


@dataclass(frozen=True, slots=True)
class Words:
    """How to speak of a feature."""

    group: Group
    label: str
    """A noun phrase that a value can follow."""
    written: Callable[[float], str]
    """The value as an editor would write it."""

    def said(self, value: float) -> str:
        """Return label and value."""
        return f"{self.label} ({self.written(value)})"


def _of_one(value: float) -> str:
    return f"{value:.2f} of 1"


def signed(value: float) -> str:
    """Return log-odds, or a pull on them, with its sign.

    Example:
        >>> signed(1.26), signed(-0.04)
        ('+1.3', '0.0')
    """
    shown = round(value, 1)
    return f"{shown:+.1f}" if shown else "0.0"


def chance(log_odds: float) -> float:
    """Return the probability, 0…1, that log-odds stand for."""
    return 1 / (1 + exp(-log_odds))


def _as_chance(log_odds: float) -> str:
    return percent(chance(log_odds))


def _rank(value: float) -> str:
    return str(round(1 / value)) if value > 0 else "none"


def _raised(value: float) -> str:
    return f"{expm1(value):.1f}"


def _raised_whole(value: float) -> str:
    return f"{expm1(value):.0f}"


def _from_log(value: float) -> str:
    return f"{exp(value):.0f}"


def _times(value: float) -> str:
    return f"1 : {exp(value):.1f}"


FEATURES: Mapping[str, Words] = MappingProxyType(
    {
        "meaning": Words("meaning", "nearness", _of_one),
        "covered_least": Words("words", "words found, smaller share", percent),
        "covered_most": Words("words", "words found, larger share", percent),
        "covered_exact": Words("words", "words found by stem", percent),
        "near_least": Words("words", "nearness of words, smaller", percent),
        "near_most": Words("words", "nearness of words, larger", percent),
        "near_all_least": Words(
            "words", "nearness of all words alike, smaller", percent
        ),
        "near_all_most": Words("words", "nearness of all words alike, larger", percent),
        "sentences": Words("meaning", "nearness in context", _of_one),
        "sentences_centred": Words(
            "meaning", "nearness in context, beyond the subject", _of_one
        ),
        "words_least": Words("words", "words in context, smaller", percent),
        "words_most": Words("words", "words in context, larger", percent),
        "words_all_least": Words(
            "words", "all words in context alike, smaller", percent
        ),
        "words_all_most": Words("words", "all words in context alike, larger", percent),
        "matched": Words("words", "weight of words found", _raised),
        "lengths": Words("words", "lengths", _times),
        "numbers": Words("anchors", "shared numbers", "{:.0f}".format),
        "names": Words("anchors", "weight of shared names", _raised),
        "score": Words("together", "the two by themselves", _as_chance),
        "row_rank": Words("context", "worse rank", _rank),
        "column_rank": Words("context", "better rank", _rank),
        "row_margin": Words("context", "smaller lead over a rival", signed),
        "column_margin": Words("context", "larger lead over a rival", signed),
        "neighbours": Words("context", "pair just before or after", _as_chance),
        "region": Words("context", "likely pairs close by", _raised),
        "distance": Words("context", "places apart in the articles", percent),
        "articles": Words("context", "names the articles share", percent),
        "left_least": Words(
            "context", "words its rivals leave, smaller share", percent
        ),
        "left_most": Words("context", "words its rivals leave, larger share", percent),
        "later": Words("context", "sentences before the later one", _raised_whole),
        "earlier": Words("context", "sentences before the earlier one", _raised_whole),
        "quoting": Words("context", "sentences that quote", "{:.0f}".format),
        "says": Words("context", "weight of words of the one that says less", _raised),
        "paragraphs": Words("context", "likely pairs of the same paragraphs", _raised),
        "fit": Words("context", "how well the articles fit", percent),
        "sentences_least": Words(
            "context", "sentences of the shorter article", _from_log
        ),
        "sentences_ratio": Words("context", "sentences of both articles", _times),
    }
)
"""Name of a feature → how to speak of it."""

_PLURALS = {
    "heading": "headings",
    "caption": "captions",
    "code": "lines of code",
    "table": "tables",
}


def uncompared(explanation: Explanation) -> str | None:
    """Return why what was asked for takes part in no link; None if it does."""
    for side, index in explanation.places:
        doc = explanation.document(side)
        if not compared(doc, index):
            plural = _PLURALS.get(doc.sentences[index].kind)
            why = f"{plural} take part in no link" if plural else "it has no words"
            return f"{address(side, index)} is not compared: {why}."
    return None


def reason(explanation: Explanation, pair: PairAccount) -> str:
    """Return in one phrase why two sentences are linked, or why not."""
    needs = f"a link needs {explanation.threshold:.2f}"
    a, b = address("a", pair.a), address("b", pair.b)
    if pair.verdict == "same words":
        return "the same words but for case and marks, similarity 1"
    if pair.verdict == "taken":
        one, other = a, pair.instead.a
        counterpart = f"b{other}"
        if other is None:
            one, counterpart = b, f"a{pair.instead.b}"
        why = f"{one} has the same words as {counterpart} and takes no other"
        if pair.similarity is not None:
            why += f"; else similarity {pair.similarity:.2f}"
        return why
    if pair.verdict == "no candidate":
        most = explanation.candidates
        return f"not among the {most} likeliest counterparts of either, so not weighed"
    if pair.verdict == "hopeless":
        return f"too little in common to be weighed; {needs}"
    return f"similarity {pair.similarity or 0:.2f}; {needs}"


def covered(pair: PairAccount) -> str:
    """Return how much of either sentence finds a partner in the other."""
    a, b = address("a", pair.a), address("b", pair.b)
    return (
        f"{percent(pair.covered.a)} of the weight of {a}'s words found in {b}, "
        f"{percent(pair.covered.b)} of {b}'s in {a}"
    )


def anchors(explanation: Explanation, pair: PairAccount) -> str:
    """Return the names and numbers that both sentences have."""
    out = []
    for kind, plural in (("name", "names"), ("number", "numbers")):
        shared = [
            for_terminal(word.span.of(explanation.a.text))
            for word in pair.words.a
            if word.kind == kind and word.strength >= 1
        ]
        if shared:
            out.append(f"shared {plural}: {', '.join(dict.fromkeys(shared))}")
    return "; ".join(out) or "no name or number in common"


def by_group(features: Iterable[Feature]) -> dict[Group, list[Feature]]:
    """Return the features of each kind of evidence."""
    out: dict[Group, list[Feature]] = {group: [] for group in GROUPS}
    for feature in features:
        out[FEATURES[feature.name].group].append(feature)
    return out


def total(pulls: Iterable[float | None]) -> float | None:
    """Return the sum of some pulls; None where one is not known, or there is none."""
    found = list(pulls)
    known = [pull for pull in found if pull is not None]
    return sum(known) if found and len(known) == len(found) else None


def placed(standing: Standing, own: str, other: Side) -> str:
    """Return how a pair stands among the candidates of the sentence named *own*."""
    place = "best" if standing.rank == 1 else f"no. {standing.rank}"
    text = f"{own}'s {place} of {count(standing.candidates, 'candidate')}"
    if standing.rival is None:
        return text
    rival = address(other, standing.rival)
    text += f"; {'next' if standing.rank == 1 else 'best'} is {rival} "
    text += f"({percent(standing.rival_alone)} by itself"
    text += ", linked" if standing.rival_linked else ""
    return f"{text}), which matches {percent(standing.rival_takes)} of the same words"
