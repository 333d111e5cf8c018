"""The colours of the terminal report.

A is blue and B orange: the one pair that colour-blind readers tell apart, and
neither says "bad".  Nobody can ask a terminal for its background, so the shades of
the theme ``auto`` lie about half way between black and white in luminance and can
be read on either (contrast at least 3.8:1); those of ``dark`` and ``light`` reach
7:1 and 5.5:1 on theirs.  Terminals with 16 colours get the named ones; of those plain
blue is left out on black, where nobody can read it, and yellow on white.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from srcdiff.report.look import Theme

_SHADES: Mapping[tuple[int, Theme], Mapping[str, str]] = MappingProxyType(
    {
        (256, "auto"): {
            "a": "38;5;32",
            "b": "38;5;166",
            "!": "38;5;163",
            "moved": "38;5;30",
        },
        (256, "dark"): {
            "a": "38;5;75",
            "b": "38;5;215",
            "!": "38;5;213",
            "moved": "38;5;80",
        },
        (256, "light"): {
            "a": "38;5;25",
            "b": "38;5;94",
            "!": "38;5;90",
            "moved": "38;5;23",
        },
        (16, "auto"): {"a": "94", "b": "33", "!": "35", "moved": "36"},
        (16, "dark"): {"a": "94", "b": "93", "!": "95", "moved": "96"},
        (16, "light"): {"a": "34", "b": "33", "!": "35", "moved": "36"},
    }
)


def sgr(colours: int, theme: Theme = "auto") -> Mapping[str, str]:
    """Return style → SGR parameters for a terminal of so many colours.

    A style that is not named there is written plain.
    """
    shade = _SHADES[colours, theme]
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
