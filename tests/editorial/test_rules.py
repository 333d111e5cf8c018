"""Each rule of a review: what it leaves alone, then what it finds."""

import pytest

from srcdiff.editorial.check import check
from srcdiff.editorial.policy import preset, with_levels
from srcdiff.settings import Settings

pytestmark = pytest.mark.usefixtures("lone_git")

STATIC = Settings(encoder="static")


def found(*rules):
    """Return the findings of some rules, as (words here, words there)."""
    levels = {"all": "off", **dict.fromkeys(rules, "warn")}
    policy = with_levels(preset("strict"), levels, "test")
    review = check(["mill.md"], policy_of=lambda _: policy, settings=STATIC)
    assert review.problems == ()
    assert {finding.rule for finding in review.findings} <= set(rules)
    return [
        tuple(" ".join(e.words.split()) if e else None for e in (f.here, f.there))
        for f in review.findings
    ]


AROUND = """\
The town of Arden stands on both banks of a river that floods in most winters.

{}

Schools on the west bank will open an hour later for the rest of the term.

A choir sang in the square until the rain drove everybody indoors."""

REWORDED = """\
Arden is a town on both banks of a river, which floods nearly every winter.

{}

For the rest of the term, schools on the west bank open an hour later.

Until the rain drove everybody indoors, a choir was singing in the square."""


def draft(body, sources):
    names = ", ".join(f"{number}.txt" for number in range(len(sources)))
    return f"---\nsources: [{names}]\n---\n\n{AROUND.format(body)}\n"


@pytest.fixture
def against(tmp_path, monkeypatch):
    """Return what a rule finds in a draft with these sources."""
    monkeypatch.chdir(tmp_path)

    def run(rule, body, *sources):
        (tmp_path / "mill.md").write_text(draft(body, sources), "utf-8")
        for number, source in enumerate(sources):
            (tmp_path / f"{number}.txt").write_text(
                REWORDED.format(source) + "\n", "utf-8"
            )
        return found(rule)

    return run


@pytest.fixture
def edited(repository, monkeypatch):
    """Return what a rule finds in an edit: the last version, then the draft."""
    monkeypatch.chdir(repository.path)

    def run(rules, before, after):
        repository.write("mill.md", AROUND.format(before) + "\n")
        repository.commit()
        repository.write("mill.md", AROUND.format(after) + "\n")
        return found(*rules)

    return run


# -- against sources --------------------------------------------

BRIDGE = "The council closed the old bridge on Monday after engineers found cracks."
COST = "Repairs to the bridge will cost £14 million, said the mayor, Ruth Calder."
FERRY = "A ferry carries 300 passengers an hour between the two banks of the river."

