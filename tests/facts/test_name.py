"""Names and roles where golden cases cannot reach."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import paragraphs

from srcdiff.facts.names import name_compare, role_compare
from srcdiff.facts.names.cast import read_cast
from srcdiff.facts.names.name import Name, read_names
from srcdiff.facts.names.nouns import one_is_the_other, person_word
from srcdiff.facts.names.role import Role, read_roles
from srcdiff.facts.names.spelling import likeness


def names(*texts: str) -> tuple[Name, ...]:
    """Return the names in the first sentence of an article."""
    doc = paragraphs(*texts)
    return read_names(doc, 0, read_cast(doc))


def roles(*texts: str) -> tuple[Role, ...]:
    doc = paragraphs(*texts)
    return read_roles(doc, 0, read_cast(doc))


# -- spelling -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "y", "wanted"),
    [
        ("Askew", "askew", "same"),
        ("Møller", "Moller", "same"),
        ("Møller", "Moeller", "same"),
        ("Zoë", "Zoe", "same"),
        ("O'Hara", "OHara", "same"),
        ("R", "Ruth", "short"),
        ("Dan", "Daniel", "short"),
        ("Bill", "William", "short"),
        ("Archie", "Archibald", "short"),
        ("Halvorsen", "Halversen", "variant"),
        ("Paul", "Paula", "variant"),
        ("Brian", "Brain", "variant"),
        ("Marty", "Marta", "variant"),
        ("R", "Marcus", "other"),
        ("Ruth", "Marcus", "other"),
        ("Webb", "Nair", "other"),
        ("", "Nair", "other"),
    ],
)
def test_words_of_names(x: str, y: str, wanted: str) -> None:
    assert likeness(x, y) == likeness(y, x) == wanted


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_is_mutual(x: str, y: str) -> None:
    assert likeness(x, y) == likeness(y, x)
    assert likeness(x, x) == "same"


# -- nouns ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "word", ["letter", "weather", "river", "human", "cutter", "", "9", "'s", "monday"]
)
def test_words_for_no_person(word: str) -> None:
    assert person_word(word) is None


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("plumber", "plumber"),
        ("plumbers", "plumber"),
        ("women", "woman"),
        ("postmen", "postman"),
        ("wives", "wife"),
        ("volcanologists", "volcanologist"),
        ("beekeeper", "beekeeper"),
    ],
)
def test_words_for_persons(word: str, wanted: str) -> None:
    assert person_word(word) == wanted


def test_which_words_may_be_said_of_one() -> None:
    assert one_is_the_other("surgeon", "doctor")
    assert one_is_the_other("cottage", "home")
    assert one_is_the_other("car park", "parking lot")
    assert not one_is_the_other("plumber", "dentist")
    assert not one_is_the_other("library", "church")


# -- who is who -----------------------------------------------------------------


def test_a_surname_alone_is_the_one_person_of_that_name() -> None:
    found = names("Askew spoke.", "Later Ruth Askew wept.", "Then Askew left.")
    assert [name.full for name in found] == [("ruth", "askew")]


def test_a_surname_of_two_persons_is_nobody_in_particular() -> None:
    more = "Later Ruth Askew wept.", "Then Bob Askew wept.", "Then Askew left."
    assert [name.full for name in names("Askew spoke.", *more)] == [("askew",)]


def test_titles_and_posts_are_not_part_of_a_name() -> None:
    text = "They asked Dr. Ruth Askew, Prime Minister Marcus Webb and Mrs Priya Nair."
    assert [name.words for name in names(text)] == [
        ("ruth", "askew"),
        ("marcus", "webb"),
        ("priya", "nair"),
    ]


def test_a_surname_that_was_once_a_trade_stays() -> None:
    assert [name.shown for name in names("They asked Mr. Tom Baker.")] == ["Tom Baker"]


@pytest.mark.parametrize(
    "text",
    [
        "Bakers met on Monday.",
        "Nobody came in March.",
        "The Prime Minister and the Lord Mayor met.",
        "He flew to Brill.",
        "“Yes,” he said. “I’m Danish.”",
        "No. 7 burned.",
        "The Brill talks were at St. Wilfrid's Hospital.",
        "They took Flight QZ 418.",
        "TARN, May 3 (Coast Wire) — Rain fell.",
    ],
)
def test_no_name(text: str) -> None:
    assert [name.shown for name in names(text) if name.sort != "unknown"] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("They asked Ms. Askew.", "Askew"),
        ("They asked Holm and Sons.", "Holm and Sons"),
        ("Shots were aimed at Ruth May Askew.", "Ruth May Askew"),
        ("The rebels accused Tarnholm of arson.", "Tarnholm"),
        ("Neighbouring Tarnholm agreed, and so did Tarnholm.", "Tarnholm"),
    ],
)
def test_what_belongs_to_a_name(text: str, shown: str) -> None:
    assert shown in {name.shown for name in names(text)}


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("They met the Tarn Lowlanders. The Lowlanders sang.", "Lowlanders", False),
        ("They met the Tarn Lowlanders, and the Lowlanders too.", "Lowlanders", False),
        ("They met the Lowlanders.", "Tarn", False),
        ("They met Mr. Per Lund. Lund wept.", "Lund", True),
        ("They met Mr. Per Lund.", "Lund", True),
        ("They met the Upland Trust, and the Trust wept.", "Trust", True),
        ("They met the Upland Trust, and Upland wept.", "Upland", True),
    ],
)
def test_a_short_form_is_no_other_name_of_the_article(
    a: str, b: str, same: bool
) -> None:
    x, y = names(a)[0], names(f"They met the {b}.")[0]
    both = name_compare.comparable(x, y)
    assert (both and name_compare.compare_names(x, y)[0] == "agree") == same


def test_only_the_differing_part_is_shown() -> None:
    a = "The ferry was steered by Tove Halvorsen."
    b = "The ferry was steered by Tove Halversen."
    ((x,), (y,)) = names(a), names(b)
    spans = name_compare.differing(x, y)
    assert [span.of(text) for span, text in zip(spans, (a, b), strict=True)] == [
        "Halvorsen",
        "Halversen",
    ]


def test_what_is_not_shown_does_not_differ() -> None:
    (x,) = names("Halvorsen sang.", "Then Tove Halvorsen sang.", "So Halvorsen sang.")
    (y,) = names("Tova Halvorsen sang.")
    assert name_compare.comparable(x, y)
    assert name_compare.compare_names(x, y)[0] == "agree"


def test_only_the_differing_words_of_a_company_are_shown() -> None:
    a, b = "It was built by Tarrant Steel Ltd.", "It was built by Tarrent Steel Ltd."
    ((x,), (y,)) = names(a), names(b)
    spans = name_compare.differing(x, y)
    assert [spans[0].of(a), spans[1].of(b)] == ["Tarrant", "Tarrent"]


# -- roles ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "A temporary truce failed.",
        "The temporary bridge and a seasonal ferry closed.",
        "Heavy rain fell on provincial roads.",
        "The rebels accused the town.",
        "They fed us and screwed the lid down.",
        "The bridge has 38 hangers.",
        "The two neighbours signed, and the witness wept.",
        "Ruth Askew judges them, and she guides others.",
        "A specimen was found.",
        "By order of mayor and council.",
    ],
)
def test_nobody_is_called_so(text: str) -> None:
    assert [role.shown for role in roles(text)] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The domestic was asked.", ["domestic"]),
        ("A cook fell.", ["cook"]),
        ("Judges ruled.", ["Judges"]),
        ("Engineers came.", ["Engineers"]),
    ],
)
def test_somebody_is_called_so(text: str, wanted: list[str]) -> None:
    assert [role.shown for role in roles(text)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ruth Askew, a plumber, spoke.", [("plumber", "ruth askew")]),
        ("Ruth Askew, 42, a plumber, spoke.", [("plumber", "ruth askew")]),
        ("Ruth Askew of Brill, a plumber, spoke.", [("plumber", "ruth askew")]),
        ("A plumber, Ruth Askew, spoke.", [("plumber", "ruth askew")]),
        ("The plumber Ruth Askew spoke.", [("plumber", "ruth askew")]),
        ("Ruth Askew, who has been mayor, spoke.", [("mayor", "ruth askew")]),
        ("Ruth Askew was a plumber.", [("plumber", "ruth askew")]),
        ("Mayor Ruth Askew spoke.", [("Mayor", "ruth askew")]),
        ("A glassblower, Ruth Askew, spoke.", [("glassblower", "ruth askew")]),
        ("They robbed Ruth Askew, the mayor said.", [("mayor", "")]),
        ("Who robbed Ruth Askew was a plumber.", [("plumber", "")]),
        ("A plumber's van burned.", []),
        ("Dr. Ruth Askew spoke.", []),
        ("A police dog barked.", []),
    ],
)
def test_whose_role_it_is(text: str, wanted: list[tuple[str, str]]) -> None:
    found = [(role.shown, " ".join(role.holder)) for role in roles(text)]
    assert found == wanted


def test_the_name_says_first_whose_role_it_is() -> None:
    text = "At the dinner Ruth Askew, a plumber, spoke of her garden."
    doc = paragraphs(text)
    (role,) = read_roles(doc, 0, read_cast(doc))
    words = [doc.tokens[at].norm for at in role.about]
    assert words[:2] == ["ruth", "askew"]
    assert "plumber" not in words


# -- any text -------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        *("Ruth", "Askew", "Askewe", "Brill", "Ltd", "&", "St", ".", ",", "'s", "-"),
        *("Dr", "Mayor", "mayor", "plumber", "a", "the", "of", "by", "in", "was"),
        *("42", "who", "as", "former", "finance", "director", "ferry", "called", '"'),
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=15).map(" ".join).map("So {} end".format)


@given(TEXTS, TEXTS)
def test_comparing_is_mutual_and_quotes_the_text(a: str, b: str) -> None:
    docs = paragraphs(a), paragraphs(b)
    casts = read_cast(docs[0]), read_cast(docs[1])
    kinds = ((read_names, name_compare), (read_roles, role_compare))
    for read, module in kinds:
        compare = getattr(module, "compare_names", None) or role_compare.compare_roles
        values = [read(doc, 0, cast) for doc, cast in zip(docs, casts, strict=True)]
        for x in values[0]:
            assert " ".join(x.span.of(docs[0].text).split()) == x.shown
            assert x.span.start >= docs[0].sentences[0].span.start
            for y in values[1]:
                assert module.comparable(x, y) == module.comparable(y, x)
                if module.comparable(x, y):
                    assert compare(x, y)[0] == compare(y, x)[0]
                    spans = module.differing(x, y)
                    assert spans == module.differing(y, x)[::-1]
                    assert x.span.start <= spans[0].start < spans[0].end <= x.span.end


@given(TEXTS)
def test_an_article_never_contradicts_itself(text: str) -> None:
    doc = paragraphs(text)
    cast = read_cast(doc)
    for name in read_names(doc, 0, cast):
        if name_compare.comparable(name, name):
            assert name_compare.compare_names(name, name)[0] == "agree"
    for role in read_roles(doc, 0, cast):
        if role_compare.comparable(role, role):
            assert role_compare.compare_roles(role, role)[0] == "agree"


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    doc = paragraphs(f"So {text} end")
    cast = read_cast(doc)
    for index in range(len(doc.sentences)):
        for value in (*read_names(doc, index, cast), *read_roles(doc, index, cast)):
            assert value.fact().sentence == index


@pytest.mark.parametrize("language", ["german", "finnish"])
def test_only_english_is_read(language: str) -> None:
    doc = paragraphs("Ruth Askew, a plumber, spoke in Brill.", language=language)
    cast = read_cast(doc)
    assert cast.mentions == {}
    assert read_names(doc, 0, cast) == read_roles(doc, 0, cast) == ()
