"""Every setting of a comparison, with its meaning, range and source.

Settings say what is computed, never how it is shown.  All of them enter the
signature that each report carries, so that anyone can repeat the comparison.
The weights of the sentence scorer are data (``align/scorer.json``), named in the
signature by their digest.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal, TypeAlias, get_args

from srcdiff.errors import SettingsError

LANGUAGES: tuple[str, ...] = (
    "danish",
    "dutch",
    "english",
    "finnish",
    "french",
    "german",
    "italian",
    "norwegian",
    "portuguese",
    "spanish",
    "swedish",
)
"""Languages with a stemmer and a list of abbreviations of their own."""

ENCODERS: tuple[str, ...] = ("auto", "static", "contextual")
"""Encoders by name; the path of a model on disk is another."""


ExtractMode: TypeAlias = Literal["balanced", "precision", "recall", "raw"]
"""What is taken for the article of a web page: what likely is; what surely is; what
may be; the whole page."""

DocxView: TypeAlias = Literal["final", "original"]
"""A Word document with its tracked changes accepted, or rejected."""

EXTRACT_MODES: tuple[ExtractMode, ...] = get_args(ExtractMode)
DOCX_VIEWS: tuple[DocxView, ...] = get_args(DocxView)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one comparison.

    Raises:
        SettingsError: a value lies outside its range.
    """

    language: str = "english"
    """Language of both articles: sentence ends, stems and stop words.
    One of :data:`LANGUAGES`."""

    encoder: str = "auto"
    """Where vectors come from.  ``static``: word vectors that ship inside the
    wordllama package; ``contextual``: with them a small transformer, the extra
    ``srcdiff[contextual]``, which finds more and takes longer; ``auto``: the second
    where it is installed, else the first; or the path of a model in ONNX form."""

    max_size: int = 50_000_000
    """Largest file read, in bytes, and as much of it unpacked.  Above it an article
    is refused: the sample pair has 6 kB, a long book 2 MB."""

    extract: ExtractMode = "balanced"
    """What is taken for the article of a web page."""

    docx_view: DocxView = "final"
    """Whether tracked changes of a Word document count as accepted or rejected."""

    candidates: int = 24
    """Counterparts scored for each sentence, the likeliest first; 1 to 1,000.
    Of the annotated links of the gold pairs 8 hold 95 %, 16 hold 99 %, 24 all but
    one; most articles there are no longer (``benchmarks/quality/candidates.py``)."""

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise SettingsError(
                f"unknown language {self.language!r}: choose one of "
                + ", ".join(LANGUAGES)
            )
        if not self.encoder:
            raise SettingsError(
                f"encoder must be one of {', '.join(ENCODERS)} or a path"
            )
        if self.max_size < 1:
            raise SettingsError("max_size must be at least 1 byte")
        for name, allowed in (("extract", EXTRACT_MODES), ("docx_view", DOCX_VIEWS)):
            if getattr(self, name) not in allowed:
                raise SettingsError(f"{name} must be one of {', '.join(allowed)}")
        if not 1 <= self.candidates <= 1000:
            raise SettingsError("candidates must be between 1 and 1000")

    def signature(self) -> str:
        """Return the settings in one line: ``name=value`` in field order."""
        return " ".join(f"{f.name}={getattr(self, f.name)}" for f in fields(self))