SILENT = {
    "number-conflict": [
        ("the same in words", "Twelve shops burned.", "Some 12 shops burned."),
        (
            "rounded",
            "Nearly 2,000 people crossed the bridge that day.",
            "That day 1,987 people crossed the bridge.",
        ),
        (
            "of different things",
            "The ferry carries 300 passengers an hour.",
            "The ferry costs £4 a passenger and runs 16 hours a day.",
        ),
        (
            "one of two sources agrees",
            "At least 17 people died in the fire at the mill.",
            "At least 36 people died in the fire at the mill.",
            "The fire at the mill killed at least 17 people.",
        ),
        (
            "one of two sources is compatible",
            "The fire at the mill killed 412 people.",
            "The fire at the mill killed 36 people.",
            "More than 400 people died in the fire at the mill.",
        ),
    ],
    "date-conflict": [
        (
            "the same day by name",
            "The council closed the bridge on Monday, March 4, 2024.",
            "On March 4, 2024, a Monday, the council closed the bridge.",
        ),
        (
            "one is less exact",
            "The bridge was opened in March 1931.",
            "The bridge was opened on March 12, 1931.",
        ),
        (
            "one of two sources agrees",
            "The council closed the bridge on Monday.",
            "The council closed the bridge on Tuesday.",
            "On Monday the council closed the bridge.",
        ),
    ],
    "name-conflict": [
        (
            "the last name alone",
            "Mayor Calder said the repairs would take a year.",
            "The repairs would take a year, said Mayor Ruth Calder.",
        ),
        (
            "accents",
            "Mayor José Peña said the repairs would take a year.",
            "The repairs would take a year, Mayor Jose Pena said.",
        ),
        (
            "one of two sources agrees",
            "The new ferry was built by Harland Marine.",
            "The new ferry was built by Clyde Shipyards.",
            "Harland Marine built the new ferry.",
        ),
    ],
    "place-conflict": [
        (
            "the same",
            "The fire broke out in a warehouse in Leeds.",
            "In Leeds, a fire broke out in a warehouse.",
        ),
        (
            "a town and its country",
            "The two presidents met in Geneva on Friday.",
            "On Friday the two presidents met in Switzerland.",
        ),
        (
            "one of two sources agrees",
            "The two ministers met in Geneva on Friday.",
            "The two ministers met in Vienna on Friday.",
            "On Friday the two ministers met in Geneva.",
        ),
    ],
    "quote-altered": [
        (
            "shortened at the end",
            "“We cannot wait for another winter,” said Owen Pike.",
            "“We cannot wait for another winter, not with the children,” Pike said.",
        ),
        (
            "other marks",
            '"We can\'t wait for another winter," said Owen Pike.',
            "“We can’t wait for another winter,” Owen Pike said.",
        ),
        (
            "one of two sources has the words",
            "“We cannot wait for another winter,” said Owen Pike.",
            "“We cannot wait for another summer,” said Owen Pike.",
            "Owen Pike said: “We cannot wait for another winter.”",
        ),
    ],
    "misattributed": [
        (
            "by role and by name",
            "The bridge will stay closed until May, the mayor said.",
            "The bridge will stay closed until May, said Mayor Ruth Calder.",
        ),
        (
            "one does not say who",
            "The bridge will stay closed until May, the mayor said.",
            "The bridge will stay closed until May.",
        ),
        (
            "one of two sources names the same",
            "The bridge will stay closed until May, said Ruth Calder.",
            "The bridge will stay closed until May, said Owen Pike.",
            "Ruth Calder said the bridge would stay closed until May.",
        ),
    ],
    "hedge-dropped": [
        (
            "hedged in both",
            "The fire was reportedly started by a cigarette.",
            "A cigarette allegedly started the fire.",
        ),
        (
            "to name a source is no hedge",
            "The bridge will stay closed until May.",
            "The bridge will stay closed until May, the mayor said.",
        ),
        (
            "one of two sources states it as fact",
            "The fire was started by a cigarette.",
            "The fire was reportedly started by a cigarette.",
            "A cigarette started the fire.",
        ),
        (
            "the draft hedges, the source does not",
            "The fire was reportedly started by a cigarette.",
            "The fire was started by a cigarette.",
        ),
    ],
    "certainty-conflict": [
        (
            "hedged in both",
            "The fire was reportedly started by a cigarette.",
            "A cigarette allegedly started the fire.",
        ),
        (
            "the source hedges, the draft does not",
            "The fire was started by a cigarette.",
            "The fire was reportedly started by a cigarette.",
        ),
        (
            "one of two sources hedges too",
            "The fire was reportedly started by a cigarette.",
            "The fire was started by a cigarette.",
            "The fire was reportedly started by a cigarette.",
        ),
    ],
    "negation-conflict": [
        (
            "denied in both",
            "The driver was not hurt in the crash.",
            "The crash did not hurt the driver.",
        ),
        (
            "not only",
            "The ferry carries not only passengers but cars.",
            "The ferry carries passengers and cars.",
        ),
        (
            "one of two sources says the same",
            "The driver of the lorry was hurt in the crash.",
            "The driver of the lorry was not hurt in the crash.",
            "The driver of the lorry was hurt in the crash.",
        ),
    ],
    "unsupported": [
        ("all of it is there", f"{BRIDGE}\n\n{COST}", f"{COST}\n\n{BRIDGE}"),
        ("each source has its part", f"{BRIDGE}\n\n{COST}", BRIDGE, COST),
        (
            "headings and bylines",
            f"# A town without its bridge\n\nBy Ann Lorimer\n\n{BRIDGE}",
            BRIDGE,
        ),
        (
            "a correction note is the desk's own",
            f"{BRIDGE}\n\nCorrection: an earlier version named another street.",
            BRIDGE,
        ),
        (
            "a few words more",
            "The council closed the old stone bridge on Monday after engineers "
            "found cracks.",
            BRIDGE,
        ),
    ],
    "copied": [
        (
            "in other words",
            "Engineers found cracks in the old bridge, so on Monday the council "
            "closed it to all traffic.",
            "The council closed the old bridge to all traffic on Monday after "
            "engineers had found cracks in it.",
        ),
        (
            "a quotation",
            "“We cannot wait for another winter while the council makes up its "
            "mind about the bridge,” said Owen Pike.",
            "Owen Pike said: “We cannot wait for another winter while the council "
            "makes up its mind about the bridge.”",
        ),
        (
            "a sentence that names its source",
            "The council closed the old bridge to all traffic on Monday after "
            "engineers had found cracks in it, the Harbour Gazette reported.",
            "The council closed the old bridge to all traffic on Monday after "
            "engineers had found cracks in it.",
        ),
        (
            "eleven words in a row",
            "The council closed the old bridge to all traffic on Monday because "
            "of cracks.",
            "The council closed the old bridge to all traffic on Monday after "
            "engineers had found cracks in it.",
        ),
    ],
    "omitted": [
        ("all of it is there", f"{BRIDGE}\n\n{COST}", f"{COST}\n\n{BRIDGE}"),
        ("a later sentence without a figure", BRIDGE, f"{BRIDGE}\n\nRain fell."),
        (
            "a figure far down",
            f"{BRIDGE}\n\n{COST}",
            "\n\n".join((BRIDGE, COST, "Rain fell.", "Nobody swam.", FERRY)),
        ),
    ],
}

