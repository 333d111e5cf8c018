r"""Rich Text Format, read in one pass from the first byte to the last.

    {\rtf1\ansi {\b Seven} people died.\par}

A group in braces keeps its settings to itself.  A group may be a *destination*: its
text is no part of the article but a font's name, a footnote or a picture.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from srcdiff.errors import InputError
from srcdiff.model import Extract, Kind
from srcdiff.readers.options import Options
from srcdiff.readers.pieces import (
    Piece,
    first_headline,
    laid_out,
    table_pieces,
    tidy,
    with_headings,
)
from srcdiff.readers.styles import kind_by_style

DEEPEST = 10_000
"""Deepest nesting of groups.  Word writes a dozen levels."""

LONGEST_STYLE = 100
"""Characters of a style's name that are looked at."""

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])"
    r"|([^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)
_MARKER = re.compile(r"(?:[•◦▪·–*-]|\(?\w{1,3}[.)])\t")

_SIGNS = {
    **dict.fromkeys(("line", "page", "column", "softline"), "\n"),
    **dict.fromkeys(("emspace", "enspace", "qmspace"), " "),
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
}
_ESCAPES = {"~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}"}

_NO_TEXT = frozenset(
    word
    for line in (
        "fonttbl colortbl stylesheet info pict object objdata fldinst header headerl",
        "headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep",
        "aftnsepc aftncn annotation atnid atnauthor atrfstart atrfend bkmkstart xe tc",
        "bkmkend listtable listoverridetable rsidtbl generator themedata datastore",
        "latentstyles filetbl revtbl nonshppict private datafield formfield listtext",
        "pntext pntxta pntxtb shpinst rxe txe upr",
    )
    for word in line.split()
)
"""Destinations whose text is no part of the article."""
_TEXT = {
    **{"ud": "", "shptxt": "", "footnote": "footnote"},
    **{"title": "title", "author": "author"},
}
"""Destinations whose text counts, and what it is; nothing for the article's own."""

_FLAGS = {
    **{"v": "hidden", "deleted": "deleted", "revised": "inserted"},
    **{"ls": "listed", "intbl": "in_table"},
}
_NUMBERS = {"outlinelevel": "level", "s": "style", "f": "font", "uc": "unicode_skip"}

