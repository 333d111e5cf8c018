"""English words for what a person is, and which of them are vaguer than others.

Words answer different questions: a trade, an office, kinship, or no more than man
or woman.  Only words that answer the same one can contradict each other: nothing
keeps a baker from being an uncle.

The lists are srcdiff's own.  A line "doctor medic: surgeon dentist" says that the
words before the colon are vaguer than those after it, or mean the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, TypeAlias

Question: TypeAlias = Literal["trade", "office", "kin", "sex", "part"]
"""What a word for a person answers: what they work as, which post they hold, whose
relative they are, man or woman; *part* is the part they play in a story, such as
witness or neighbour, and can be played beside any other."""

_TRADES = """
doctor medic physician clinician: doctor physician surgeon anaesthetist
doctor medic physician clinician: anesthetist cardiologist neurologist oncologist
doctor medic physician clinician: paediatrician pediatrician psychiatrist radiologist
doctor medic physician clinician: gynaecologist dermatologist pathologist coroner
doctor medic physician: epidemiologist virologist dentist
medic: nurse paramedic midwife ambulanceman
nurse: midwife matron
scientist researcher academic scholar: scientist researcher academic scholar biologist
scientist researcher academic scholar: chemist physicist geologist astronomer ecologist
scientist researcher academic scholar: botanist zoologist economist historian engineer
scientist researcher academic scholar: archaeologist archeologist anthropologist
scientist researcher academic scholar: mathematician statistician sociologist agronomist
scientist researcher academic scholar: psychologist climatologist glaciologist linguist
scientist researcher academic scholar: meteorologist seismologist volcanologist
scientist researcher academic scholar: palaeontologist paleontologist ornithologist
scientist researcher academic scholar: entomologist microbiologist geneticist pathologist
scientist researcher academic scholar: hydrologist oceanographer pharmacologist
scientist researcher academic scholar: immunologist toxicologist philosopher theologian
scientist researcher academic scholar: epidemiologist virologist neurologist psychiatrist
biologist: botanist zoologist ecologist ornithologist entomologist microbiologist
biologist: geneticist virologist
teacher academic scholar: lecturer professor
teacher: teacher schoolteacher schoolmaster schoolmistress tutor instructor coach
schoolteacher schoolmaster schoolmistress: schoolteacher schoolmaster schoolmistress
coach trainer instructor: coach trainer instructor
pupil student: schoolboy schoolgirl pupil student undergraduate postgraduate
lawyer attorney solicitor advocate: lawyer attorney solicitor barrister
lawyer attorney solicitor advocate: prosecutor notary advocate
judge magistrate: judge magistrate
policeman policewoman officer: policeman policewoman officer constable detective
policeman policewoman officer: sergeant inspector superintendent patrolman trooper
policeman policewoman officer: gendarme marshal ranger
officer soldier: captain lieutenant colonel sergeant corporal brigadier
soldier serviceman: soldier infantryman gunner sniper paratrooper conscript
soldier serviceman: rifleman guardsman reservist
sailor seaman mariner: sailor seaman mariner submariner boatswain helmsman signalman
sailor seaman mariner: deckhand skipper bosun ferryman boatman
skipper captain: skipper captain
fireman firefighter: fireman firefighter
guard attendant: guard watchman attendant caretaker doorman porter warden
guard: lifeguard bodyguard
caretaker janitor cleaner: caretaker janitor
cleaner: cleaner charwoman housekeeper maid
servant: butler maid housekeeper footman valet
journalist reporter writer: journalist reporter columnist correspondent newsman
journalist reporter: newswoman broadcaster presenter
writer author: writer author novelist poet playwright dramatist biographer essayist
writer author: memoirist screenwriter lyricist
artist: painter sculptor illustrator potter photographer engraver printmaker
photographer: cameraman camerawoman
musician: musician pianist violinist cellist singer drummer guitarist organist composer
musician: conductor soprano tenor baritone flautist trumpeter bassist oboist
singer: soprano tenor baritone
actor performer: actor actress comedian dancer performer
actor: actress
actress: actor
athlete sportsman sportswoman player: athlete footballer cricketer cyclist swimmer
athlete sportsman sportswoman player: goalkeeper striker defender midfielder boxer
athlete sportsman sportswoman player: sprinter rower skier golfer batsman bowler
footballer: goalkeeper striker defender midfielder
climber: mountaineer alpinist
mountaineer: climber alpinist
rider: jockey cyclist
farmer grower: farmer grower smallholder winegrower crofter
farmer: shepherd herdsman drover goatherd stockman dairyman beekeeper
shepherd herdsman: shepherd goatherd drover
farmhand labourer: farmhand fieldhand
worker labourer: labourer laborer miner welder bricklayer roofer docker stevedore
worker labourer: machinist navvy lumberjack
craftsman artisan tradesman: carpenter joiner blacksmith plumber electrician mason
craftsman artisan tradesman: bricklayer glazier locksmith watchmaker clockmaker cobbler
craftsman artisan tradesman: shoemaker tailor weaver potter thatcher saddler cooper
craftsman artisan tradesman: goldsmith silversmith bookbinder glassblower wheelwright
craftsman artisan tradesman: cabinetmaker baker upholsterer plasterer roofer dyer
carpenter: joiner cabinetmaker
joiner: carpenter
technician: electrician mechanic
mechanic: fitter
engineer: technician
forester woodsman: forester woodcutter gamekeeper ranger lumberjack
fisherman angler: fisherman trawlerman angler
hunter: gamekeeper trapper poacher
driver motorist: driver trucker chauffeur motorist cabbie cabdriver lorrydriver
pilot aviator airman: pilot aviator airman
shopkeeper trader merchant dealer seller: shopkeeper trader merchant dealer seller
shopkeeper trader merchant dealer seller: greengrocer grocer butcher baker fishmonger
shopkeeper trader merchant dealer seller: ironmonger florist bookseller newsagent
shopkeeper trader merchant dealer seller: stallholder pawnbroker jeweller chemist
shopkeeper: pharmacist
chemist pharmacist: chemist pharmacist
assistant: cashier salesman saleswoman
salesman: salesman saleswoman
innkeeper landlord publican: innkeeper landlord landlady publican hotelier
cook chef: cook chef
waiter: waitress barman barmaid bartender
bartender barman: bartender barman barmaid
hairdresser: barber
clerk: bookkeeper cashier registrar postmaster receptionist teller
accountant: bookkeeper auditor
banker: banker financier
bookmaker: bookie
priest clergyman cleric: priest vicar curate pastor rector bishop chaplain
priest clergyman cleric: parson monk friar deacon rabbi imam
sexton gravedigger: sexton gravedigger
churchwarden verger: verger
nun: abbess prioress
librarian: librarian
archivist: archivist
curator: curator
architect designer: architect
surveyor: cartographer chartmaker hydrographer
postman: postwoman
diplomat: ambassador consul attache envoy
optician: optometrist
optometrist: optician
translator: interpreter
interpreter: translator
gardener: gardener
vet: veterinarian
veterinarian: vet
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
professional apprentice trainee graduate retiree orphan native foreigner servant
player politician craftsman tradesman labourer
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
    single = _singular(norm)
    if single in table:
        return single
    if single in _NO_PERSONS or len(single) < 6 or not single.isalpha():
        return None
    return single if single.endswith(_SUFFIXES) else None


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
def vaguer(word: str) -> frozenset[str]:
    """Return the words that a person of that name may also be called by."""
    found: set[str] = set()
    waiting = [word]
    while waiting:
        for broad in _table().get(waiting.pop(), ("trade", frozenset()))[1]:
            if broad not in found:
                found.add(broad)
                waiting.append(broad)
    return frozenset(found)
