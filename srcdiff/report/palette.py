"""The colours of the terminal report.

A is blue and B orange: the one pair that colour-blind readers tell apart, and
neither says "bad".  The 256-colour shades lie about half way between black and
white in luminance, so that they can be read on a dark and on a light background
(contrast with either at least 3.8:1).  Terminals with 16 colours get the named
ones; of those plain blue is left out, which on black nobody can read.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_SHADES: Mapping[int, Mapping[str, str]] = MappingProxyType(
    {
        256: {"a": "38;5;32", "b": "38;5;166", "!": "38;5;163", "moved": "38;5;30"},
        16: {"a": "94", "b": "33", "!": "35", "moved": "36"},
    }
)


def sgr(colours: int) -> Mapping[str, str]:
    """Return style → SGR parameters for a terminal of so many colours.

    A style that is not named there is written plain.
    """
    shade = _SHADES[colours]
    return {
        "bold": "1",
        "dim": "2",
        "differs": "1;4",
        "a": shade["a"],
        "b": shade["b"],
        "a-bold": f"1;{shade['a']}",
        "b-bold": f"1;{shade['b']}",
        "a-only": f"4;{shade['a']}",
        "b-only": f"4;{shade['b']}",
        "sign": f"1;{shade['!']}",
        "conflict": f"1;4;{shade['!']}",
        "moved": f"1;{shade['moved']}",
    }
