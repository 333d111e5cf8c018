"""The report as Markdown: for a comment on a pull request, or a brief.

What an editor asks, in that order: where do they disagree, what does one alone say,
what do both say.  Every sentence of either article stands there once, a pair on two
lines; marked are the words that are in dispute or that one article alone has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from srcdiff.model import Comparison, Side
from srcdiff.report.build import view
from srcdiff.report.fold import Fold, fold
from srcdiff.report.look import Look
from srcdiff.report.prominence import openings
from srcdiff.report.signs import SIGNS, VERDICTS, WORDS, count, percent
from srcdiff.report.view import (
    ArticleView,
    ConflictView,
    FactView,
    Group,
    Quote,
    SentenceView,
    View,
)
from srcdiff.report.visible import for_page

_ACTS = re.compile(r"[\\`*_{}\[\]<>#|~&$^!]")
"""What Markdown or HTML would read as mark-up inside a line."""
_CALLS = re.compile(r"(?<=[@#])(?=\w)|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
"""Where GitHub would make a mention, a reference or a link, escaped or not."""
_NOTHING = "<!-- -->"


def render(comparison: Comparison, look: Look) -> str:
    """Return the report as Markdown, ending with a line break."""
    shown = view(comparison)
    return "\n".join(_lines(shown, look)) + "\n"


def written(text: str) -> str:
    """Return words of an article as Markdown that shows just them.

    Example:
        >>> written("*17* of #3")
        '\\\\*17\\\\* of \\\\#<!-- -->3'
    """
    return _CALLS.sub(_NOTHING, _ACTS.sub(r"\\\g<0>", for_page(text)))


def _lines(shown: View, look: Look) -> Iterator[str]:
    yield from _summary(shown)
    yield from _disputes(shown)
    if not look.summary:
        if look.has_facts:
            yield from _facts(shown)
        sides: tuple[Side, ...] = (look.only,) if look.only else ("a", "b")
        if look.has_body:
            for side in sides:
                yield from _alone(shown, side, look)
            if look.only is None:
                yield from _shared(shown, look)
    yield from (f"> {written(limit)}\n>" for limit in shown.limits)
    yield ""
    yield f"<sub>{written(shown.signature)}</sub>"


def _summary(shown: View) -> Iterator[str]:
    a, b = shown.a, shown.b
    yield "## Two articles compared"
    yield ""
    yield f"| | A: {_name(a)} | B: {_name(b)} |"
    yield "|---|---|---|"
    shares = (percent(a.share), percent(b.share))
    yield f"| said by the other too | **{shares[0]}** | **{shares[1]}** |"
    alone = (
        count(article.only_sentences, "sentence")
        + ", "
        + count(article.only_parts, "part")
        + " of other sentences"
        for article in (a, b)
    )
    yield f"| only here | {' | '.join(alone)} |"
    yield ""
    links = [f"{number:,} {WORDS[relation]}" for relation, number in shown.links]
    links.append(f"{shown.moved:,} {WORDS['moved']}")
    yield f"{', '.join(links)}."
    if said := openings(shown):
        yield f"{'; '.join(said)}."
    yield ""


def _name(article: ArticleView) -> str:
    title = f" {written(article.title)}" if article.title else ""
    return f"{written(article.name)}{title}"


def _disputes(shown: View) -> Iterator[str]:
    if not shown.conflicts:
        yield f"### {shown.calm}"
    else:
        yield f"### They disagree: {count(len(shown.conflicts), 'conflict')}"
    yield ""
    for conflict in shown.conflicts:
        yield from _dispute(conflict)
    if shown.conflicts:
        yield ""


def _dispute(conflict: ConflictView) -> Iterator[str]:
    yield f"- **!{conflict.number} {conflict.kind}** {written(conflict.why)}"
    for quote in (conflict.a, conflict.b):
        yield f"  - `{quote.address}` ({quote.place}) {_quoted(quote)}"


def _quoted(quote: Quote) -> str:
    before, after = written(quote.before), written(quote.after)
    return (before + _strong(quote.words) + after).strip()


def _strong(words: str) -> str:
    """Return words set off; asterisks act only beside letters and figures."""
    text = written(words)
    if words[:1].isalnum() and words[-1:].isalnum():
        return f"**{text}**"
    return f"<b>{text}</b>"


def _facts(shown: View) -> Iterator[str]:
    yield f"### Facts: {len(shown.ledger):,}"
    yield ""
    if shown.ledger:
        yield "| kind | verdict | A | B | why |"
        yield "|---|---|---|---|---|"
    for line in shown.ledger:
        number = f"!{line.conflict} " if line.conflict else ""
        a, b = (_fact(fact) for fact in (line.a, line.b))
        why = written(line.why)
        yield f"| {line.kind} | {number}{VERDICTS[line.verdict]} | {a} | {b} | {why} |"
    yield ""


def _fact(fact: FactView | None) -> str:
    if fact is None:
        return ""
    value = ""
    if fact.value.casefold() != fact.words.casefold():
        value = f" ({written(fact.value)})"
    return f"`{fact.address}` {written(fact.words)}{value}"


def _alone(shown: View, side: Side, look: Look) -> Iterator[str]:
    """Yield the sentences of one article that have no counterpart, or have more."""
    name = f"only-{side}"
    if look.classes and name not in look.classes:
        return
    every = [s for g in shown.groups for s in (g.a if side == "a" else g.b)]
    # Where both articles are shown, a linked sentence stands beside its counterpart.
    own = (s for s in every if s.cls == name or (look.only and s.has_own_words))
    wanted = sorted(own, key=lambda s: s.index)
    yield f"### Only in {side.upper()}: {count(len(wanted), 'sentence')}"
    yield ""
    for sentence in wanted:
        places = ", ".join(f"`{p.address}`" for p in sentence.partners)
        yield f"- `{sentence.address}` {_words(sentence)}{' → ' * bool(places)}{places}"
    yield ""


def _shared(shown: View, look: Look) -> Iterator[str]:
    """Yield what both articles say, in A's order."""
    groups = [g for g in shown.groups if _is_shared(g, look)]
    if look.classes and not groups:
        return
    pairs = count(sum(number for _, number in shown.links), "pair")
    yield f"### Both say: {pairs}"
    yield ""
    for item in fold(groups, None if look.classes else look.context):
        yield from _item(item)
    yield ""


