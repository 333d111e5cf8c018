"""How the terminal report writes things: signs, marks, colour codes.

Two hands: with colour, words are underlined and tinted; without, the same is said
in brackets, ``[A: …]`` for what A alone says, ``[!1: …]`` for conflict 1 and
``{…}`` for words that differ.
"""

from __future__ import annotations

from collections.abc import Mapping

from srcdiff.model import Side
from srcdiff.report.look import Look
from srcdiff.report.palette import sgr
from srcdiff.report.pieces import Run
from srcdiff.report.signs import ASCII_SIGNS, SIGNS
from srcdiff.report.view import ArticleView, Partner, SentenceView
from srcdiff.report.visible import for_terminal, typewritten
from srcdiff.report.wrap import GLUE, Line, Styled


class Pen:
    """Writes the parts of a report as one look wants them."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.signs = ASCII_SIGNS if look.ascii else SIGNS
        self._codes: Mapping[str, str] = (
            sgr(look.colours, look.theme) if look.colour else {}
        )

    def write(self, line: Line) -> str:
        """Return *line* with its codes, each closed again before the line ends."""
        while line and not line[-1].text.strip():
            line = line[:-1]
        out = []
        for words, style in line:
            text = typewritten(words) if self.look.ascii else words
            code = self._codes.get(style)
            out.append(f"\x1b[{code}m{text}\x1b[0m" if code else text)
        return "".join(out)

    def names(self, article: ArticleView) -> Line:
        """Return what an article is called, after its letter."""
        style = f"{article.side}-bold"
        head = Styled(article.side.upper() + GLUE * 2, style)
        name = Styled(for_terminal(article.name), style)
        if not article.title:
            return [head, name]
        return [head, name, Styled("  ", ""), Styled(for_terminal(article.title), "")]

    def gutter(self, sentence: SentenceView, columns: int) -> Line:
        """Return sign, conflict mark and address, the last in *columns* cells."""
        only = sentence.cls in ("only-a", "only-b")
        return [
            Styled(self.signs[sentence.cls], sentence.side if only else "bold"),
            Styled("!" if sentence.conflicts else " ", "sign"),
            Styled(" ", ""),
            Styled(sentence.address.ljust(columns), sentence.side),
            Styled("  ", ""),
        ]

    def twin(self, sentence: SentenceView) -> Styled:
        """Return the address of a sentence whose words stand before it."""
        sign = self.signs["identical"]
        return Styled(f"{sign}{GLUE}{sentence.address}", sentence.side)

    def words(self, sentence: SentenceView) -> Line:
        """Return the words of a sentence with their marks."""
        plain = ""
        if sentence.cls in ("only-a", "only-b"):
            plain = sentence.side
        elif sentence.cls == "heading":
            plain = "bold"
        out: Line = []
        for run in sentence.runs():
            out += self._run(run, sentence.side, plain)
        return out

    def _run(self, run: Run, side: Side, plain: str) -> Line:
        text = for_terminal(run.text)
        if run.mark == "conflict":
            number = "".join(f"!{n}" for n in run.conflicts)
            return self.marked(number, text, "conflict")
        if run.mark == "only":
            return self.marked(side.upper(), text, f"{side}-only")
        if run.mark == "differs":
            return [Styled(text if self.look.colour else f"{{{text}}}", "differs")]
        return [Styled(text, plain)]

    def marked(self, label: str, text: str, style: str) -> Line:
        """Return *text* set off from the words around it."""
        if not self.look.colour:
            return [Styled(f"[{label}:{GLUE}{text}]", style)]
        if style == "conflict":  # the number leads to the list, in colour as well
            return [Styled(f"{label}{GLUE}", "sign"), Styled(text, style)]
        return [Styled(text, style)]

    def elsewhere(self, sentence: SentenceView) -> Line:
        """Return where else to look: partners out of sight, numbers of moved pairs."""
        alone = self.look.only is not None  # nothing stands beside it
        out: Line = []
        arrow = "->" if self.look.ascii else "→"
        for partner in sentence.partners:
            if partner.moved:
                text = self.signs["moved"] + str(partner.moved)
                out += [Styled(" ", ""), Styled(text, "moved")]
            if alone or not partner.beside:
                other = _other(partner)
                text = f"{arrow}{GLUE}{partner.address}"
                out += [Styled(" ", ""), Styled(text, other)]
        return out


def _other(partner: Partner) -> str:
    return partner.address[0]