FOUND = {
    "number-conflict": [
        (
            ("17", "three dozen"),
            "At least 17 people died in the fire at the mill.",
            "The fire at the mill killed at least three dozen people.",
        ),
        (
            ("£14 million", "£41 million"),
            "Repairs to the bridge will cost £14 million.",
            "The bridge's repairs will cost £41 million.",
        ),
        (
            ("12", "21"),
            "Engineers found 12 cracks in the pillars.",
            "In the pillars engineers found 21 cracks.",
            "Engineers found some cracks in the pillars.",
        ),
    ],
    "date-conflict": [
        (
            ("Monday", "Tuesday"),
            "The council closed the bridge on Monday.",
            "The council closed the bridge on Tuesday.",
        ),
        (
            ("1931", "1913"),
            "The bridge was opened in 1931.",
            "The bridge was opened in 1913.",
        ),
        (
            ("March 4", "March 14"),
            "The ferry sank on March 4 off the harbour wall.",
            "Off the harbour wall the ferry sank on March 14.",
        ),
    ],
    "name-conflict": [
        (
            ("Hana Ito", "Tom Sato"),
            "The mayor, Hana Ito, opened the new ferry on Friday.",
            "The mayor, Tom Sato, opened the new ferry on Friday.",
        ),
        (
            ("Harland Marine", "Clyde Shipyards"),
            "The new ferry was built by Harland Marine.",
            "The new ferry was built by Clyde Shipyards.",
        ),
        (
            ("Ruth", "Rita"),
            "The prize went to Ruth Calder, a nurse from the east bank.",
            "The prize went to Rita Calder, a nurse from the east bank.",
        ),
    ],
    "place-conflict": [
        (
            ("Geneva", "Vienna"),
            "The two ministers met in Geneva on Friday.",
            "The two ministers met in Vienna on Friday.",
        ),
        (
            ("warehouse in Leeds", "warehouse in York"),
            "The fire broke out in a warehouse in Leeds.",
            "The fire broke out in a warehouse in York.",
        ),
        (
            ("Paris", "Lyon"),
            "The factory in Paris will close, the company said.",
            "The factory in Lyon will close, the company said.",
        ),
    ],
    "quote-altered": [
        (
            ("winter", "summer"),
            "“We cannot wait for another winter,” said Owen Pike.",
            "“We cannot wait for another summer,” said Owen Pike.",
        ),
        (
            ("must", "should"),
            "“The bridge must be rebuilt before the autumn,” Ruth Calder said.",
            "Ruth Calder said: “The bridge should be rebuilt before the autumn.”",
        ),
        (
            ("never", "rarely"),
            "“I never saw so many cars on the ferry,” the captain said.",
            "“I rarely saw so many cars on the ferry,” the captain said.",
            "The captain said he had seen many cars.",
        ),
    ],
    "misattributed": [
        (
            ("Ruth Calder", "Owen Pike"),
            "The bridge will stay closed until May, said Ruth Calder.",
            "The bridge will stay closed until May, said Owen Pike.",
        ),
        (
            ("Ruth Calder", "Owen Pike"),
            "“We cannot wait for another winter,” said Ruth Calder.",
            "“We cannot wait for another winter,” said Owen Pike.",
        ),
        (
            ("Dana Moss", "Ruth Calder"),
            "Dana Moss said the driver had been drinking before the crash.",
            "Ruth Calder said the driver had been drinking before the crash.",
        ),
    ],
    "hedge-dropped": [
        (
            ("was started", "reportedly"),
            "The fire was started by a cigarette.",
            "The fire was reportedly started by a cigarette.",
        ),
        (
            ("has sold", "is thought"),
            "The company has sold its ferry to a rival.",
            "The company is thought to have sold its ferry to a rival.",
        ),
        (
            ("will close", "may"),
            "The factory will close before the end of the year.",
            "The factory may close before the end of the year.",
        ),
    ],
    "certainty-conflict": [
        (
            ("reportedly", "was started"),
            "The fire was reportedly started by a cigarette.",
            "The fire was started by a cigarette.",
        ),
        (
            ("is thought", "has sold"),
            "The company is thought to have sold its ferry to a rival.",
            "The company has sold its ferry to a rival.",
        ),
        (
            ("may", "will close"),
            "The factory may close before the end of the year.",
            "The factory will close before the end of the year.",
        ),
    ],
    "negation-conflict": [
        (
            ("was hurt", "was not hurt"),
            "The driver of the lorry was hurt in the crash.",
            "The driver of the lorry was not hurt in the crash.",
        ),
        (
            ("denied", "admitted"),
            "The captain denied that he had been drinking.",
            "The captain admitted that he had been drinking.",
        ),
        (
            ("did not vote", "voted"),
            "The council did not vote for the new bridge.",
            "The council voted for the new bridge.",
        ),
    ],
    "unsupported": [
        ((FERRY, None), f"{BRIDGE}\n\n{FERRY}", BRIDGE),
        ((FERRY, None), f"{BRIDGE}\n\n{FERRY}\n\n{COST}", BRIDGE, COST),
        (
            ("We told them so three years ago", None),
            f"{BRIDGE} Owen Pike said: “We told them so three years ago.”",
            f"{BRIDGE} Owen Pike said nothing.",
        ),
        (
            ("which carried trams to the harbour until a flood in 1954", None),
            "The council closed the old bridge, which carried trams to the harbour "
            "until a flood in 1954, on Monday after engineers found cracks.",
            BRIDGE,
        ),
    ],
    "copied": [
        (
            (
                "the council closed the old bridge to all traffic on Monday after "
                "engineers had found cracks in it",
                "The council closed the old bridge to all traffic on Monday after "
                "engineers had found cracks in it",
            ),
            "Last week the council closed the old bridge to all traffic on Monday "
            "after engineers had found cracks in it.",
            "The council closed the old bridge to all traffic on Monday after "
            "engineers had found cracks in it.",
        ),
        (
            (
                "The old bridge will stay closed to all traffic until May, the mayor "
                "said",
            )
            * 2,
            "The old bridge will stay closed to all traffic until May, the mayor said.",
            "The old bridge will stay closed to all traffic until May, the mayor said.",
        ),
        (
            ("engineers had found cracks in two of its four pillars and in the deck",)
            * 2,
            "It was shut because engineers had found cracks in two of its four "
            "pillars and in the deck.",
            "The council acted once engineers had found cracks in two of its four "
            "pillars and in the deck.",
            "Rain fell.",
        ),
    ],
    "omitted": [
        ((None, COST), BRIDGE, f"{COST}\n\n{BRIDGE}"),
        ((None, FERRY), BRIDGE, f"{BRIDGE}\n\n{FERRY}"),
        ((None, COST), f"{BRIDGE}\n\n{FERRY}", FERRY, f"{BRIDGE}\n\n{COST}"),
    ],
}


