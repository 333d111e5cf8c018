"""How two linked sentences relate."""

from __future__ import annotations

from collections.abc import Callable

from srcdiff.model import Relation


def relation(
    *,
    identical: bool,
    says_more: bool,
    shared: bool,
    equal: Callable[[], float],
    edited: float,
) -> Relation:
    """Return the relation of a linked pair.

    Args:
        identical: The norms of both sentences agree.
        says_more: One of the two says something the other article does not.
        shared: One of the two has a further counterpart, so that this pair
            holds only a part of it.
        equal: Gives the share of the tokens that their diff leaves alone, 0…1;
            asked only where it decides.
        edited: Share from which reworded sentences count as copy-edited.
    """
    if identical:
        return "identical"
    if says_more or shared:
        return "overlap"
    return "edited" if equal() >= edited else "paraphrase"
