"""Where pairs come from: lists, folders and patterns."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from srcdiff.batch.folders import from_folders, from_patterns
from srcdiff.batch.pairs import Alone, Found, Listed, from_list
from srcdiff.errors import InputError, SettingsError


def listed(text: str | bytes) -> list[Found]:
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    Path("list").write_bytes(data)
    return list(from_list("list"))


def shown(found: Iterable[Found]) -> list[tuple[str, ...]]:
    """Return what was found, with / between folders."""
    return [
        (item.name, item.a.replace(os.sep, "/"), item.b.replace(os.sep, "/"))
        if isinstance(item, Listed)
        else (item.side, item.path.replace(os.sep, "/"))
        for item in found
    ]


def files(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("One line.\n", "utf-8")


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


ALIKE = {
    "csv": "a,b,name\nx.txt,y.txt,mill\nu.txt,v.txt,\n",
    "tsv": "a\tb\tname\nx.txt\ty.txt\tmill\nu.txt\tv.txt\t\n",
    "semicolons": "a;b;name\nx.txt;y.txt;mill\nu.txt;v.txt\n",
    "windows": "a,b,name\r\nx.txt,y.txt,mill\r\n\r\nu.txt,v.txt,\r\n",
    "other-columns": "score,B,A,id\n0.9,y.txt,x.txt,mill\n0.8,v.txt,u.txt,\n",
    "mark": "\ufeffa,b,name\nx.txt,y.txt,mill\nu.txt,v.txt,\n",
    "quoted": 'a,b,name\n"x.txt","y.txt","mill"\nu.txt , v.txt,\n',
    "jsonl": '{"a": "x.txt", "b": "y.txt", "id": "mill", "score": 1}\n\n'
    '{"b": "v.txt", "a": "u.txt", "name": null}\n',
}


@pytest.mark.parametrize("text", ALIKE.values(), ids=ALIKE)
def test_the_first_line_tells_what_a_list_is(text: str) -> None:
    assert listed(text) == [
        Listed("x.txt", "y.txt", "mill"),
        Listed("u.txt", "v.txt", "u-v"),
    ]


def test_a_comma_in_quotation_marks_divides_nothing() -> None:
    assert listed('a,b\n"x, y.txt",z.txt\n') == [Listed("x, y.txt", "z.txt", "x, y-z")]


def test_a_pair_of_one_stem_is_called_like_it() -> None:
    assert listed("a,b\nwire/mill.txt,desk/mill.html\n") == [
        Listed("wire/mill.txt", "desk/mill.html", "mill")
    ]


TROUBLES = {
    "a,b\nx.txt\n": "list, line 2: names no b",
    "a,b,name\n,,mill\n": "list, line 2: names no a and no b",
    "a,b\n\nx.txt,x.txt\n": "list, line 3: a and b are the same file",
    '{"a": "x.txt"}\n': "list, line 1: names no b",
    '{"a": true, "b": ["y"]}\n': "list, line 1: names no a and no b",
    '{"a": "x", "b": "y"}\n{"a": \n': "list, line 2: is no JSON object",
    '{"a": "x", "b": "y"}\n[1]\n': "list, line 2: is no JSON object",
    '{"a": "x", "b": "y"}\n' + "[" * 100_000: "list, line 2: is no JSON object",
}


@pytest.mark.parametrize(("text", "trouble"), TROUBLES.items(), ids=TROUBLES.values())
def test_a_bad_line_is_a_pair_in_trouble(text: str, trouble: str) -> None:
    assert [item.trouble for item in listed(text) if isinstance(item, Listed)][
        -1
    ] == trouble


@pytest.mark.parametrize(
    "text", ["", "\n\n", "x.txt,y.txt\n", "a,name\nx,y\n", "b\ny\n"]
)
def test_a_list_without_columns_is_none(text: str) -> None:
    with pytest.raises(InputError, match=r"has no column '[ab]'; its first line must"):
        listed(text)


def test_a_list_that_is_no_text_is_refused() -> None:
    with pytest.raises(InputError, match="is not in UTF-8"):
        listed(b"a,b\n\xff\xfe\x00,x\n")
    with pytest.raises(InputError, match="is no table"):
        listed("a,b\n" + "x" * 200_000 + ",y\n")


def test_folders_are_matched_by_name() -> None:
    files("old/mill.html", "old/sea/storm.txt", "old/lost.txt", "old/.hidden.txt")
    files("new/mill.md", "new/sea/storm.txt", "new/air/fog.txt", "new/.git/x.txt")
    assert shown(from_folders("old", "new")) == [
        ("a", "old/lost.txt"),
        ("mill", "old/mill.html", "new/mill.md"),
        ("b", "new/air/fog.txt"),
        ("sea-storm", "old/sea/storm.txt", "new/sea/storm.txt"),
    ]


def test_of_several_files_of_one_name_those_of_one_suffix_go_together() -> None:
    files("old/mill.html", "old/mill.txt", "new/mill.txt", "new/mill.md")
    assert shown(from_folders("old", "new")) == [
        ("mill", "old/mill.txt", "new/mill.txt"),
        ("a", "old/mill.html"),
        ("b", "new/mill.md"),
    ]


def test_folders_mirror_each_other() -> None:
    files("old/mill.html", "old/mill.txt", "new/mill.txt", "new/fog/x.md", "old/fog/y")
    turned = [
        Alone("b" if item.side == "a" else "a", item.path)
        if isinstance(item, Alone)
        else Listed(item.b, item.a, item.name)
        for item in from_folders("new", "old")
    ]
    assert sorted(turned, key=repr) == sorted(from_folders("old", "new"), key=repr)


def test_no_folder_is_refused() -> None:
    files("old/x.txt")
    with pytest.raises(InputError, match=r"none: is no folder"):
        list(from_folders("old", "none"))


PATTERNS = {
    ("wire/*.txt", "desk/*.md"): ["fire", "flood"],
    ("wire/f*.txt", "desk/f*.md"): ["ire", "lood"],
    ("wire/*.txt", "final/*/text.md"): ["fire"],
    ("./wire/*.txt", "wire/../desk/*.md"): ["fire", "flood"],
}


@pytest.mark.parametrize(
    ("patterns", "stars"), PATTERNS.items(), ids=map(str, PATTERNS)
)
def test_patterns_pair_what_the_star_stands_for(
    patterns: tuple[str, str], stars: list[str]
) -> None:
    files("wire/fire.txt", "wire/flood.txt", "wire/.x.txt", "wire/frost.html")
    files("desk/fire.md", "desk/flood.md", "final/fire/text.md", "final/flood/other.md")
    found = list(from_patterns(*patterns))
    pairs = [item for item in found if isinstance(item, Listed)]
    assert [pair.name for pair in pairs] == stars
    assert all(Path(pair.a).is_file() and Path(pair.b).is_file() for pair in pairs)


def test_what_a_pattern_has_alone_is_said() -> None:
    files("wire/fire.txt", "wire/flood.txt", "desk/flood.txt", "desk/fog.txt")
    assert shown(from_patterns("wire/*.txt", "desk/*.txt")) == [
        ("a", "wire/fire.txt"),
        ("flood", "wire/flood.txt", "desk/flood.txt"),
        ("b", "desk/fog.txt"),
    ]


def test_prefix_and_suffix_do_not_overlap() -> None:
    files("wire/aba.txt", "wire/ab.txt", "desk/x.txt")
    found = from_patterns("wire/ab*ba.txt", "desk/*.txt")
    assert shown(found) == [("b", "desk/x.txt")]


@pytest.mark.parametrize("pattern", ["wire/x.txt", "*/*.txt", ""])
def test_a_pattern_has_one_star(pattern: str) -> None:
    files("wire/x.txt")
    with pytest.raises(SettingsError, match="needs one"):
        list(from_patterns(pattern, "wire/*.txt"))


def test_a_pattern_in_no_folder_is_refused() -> None:
    with pytest.raises(InputError, match="none/: cannot be read"):
        list(from_patterns("none/*.txt", "wire/*.txt"))