def cases(table):
    return [
        pytest.param(rule, *row, id=f"{rule}-{number}")
        for rule, rows in table.items()
        for number, row in enumerate(((row[0], row[1:]) for row in rows), start=1)
    ]


@pytest.mark.parametrize(("rule", "about", "texts"), cases(SILENT))
def test_what_a_rule_leaves_alone(against, rule, about, texts):
    assert against(rule, *texts) == [], about


@pytest.mark.parametrize(("rule", "words", "texts"), cases(FOUND))
def test_what_a_rule_finds(against, rule, words, texts):
    assert words in against(rule, *texts)


# -- against the last version -------------------------------------------------

COPY_EDITS = [
    (
        "spelling",
        "Rumours of colour reached the harbour.",
        "Rumors of color reached the harbor.",
    ),
    (
        "punctuation",
        "The bridge, which is old, was shut.",
        "The bridge -- which is old -- was shut.",
    ),
    (
        "word order",
        "On Monday the council closed the bridge.",
        "The council closed the bridge on Monday.",
    ),
    ("figures and words", "Twelve shops burned.", "In all, 12 shops burned."),
    (
        "two sentences of one",
        "The mayor spoke and 40 people sang.",
        "The mayor spoke. And 40 people sang.",
    ),
    ("another order", f"{COST}\n\n{FERRY}", f"{FERRY}\n\n{COST}"),
]

