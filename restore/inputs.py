"""What a file says, whether it is plain text or a page with its layout: the one place where bytes become a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restore.plan import Plan, apply_plan
from restore.text import decode, encoding_of

if TYPE_CHECKING:
    from restore.layouts import Layout


@dataclass(frozen=True, slots=True)
class Given:
    """A text as it was read. Without a layout, `text.encode(encoding)` gives the file's bytes again."""

    text: str
    encoding: str
    layout: Layout | None = None

    def restored(self, plan: Plan) -> str:
        """What the file becomes when a plan for its text is carried out: a page stays one."""
        if self.layout is None:
            return apply_plan(self.text, plan)
        from restore.layouts import rewrite

        return rewrite(self.layout, plan)


def given(data: bytes, *, name: str, encoding: str | None = None) -> Given:
    r"""The text of a file's bytes; `name` is the file's, for messages.

    Without `encoding` it is what a byte order mark says, or, of a page, the page itself, else UTF-8.

    >>> given("<alto><TextLine><String CONTENT='told'/></TextLine></alto>".encode(), name="page.xml").text
    'told\n'

    Raises:
        InputError: it is not text, a page that cannot be read, or `encoding` is unknown.
        EncodingError: the bytes are not in that encoding.
    """
    from restore.layouts import layout_kind, read_layout

    if layout_kind(data) is None:
        used = encoding or encoding_of(data)
        return Given(decode(data, name=name, encoding=used), used)
    layout = read_layout(data, name=name, encoding=encoding)
    return Given(layout.text, layout.markup.encoding, layout)
