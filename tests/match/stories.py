"""Small articles: five stories, each told twice, and others of the same kinds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from srcdiff.match.article import Article, article
from srcdiff.match.pairs import Pair, matched, model
from srcdiff.match.terms import Terms
from srcdiff.match.weigh import Weighed, weighed
from srcdiff.readers.plain import read_plain

ONE: Mapping[str, str] = {
    "ferry": """\
Ferry runs aground off Skarn Head

The ferry Marisol ran aground off Skarn Head on 4 May with 212 people on board. The
coastguard took everyone off by lifeboat before noon. The captain, Ole Brandvik, told
reporters that the rudder had failed in the fog.
""",
    "library": """\
Town library to close on Mondays

Pelham Cross library will close on Mondays from September, the council decided. The
librarian Ines Okafor said that readers had signed a petition with 1,900 names against
the plan. The council wants to save 64,000 pounds a year.
""",
    "storm": """\
Storm cuts off the island of Vey

Storm Adela left 7,400 homes on the island of Vey without power on 11 November. Trees
blocked the road to Port Lunn, and the mayor, Tomas Reyk, asked people to stay indoors.
Repairs to the lines will take three days.
""",
    "match": """\
Harrow Rovers beat Stanning

Harrow Rovers beat Stanning 3-1 in the cup on Saturday. Idris Vale scored twice in front
of 8,120 spectators at Mill Lane. Stanning had Peter Crome sent off after half an hour.
""",
    "mine": """\
Zinc mine at Orlo to open again

The zinc mine at Orlo will open again next spring, eleven years after it closed. Its
new owner, Castor Metals, promises 340 jobs. The geologist Hanna Lindqvist warned that
the old shafts are full of water.
""",
}
OTHER: Mapping[str, str] = {
    "ferry": """\
Rescue at sea: all safe

More than two hundred passengers were rescued when the Marisol struck rocks near Skarn
Head in thick fog. Lifeboats from two harbours brought them ashore. Captain Brandvik
blamed a broken rudder; an inquiry will begin on 6 May.
""",
    "library": """\
Readers angry over shorter week

A petition with 1,900 signatures could not save Mondays at the Pelham Cross library. To
save money, the council voted to keep its doors shut on that day. Ines Okafor, who runs
the library, called it a sad day for readers.
""",
    "storm": """\
Thousands without electricity

Power lines came down all over Vey when Adela struck the island. Some 7,400 households
are still dark, and Port Lunn can be reached by boat alone. Mayor Reyk said crews would
need three days for the repairs.
""",
    "match": """\
Vale sends Rovers through

Two goals by Idris Vale took Harrow Rovers past ten-man Stanning and into the next round
of the cup. Crome saw red early on at Mill Lane, where 8,120 had come to watch.
""",
    "mine": """\
Castor Metals buys Orlo

Orlo will dig zinc again: Castor Metals has bought the mine that closed eleven years ago
and says that it will hire 340 people. Water stands in the old shafts, the geologist
Hanna Lindqvist reminds the buyers.
""",
}
DECOYS: Mapping[str, str] = {
    "another-ferry": """\
A new ferry for the lake

The shipyard at Dorn has launched a ferry for Lake Imber. The boat, named Kittiwake,
carries 90 passengers and runs on batteries. The captain, Ruth Pell, will take her out
for the first time on 9 June.
""",
    "another-storm": """\
Storm warning for the north

Forecasters expect storm Berit to reach Norland on Thursday. Schools in Hamm will stay
closed, and the power company has called 60 workers back from leave.
""",
    "another-match": """\
Late goal rescues Dunmore

Dunmore drew 1-1 with Ashby in the cup on Saturday thanks to a goal by Luke Osei in the
last minute. Some 3,300 spectators had come to Ferry Road.
""",
}


def read(texts: Mapping[str, str]) -> list[Article]:
    """Return the articles under their names."""
    return [article(read_plain(text, name), name) for name, text in texts.items()]


def collected(a: Iterable[Article], b: Iterable[Article] | None) -> Weighed:
    """Return two collections; one of its own where there is no other."""
    terms = Terms()
    one = terms.collect(a)
    return weighed(terms, one, one if b is None else terms.collect(b))


def pairs(a: Iterable[Article], b: Iterable[Article] | None = None) -> list[Pair]:
    """Return the pairs found among all candidates."""
    return list(matched(collected(a, b), 24, model().threshold))


def write(folder: Path, texts: Mapping[str, str]) -> Path:
    """Write articles into a folder."""
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder
