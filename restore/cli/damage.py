"""`restore damage`: a damaged copy of a clean text, and what was done to it."""

from __future__ import annotations

from argparse import Namespace
from contextlib import nullcontext
from typing import TYPE_CHECKING

from restore.cli import command, output
from restore.cli.diagnostics import say
from restore.cli.exits import ExitCode
from restore.errors import OutputError

if TYPE_CHECKING:
    from restore.cli.texts import Input
    from restore.damage import Damaged

EXAMPLES = """\
  restore damage clean.txt -o copy.txt --gold gold.json
  restore damage clean.txt --recipe mixed --seed 7 --format json
  curl -s https://example.org/article.txt | restore damage - --recipe ocr
"""


def configure(parser: command.Parser) -> None:
    """The command's arguments."""
    from restore.damage import RECIPES

    parser.add_argument("clean", metavar="CLEAN", help="the clean text; - is standard input")
    command.add_output(parser)
    parser.add_argument("--gold", metavar="FILE", help="write what was done there, as JSON")
    parser.add_argument(
        "--recipe",
        metavar="RECIPE",
        default="light",
        help=f"what befalls the text: {', '.join(RECIPES)} (default: %(default)s)",
    )
    parser.add_argument(
        "--seed",
        metavar="N",
        type=command.count,
        default=0,
        help="another number, another copy; the same number, the same bytes (default: %(default)s)",
    )
    parser.add_argument(
        "--format",
        "-f",
        choices=("text", "json"),
        default="text",
        help="the copy, or the copy and what was done as one JSON value (default: %(default)s)",
    )
    command.add_encoding(parser, "encoding of the text (default: what a byte order mark says, else utf-8)")
    command.add_quiet(parser)


def run(options: Namespace) -> int:
    """Damage the text; always 0, since differences are what was asked for."""
    from restore.cli.texts import read_input
    from restore.damage import make_damage
    from restore.files import staged

    if options.gold:
        output.refuse_same(options.output, options.gold, "copy and gold")
    for path in (options.output, options.gold):
        output.refuse_inputs(path, options.clean)
    clean = read_input(options.clean, options.encoding)
    damaged = make_damage(clean.text, seed=options.seed, recipe=options.recipe)
    _check_encodable(damaged, clean)
    with staged(options.gold, _as_json(damaged, clean, whole=False)) if options.gold else nullcontext():
        _write_copy(damaged, clean, options)
    if options.output and not options.quiet:
        say(_told(damaged, options))
    return ExitCode.DONE


def _write_copy(damaged: Damaged, clean: Input, options: Namespace) -> None:
    if options.format == "json":
        output.write(_as_json(damaged, clean, whole=True), options.output)
    else:
        output.write_text(damaged.copy, encoding=clean.encoding, output=options.output)


def _check_encodable(damaged: Damaged, clean: Input) -> None:
    """Raise OutputError when the encoding of the clean text lacks a character of the damage."""
    try:
        damaged.copy.encode(clean.encoding)
    except UnicodeEncodeError as error:
        character = damaged.copy[error.start]
        raise OutputError(
            f"the damage has {character!r} (U+{ord(character):04X}), which {clean.encoding} lacks; "
            f"convert {clean.name} to utf-8 first, or take another --recipe"
        ) from None


def _as_json(damaged: Damaged, clean: Input, *, whole: bool) -> bytes:
    """The gold; `whole` puts the copy's text into it."""
    from restore.formats.json import describe, dumps
    from restore.text import Text

    gold = damaged.to_json()
    document = {
        "schema": gold.pop("schema"),
        "recipe": gold.pop("recipe"),
        "seed": gold.pop("seed"),
        "copy": describe(Text.of(damaged.copy, "copy")) | ({"text": damaged.copy} if whole else {}),
        "source": describe(Text.of(damaged.source, clean.name)),
        **gold,
    }
    return (dumps(document) + "\n").encode("utf-8")


def _told(damaged: Damaged, options: Namespace) -> str:
    damage = sum(1 for difference in damaged.gold if difference.damage)
    honest = f" and {len(damaged.gold) - damage} honest revisions" if damage < len(damaged.gold) else ""
    return f"{damage} pieces of damage{honest} in {options.output}" + (
        f", listed in {options.gold}" * bool(options.gold)
    )
