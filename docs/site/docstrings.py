"""Docstrings as Markdown: an extension of Griffe.

Examples become blocks of code, since Markdown takes `>>>` for a quotation; and what a comment says of a member of an
enumeration stands below it.
"""

from __future__ import annotations

import re
from typing import Any

from griffe import Attribute, Docstring, Extension, Object

EXAMPLE = re.compile(r"(?:^ *>>> .*\n?(?:^ *\S.*\n?)*)(?:\n(?: *>>> .*\n?(?:^ *\S.*\n?)*))*", re.MULTILINE)


COMMENT = re.compile(r"  # (.+)$")


class Docstrings(Extension):
    """Changes docstrings as they are read."""

    def on_attribute_instance(self, *, attr: Attribute, **_: Any) -> None:
        """Take the comment behind an attribute for its docstring, where it has none."""
        comment = COMMENT.search(attr.source.rstrip())
        if comment and not attr.docstring:
            attr.docstring = Docstring(f"{comment[1][:1].upper()}{comment[1][1:]}.", parent=attr)

    def on_object(self, *, obj: Object, **_: Any) -> None:
        """Change the docstring of whatever has one."""
        if obj.docstring:
            obj.docstring.value = fenced(obj.docstring.value)


def fenced(text: str) -> str:
    """A docstring with its examples fenced, up to the empty line behind each."""
    return EXAMPLE.sub(lambda found: f"```python\n{found.group().rstrip()}\n```\n", text)
