"""Where the vectors of words and sentences come from: what the setting stands for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from srcdiff.align import word_vectors
from srcdiff.errors import SettingsError
from srcdiff.settings import ENCODERS

if TYPE_CHECKING:
    from srcdiff.align.transformer import Transformer


class Encoder(NamedTuple):
    """What the setting ``encoder`` stands for."""

    name: str
    """For the signature: ``static``, ``contextual``, or the model of a folder."""
    weights: str
    """Which of the trained weights fit it, ``static`` or ``contextual``."""
    transformer: Transformer | None
    """Used beside the static vectors."""

    def identity(self) -> str:
        """Return what the signature says of the vectors."""
        parts = [word_vectors.identity()]
        if self.transformer is not None:
            parts.append(self.transformer.identity())
        return "+".join(parts)

    def limits(self) -> tuple[str, ...]:
        """Return what a reader of the report should know, one sentence each."""
        if self.name == self.weights:
            return ()
        return (
            f"The weights were fitted with another model than {self.name}: "
            "similarities are no calibrated probabilities.",
        )


def chosen(setting: str) -> Encoder:
    """Return the encoder that the setting names.

    Args:
        setting: ``static``, ``contextual``, ``auto`` for the second where it is
            installed and else the first, or the path of a model: see
            :func:`srcdiff.align.transformer.load`.

    Raises:
        SettingsError: it is no such name or path, or cannot be loaded.
    """
    from srcdiff.align import transformer

    if setting == "auto":
        setting = "contextual" if transformer.installed() else "static"
    if setting == "static":
        return Encoder("static", "static", None)
    if setting == "contextual":
        return Encoder("contextual", "contextual", transformer.load())
    if not Path(setting).exists():
        raise SettingsError(
            f"unknown encoder {setting!r}: choose {', '.join(ENCODERS)}, "
            "or the path of a model on disk"
        )
    model = transformer.load(setting)
    return Encoder(model.identity(), "contextual", model)
