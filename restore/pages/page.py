"""Pages for a browser: one file each, nothing fetched, nothing run; light and dark, narrow and wide.

Texts go in through `escape`, which makes controls visible first: a bidirectional control would reorder the page.
The policy in the head forbids scripts, pictures and the network even to what might slip through.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape as _escape_markup

from restore.pages.style import STYLE
from restore.visible import visible, visible_lines

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(title: str, *parts: str) -> str:
    """A whole page. The title is text, the parts are markup."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(part for part in parts if part)
        + "\n</main>\n</body>\n</html>\n"
    )


def escape(text: object) -> str:
    r"""Text as markup that says just that.

    >>> escape("<b>\u202e & \x1b")
    '&lt;b&gt;⟨RLO⟩ &amp; ␛'
    """
    return _escape_markup(visible_lines(str(text)))


def inline(text: object, *, space: str = " ") -> str:
    r"""The same for what stands in one line, a name or a cell: line ends are shown, too.

    >>> inline("<b>\n")
    '&lt;b&gt;↵'
    """
    return _escape_markup(visible(str(text), space=space))


def figures(*pairs: tuple[str, str]) -> str:
    """A row of figures, each with what it counts."""
    return '<div class="figures">' + "".join(_figure(value, name) for value, name in pairs) + "</div>"


def _figure(value: str, name: str) -> str:
    return f'<div class="figure"><b>{escape(value)}</b><span>{escape(name)}</span></div>'


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Collection[int] = (), ours: Collection[int] = ()
) -> str:
    """A table; cells are markup, those of the columns in `numbers` are set to the right, rows in `ours` stand out."""

    def cells(tag: str, row: Sequence[str]) -> str:
        kinds = (' class="n"' if index in numbers else ' class="id"' if index == 0 else "" for index in range(len(row)))
        return "".join(f"<{tag}{kind}>{cell}</{tag}>" for kind, cell in zip(kinds, row, strict=True))

    kinds = (' class="ours"' if number in ours else "" for number in range(len(rows)))
    body = "\n".join(f"<tr{kind}>{cells('td', row)}</tr>" for kind, row in zip(kinds, rows, strict=True))
    return (
        f'<div class="scroll"><table><thead><tr>{cells("th", head)}</tr></thead><tbody>\n{body}\n</tbody></table></div>'
    )


def chip(decision: str) -> str:
    """A decision as a label."""
    words = {"apply": "applied", "keep": "kept", "review": "left to you"}
    return f'<span class="chip {escape(decision)}">{words.get(decision, escape(decision))}</span>'
