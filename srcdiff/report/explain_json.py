"""The answer of ``srcdiff explain`` for programs: everything that the text shows.

A plain object: ``schema`` 1, ``version``, ``signature``, the ``names`` of the two
articles, the ``asked`` sentences, the ``threshold`` of a link, ``note`` if what was
asked for is not compared, ``pairs``, ``marked`` and ``limits``.  Sentences count from
0; ``start`` and ``end`` are code points of that article's text as in ``--format json``
of a comparison; probabilities, strengths and shares lie in 0…1; pulls and averages
are log-odds.

Of a pair: its ``verdict``, and ``why`` in words; ``similarity``, null if not weighed;
what the two come to ``alone``; the ``average`` pair; ``features`` by name with group,
value and pulls; what is ``covered`` of either; the ``words`` with their partners; the
``standing`` among the candidates of either; the counterpart of the same words that
either has ``instead``; and the ``link`` as a comparison reports it.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from srcdiff.explanation import (
    Explanation,
    MarkedPassage,
    PairAccount,
    Sides,
    WordMatch,
)
from srcdiff.model import Link, Side, Span, address
from srcdiff.report.evidence import FEATURES, reason, uncompared
from srcdiff.report.json import inert
from srcdiff.report.look import Look

SCHEMA: int = 1


def render(explanation: Explanation, look: Look) -> str:
    """Return the explanation as JSON, ending with a line break.

    *look* changes nothing.
    """
    text = json.dumps(as_json(explanation), ensure_ascii=False, indent=1)
    return inert(f"{text}\n")


def as_json(explanation: Explanation) -> dict[str, Any]:
    """Return the explanation as plain dictionaries, lists and values."""
    links = {(link.a, link.b): link for link in explanation.links}
    return {
        "schema": SCHEMA,
        "version": explanation.version,
        "signature": explanation.signature,
        "names": {"a": explanation.a.name, "b": explanation.b.name},
        "asked": [
            _sentence(explanation, side, index) for side, index in explanation.places
        ],
        "threshold": explanation.threshold,
        "candidates": explanation.candidates,
        "marked_from": explanation.marked_from,
        "partner_from": explanation.partner_from,
        "note": uncompared(explanation),
        "pairs": [
            _pair(explanation, pair, links.get((pair.a, pair.b)))
            for pair in explanation.pairs
        ],
        "marked": [_marked(explanation, passage) for passage in explanation.marked],
        "limits": list(dict.fromkeys((*explanation.a.limits, *explanation.b.limits))),
    }


def _sentence(explanation: Explanation, side: Side, index: int) -> dict[str, Any]:
    doc = explanation.document(side)
    sentence = doc.sentences[index]
    return {
        "address": address(side, index),
        "side": side,
        "sentence": index,
        **_words(sentence.span, doc.text),
        "line": sentence.line,
        "unit": doc.unit,
        "kind": sentence.kind,
    }


def _pair(
    explanation: Explanation, pair: PairAccount, link: Link | None
) -> dict[str, Any]:
    texts = Sides(explanation.a.text, explanation.b.text)
    return {
        "a": pair.a,
        "b": pair.b,
        "text": {
            "a": explanation.a.text_of(pair.a),
            "b": explanation.b.text_of(pair.b),
        },
        "verdict": pair.verdict,
        "why": reason(explanation, pair),
        "similarity": pair.similarity,
        "alone": pair.alone,
        "average": pair.average and {"alone": pair.average[0], "pull": pair.average[1]},
        "features": [
            {
                "name": feature.name,
                "group": FEATURES[feature.name].group,
                "said": FEATURES[feature.name].said(feature.value),
                "value": feature.value,
                "alone": feature.alone,
                "pull": feature.pull,
            }
            for feature in pair.features
        ],
        "covered": pair.covered._asdict(),
        "words": {
            "a": [_match(word, texts) for word in pair.words.a],
            "b": [_match(word, texts.turned()) for word in pair.words.b],
        },
        "standing": {
            side: standing and asdict(standing)
            for side, standing in pair.standing._asdict().items()
        },
        "instead": pair.instead._asdict(),
        "link": link
        and {
            "relation": link.relation,
            "similarity": link.similarity,
            "moved": link.moved,
            "edits": [
                {"op": edit.op, "a": list(edit.a), "b": list(edit.b)}
                for edit in link.edits
            ],
        },
    }


def _match(word: WordMatch, texts: Sides[str]) -> dict[str, Any]:
    return {
        **_words(word.span, texts.a),
        "kind": word.kind or None,
        "weight": word.weight,
        "strength": word.strength,
        "chance": word.chance,
        "same": word.same,
        "partner": word.partner and _words(word.partner, texts.b),
    }


def _marked(explanation: Explanation, passage: MarkedPassage) -> dict[str, Any]:
    text = explanation.document(explanation.places[0][0]).text
    return {
        **_words(passage.span, text),
        "words": [
            {
                **_words(word.span, text),
                "chance": word.chance,
                "linked": word.linked,
                "elsewhere": word.elsewhere,
                "sentences": list(word.sentences),
            }
            for word in passage.words
        ],
    }


def _words(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}
