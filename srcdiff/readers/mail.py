"""E-mails and saved pages in MIME form (``.eml``, ``.mht``): the text in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email.message import Message

from srcdiff.errors import InputError
from srcdiff.model import Extract
from srcdiff.readers.encoding import decode
from srcdiff.readers.options import Options
from srcdiff.readers.pieces import one_line
from srcdiff.readers.refusals import no_text

MOST_MULTIPARTS = 100
"""Parts with parts in them above which a message is refused: each line is compared
with the boundaries of all that are open."""

_HEADERS = {"subject": "title", "from": "author", "date": "date"}


def read_email(data: bytes, name: str, options: Options) -> Extract:
    """Take the text out of an e-mail: its plain part, else its page.

    Places are lines of that part.  Attachments are left out.

    Raises:
        InputError: it is damaged, encrypted, or has no text.
    """
    part = _text_part(data, name)
    payload = part.body.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        raise no_text(name)
    if part.body.get_content_type() == "text/html":
        from srcdiff.readers.html import read_html

        encoding = options.encoding or part.encoding(payload)
        extract = read_html(payload, name, replace(options, encoding=encoding))
    else:
        from srcdiff.readers.plain import read_plain

        encoding = options.encoding or part.encoding(payload)
        text, note = decode(payload, name, encoding)
        extract = read_plain(text, name)
        extract = replace(extract, limits=(note,) if note else ())
    metadata = {**part.metadata(), **extract.metadata}
    limits = extract.limits
    if part.attached:
        limits = (*limits, f"The attachments of {name} were left out.")
    title = extract.title or metadata.get("title")
    return replace(extract, title=title, metadata=metadata, limits=limits)


class _Part:
    """The part of a message that holds its text."""

    def __init__(self, message: Message, body: Message, *, attached: bool) -> None:
        self.message = message
        self.body = body
        self.attached = attached

    def encoding(self, payload: bytes) -> str | None:
        """Return the encoding that the part names, if it fits."""
        encoding = self.body.get_content_charset()
        try:
            payload.decode(encoding or "")
        except (LookupError, ValueError):
            return None
        return encoding

    def metadata(self) -> dict[str, str]:
        """Return subject, sender and date as the message has them."""
        found = {}
        for header, key in _HEADERS.items():
            words = one_line(_readable(str(self.message.get(header, ""))[:1000]))
            if words:
                found[key] = words
        return found


def _text_part(data: bytes, name: str) -> _Part:
    from email import message_from_bytes
    from email.errors import MessageError

    if data.count(b"multipart/") > MOST_MULTIPARTS:
        raise InputError(f"{name}: has too many parts; save the message as text")
    try:
        message = message_from_bytes(data)
        parts = list(_leaves(message))
    except (MessageError, RecursionError, ValueError, LookupError) as error:
        raise InputError(f"{name}: is damaged; save the message as text") from error
    if message.get_content_type() == "multipart/encrypted":
        raise InputError(f"{name}: is encrypted; save its text first")
    texts = [part for part in parts if part.get_content_disposition() != "attachment"]
    for kind in ("text/plain", "text/html"):
        for part in texts:
            if part.get_content_type() == kind:
                return _Part(message, part, attached=len(texts) < len(parts))
    raise no_text(name)


def _leaves(message: Message) -> Iterator[Message]:
    return (part for part in message.walk() if not part.is_multipart())


def _readable(header: str) -> str:
    """Return a header with its encoded words decoded."""
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    try:
        return str(make_header(decode_header(header)))
    except (HeaderParseError, LookupError, ValueError):
        return header
