"""Bytes to characters: nothing dropped, and what to do next where they are no text."""

from __future__ import annotations

from restore.errors import EncodingError, InputError

_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def decode(data: bytes, *, name: str = "-", encoding: str | None = None) -> str:
    """Bytes to characters, nothing dropped: byte order mark and line ends stay.

    Without `encoding`: UTF-16 or UTF-32 if a byte order mark says so, else UTF-8.

    Raises:
        InputError: the data is not text (it has NUL characters), or `encoding` is unknown.
        EncodingError: the bytes are not in that encoding.
    """
    used = encoding or encoding_of(data)
    try:
        text = data.decode(used)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise EncodingError(
            f"{name}: not {used.upper()}: byte 0x{data[error.start]:02x} at offset {error.start} (line {line})",
            f"name its encoding with --encoding, for example --encoding {_guess(data)}",
        ) from None
    except LookupError:
        raise InputError(f"{name}: unknown encoding {encoding!r}; try utf-8, cp1252, latin-1 or utf-16") from None
    except UnicodeError:  # of codecs that say no more, as those of host names
        raise InputError(f"{name}: not {used.upper()}; try utf-8, cp1252, latin-1 or utf-16") from None
    if "\0" in text:
        raise InputError(f"{name}: not text: it has NUL characters; give a text file")
    return text


def encoding_of(data: bytes) -> str:
    """The encoding a byte order mark names, else UTF-8: one whose decoding keeps the mark."""
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return name
    return "utf-8"


def _guess(data: bytes) -> str:
    """A likely name for bytes that are not UTF-8, only for the error message."""
    return "cp1252" if any(0x80 <= b <= 0x9F for b in data[:100_000]) else "latin-1"
