"""Which articles are found to cover the same story."""

from itertools import combinations

import pytest
from stories import DECOYS, ONE, OTHER, collected, pairs, read

from srcdiff.match.article import Article
from srcdiff.match.evidence import FEATURES, candidates, evidence
from srcdiff.match.pairs import Pair, full_rows, matched, model, one_each


def names(a: list[Article], b: list[Article]) -> list[tuple[str, str]]:
    return [(a[pair.a].name, b[pair.b].name) for pair in pairs(a, b)]


@pytest.mark.parametrize(("x", "y"), list(combinations({**ONE, **DECOYS}, 2)))
def test_two_stories_alone_are_no_pair(x: str, y: str) -> None:
    texts = {**ONE, **DECOYS}
    assert pairs(read({x: texts[x]}), read({y: texts[y]})) == []


def test_decoys_find_nothing() -> None:
    assert pairs(read(DECOYS), read(ONE)) == []


@pytest.mark.parametrize("name", ONE)
def test_two_accounts_alone_are_a_pair(name: str) -> None:
    assert len(pairs(read({name: ONE[name]}), read({name: OTHER[name]}))) == 1


def test_each_story_is_found_among_the_others() -> None:
    found = names(read({**DECOYS, **ONE}), read({**OTHER, **DECOYS}))
    assert sorted(found) == sorted([(n, n) for n in (*ONE, *DECOYS)])


def test_exchanged_sides_mirror_the_pairs() -> None:
    a, b = read({**DECOYS, **ONE}), read(OTHER)
    found = [Pair(p.b, p.a, p.score) for p in pairs(b, a)]
    assert sorted(found) == pairs(a, b)


def test_scores_do_not_depend_on_the_order_of_articles() -> None:
    a, b = read({**DECOYS, **ONE}), read(OTHER)
    there = {(a[p.a].name, b[p.b].name): p.score for p in pairs(a, b)}
    back = {(a[::-1][p.a].name, b[p.b].name): p.score for p in pairs(a[::-1], b)}
    assert there == back


def test_one_collection_has_each_pair_once() -> None:
    both = [*read(ONE), *read(OTHER)]
    size = len(ONE)
    assert [pair[:2] for pair in pairs(both)] == [(k, k + size) for k in range(size)]


def test_a_story_may_have_several_articles() -> None:
    a = [*read({"ferry": ONE["ferry"]}), *read({"again": OTHER["ferry"]})]
    assert len(pairs(a, read({"ferry": OTHER["ferry"], "copy": ONE["ferry"]}))) == 4


def test_a_copy_is_surer_than_another_account() -> None:
    copy, other = pairs(
        read({"ferry": ONE["ferry"]}), [*read(ONE)[:1], *read(OTHER)[:1]]
    )
    assert copy.score > other.score


def test_an_empty_side_has_no_pairs() -> None:
    assert pairs([], read(ONE)) == pairs(read(ONE), []) == []


def test_an_article_of_function_words_is_no_match() -> None:
    assert pairs(read({"none": "It was and it is."}), read(ONE)) == []
    assert pairs(read({"none": "It was."}), read({"nil": "It is."})) == []


def test_each_article_keeps_so_many_candidates() -> None:
    found = collected(read(ONE), read({**OTHER, **DECOYS}))
    rows, columns = candidates(found, 1)
    assert {*rows.tolist()} == set(range(5))
    assert {*columns.tolist()} == set(range(8))
    assert len(rows) <= 13
    assert evidence(found, (rows, columns)).shape == (len(rows), len(FEATURES))


def test_small_blocks_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from srcdiff.align import candidates as module
    from srcdiff.match import weigh

    a, b = read({**DECOYS, **ONE}), read(OTHER)
    whole = matched(collected(a, b), 2, model().threshold)
    monkeypatch.setattr(module, "_TILE", 2)
    for name in ("_TOGETHER", "_ARTICLES", "_TYPES"):
        monkeypatch.setattr(weigh, name, 3)
    assert matched(collected(a, b), 2, model().threshold) == whole


@pytest.mark.parametrize(
    ("own", "kept"),
    [(False, [(0, 1), (1, 0), (2, 2)]), (True, [(0, 1), (2, 2)])],
)
def test_one_counterpart_each(own: bool, kept: list[tuple[int, int]]) -> None:
    some = (
        Pair(0, 0, 0.8),
        Pair(0, 1, 0.9),
        Pair(1, 0, 0.9),
        Pair(1, 1, 0.5),
        Pair(2, 1, 0.7),
        Pair(2, 2, 0.3),
    )
    assert [pair[:2] for pair in one_each(some, own=own)] == kept


def test_articles_with_as_many_counterparts_as_were_looked_at() -> None:
    some = (Pair(0, 1, 0.9), Pair(0, 2, 0.9), Pair(1, 2, 0.9))
    assert full_rows(some, 3, own=False) == 0
    assert full_rows(some, 2, own=False) == 2
    assert full_rows(some, 2, own=True) == 3
