"""Feed the readers, and the whole program, with broken files.

    python benchmarks/fuzz/fuzz.py --count 20000 [--seed 1] [--keep FOLDER]

Small files of each format are spoiled: bytes changed, cut, doubled, put in from a
list of what parsers stumble over; parts of archives are spoiled before they are
packed, so that the spoiling gets past the checksum.  Whatever is no article may be
refused in one line; anything else that is raised, more than 5 s or more than 1 GiB is
a finding, printed with the seed of its input.  Every tenth article that can be read
is compared and shown in every form.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "readers"))

import making_files as make  # noqa: E402 -- the tests make the same small files

from srcdiff import compare  # noqa: E402
from srcdiff.errors import SrcdiffError  # noqa: E402
from srcdiff.readers import extract_bytes  # noqa: E402
from srcdiff.report import RENDERERS, Look, load  # noqa: E402
from srcdiff.settings import Settings  # noqa: E402
from srcdiff.text.document import document  # noqa: E402

SLOW = 5.0
"""Seconds of processor time from which an input is a finding."""

MAX_SIZE = 5_000_000
SETTINGS = Settings(encoder="static", max_size=MAX_SIZE)
COMPARED = 10
"""One in so many articles is compared and shown."""

TOKENS = [
    *(b"<", b">", b"</p>", b"<table><tr><td>", b"<!--", b"-->", b"<![CDATA[", b"&#0;"),
    *(b"&nbsp;", b"&#x110000;", b"\xff\xfe", b"\x00", b"\xef\xbb\xbf", b"\r", b"\xe9"),
    *(
        b"{",
        b"}",
        b"\\u-1?",
        b"\\'",
        b"\\bin99 ",
        b"\\*",
        b"\\cell",
        b"\\row",
        b"\\par",
    ),
    *(b"%PDF-", b"endobj", b"stream\n", b"endstream", b"0 R", b"<<", b">>", b"/Kids"),
    *(b"PK\x03\x04", b"PK\x01\x02", b"<w:p>", b"</w:p>", b"<w:del>", b"<text:p>"),
    *(b"---\n", b"+++\n", b"```\n", b"> ", b"- ", b"[](", b"![", b"**", b"|---|", b"#"),
    *(b"\n\n", b" " * 50, b'"' * 99, b"(" * 99, b"9" * 300, b"a" * 999, b". " * 99),
    *("\u202e".encode(), "\u0301".encode() * 40, "\U0001f6a2".encode(), b"\x1b[31m"),
    *(b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"From: ", b"=?utf-8?q?"),
    *(
        b"00:00:01,000 --> 00:00:02,000\n",
        b"WEBVTT\n",
        b"1\n",
        b"-1",
        b"1e400",
        b"[[[[",
    ),
]


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """Return *data* with some damage done to them."""
    out = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 3, 8, 30])):
        at = chance.randrange(len(out) + 1)
        end = min(len(out), at + chance.choice([1, 2, 8, 64, 512]))
        how = chance.randrange(6)
        if how == 0 and out:
            out[at % len(out)] = chance.randrange(256)
        elif how == 1:
            del out[at:end]
        elif how == 2:
            out[at:at] = out[at:end] * chance.choice([1, 2, 50])
        elif how == 3:
            out[at:at] = chance.choice(TOKENS) * chance.choice([1, 1, 2, 200])
        elif how == 4:
            del out[at:]
        else:
            other = chance.randrange(len(out) + 1)
            out[at:end] = out[other : other + end - at]
    return bytes(out[:MAX_SIZE])


def spoiled_archive(data: bytes, chance: random.Random) -> bytes:
    """Return an archive with one of its parts spoiled, or one left out."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    if chance.random() < 0.05:
        del parts[name]
    else:
        parts[name] = spoiled(parts[name], chance)
    return make.archive(parts)


def made(seed: int, sound: dict[str, bytes]) -> tuple[str, bytes]:
    """Return the input of that number: a name and what the file holds."""
    chance = random.Random(seed)
    name = chance.choice(sorted(sound))
    data = sound[name]
    if data.startswith(b"PK") and chance.random() < 0.8:
        data = spoiled_archive(data, chance)
    else:
        data = spoiled(data, chance)
    if chance.random() < 0.1:
        name = chance.choice(sorted(sound))
    return name, data


def tried(name: str, data: bytes, *, whole: bool) -> str:
    """Read an input, compare it if *whole*; return how it ended."""
    try:
        extract = extract_bytes(data, name, max_size=MAX_SIZE)
        doc = document(extract, name=name)
    except SrcdiffError as error:
        if "\n" in str(error) or not str(error).isprintable():
            return f"not one plain line: {error!r}"
        return "refused"
    if not whole:
        return "read"
    other = document(
        extract_bytes(make.WORDS.encode(), "b.txt", max_size=MAX_SIZE), name="b"
    )
    comparison = compare(doc, other, SETTINGS)
    for form in RENDERERS:
        load(form)(comparison, Look(width=80))
    return "compared"


def main() -> None:
    """Try so many inputs and say how they ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="put findings into this folder")
    options = parser.parse_args()
    sound = make.sound_files()
    ends: Counter[str] = Counter()
    slowest = (0.0, -1)
    for number in range(options.seed, options.seed + options.count):
        name, data = made(number, sound)
        began = time.process_time()
        try:
            end = tried(name, data, whole=number % COMPARED == 0)
        except Exception as error:
            end = f"finding: {type(error).__name__}: {str(error)[:200]}"
        took = time.process_time() - began
        slowest = max(slowest, (took, number))
        if took > SLOW:
            end = f"finding: {took:.1f} s"
        if end not in ("refused", "read", "compared"):
            print(f"input {number}, {name}: {end}", flush=True)
            if options.keep:
                (options.keep / f"{number}-{name}").write_bytes(data)
            end = "findings"
        ends[end] += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{options.count:,} inputs: {dict(sorted(ends.items()))}")
    print(f"slowest: input {slowest[1]}, {slowest[0]:.2f} s; peak {peak:,.0f} MiB")


if __name__ == "__main__":
    main()
