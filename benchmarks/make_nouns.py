"""Write srcdiff/facts/names/nouns.json: which English nouns name trades and places.

    python benchmarks/make_nouns.py /usr/share/wordnet

The folder holds the database files of WordNet 3.0 (Debian: wordnet-base).  Taken are
the words whose first sense, names of single things aside, is somebody's trade or a spot
where something can be, with the numbers of all such senses and, for each of those, of
the senses that it is a kind of.  Of the trades it also says which words are rather used
as adjectives or as verbs in the texts whose words WordNet counts: temporary, cook.  Run
it only to change what is taken.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from wordnet import meanings

TARGET = Path(__file__).parents[1] / "srcdiff" / "facts" / "names" / "nouns.json"

TRADES = (
    *("worker.1", "professional.1", "creator.2", "entertainer.1", "scientist.1"),
    *("engineer.1", "capitalist.2", "lawman.1", "writer.1", "spiritual_leader.1"),
    *("trainer.1", "athlete.1", "student.1", "scholar.1"),
)
PLACES = (
    *("structure.1", "way.6", "facility.1", "geological_formation.1", "room.1"),
    *("body_of_water.1", "land.4", "tract.1", "topographic_point.1", "excavation.3"),
    *("parking_lot.1", "vessel.2"),
)
NO_PLACES = ("obstruction.1", "masonry.1", "support.10", "signboard.1", "memorial.3")
VAGUE = """
place space spot site head mouth foot top bottom base level lead block cap body
system network formation construction structure facility back front side end capital
ground track post bar maker expert intellectual worker employee assistant main
"""
"""Words that say too little to contradict another, or mostly mean something else."""
MOST_SENSES = 3
PERSON = ("1", "18")
"""Number of the nouns, and of the file of those that name persons."""
PARTS = {"1": "noun", "2": "verb", "3": "adjective", "4": "adverb", "5": "adjective"}


class Sense(NamedTuple):
    """A sense of some nouns."""

    words: list[str]
    kinds_of: list[str]
    single: bool
    """It is the name of one thing: Paris, Cook."""


def read_senses(folder: Path) -> dict[str, Sense]:
    """Return the senses of nouns by their offset in the file."""
    senses = {}
    for meaning in meanings(folder, "noun"):
        links = meaning.links[1:]
        pointers = list(zip(links[0::4], links[1::4], links[2::4], strict=False))
        up = [to for sign, to, word in pointers if sign == "@" and word == "n"]
        single = any(sign == "@i" for sign, *_ in pointers)
        senses[meaning.offset] = Sense(meaning.words, up, single)
    return senses


def read_index(folder: Path, part: str = "noun") -> dict[str, list[str]]:
    """Return for each word the offsets of its senses, the commonest first."""
    found = {}
    for line in (folder / f"index.{part}").read_text("utf-8").splitlines():
        if not line.startswith(" "):
            parts = line.split()
            found[parts[0]] = parts[-int(parts[2]) :]
    return found


def above(senses: dict[str, Sense], offset: str) -> set[str]:
    """Return a sense and all that it is a kind of."""
    found, waiting = set[str](), [offset]
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += senses[at].kinds_of
    return found


def taken(
    senses: dict[str, Sense],
    index: dict[str, list[str]],
    below: set[str],
    without: set[str],
    most_words: int,
) -> dict[str, list[str]]:
    """Return the words whose first sense is below one of some, with all such senses."""
    found, vague = {}, set(VAGUE.split())
    for word, offsets in sorted(index.items()):
        own = [at for at in offsets if not senses[at].single][:MOST_SENSES]
        plain = word.replace("_", " ")
        letters = plain.replace(" ", "")
        if not own or plain in vague or not (letters.isascii() and letters.isalpha()):
            continue
        chains = [above(senses, at) for at in own]
        wanted = chains[0] & below and not chains[0] & without
        if wanted and plain.count(" ") < most_words:
            found[plain] = [
                at for at, up in zip(own, chains, strict=True) if up & below
            ]
    return found


def uses(folder: Path) -> dict[str, Counter[str]]:
    """Return how often words are used: as persons, other nouns, adjectives, verbs."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for line in (folder / "cntlist.rev").read_text("utf-8").splitlines():
        key, _, times = line.split()
        word, _, sense = key.partition("%")
        part, topic = sense.split(":")[:2]
        person = (part, topic) == PERSON
        found[word]["person" if person else PARTS[part]] += int(times)
    return found


def rather(folder: Path, words: Iterable[str]) -> dict[str, list[str]]:
    """Return the words that are rather used as adjectives, and as verbs.

    A word whose uses are not counted counts as an adjective if it is one at all.
    """
    adjectives = read_index(folder, "adj")
    lines = (folder / "verb.exc").read_text("utf-8").splitlines()
    irregular = dict(line.split()[:2] for line in lines)
    found, counts = {"adjectives": [], "verbs": []}, uses(folder)
    for word in words:
        own, verb = counts[word], counts[word]["verb"]
        if word in irregular:
            verb += counts[irregular[word]]["verb"]
        if word in adjectives and own["adjective"] >= own["person"]:
            found["adjectives"].append(word)
        if verb > own["person"]:
            found["verbs"].append(word)
    return found


def main(folder: Path) -> None:
    """Write the file."""
    senses, index = read_senses(folder), read_index(folder)

    def offsets(names: tuple[str, ...]) -> set[str]:
        split = (name.partition(".") for name in names)
        return {index[word][int(number) - 1] for word, _, number in split}

    roots = {"trade": offsets(TRADES), "place": offsets(PLACES)}
    tables = {
        "trade": taken(senses, index, roots["trade"], set(), 1),
        "place": taken(senses, index, roots["place"], offsets(NO_PLACES), 2),
    }
    numbers: dict[str, int] = {}
    for name, table in tables.items():
        for own in table.values():
            for at in own:
                for up in sorted(above(senses, at)):
                    if above(senses, up) & roots[name] - {up}:
                        numbers.setdefault(up, len(numbers))
    kinds_of = [
        [numbers[up] for up in senses[at].kinds_of if up in numbers] for at in numbers
    ]
    data = {
        **{
            name: {
                word: [numbers[at] for at in own if at in numbers]
                for word, own in table.items()
            }
            for name, table in tables.items()
        },
        "kinds_of": kinds_of,
        **rather(folder, tables["trade"]),
    }
    TARGET.write_text(json.dumps(data, separators=(",", ":")) + "\n", "utf-8")
    print(", ".join(f"{len(table)} {name}" for name, table in tables.items()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
