"""English words that say who says something."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list with blanks between."""
    return frozenset(words.split())


SAY = word_set(
    """
    said says say saying told tells tell telling added adds adding noted notes warned
    warns argued argues claimed claims insisted insists announced announces stated
    states explained explains conceded concedes admitted admits acknowledged
    acknowledges recalled recalls remarked remarks replied replies responded responds
    wrote writes maintained maintains observed observes predicted predicts declared
    declares suggested suggests estimated estimates called calls described describes
    reminded reminds assured assures concluded concludes testified testifies joked jokes
    quipped quips alleged alleges complained complains cautioned cautions stressed
    stresses emphasised emphasized reiterated shouted shouts whispered asked asks
    commented comments boasted boasts lamented laments found finds continued recounted
    confirmed confirms reported reports contended contends asserted asserts
    """
)
"""Verbs of saying, in the forms that follow a subject."""

PARTICIPLES = frozenset(
    word
    for word in SAY
    if word.endswith("ed") or word in ("found", "told", "telling", "adding", "saying")
)
"""Forms that may belong to a noun as well as to a subject: a truce announced today."""

NOUNS = word_set(
    """
    account admission assessment calculation calculations claim description estimate
    estimates figures opinion phrase reckoning telling view words
    """
)
"""What is said, as a possession: "in NAME's words", "by the union's own estimate"."""

BE = frozenset({"be", "been", "being", "is", "are", "was", "were", "get", "got"})
"""Before a verb they make it passive."""

BEFORE_VERB = word_set(
    """
    also later then has had have would will once first again still often always never
    further earlier previously repeatedly reportedly himself herself themselves itself
    """
)
"""What may stand between a subject and its verb of saying."""

DOUBTFUL = word_set(
    """
    asked asks found finds reported reports notes claims estimates calls comments
    stresses maintains states remarks replies laments recalls boasts called described
    describes observed continued concludes suggests suggested confirmed confirms
    predicts conceded concedes
    """
)
"""Verbs that are nouns too, or are used of more than speech: they count before "that",
beside a quotation and, some, before whom they speak of."""

NAMING = word_set("called calls described describes")
"""Verbs that say what somebody calls somebody."""

BODIES = word_set(
    """
    academy agency airline airport army assembly association authority bank board
    brigade bureau center centre chamber church club coastguard college commission
    committee company congress corporation council court department embassy federation
    force foundation fund government group guild hospital institute institution
    laboratory league ministry museum navy network observatory office orchestra
    organisation organization parliament party police press school senate service
    society team treasury tribunal trust union university
    """
)
"""Last words of the names of bodies, and what bodies are called."""

PLACES = word_set(
    """
    airport avenue bay bridge castle city county hall harbour harbor hill hotel island
    isles lake lane mountain park port province road river square station strait street
    town valley village
    """
)
"""Last or first words of the names of places."""

VAGUE = word_set(
    """
    account analyst analysts authorities aide aides commentator commentators critic
    critics document documents doctor doctors expert experts eyewitness eyewitnesses
    family figure filing friend friends government informant insider insiders leader
    leaders local locals man member members minister neighbour neighbor neighbours
    neighbors observer observers officer officers official officials one organiser
    organisers organizer organizers others paper people person police report reports
    representative representatives resident residents researcher researchers scientist
    scientists source sources speaker spokesman spokeswoman spokesperson staff statement
    statistics study supporter supporters survivor survivors villager villagers website
    witness witnesses woman worker workers
    """
)
"""Words for sources that may be anybody, or speak for anybody."""

BARE = word_set(
    """
    agency airline body business club company department firm group institution maker
    manufacturer office operator organisation organization outlet team
    """
)
"""Words for bodies that say nothing of what body it is, if they stand alone."""

DOCUMENTS = word_set(
    """
    advert affidavit agreement announcement application article audit bill blog
    brochure bulletin cable caption chapter column complaint contract decree diary
    dossier draft email e-mail entry essay file guide guideline handbook indictment
    inquiry interview inspection inquest investigation judgment label lawsuit leaflet
    letter manifesto manual memo memoir message minutes motion newsletter note notice
    obituary order page paper petition placard plaque post poster press record recording
    review ruling sign sticker study submission survey testimony text transcript treaty
    tweet verdict warning warrant website will writ
    """
)
"""Words for what is written, which says things too."""

GROUPS = word_set(
    """
    administration alliance band bloc brand cabinet camp campaign charity choir clan
    class coalition collective community consortium convention couple crew crowd
    delegation duo enterprise faction fire hotel jury junta kingdom leadership line
    lobby magazine management mediator mission movement nation opposition orchestra
    outlet panel parish patrol prosecution defence defense public rebel regime
    regulator retailer shop side site squad staff start-up state startup store studio
    supermarket syndicate taskforce town trio troupe village watchdog
    """
)
"""Words for several people who speak as one."""

KIN = word_set(
    """
    aunt brother brothers cousin daughter father grandfather grandmother grandson
    granddaughter husband mother nephew niece parents relative relatives sister sisters
    son sons uncle widow widower wife
    """
)
"""Words for relatives: any other person may be one as well."""

OFFICES = word_set(
    """
    adviser ambassador attorney boss captain chair chairman chairwoman chief chiefs
    coach colonel commander dame commissioner constable councillor dean deputy director
    directors doctor editor executive general governor head inspector judge king lady
    lieutenant lord manager mayor minister officer premier president priest prime
    prince princess professor prosecutor queen secretary senator senior sergeant sir
    superintendent vice
    """
)
"""Words of titles and posts that stand before names with a capital."""
