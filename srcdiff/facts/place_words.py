"""English words for places: buildings and spots, named features, countries.

Most words for places come from ``nouns.py``; the lists here are srcdiff's own.  A line "building: hotel" says that the words before the
colon are vaguer than those after it, or mean the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from srcdiff.facts.nouns import is_kind, is_place

HERE = frozenset({"in", "at", "on", "near", "outside", "inside", "behind", "beside"})
"""Prepositions of where something is."""
_HERE_TOO = frozenset({"opposite", "within", "aboard"})
AT = HERE | _HERE_TOO
TO = frozenset({"to", "into", "onto", "towards", "toward"})
FROM = frozenset({"from"})
PREPOSITIONS = AT | TO | FROM

_VENUES = """
building premises: hotel hospital clinic hospice school church courthouse library museum
building premises: factory shop store restaurant office barracks prison barn garage
building premises: house flat apartment home gym hall embassy ministry
hotel: hostel motel inn guesthouse
inn pub bar tavern: inn pub bar tavern
hospital clinic infirmary: hospital clinic infirmary
home house residence: home house residence flat apartment cottage bungalow villa mansion
home house residence: farmhouse caravan
flat apartment: flat apartment
university college: university college
church: chapel cathedral
shop store: shop store supermarket bakery bookshop pharmacy
cafe restaurant: cafe restaurant
factory plant works: factory mill foundry brewery
cellar basement: cellar basement
prison jail: prison jail
ground stadium arena: stadium arena
road street lane: road street lane alley avenue highway motorway
forest wood woods woodland: forest wood woods woodland
hill mountain: hill mountain
river stream: river stream creek
coast shore seaside: coast shore seaside beach
field meadow: field meadow
harbour harbor port: harbour harbor port
quay pier dock wharf: quay pier dock wharf
airport airfield: airport airfield
garden park: garden park
ship boat vessel: ship boat vessel ferry yacht trawler barge
cemetery graveyard churchyard: cemetery graveyard churchyard
border frontier: border frontier
court courthouse: court courthouse
"""
_ALONE = """
camp container cave tent tunnel tower lighthouse market farm vineyard quarry mine ditch
club checkpoint tram train bus van lorry truck car taxi park home court clinic ministry
"""
_TWO_WORDS = """
post office|garden centre|garden center|shopping centre|shopping center|sports centre
community centre|community center|leisure centre|shipping container|sports ground
football ground|polling station|high court|county court|crown court|magistrates court
nursing home|care home|guest house|retail park|business park|industrial estate
housing estate|bus stop|village hall|town hall|church hall|school hall|holiday camp
refugee camp|police station|fire station|coach station|bus station|car park
"""
_SAME = """
car park|parking lot
town hall|city hall
railway station|train station
village hall|community centre|community center
filling station|petrol station|gas station
garden centre|garden center
shopping centre|shopping center
bus station|coach station
football ground|sports ground
nursing home|care home
leisure centre|sports centre
"""
FEATURES = frozenset(
    """
    street road lane avenue square gardens park station airport bridge river lake mount
    mountain mountains valley bay island islands hill hills beach coast harbour harbor
    port sea ocean forest peninsula cape creek falls glacier desert plain plains canal
    strait gulf tower castle palace county province district quarter heights terrace
    close crescent way pier quay wharf moor fell common farm cove point ridge pass
    """.split()
)
"""Last words of names of places."""

COUNTRIES = frozenset(
    name
    for name in """
afghanistan albania algeria andorra angola argentina armenia australia austria
azerbaijan bahamas bahrain bangladesh barbados belarus belgium belize benin bhutan
bolivia bosnia botswana brazil britain brunei bulgaria burundi cambodia cameroon canada
chad chile china colombia congo croatia cuba cyprus denmark djibouti dominica ecuador
egypt england eritrea estonia eswatini ethiopia fiji finland france gabon gambia georgia
germany ghana greece greenland grenada guatemala guinea guyana haiti honduras hungary
iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan
kenya kiribati kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya
liechtenstein lithuania luxembourg madagascar malawi malaysia maldives mali malta
mauritania mauritius mexico micronesia moldova monaco mongolia montenegro morocco
mozambique myanmar namibia nauru nepal netherlands nicaragua niger nigeria norway oman
pakistan palau palestine panama paraguay peru philippines poland portugal qatar romania
russia rwanda samoa scotland senegal serbia seychelles singapore slovakia slovenia
somalia spain sudan suriname sweden switzerland syria taiwan tajikistan tanzania thailand
togo tonga tunisia turkey turkmenistan tuvalu uganda ukraine uruguay uzbekistan vanuatu
venezuela vietnam wales yemen zambia zimbabwe america usa
""".split()
) | {
    "united states",
    "united kingdom",
    "south africa",
    "south korea",
    "north korea",
    "saudi arabia",
    "new zealand",
    "sri lanka",
    "costa rica",
    "el salvador",
    "sierra leone",
    "ivory coast",
    "czech republic",
    "papua new guinea",
    "northern ireland",
}
COMPASS = frozenset(
    """
    north south east west northeast northwest southeast southwest
    """.split()
)
OPPOSITE = {
    "north": "south",
    "south": "north",
    "east": "west",
    "west": "east",
    "northeast": "southwest",
    "southwest": "northeast",
    "northwest": "southeast",
    "southeast": "northwest",
}


@cache
def _table() -> Mapping[str, frozenset[str]]:
    """Return for each word for a place the words that are vaguer, or mean the same."""
    found: dict[str, set[str]] = {word: set() for word in _ALONE.split()}
    for line in _VENUES.strip().splitlines():
        broad, _, narrow = line.partition(":")
        for word in (*broad.split(), *narrow.split()):
            found.setdefault(word, set())
        for word in narrow.split():
            found[word] |= set(broad.split()) - {word}
    for pair in _TWO_WORDS.replace("\n", "|").strip("|").split("|"):
        found[pair] = {pair.partition(" ")[2]}
    for line in _SAME.strip().splitlines():
        words = set(line.split("|"))
        for word in words:
            found.setdefault(word, set()).update(words - {word})
    return {word: frozenset(words) for word, words in found.items()}


@cache
def venue(norm: str, before: str = "") -> str | None:
    """Return the word for a building or a spot that a noun is, in the singular.

    Args:
        norm: The noun.
        before: The word before it: "bus" makes "bus stop" of a stop.
    """
    if norm in PREPOSITIONS:
        return None
    table = _table()
    for word in (norm, norm.removesuffix("s"), norm.removesuffix("es")):
        for name in (f"{before} {word}", word):
            if name in table or is_place(name):
                return name
    return None


@cache
def one_is_the_other(x: str, y: str) -> bool:
    """Tell whether two words for places may be said of one: one is a kind of the
    other, or both mean the same."""
    if x in _vaguer(y) or y in _vaguer(x) or is_kind(x, y) or is_kind(y, x):
        return True
    return x.rpartition(" ")[2] == y or y.rpartition(" ")[2] == x


@cache
def _vaguer(word: str) -> frozenset[str]:
    """Return the words of the lists here that a place of that name may have too."""
    found: set[str] = set()
    waiting = [word]
    while waiting:
        for broad in _table().get(waiting.pop(), frozenset()):
            if broad not in found:
                found.add(broad)
                waiting.append(broad)
    return frozenset(found)