_CODE_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}
_CHARSETS = {
    **{77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk"},
    **{136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255"},
    **{178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"},
}
_WIDE = frozenset(("cp932", "cp949", "johab", "gbk", "cp950", "cp936"))
"""Encodings of two bytes, of which the second may be written as a letter."""


def read_rtf(data: bytes, name: str, options: Options) -> Extract:
    """Take the article out of an RTF document.

    Headings are told by outline level, style or look, lists by their markers.
    Tracked changes follow ``Options.docx_view``.  Footnotes follow the article;
    running heads, comments and pictures are left out.

    Raises:
        InputError: groups are nested too deeply.
    """
    reader = _Reader(name, final=options.docx_view == "final")
    reader.read(data.decode("latin-1"))
    pieces = with_headings(reader.pieces())
    limits = []
    if reader.tracked:
        what = "accepted" if options.docx_view == "final" else "rejected"
        limits.append(f"{name} has tracked changes; they are read as {what}.")
    if reader.groups:
        limits.append(f"{name} is incomplete: it ends within a group.")
    title = reader.info.get("title")
    return laid_out(
        pieces,
        unit="paragraph",
        title=first_headline(pieces) or title,
        metadata=reader.info,
        limits=tuple(limits),
    )


class _State(NamedTuple):
    """What a group keeps to itself."""

    goes_to: str = ""
    """The destination; empty for the article, ``footnote`` for a note."""
    font: int = -1
    unicode_skip: int = 1
    """Characters that stand after a Unicode one for programs that know it not."""
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    level: int = 9
    """Outline level of the paragraph; 9 is body text."""
    style: int = 0
    listed: bool = False
    in_table: bool = False


class _Reader:
    """One reading of a document."""

    def __init__(self, name: str, *, final: bool) -> None:
        self.name = name
        self.final = final
        self.tracked = False
        self.info: dict[str, str] = {}
        self.groups: list[_State] = []
        self._state = _State()
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._styles: dict[int, str] = {}
        self._bytes = bytearray()
        """Bytes in a code page that are not decoded yet."""
        self._skip = 0
        self._starred = False
        self._words: dict[str, list[str]] = {"": [], "footnote": []}
        self._found: list[Piece] = []
        self._notes: list[Piece] = []
        self._rows: list[list[list[Piece]]] = []
        self._cells: list[list[Piece]] = []
        self._cell: list[Piece] = []

    def read(self, text: str) -> None:
        """Read a whole document, a byte a character."""
        at = 0
        while match := _TOKEN.match(text, at):
            at = match.end()
            word, number, code, escape, brace, plain = match.groups()
            if code is not None:
                self._byte(int(code, 16))
            elif plain is not None:
                self._plain(plain)
            elif word == "bin":
                at += max(0, int(number or 0))
            elif word is not None:
                self._decode()
                self._control(word, None if number is None else int(number))
            elif escape is not None:
                self._decode()
                self._escape(escape)
            elif brace is not None:
                self._decode()
                if brace == "{":
                    self._open()
                elif self._close():
                    break
        self._decode()
        self._end_paragraph("")

    def pieces(self) -> list[Piece]:
        """Return the article, then its footnotes."""
        self._end_table()
        return [piece for piece in (*self._found, *self._notes) if piece.words]

    def _open(self) -> None:
        if len(self.groups) >= DEEPEST:
            raise InputError(f"{self.name}: is nested too deeply; save it as text")
        self.groups.append(self._state)
        self._skip = 0
        self._starred = False

    def _close(self) -> bool:
        """End a group; tell whether it was the outermost one."""
        if not self.groups:
            return False
        before = self._state.goes_to
        self._state = self.groups.pop()
        self._skip = 0
        if before == "footnote" and self._state.goes_to != "footnote":
            self._end_paragraph("footnote")
        return not self.groups

    def _escape(self, sign: str) -> None:
        if sign == "*":
            self._starred = True
        elif sign in "\r\n":
            self._end_paragraph(self._state.goes_to)
        else:
            self._write(_ESCAPES.get(sign, ""))

    def _control(self, word: str, value: int | None) -> None:
        starred, self._starred = self._starred, False
        if word in _NO_TEXT or word in _TEXT or starred:
            self._start_destination(word)
        elif word in _SIGNS:
            self._sign(_SIGNS[word])
        elif word == "u" and value is not None:
            self._write(chr(value % 0x10000))
            self._skip = self._state.unicode_skip
        elif word in ("par", "sect"):
            self._end_paragraph(self._state.goes_to)
        elif word in ("cell", "nestcell"):
            self._end_cell()
        elif word in ("row", "nestrow"):
            self._end_row()
        elif word in ("pard", "plain"):
            self._reset(word)
        elif word == "ansicpg" or word in _CODE_PAGES:
            self._set_encoding(_CODE_PAGES.get(word) or f"cp{value}")
        elif word == "fcharset" and self._state.goes_to == "fonttbl":
            self._fonts[self._state.font] = _CHARSETS.get(value or 0, "")
        elif word in _FLAGS:
            self._set(_FLAGS[word], value != 0)
        elif word in _NUMBERS and value is not None:
            self._set(_NUMBERS[word], value)

    def _set(self, field: str, value: Any) -> None:
        self._state = self._state._replace(**{field: value})

    def _start_destination(self, word: str) -> None:
        if word in ("listtext", "pntext") and self.groups:
            # What it says of the paragraph holds after the group has ended.
            self.groups[-1] = self.groups[-1]._replace(listed=True)
        if word in ("title", "author") and self._state.goes_to != "info":
            return
        self._state = self._state._replace(goes_to=_TEXT.get(word, word))

    def _sign(self, sign: str) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._write(sign)

    def _reset(self, word: str) -> None:
        if word == "pard":
            self._state = self._state._replace(
                level=9, style=0, listed=False, in_table=False
            )
        else:
            self._state = self._state._replace(
                font=-1, hidden=False, deleted=False, inserted=False
            )

    def _set_encoding(self, encoding: str) -> None:
        import codecs

        try:
            codecs.lookup(encoding)
        except LookupError:
            return
        self._encoding = encoding

    def _byte(self, value: int) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._bytes.append(value)

    def _plain(self, text: str) -> None:
        if self._skip:
            skipped = min(self._skip, len(text))
            self._skip -= skipped
            text = text[skipped:]
        if self._bytes and self._font_encoding() in _WIDE and text:
            try:
                self._bytes.decode(self._font_encoding())
            except UnicodeDecodeError:  # the second byte is a letter
                self._bytes += text[0].encode("latin-1")
                text = text[1:]
        self._decode()
        if not text.isascii():
            text = text.encode("latin-1").decode(self._font_encoding(), "replace")
        self._write(text)

    def _font_encoding(self) -> str:
        return self._fonts.get(self._state.font) or self._encoding

    def _decode(self) -> None:
        if self._bytes:
            text = self._bytes.decode(self._font_encoding(), "replace")
            self._bytes.clear()
            self._write(text)

    def _write(self, text: str) -> None:
        state = self._state
        if state.deleted or state.inserted:
            self.tracked = True
        if state.hidden or (state.deleted if self.final else state.inserted):
            return
        if state.goes_to in self._words:
            self._words[state.goes_to].append(text)
        elif state.goes_to == "stylesheet":
            self._name_style(text)
        elif state.goes_to in ("title", "author"):
            self.info[state.goes_to] = self.info.get(state.goes_to, "") + text

    def _name_style(self, text: str) -> None:
        known = self._styles.get(self._state.style, "")
        if len(known) < LONGEST_STYLE:
            self._styles[self._state.style] = known + text.partition(";")[0]

    def _end_paragraph(self, goes_to: str) -> None:
        if goes_to not in self._words:
            return
        words = tidy(_whole("".join(self._words[goes_to])))
        self._words[goes_to] = []
        if goes_to == "footnote":
            self._notes.append(Piece(words, "list-item"))
            return
        raw = Piece(words, self._kind())
        marker = _MARKER.match(words)
        if marker and raw.kind == "body":
            raw = Piece(words[marker.end() :].strip(), "list-item")
        if self._state.in_table:
            self._cell.append(raw)
        else:
            self._end_table()
            self._found.append(raw)

    def _kind(self) -> Kind:
        state = self._state
        if state.level < 9:
            return "heading"
        style = (
            kind_by_style(self._styles.get(state.style, "")) if state.style else None
        )
        return style or ("list-item" if state.listed else "body")

    def _end_cell(self) -> None:
        self._state = self._state._replace(in_table=True)
        self._end_paragraph("")
        self._cells.append([piece for piece in self._cell if piece.words])
        self._cell = []

    def _end_row(self) -> None:
        if self._cells:
            self._rows.append(self._cells)
            self._cells = []

    def _end_table(self) -> None:
        self._end_row()
        rows, self._rows = self._rows, []
        if self._cell:
            rows.append([self._cell])
            self._cell = []
        self._found += table_pieces(rows)


def _whole(text: str) -> str:
    """Put halves of a character together that are written one after the other."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
