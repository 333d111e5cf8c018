"""The textual diff of two linked sentences.

Tokens are compared by their norms with difflib.  Its script is exact but reads
like confetti: between two changed words it keeps every "the" and comma that
happens to agree.

    exact:    [pledged|agreed] not to [back|support] groups [in|, at] the …
    cleaned:  runs of agreement too thin to be read are taken into the change
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from srcdiff.model import Document, Edit, Op, Span
from srcdiff.text.languages import language

LONGEST = 2_000
"""Tokens of a sentence up to which it is compared word by word.  difflib takes
time with the square of the length; no sentence anyone wrote has so many."""


def edit_script(a: Document, b: Document, link: tuple[int, int]) -> tuple[Edit, ...]:
    """Return the edits that turn a sentence of *a* into one of *b*.

    A token goes with the white space behind it.  Laid end to end the edits
    cover both sentences: every character lies in exactly one edit of its side.
    No two neighbours have the same op.

    Args:
        a: One article.
        b: The other.
        link: Index of the sentence in either.
    """
    tokens = a.tokens_of(link[0]), b.tokens_of(link[1])
    norms = [token.norm for token in tokens[0]], [token.norm for token in tokens[1]]
    function = language(a.language).function
    steps = _cleaned(_opcodes(*norms), norms[0], function)
    borders = [
        [*(token.start for token in side), doc.sentences[index].span.end]
        for side, doc, index in zip(tokens, (a, b), link, strict=True)
    ]
    return tuple(
        Edit(
            op,
            Span(borders[0][a1], borders[0][a2]),
            Span(borders[1][b1], borders[1][b2]),
        )
        for op, a1, a2, b1, b2 in steps
    )


_Step = tuple[Op, int, int, int, int]


def _opcodes(a: Sequence[str], b: Sequence[str]) -> list[_Step]:
    """Return difflib's opcodes; without difflib where nothing differs."""
    if a == b:
        return [("equal", 0, len(a), 0, len(b))]
    if max(len(a), len(b)) > LONGEST:
        return [("replace", 0, len(a), 0, len(b))]
    from difflib import SequenceMatcher

    # With autojunk, difflib ignores every word that is common in a long text.
    return SequenceMatcher(None, a, b, autojunk=False).get_opcodes()


def _cleaned(
    steps: list[_Step], norms: Sequence[str], function: frozenset[str]
) -> list[_Step]:
    """Take thin agreement between two changes into the change.

    Thin is what holds no word with content and is no longer than the changes
    on both sides of it together.
    """
    if len(steps) < 3:
        return steps
    changed = [op != "equal" for op, *_ in steps]
    for at in range(1, len(steps) - 1):
        op, a1, a2, b1, b2 = steps[at]
        if op != "equal" or not (changed[at - 1] and changed[at + 1]):
            continue
        content = any(n[0].isalnum() and n not in function for n in norms[a1:a2])
        around = [steps[at - 1], steps[at + 1]]
        size = sum(max(s[2] - s[1], s[4] - s[3]) for s in around)
        changed[at] = not content and a2 - a1 <= size
    starts = (
        [0]
        + [at + 1 for at, (x, y) in enumerate(pairwise(changed)) if x != y]
        + [len(steps)]
    )
    out: list[_Step] = []
    for first, end in pairwise(starts):
        a1, a2 = steps[first][1], steps[end - 1][2]
        b1, b2 = steps[first][3], steps[end - 1][4]
        out.append((_op(changed[first], a2 - a1, b2 - b1), a1, a2, b1, b2))
    return out


def _op(changed: bool, in_a: int, in_b: int) -> Op:
    if not changed:
        return "equal"
    if in_a and in_b:
        return "replace"
    return "delete" if in_a else "insert"


def equal_share(a: Document, b: Document, link: tuple[int, int]) -> float:
    """Return the share of two sentences' tokens that their diff leaves alone, 0…1.

    difflib may find more in common one way than the other; so the sentences are
    put into an order of their own, and the share is the same both ways.
    """
    first, second = sorted(
        tuple(token.norm for token in doc.tokens_of(index))
        for doc, index in zip((a, b), link, strict=True)
    )
    kept = sum(a2 - a1 for op, a1, a2, *_ in _opcodes(first, second) if op == "equal")
    return 2 * kept / max(1, len(first) + len(second))
