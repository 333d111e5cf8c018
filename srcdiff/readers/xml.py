"""XML from outside: no entities, no network, nothing too deep or too large."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from srcdiff.errors import InputError

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

MOST_TAGS = 2_000_000
"""Tags above which a file is refused.  A book of 300 pages has some 300,000."""


def safe_xml_parser() -> XMLParser:
    """Return a parser that opens nothing and expands nothing."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def parsed_xml(data: bytes, name: str) -> _Element:
    """Parse a part of a document.

    Raises:
        InputError: it is malformed, too large, or declares entities.
    """
    from lxml import etree

    if data.count(b"<") > MOST_TAGS:
        raise InputError(f"{name}: has more than {MOST_TAGS:,} tags; split it")
    try:
        tree = etree.fromstring(data, safe_xml_parser())
    except (etree.LxmlError, ValueError) as error:
        raise InputError(
            f"{name}: is damaged (its XML is malformed); open it and save it again"
        ) from error
    if tree.getroottree().docinfo.internalDTD is not None:
        raise InputError(
            f"{name}: declares XML entities, as no article does; save it as text"
        )
    return tree


def local_name(element: _Element) -> str:
    """Return an element's name without its namespace; nothing for an entity.

    Documents come in two sets of namespaces, strict and transitional.
    """
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: _Element, name: str) -> Iterator[_Element]:
    """Yield the children of that name, whatever their namespace."""
    return (part for part in element if local_name(part) == name)


def child(element: _Element, name: str) -> _Element | None:
    """Return the first child of that name; None if there is none."""
    return next(children(element, name), None)


def value_of(element: _Element | None, name: str = "val") -> str:
    """Return an attribute in the element's own namespace, or in none."""
    if element is None:
        return ""
    namespace = element.tag.rpartition("}")[0]
    found = element.get(f"{namespace}}}{name}") if namespace else None
    return str(found if found is not None else element.get(name, ""))


def texts_by_name(
    parents: Iterable[_Element], names: Mapping[str, str]
) -> dict[str, str]:
    """Return the text of their children whose names are known; the first counts.

    Args:
        parents: Elements such as those that hold a document's properties.
        names: Name of a child to what it is called in the result.
    """
    found: dict[str, str] = {}
    for parent in parents:
        for element in parent:
            key = names.get(local_name(element))
            words = " ".join((element.text or "").split())
            if key and words:
                found.setdefault(key, words)
    return found
