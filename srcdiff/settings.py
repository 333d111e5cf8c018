"""Every setting of a comparison, with its meaning, range and source.

Settings say what is computed, never how it is shown.  All of them enter the
signature that each report carries, so that anyone can repeat the comparison.
The weights of the sentence scorer are data (``align/scorer.json``), named in the
signature by their digest.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

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
    """Largest file read, in bytes.  Above it an article is refused: the sample
    pair has 6 kB, a long book 2 MB."""

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
        if not 1 <= self.candidates <= 1000:
            raise SettingsError("candidates must be between 1 and 1000")

    def signature(self) -> str:
        """Return the settings in one line: ``name=value`` in field order."""
        return " ".join(f"{f.name}={getattr(self, f.name)}" for f in fields(self))
