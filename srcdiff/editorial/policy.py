"""What a desk makes of each rule: fail, warn or off; and its thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from srcdiff.editorial.rules import RULES, Preset, Setting


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds for one draft."""

    levels: Mapping[str, Setting]
    """What becomes of each rule, by its id."""

    def on(self, *rules: str) -> bool:
        """Tell whether any of these rules is to be looked at."""
        return any(self.levels[rule] != "off" for rule in rules)


def preset(name: Preset) -> Policy:
    """Return the policy of a preset."""
    levels = {rule.id: rule.under(name) for rule in RULES.values()}
    return Policy(MappingProxyType(levels))
