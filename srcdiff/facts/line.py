"""The tokens of one sentence, as readers of facts walk along them."""

from __future__ import annotations

from srcdiff.model import Document, Span, Token


class Line:
    """The tokens of a sentence, counted from 0, with no end to run over."""

    def __init__(self, doc: Document, sentence: int) -> None:
        self.text = doc.text
        self.sentence = sentence
        self.base = doc.sentences[sentence].tokens.start
        self.tokens: tuple[Token, ...] = doc.tokens_of(sentence)
        self.norms = [token.norm for token in self.tokens]

    def __len__(self) -> int:
        return len(self.norms)

    def norm(self, at: int) -> str:
        """Return the norm at a place, empty outside the sentence."""
        return self.norms[at] if 0 <= at < len(self.norms) else ""

    def starts(self, at: int, words: tuple[str, ...]) -> bool:
        """Tell whether these norms stand at a place."""
        return at >= 0 and tuple(self.norms[at : at + len(words)]) == words

    def ends(self, at: int, words: tuple[str, ...]) -> bool:
        """Tell whether these norms stand right before a place."""
        return at >= len(words) and tuple(self.norms[at - len(words) : at]) == words

    def glued(self, at: int) -> bool:
        """Tell whether no blank stands between the tokens at-1 and at."""
        inside = 0 < at < len(self.tokens)
        return inside and self.tokens[at - 1].end == self.tokens[at].start

    def capital(self, at: int) -> bool:
        """Tell whether the token at a place starts with a capital letter."""
        inside = 0 <= at < len(self.tokens)
        return inside and self.text[self.tokens[at].start].isupper()

    def lower(self, at: int) -> bool:
        """Tell whether the token at a place is a word without capitals."""
        inside = 0 <= at < len(self.tokens)
        return inside and self.tokens[at].of(self.text).islower()

    def span(self, start: int, end: int) -> Span:
        """Return the span of the tokens from *start* up to *end*."""
        return Span(self.tokens[start].start, self.tokens[end - 1].end)
