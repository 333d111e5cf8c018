"""The rules of a review: their ids, what each is about, and their presets.

An id is for ever: policies, baselines and comments in drafts name it, and
``docs/rules/ID.md`` explains it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Setting: TypeAlias = Literal["fail", "warn", "off"]
"""What a policy makes of a rule."""

Preset: TypeAlias = Literal["strict", "default", "advisory"]

PRESETS: tuple[Preset, ...] = ("strict", "default", "advisory")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule."""

    id: str
    title: str
    """What it finds, as the start of a message: ``a figure contradicts a source``."""
    against: Literal["source", "last version"]
    strict: Setting
    default: Setting
    advisory: Setting

    def under(self, preset: Preset) -> Setting:
        """Return what a preset makes of the rule."""
        setting: Setting = getattr(self, preset)
        return setting


def _source(
    id_: str, title: str, strict: Setting, default: Setting, advisory: Setting
) -> Rule:
    return Rule(id_, title, "source", strict, default, advisory)


def _last(
    id_: str, title: str, strict: Setting, default: Setting, advisory: Setting
) -> Rule:
    return Rule(id_, title, "last version", strict, default, advisory)


_ALL = (
    _source(
        "number-conflict", "a figure contradicts the source", "fail", "fail", "warn"
    ),
    _source("date-conflict", "a date contradicts the source", "fail", "fail", "warn"),
    _source("name-conflict", "a name contradicts the source", "fail", "fail", "warn"),
    _source("place-conflict", "a place contradicts the source", "fail", "fail", "warn"),
    _source("quote-altered", "a quotation is altered", "fail", "fail", "warn"),
    _source(
        "misattributed", "words are given to another speaker", "fail", "fail", "warn"
    ),
    _source("hedge-dropped", "a claim has become a fact", "fail", "fail", "warn"),
    _source("certainty-conflict", "a fact has become a claim", "fail", "warn", "warn"),
    _source(
        "negation-conflict", "the source says the opposite", "fail", "fail", "warn"
    ),
    _source("unsupported", "no source says this", "warn", "off", "off"),
    _source("copied", "taken over word for word", "fail", "warn", "warn"),
    _source("omitted", "the draft leaves this out", "warn", "off", "off"),
    _last("number-changed", "a figure has changed", "warn", "warn", "warn"),
    _last("date-changed", "a date has changed", "warn", "warn", "warn"),
    _last("name-changed", "a name has changed", "warn", "warn", "warn"),
    _last("place-changed", "a place has changed", "warn", "warn", "warn"),
    _last("quote-changed", "a quotation has changed", "fail", "warn", "warn"),
    _last("speaker-changed", "words have another speaker now", "fail", "warn", "warn"),
    _last(
        "certainty-changed",
        "a claim and a fact have changed places",
        "warn",
        "warn",
        "warn",
    ),
    _last(
        "negation-changed", "the draft now says the opposite", "warn", "warn", "warn"
    ),
    _last("content-removed", "this is gone", "warn", "off", "off"),
    _last("content-added", "this is new", "warn", "off", "off"),
    _last(
        "silent-edit",
        "a fact has changed without a correction note",
        "fail",
        "off",
        "off",
    ),
)

RULES: dict[str, Rule] = {rule.id: rule for rule in _ALL}
"""Every rule by its id, in the order in which reports name them."""

GROUPS: dict[str, tuple[str, ...]] = {
    "all": tuple(RULES),
    "source": tuple(rule.id for rule in _ALL if rule.against == "source"),
    "last-version": tuple(rule.id for rule in _ALL if rule.against == "last version"),
}
"""Names for several rules at once, where a policy or an option names rules."""
