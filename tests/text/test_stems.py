"""What makes no other word: inflection, spelling, figures; and what does."""

from __future__ import annotations

from itertools import combinations

import pytest

from srcdiff.settings import LANGUAGES
from srcdiff.text.languages import language
from srcdiff.text.stems import stem

APART = [
    "our or",
    "four for",
    "hour hor",
    "tour tor",
    "pour por",
    "sour sor",
    "flour floor flor",
    "contour contort",
    "prise prize price",
    "rise rice risk",
    "wise size",
    "advise advice device",
    "promise premise compromise",
    "exercise exorcise excise",
    "seize cease",
    "organ organisation",
    "capital capitalise",
    "real realise",
    "special specialise",
    "defence defensive defend",
    "offence offensive",
    "fence tense",
    "acre acer",
    "genre gender",
    "ogre ogler",
    "litre literal",
    "centre cent century",
    "metre met metric",
    "called calm",
    "filled filed",
    "tilled tiled",
    "polled poled",
    "stalling staling",
    "willing wiling",
    "rogue rog",
    "vogue vog",
    "cheque check",
    "storey story",
    "tyre tired",
    "draught draft",
    "counsellor councillor council",
    "daemon demon",
    "poet pet",
    "shoe she",
    "does des",
    "aerial erial",
    "phoenix phenix",
    "may march maid",
    "sector sect",
    "twelve twenty two",
    "seven seventeen seventy seventh",
    "first 1 one",
    "third three thirds 3rd",
    "hundred 100 thousand million billion",
    "1,600 16 1.6 160",
    "1,60 160",
    "second 2",
    "00 0",
]
TOGETHER = [
    "colour color colours coloured colored",
    "favourite favorite favorites",
    "neighbourhood neighborhood",
    "dishonourable dishonorable",
    "labourers laborers",
    "humour humor",
    "organise organize organised organizing organisation organizations",
    "realise realize",
    "recognised recognized",
    "capitalise capitalize",
    "analyse analyze analysed analyzing",
    "paralysed paralyzed",
    "centre center centres centers centred centered",
    "theatre theater theatres",
    "kilometre kilometer km kilometres",
    "litre liter litres liters",
    "fibre fiber",
    "sombre somber",
    "manoeuvre maneuver manoeuvres maneuvers manoeuvring maneuvering",
    "travelled traveled travelling traveling",
    "traveller traveler",
    "cancelled canceled",
    "modelling modeling",
    "fuelled fueled",
    "counsellor counselor",
    "councillors councilors",
    "marvellous marvelous",
    "jewellery jewelry",
    "enrolment enrollment",
    "fulfil fulfill fulfilled",
    "skilful skillful",
    "catalogue catalog catalogued cataloged",
    "dialogues dialogs",
    "defence defense defences",
    "offence offense",
    "pretence pretense",
    "licence license licensed licenced",
    "practise practice practising practicing",
    "leukaemia leukemia",
    "haemorrhage hemorrhage",
    "paediatrician pediatrician",
    "foetus fetus",
    "oestrogen estrogen",
    "archaeologists archeologists",
    "anaesthetic anesthetic",
    "programme program programmes",
    "grey gray",
    "plough plow ploughing",
    "sceptical skeptical",
    "ageing aging",
    "judgement judgment",
    "aluminium aluminum",
    "tyres tires",
    "learnt learned",
    "inquiry enquiry",
    "sept september",
    "1,600 1600",
    "1,234,567.8 1234567.8",
    "twelve 12",
    "seventy 70",
    "million millions",
    "bn billion",
]


@pytest.mark.parametrize("words", APART)
def test_different_words_have_different_stems(words: str) -> None:
    for one, two in combinations(words.split(), 2):
        assert stem(one) != stem(two), (one, two)


@pytest.mark.parametrize("words", TOGETHER)
def test_spellings_of_one_word_share_a_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize("name", sorted(set(LANGUAGES) - {"english"}))
def test_other_languages_keep_their_spelling(name: str) -> None:
    assert stem("1,600", name) == "1,600"
    assert stem("dem", name) != stem("daem", name)
    assert stem("feb", name) != stem("february", name)


def test_listed_stems_are_stems_that_stay() -> None:
    lists = language("english")
    for old, new in lists.stems.items():
        assert new not in lists.stems, f"{old} is led on to {new}"
    for old, new in lists.spellings.items():
        assert new not in lists.spellings, f"{old} is led on to {new}"


def test_only_values_have_stems_that_start_with_a_figure() -> None:
    for word, value in language("english").numbers.items():
        assert word.isalpha()
        assert value[0].isdigit()
        assert stem(word) == value
