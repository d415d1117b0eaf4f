"""Pages as they were captured: unpacked, decoded as a browser does it, and told from what is none."""

from __future__ import annotations

import re
from pathlib import Path

from restore.errors import InputError
from restore.files import read_bytes

GZIP = b"\x1f\x8b"  # how each of its files begins, and no page
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)


def unpacked(data: bytes, path: str) -> bytes:
    """A page's bytes, which are packed where its name ends in `.gz`, or they begin so.

    Raises:
        InputError: they are damaged.
    """
    if not path.endswith(".gz") and not data.startswith(GZIP):
        return data
    import gzip
    import zlib

    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{path}: damaged: {error}; bring it back from where it came from") from None


def read_page(path: Path) -> bytes:
    """A page's file, unpacked. Raises InputError where it cannot be read, or is damaged."""
    return unpacked(read_bytes(path), str(path))


def decode_page(data: bytes) -> str:
    r"""A page's characters; what does not decode becomes U+FFFD, as in a browser.

    >>> decode_page(b'<meta charset="iso-8859-1"><p>caf\xe9')
    '<meta charset="iso-8859-1"><p>café'
    """
    from restore.encodings import encoding_of

    encoding = encoding_of(data)
    named = _CHARSET.search(data[:4096])
    if encoding == "utf-8" and named:
        encoding = named.group(1).decode("ascii")
        encoding = "cp1252" if encoding.lower() in {"iso-8859-1", "latin-1", "latin1", "ascii"} else encoding
    try:
        return data.decode(encoding, "replace").removeprefix("\ufeff")
    except LookupError:
        return data.decode("utf-8", "replace")


def checked_page(data: bytes, name: str) -> bytes:
    """A page that somebody gives to be kept. Raises InputError where it is empty, damaged, or no text."""
    page = unpacked(data, name)
    if not page.strip():
        raise InputError(f"{name}: empty; give the page as it was captured")
    if "\0" in decode_page(page):
        raise InputError(f"{name}: no page: it has NUL characters; give the HTML as it was captured")
    return page
