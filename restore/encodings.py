"""Bytes to characters: nothing dropped, and what to do next where they are no text."""

from __future__ import annotations

from contextlib import suppress

from restore.errors import EncodingError, InputError

_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SAVE = "save its text as a file"
_PICTURE = ("a picture", "let an OCR engine read it")
# What people have their texts in, by its first bytes, which are those of no text; and what to do with it.
_NO_TEXTS = (
    (b"%PDF-", "a PDF", f"{_SAVE}, as pdftotext does"),
    (b"PK\3\4", "an archive, as an office document may be", _SAVE),
    (b"\xd0\xcf\x11\xe0", "an office document of an old kind", _SAVE),
    (b"\x1f\x8b", "packed by gzip", "unpack it"),
    (b"\x28\xb5\x2f\xfd", "packed by zstd", "unpack it"),
    (b"\xff\xd8\xff", *_PICTURE),
    (b"\x89PNG", *_PICTURE),
    (b"II*\0", *_PICTURE),
    (b"MM\0*", *_PICTURE),
)
_LOOKED_AT = 8192  # bytes, in which a file that is no text has NULs


def decode(data: bytes, *, name: str = "-", encoding: str | None = None) -> str:
    """Bytes to characters, nothing dropped: byte order mark and line ends stay.

    Without `encoding`: UTF-16 or UTF-32 if a byte order mark says so, else UTF-8.

    Raises:
        InputError: the data is not text (it has NUL characters, or is a PDF or the like), or `encoding` is unknown.
        EncodingError: the bytes are not in that encoding, or without one seem to be UTF-16.
    """
    used = encoding or encoding_of(data)
    _refuse(data, name, used)
    try:
        text = data.decode(used)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise EncodingError(
            f"{name}: not {used.upper()}: byte 0x{data[error.start]:02x} at offset {error.start} (line {line})",
            f"name its encoding with --encoding, for example --encoding {_guess(data, used)}",
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


def _refuse(data: bytes, name: str, encoding: str) -> None:
    """Raise InputError of what is no text in any encoding, or has what no text in UTF-8 has."""
    for begin, kind, remedy in _NO_TEXTS:
        if data.startswith(begin):
            raise InputError(f"{name}: not text: it is {kind}; {remedy}")
    head = data[:_LOOKED_AT]
    if encoding == "utf-8" and b"\0" in head:
        if (likely := _marked(data) or _wide(head)) is None:
            raise InputError(f"{name}: not text: it has NUL bytes; give a text file")
        raise EncodingError(
            f"{name}: not UTF-8: it has NUL bytes, as UTF-16 has",
            f"name its encoding with --encoding, for example --encoding {likely}",
        )


def _wide(head: bytes) -> str | None:
    """UTF-16 in that order of bytes in which a text's beginning has more ASCII and no NUL; only for the message."""
    if len(head) % 2 or 32 * head.count(0) < len(head):
        return None
    found = {}
    for name, high, low in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        plain = [letter for letter, above in zip(low, high, strict=True) if not above]
        if all(9 <= letter < 0x7F for letter in plain):
            found[name] = len(plain)
    return max(found, key=lambda name: found[name], default=None)


def _marked(data: bytes) -> str | None:
    """What a byte order mark names."""
    named = encoding_of(data)
    return None if named == "utf-8" else named


def _guess(data: bytes, used: str) -> str:
    """A likely name for bytes that are not in the encoding used, only for the error message."""
    if (named := _marked(data)) is not None and named != used:
        return named
    with suppress(UnicodeDecodeError):
        data.decode()
        return "utf-8"
    return "cp1252" if any(0x80 <= b <= 0x9F for b in data[:100_000]) else "latin-1"
