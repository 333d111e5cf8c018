"""How files are read, as the user asks for it."""

from __future__ import annotations

from dataclasses import dataclass

from srcdiff.settings import DocxView, ExtractMode


@dataclass(frozen=True, slots=True)
class Options:
    """What a reader is told besides the file."""

    max_size: int
    """Largest size in bytes, packed or unpacked."""
    encoding: str | None = None
    """Character encoding of text; found out if left out."""
    extract: ExtractMode = "balanced"
    docx_view: DocxView = "final"
