"""Subtitles (SubRip and WebVTT): what is said, without the times.

A sentence runs over several titles.  A paragraph ends where a sentence does and
nobody speaks for a while.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from srcdiff.model import Extract
from srcdiff.readers.encoding import decode
from srcdiff.readers.lines import closed
from srcdiff.readers.options import Options
from srcdiff.readers.pieces import Piece, laid_out, one_line

PAUSE = 2.0
"""Seconds without a title from which a paragraph can end."""

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})"
_TIMES = re.compile(rf"\s*{_TIME}\s+-->\s+{_TIME}")
_MARKUP = re.compile(r"<[^<>]{0,200}>|\{\\[^{}]{0,200}\}")
_NEWLINE = re.compile(r"\r\n|\r|\n")


class _Title(NamedTuple):
    words: str
    line: int
    start: float
    end: float


def read_subtitles(data: bytes, name: str, options: Options) -> Extract:
    """Take the words out of a file of subtitles; places are its lines.

    Raises:
        InputError: the file cannot be decoded.
    """
    text, note = decode(data, name, options.encoding)
    return laid_out(
        list(_pieces(text)), unit="line", limits=() if note is None else (note,)
    )


def _pieces(text: str) -> Iterator[Piece]:
    words: list[str] = []
    line, end = 0, 0.0
    for title in _titles(text):
        if words and closed(words[-1]) and title.start - end >= PAUSE:
            yield Piece(" ".join(words), "body", line)
            words = []
        line = line if words else title.line
        words.append(title.words)
        end = title.end
    if words:
        yield Piece(" ".join(words), "body", line)


def _titles(text: str) -> Iterator[_Title]:
    """Yield the titles in order; one that only repeats the last is passed over."""
    words: list[str] = []
    started = 0
    times: tuple[float, float] | None = None
    before = ""
    for number, line in enumerate([*_NEWLINE.split(text), ""], start=1):
        found = _TIMES.match(line)
        if found:
            groups = found.groups(default="0")
            times, started = (_seconds(groups[:4]), _seconds(groups[4:])), number
            words = []
        elif line.strip():
            words.append(one_line(_MARKUP.sub("", line)))
        elif times is not None:
            said = " ".join(filter(None, words))
            if said and said != before:
                yield _Title(said, started, *times)
            before, times, words = said, None, []


def _seconds(groups: tuple[str, ...]) -> float:
    hours, minutes, seconds, parts = map(int, groups)
    return hours * 3600 + minutes * 60 + seconds + parts / 1000