STILL = {
    "number-changed": [
        ("rounded", "Some 1,987 people came.", "Nearly 2,000 people came."),
    ],
    "date-changed": [
        ("less exact", "It opened on March 12, 1931.", "It opened in March 1931."),
    ],
    "name-changed": [
        ("the last name", "Ruth Calder opened it.", "Calder opened the ferry."),
    ],
    "place-changed": [
        ("the country", "They met in Geneva.", "They met in Switzerland."),
    ],
    "quote-changed": [
        (
            "cut short",
            "“We cannot wait, not for another winter,” said Owen Pike.",
            "“We cannot wait,” said Owen Pike.",
        ),
    ],
    "speaker-changed": [
        (
            "by the role",
            "The bridge stays shut, said the mayor, Ruth Calder.",
            "The bridge stays shut, said the mayor.",
        ),
    ],
    "certainty-changed": [
        (
            "another hedge",
            "The fire was reportedly started by a cigarette.",
            "The fire was allegedly started by a cigarette.",
        ),
    ],
    "negation-changed": [
        (
            "denied in other words",
            "The driver was not hurt in the crash.",
            "The driver wasn't hurt in the crash.",
        ),
    ],
    "content-added": [("a word or two", BRIDGE, BRIDGE.replace("old", "old stone"))],
    "content-removed": [("a word or two", BRIDGE.replace("old", "old stone"), BRIDGE)],
    "silent-edit": [
        (
            "with a note",
            "Engineers found 12 cracks in the pillars.",
            "Engineers found 21 cracks in the pillars.\n\n"
            "Correction (March 4): an earlier version gave another number.",
        ),
        (
            "a note in capitals, in the middle",
            "The bridge was opened in 1931.",
            "**CLARIFICATION** – The year was wrong.\n\nThe bridge was opened in 1913.",
        ),
    ],
}