def _is_shared(group: Group, look: Look) -> bool:
    linked = any(s.partners for s in (*group.a, *group.b))
    return linked and (not look.classes or bool(group.names & look.classes))


def _item(item: Group | Fold) -> Iterator[str]:
    if isinstance(item, Fold):
        what = count(len(item.groups), "identical sentence")
        yield f"- *{what}, {'–'.join(item.a)} and {'–'.join(item.b)}*"
        return
    sentences = [s for s in (*item.a, *item.b) if s.partners]
    if item.same and for_page(item.a[0].text) == for_page(item.b[0].text):
        a, b = sentences
        yield f"- {SIGNS[a.cls]} `{a.address}` `{b.address}` {_words(a)}{_moved(a)}"
        return
    classes = dict.fromkeys(f"{SIGNS[s.cls]} {WORDS[s.cls]}" for s in sentences)
    yield f"- {', '.join(classes)}"
    yield from (f"  - {_sentence(s)}" for s in sentences)


def _sentence(sentence: SentenceView) -> str:
    return f"`{sentence.address}` {_words(sentence)}{_moved(sentence)}"


def _words(sentence: SentenceView) -> str:
    return "".join(
        _strong(run.text) if run.mark in ("only", "conflict") else written(run.text)
        for run in sentence.runs()
    )


def _moved(sentence: SentenceView) -> str:
    elsewhere: Iterable[str] = (
        f" {SIGNS['moved']}{p.moved} `{p.address}`" if p.moved else f" → `{p.address}`"
        for p in sentence.partners
        if p.moved or not p.beside
    )
    return "".join(elsewhere)
