"""XML from outside: no entities, no network, nothing too deep or too large."""

from __future__ import annotations

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
