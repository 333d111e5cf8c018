"""Whether an article says the same in every format.

    python benchmarks/formats.py                    needs pypandoc_binary
    python benchmarks/formats.py --formats pdf      needs LibreOffice, too

Each annotated pair is written in other formats by a program that knows nothing of
srcdiff, pandoc, and as PDF by LibreOffice.  Both articles are then read and compared
in that format.  Printed is the share of the links between the plain texts that is
found again, a link being told by the words of its two sentences, and how many links
there are besides.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import pypandoc
from data import gold_folders

from srcdiff import compare
from srcdiff.model import Comparison
from srcdiff.readers import read_extract
from srcdiff.settings import Settings

FORMATS = ("md", "html", "docx", "odt", "rtf", "epub", "pdf")
WRITERS = {"md": "commonmark", "html": "html", "docx": "docx", "odt": "odt"}
PREFIX = {"heading": "## ", "list-item": "- ", "quotation": "> "}
SETTINGS = Settings(encoder="static")

MARKUP = re.compile(r"([!-/:-@\[-`{-~])")
MARKER = re.compile(r"(?:[-*•]|\d+[.)])\s+|[#>]+\s*")


def markdown(path: Path, *, plain: bool) -> str:
    """Return an article in Markdown, headings as plain paragraphs if so asked."""
    extract = read_extract(path, max_size=SETTINGS.max_size)
    parts = []
    for block in extract.blocks:
        words = " ".join(block.span.of(extract.text).split())
        prefix = "" if plain else PREFIX.get(block.kind, "")
        if prefix:
            words = MARKER.sub("", words, count=1) if MARKER.match(words) else words
        parts.append(prefix + MARKUP.sub(r"\\\1", words))
    return "\n\n".join(parts) + "\n"


def write(folders: list[Path], formats: list[str], to: Path, *, plain: bool) -> None:
    """Write both articles of each pair in each format into a folder of its name."""
    for folder in folders:
        (to / folder.name).mkdir()
        for side in "ab":
            text = markdown(folder / f"{side}.txt", plain=plain)
            for form in formats:
                writer = "docx" if form == "pdf" else form
                pypandoc.convert_text(
                    text,
                    WRITERS.get(writer, writer),
                    format="commonmark",
                    outputfile=str(to / folder.name / f"{side}.{writer}"),
                    extra_args=["-s", "--metadata", "title= ", "--quiet"],
                )
        if "pdf" in formats:
            print_to_pdf(to / folder.name)


def print_to_pdf(folder: Path) -> None:
    """Print the Word documents in a folder as PDF."""
    files = [str(file) for file in sorted(folder.glob("*.docx"))]
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *files], check=True, stdout=subprocess.DEVNULL)


def links(comparison: Comparison) -> Counter[tuple[str, str]]:
    """Return the links, told by the letters and digits of both sentences."""
    a, b = comparison.a, comparison.b
    return Counter(
        (letters(a.text_of(link.a)), letters(b.text_of(link.b)))
        for link in comparison.links
    )


def letters(text: str) -> str:
    """Return what formats cannot change: no blanks, no marks, no capitals."""
    return "".join(filter(str.isalnum, text.casefold()))


def main() -> None:
    """Write, read, compare, and print what share of the links is the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--plain", action="store_true", help="headings unmarked")
    parser.add_argument("--every", type=int, default=1, help="each so-many-th pair")
    parser.add_argument("--show", action="store_true", help="print what was lost")
    options = parser.parse_args()
    formats = options.formats.split(",")
    folders = gold_folders()[:: options.every]
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place:
        to = Path(place)
        write(folders, formats, to, plain=options.plain)
        for folder in folders:
            plain = links(compare(folder / "a.txt", folder / "b.txt", SETTINGS))
            found["plain"] += plain.total()
            for form in formats:
                pair = [to / folder.name / f"{side}.{form}" for side in "ab"]
                other = links(compare(*pair, SETTINGS))
                found[form] += (plain & other).total()
                found[f"{form} more"] += (other - plain).total()
                if options.show:
                    for lost in plain - other:
                        print(folder.name, form, *lost, sep="\n    ")
    print(f"{len(folders)} pairs, {found['plain']} links between plain texts")
    for form in formats:
        share = found[form] / found["plain"]
        print(f"{form:5} {share:6.1%} found again, {found[f'{form} more']} besides")


if __name__ == "__main__":
    main()
