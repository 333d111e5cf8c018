"""English words for what a person is, and which of them are vaguer than others.

Words answer different questions: a trade, an office, kinship, or no more than man
or woman.  Only words that answer the same one can contradict each other: nothing
keeps a baker from being an uncle.

Most trades come from ``nouns.py``; the lists here are srcdiff's own.  A line
"policeman officer: constable sergeant" says that the words before the colon are vaguer
than those after it, or mean the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, TypeAlias

from srcdiff.facts.nouns import is_kind, is_trade

Question: TypeAlias = Literal["trade", "office", "kin", "sex", "part"]
"""What a word for a person answers: what they work as, which post they hold, whose
relative they are, man or woman; *part* is the part they play in a story, such as
witness or neighbour, and can be played beside any other."""

_TRADES = """
lawyer attorney solicitor advocate: lawyer attorney solicitor barrister advocate
policeman policewoman officer: policeman policewoman officer constable detective
policeman policewoman officer: sergeant inspector superintendent patrolman trooper
officer soldier: captain lieutenant colonel sergeant corporal brigadier soldier
sailor seaman mariner: sailor seaman mariner skipper captain deckhand crewman
journalist reporter: journalist reporter columnist correspondent newsman
coach trainer instructor teacher: coach trainer instructor tutor lecturer
pupil student: schoolboy schoolgirl pupil student undergraduate apprentice
caretaker janitor: caretaker janitor cleaner
cook chef: cook chef
driver motorist: driver trucker chauffeur motorist cabbie courier
pilot aviator airman: pilot aviator airman
shopkeeper trader merchant dealer seller: shopkeeper trader merchant dealer seller
landlord publican innkeeper: landlord landlady publican innkeeper hotelier barman
fisherman: trawlerman skipper
mechanic technician engineer: mechanic technician engineer electrician fitter
chemist pharmacist: chemist pharmacist
vet: veterinarian
optometrist optician: optometrist optician
translator interpreter: translator interpreter
priest clergyman cleric: priest vicar curate pastor rector parson chaplain
interpreter: linguist
farmer: grower smallholder
guard: watchman doorman
artist: painter sculptor photographer
actor: actress
"""

_OFFICES = """
executive boss chief head leader: executive director chairman chairwoman chairperson
executive boss chief head leader: president manager ceo principal headteacher
executive boss chief head leader: headmaster headmistress dean commissioner mayor
executive boss chief head leader: governor chancellor premier rector commander
director executive boss manager: director executive manager ceo supervisor
chairman chairwoman chairperson president: chairman chairwoman chairperson president
treasurer: treasurer
politician minister: minister premier chancellor secretary
politician lawmaker: senator congressman congresswoman councillor councilman councilwoman
politician lawmaker: deputy mayor governor president minister mp legislator
lawmaker legislator: mp senator congressman congresswoman
premier: premier
headteacher principal head: headteacher headmaster headmistress principal
secretary: secretary
editor: editor
owner proprietor: owner proprietor
founder: founder cofounder
deputy vice: deputy
councillor: councilman councilwoman
councilman: councillor
monarch ruler: king queen emperor empress duke duchess prince princess
ruler: sultan emir shah tsar
nobleman: duke count earl baron marquess viscount
noblewoman: duchess countess baroness marchioness viscountess
"""

_KIN = """
relative relation: husband wife spouse partner father mother parent son daughter child
relative relation: brother sister sibling uncle aunt nephew niece cousin grandfather
relative relation: grandmother grandson granddaughter grandparent grandchild widow
relative relation: widower stepfather stepmother stepson stepdaughter fiance fiancee
spouse partner: husband wife spouse partner fiance fiancee
parent: father mother dad mum mom stepfather stepmother
father: dad stepfather
dad: father
mother: mum mom stepmother
mum mom: mother mum mom
child: son daughter stepson stepdaughter
sibling: brother sister twin
twin: brother sister
grandparent: grandfather grandmother grandpa grandma
grandfather: grandpa
grandmother: grandma
grandchild: grandson granddaughter
wife: widow
husband: widower
son: stepson
daughter: stepdaughter
"""

_SEXES = """
man male: man gentleman bloke guy lad boy youth
boy lad youth: boy lad youth
youngster teenager child adult: man woman boy girl lad lass youth lady gentleman
woman female lady: woman lady girl lass
girl lass: girl lass
"""

_PARTS = """
person adult youngster teenager child infant baby toddler pensioner
official worker employee colleague expert specialist analyst adviser advisor consultant
spokesman spokeswoman spokesperson member partner resident villager local neighbour
neighbor passer passerby witness onlooker bystander survivor victim suspect defendant
accused culprit thief robber burglar murderer killer gunman attacker assailant hostage
kidnapper prisoner inmate fugitive passenger pedestrian visitor tourist guest customer
patient buyer user reader listener viewer supporter opponent critic protester
demonstrator activist campaigner volunteer candidate challenger champion winner loser
rival friend acquaintance lover stranger newcomer veteran pioneer negotiator rebel
fighter militant insurgent refugee migrant immigrant citizen voter taxpayer donor
shareholder investor tenant householder homeowner developer builder contractor operator
organiser organizer leader head chief boss aide staffer insider source author inventor
professional trainee graduate retiree orphan native foreigner servant
player politician craftsman tradesman labourer researcher academic scholar professor
scientist master mistress fellow guide host hand model star page subject private general
major regular ace amateur professional junior senior merchant creator maker
"""

PORTFOLIOS = frozenset(
    """
    health education finance financial foreign interior home defence defense justice
    agriculture agricultural transport trade labour labor energy environment culture
    tourism housing economy science technology marketing sales sporting sports operating
    operations technical artistic creative managing executive medical scientific legal
    commercial editorial music research human news features city deputy vice assistant
    chief senior junior fire police prime attorney general cultural military press trade
    """.split()
)
"""Words before an office or a ministry that make another one of it."""

_SUFFIXES = ("ist", "man", "woman", "smith", "wright", "keeper", "maker", "monger")
_LOOSE = (*_SUFFIXES, "er", "or", "ian", "eer", "ant", "trix", "ee")
_NO_PERSONS = frozenset(
    """
    mist list twist wrist fist gist consist exist insist resist assist persist enlist
    human roman german norman woman christian protest other another number member letter
    paper matter water river order manner corner tower power summer winter dinner center
    fever liver silver copper cover finger shoulder weather computer server motor factor
    sector error mirror colour favor doctor floor door plant restaurant century committee
    degree coffee fee tree employee refugee guarantee giant grant constant distant instant
    significant important relevant elegant brilliant pregnant tenant chapter quarter
    disorder border holder folder shelter counter meter monster cluster disaster theatre
    theater offer answer chamber timber november september october december career pier
    newspaper corridor tractor reactor monitor elevator italian egyptian russian indian
    cutter tender liner trawler freighter destroyer cruiser steamer tanker bomber lighter
    coaster schooner clipper fighter container hopper boiler cooker burner tanner banger
    canadian australian ukrainian iranian syrian brazilian norwegian hungarian
    """.split()
)


@cache
def _table() -> Mapping[str, tuple[Question, frozenset[str]]]:
    """Return for each word what it answers and the words vaguer than it."""
    found: dict[str, tuple[Question, frozenset[str]]] = {}
    sections: tuple[tuple[Question, str], ...] = (
        ("sex", _SEXES),
        ("kin", _KIN),
        ("office", _OFFICES),
        ("trade", _TRADES),
    )
    for question, lines in sections:
        vaguer: dict[str, set[str]] = {}
        for line in lines.strip().splitlines():
            broad, _, narrow = line.partition(":")
            for word in (*broad.split(), *narrow.split()):
                vaguer.setdefault(word, set())
            for word in narrow.split():
                vaguer[word] |= set(broad.split()) - {word}
        for word, broad_words in vaguer.items():
            found[word] = (question, frozenset(broad_words))
    for word in _PARTS.split():
        found[word] = ("part", frozenset())
    return found


_PLURALS = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "person",
    "wives": "wife",
    "thieves": "thief",
    "housewives": "housewife",
    "ladies": "lady",
}


@cache
def person_word(norm: str) -> str | None:
    """Return a word for a person in the singular; None for any other word."""
    table = _table()
    if norm in table:
        return norm
    for single in (_singular(norm), norm):
        if single in _NO_PERSONS or not single.isalpha():
            continue
        if single in table or is_trade(single):
            return single
        if len(single) > 5 and single.endswith(_SUFFIXES):
            return single
    return None


@cache
def loose_person_word(norm: str) -> str | None:
    """Return a word that may stand for a person where a name stands beside it."""
    found = person_word(norm)
    if found or norm in _NO_PERSONS or not norm.isalpha():
        return found
    return norm if len(norm) > 5 and norm.endswith(_LOOSE) else None


def _singular(norm: str) -> str:
    if norm in _PLURALS:
        return _PLURALS[norm]
    if norm.endswith("men"):
        return norm[:-2] + "an"
    if norm.endswith("ies"):
        return norm[:-3] + "y"
    if norm.endswith("s") and not norm.endswith("ss"):
        return norm[:-1]
    return norm


def question(word: str) -> Question:
    """Return what a word for a person answers; what is unknown is a trade."""
    return _table().get(word, ("trade", frozenset()))[0]


@cache
def one_is_the_other(x: str, y: str) -> bool:
    """Tell whether two words for persons may be said of one: one is a kind of the
    other, or both mean the same."""
    return x in _vaguer(y) or y in _vaguer(x) or is_kind(x, y) or is_kind(y, x)


@cache
def _vaguer(word: str) -> frozenset[str]:
    """Return the words of the lists here that a person of that name may have too."""
    found: set[str] = set()
    waiting = [word]
    while waiting:
        for broad in _table().get(waiting.pop(), ("trade", frozenset()))[1]:
            if broad not in found:
                found.add(broad)
                waiting.append(broad)
    return frozenset(found)
