"""The verdicts on what people are made to say: the words, and in whose mouth."""

from __future__ import annotations

from srcdiff.facts.linked import Linked
from srcdiff.facts.speech.attribution_ledger import attribution_entries
from srcdiff.facts.speech.quote_audit import quote_entries
from srcdiff.facts.speech.speech import read_speech
from srcdiff.model import LedgerEntry


def speech_ledger(linked: Linked) -> tuple[LedgerEntry, ...]:
    """Return the verdicts on quotations, then on attributions.

    The articles are read for both at once.
    """
    speech = read_speech(linked)
    return (*quote_entries(speech), *attribution_entries(speech))