CHANGED = {
    "number-changed": [
        (
            ("21", "12"),
            "Engineers found 12 cracks in the pillars.",
            "Engineers found 21 cracks in the pillars.",
        ),
        (
            ("£41 million", "£14 million"),
            "Repairs to the bridge will cost £14 million.",
            "Repairs to the bridge will cost £41 million.",
        ),
        (
            ("9", "7"),
            "The police said that 7 people were hurt when the ferry struck the wall.",
            "When the ferry struck the wall, 9 people were hurt, the police said.",
        ),
    ],
    "date-changed": [
        (
            ("Tuesday", "Monday"),
            "The council closed the bridge on Monday.",
            "The council closed the bridge on Tuesday.",
        ),
        (
            ("1913", "1931"),
            "The bridge was opened in 1931.",
            "The bridge was opened in 1913.",
        ),
        (
            ("March 14", "March 4"),
            "The ferry sank on March 4 off the harbour wall.",
            "The ferry sank on March 14 off the harbour wall.",
        ),
    ],
    "name-changed": [
        (
            ("Tom Sato", "Hana Ito"),
            "The mayor, Hana Ito, opened the new ferry on Friday.",
            "The mayor, Tom Sato, opened the new ferry on Friday.",
        ),
        (
            ("Clyde Shipyards", "Harland Marine"),
            "The new ferry was built by Harland Marine.",
            "The new ferry was built by Clyde Shipyards.",
        ),
        (
            ("Rita", "Ruth"),
            "The prize went to Ruth Calder, a nurse from the east bank.",
            "The prize went to Rita Calder, a nurse from the east bank.",
        ),
    ],
    "place-changed": [
        (
            ("Vienna", "Geneva"),
            "The two ministers met in Geneva on Friday.",
            "The two ministers met in Vienna on Friday.",
        ),
        (
            ("warehouse in York", "warehouse in Leeds"),
            "The fire broke out in a warehouse in Leeds.",
            "The fire broke out in a warehouse in York.",
        ),
        (
            ("Lyon", "Paris"),
            "The factory in Paris will close, the company said.",
            "The factory in Lyon will close, the company said.",
        ),
    ],
    "quote-changed": [
        (
            ("summer", "winter"),
            "“We cannot wait for another winter,” said Owen Pike.",
            "“We cannot wait for another summer,” said Owen Pike.",
        ),
        (
            ("should", "must"),
            "“The bridge must be rebuilt before the autumn,” Ruth Calder said.",
            "“The bridge should be rebuilt before the autumn,” Ruth Calder said.",
        ),
        (
            ("rarely", "never"),
            "“I never saw so many cars on the ferry,” the captain said.",
            "“I rarely saw so many cars on the ferry,” the captain said.",
        ),
    ],
    "speaker-changed": [
        (
            ("Owen Pike", "Ruth Calder"),
            "The bridge will stay closed until May, said Ruth Calder.",
            "The bridge will stay closed until May, said Owen Pike.",
        ),
        (
            ("Owen Pike", "Ruth Calder"),
            "“We cannot wait for another winter,” said Ruth Calder.",
            "“We cannot wait for another winter,” said Owen Pike.",
        ),
        (
            ("Ruth Calder", "Dana Moss"),
            "Dana Moss said the driver had been drinking before the crash.",
            "Ruth Calder said the driver had been drinking before the crash.",
        ),
    ],
    "certainty-changed": [
        (
            ("was started", "reportedly"),
            "The fire was reportedly started by a cigarette.",
            "The fire was started by a cigarette.",
        ),
        (
            ("is thought", "has sold"),
            "The company has sold its ferry to a rival.",
            "The company is thought to have sold its ferry to a rival.",
        ),
        (
            ("will close", "may"),
            "The factory may close before the end of the year.",
            "The factory will close before the end of the year.",
        ),
    ],
    "negation-changed": [
        (
            ("was not hurt", "was hurt"),
            "The driver of the lorry was hurt in the crash.",
            "The driver of the lorry was not hurt in the crash.",
        ),
        (
            ("admitted", "denied"),
            "The captain denied that he had been drinking.",
            "The captain admitted that he had been drinking.",
        ),
        (
            ("voted", "did not vote"),
            "The council did not vote for the new bridge.",
            "The council voted for the new bridge.",
        ),
    ],
    "content-added": [
        ((FERRY, None), BRIDGE, f"{BRIDGE}\n\n{FERRY}"),
        ((COST, None), f"{BRIDGE}\n\n{FERRY}", f"{BRIDGE} {COST}\n\n{FERRY}"),
        ((BRIDGE, None), FERRY, f"{FERRY}\n\n{BRIDGE}"),
    ],
    "content-removed": [
        ((None, FERRY), f"{BRIDGE}\n\n{FERRY}", BRIDGE),
        ((None, COST), f"{BRIDGE} {COST}\n\n{FERRY}", f"{BRIDGE}\n\n{FERRY}"),
        ((None, BRIDGE), f"{FERRY}\n\n{BRIDGE}", FERRY),
    ],
    "silent-edit": [
        (
            ("21", "12"),
            "Engineers found 12 cracks in the pillars.",
            "Engineers found 21 cracks in the pillars.",
        ),
        (
            ("1913", "1931"),
            "The bridge was opened in 1931.\n\nCorrection: the mayor is Ruth Calder.",
            "The bridge was opened in 1913.\n\nCorrection: the mayor is Ruth Calder.",
        ),
        (
            ("was not hurt", "was hurt"),
            "The driver of the lorry was hurt in the crash.",
            "The driver of the lorry was not hurt in the crash, a correction officer "
            "said.",
        ),
    ],
}

CHANGE_RULES = sorted(CHANGED.keys() - {"content-added", "content-removed"})


@pytest.mark.parametrize("row", COPY_EDITS, ids=lambda row: row[0])
def test_copy_edits_pass_quietly(edited, row):
    assert edited(CHANGE_RULES, *row[1:]) == []


@pytest.mark.parametrize(("rule", "about", "texts"), cases(STILL))
def test_what_an_edit_may_do(edited, rule, about, texts):
    assert edited([rule], *texts) == [], about


@pytest.mark.parametrize(("rule", "words", "texts"), cases(CHANGED))
def test_what_an_edit_changes(edited, rule, words, texts):
    assert words in edited([rule], *texts)
