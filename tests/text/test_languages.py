"""Every language that can be chosen has all that is asked of one."""

from __future__ import annotations

from dataclasses import fields
from importlib.resources import files

import pytest
from making import article

from srcdiff.settings import LANGUAGES
from srcdiff.text.languages import Language, language
from srcdiff.text.stems import stem


def test_the_settings_and_the_lists_name_the_same_languages() -> None:
    folder = files("srcdiff.text").joinpath("languages")
    lists = [file.name for file in folder.iterdir() if file.name.endswith(".json")]
    assert sorted(lists) == sorted(f"{name}.json" for name in LANGUAGES)


@pytest.mark.parametrize("name", LANGUAGES)
def test_words_are_listed_as_they_are_looked_up(name: str) -> None:
    lists = language(name)
    for field in fields(Language):
        for word in getattr(lists, field.name):
            assert word == word.lower(), f"{field.name}: {word}"
            assert not word.endswith("."), f"{field.name}: {word}"
    assert not lists.titles & lists.abbreviations
    assert lists.function


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_text_is_divided_and_its_words_have_stems(name: str) -> None:
    doc = article("Dr. Holm 12 km. Anna Berg 3,5 mm.", language=name)
    assert doc.language == name
    assert all(stem(token.norm, name) for token in doc.tokens)
