"""Markup with the places of all that is in it: what pages with a layout and documents are read by."""

from __future__ import annotations

import re

from restore.hints import a_kind

_HEAD = 65536  # bytes in which the first element has to begin: comments before it may tell a file's history
# Possessive, so that what is passed over once is never gone through again in another way.
_ROOT = (  # made a pattern where there is markup: few texts have any
    rb"\s*+(?:(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s+(?P<type>[\w.:-]*)[^\[>]*+(?:\[.*?\]\s*+)?+>)\s*+)*+"
    rb"<(?:[\w.-]+:)?(?P<name>[A-Za-z][\w.]*)"
)


def first_element(data: bytes) -> str | None:
    """The name of a document's first element without its prefix, `html` after such a document type; None for others.

    >>> first_element(b"<?xml version='1.0'?><!-- a page --><a:alto xmlns:a='x'>")
    'alto'
    >>> first_element(b"<!doctype html><title>A page</title>")
    'html'
    >>> first_element(b"a < b")

    Raises TypeError for what is no bytes, as a text or a path.
    """
    if not isinstance(data, bytes | bytearray):
        raise TypeError(f"{a_kind(data)} is no file's bytes; give bytes, as Path(name).read_bytes() has them")
    if b"<" not in data[:64]:
        return None
    # Names are of ASCII, so that without its zeros UTF-16 will do.
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe\0").replace(b"\0", b"")
    found = re.compile(_ROOT, re.DOTALL | re.IGNORECASE).match(head)
    if found is None:
        return None
    kind, name = (found[group] or b"" for group in ("type", "name"))
    return "html" if b"html" in {kind.lower(), name.lower()} else name.decode()
