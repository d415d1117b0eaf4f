"""`restore completion`: a completion script made from the parser; it runs without starting Python."""

from __future__ import annotations

import argparse
import re
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from restore.cli import command
from restore.cli.exits import ExitCode
from restore.cli.registry import COMMANDS, CommandEntry

EXAMPLES = """\
  restore completion bash > ~/.local/share/bash-completion/completions/restore
  restore completion zsh > ~/.zfunc/_restore          with fpath+=~/.zfunc before compinit
  restore completion fish > ~/.config/fish/completions/restore.fish
"""


@dataclass(frozen=True, slots=True)
class Option:
    """One option as a shell sees it: its names, whether a value follows, and which."""

    names: Sequence[str]
    help: str
    takes_value: bool
    choices: Sequence[str]
    files: bool
    several: bool  # with commas between them


@dataclass(frozen=True, slots=True)
class Shape:
    """One command as a shell sees it; `choices` are those of its first argument, `files` says that others are files.

    The options of a command's actions count as its own.
    """

    entry: CommandEntry
    options: Sequence[Option]
    choices: Sequence[str]
    files: bool


def configure(parser: command.Parser) -> None:
    """The command's argument."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell to write for")


def run(options: Namespace) -> int:
    """Print the script."""
    from restore.cli.output import write_lines

    script = {"bash": bash, "zsh": zsh, "fish": fish}[options.shell]
    write_lines(f"{line}\n" for line in script(shapes()))
    return ExitCode.DONE


def shapes() -> list[Shape]:
    """Every command, from its parser."""
    from restore.cli.main import parser_of

    return [_shape(entry, parser_of(entry.name)) for entry in COMMANDS]


def _shape(entry: CommandEntry, parser: command.Parser) -> Shape:
    places = [action for action in parser.arguments() if not action.option_strings]
    choices = [str(choice) for action in places[:1] for choice in action.choices or ()]
    inner = [each for action in places if isinstance(action.choices, dict) for each in action.choices.values()]
    actions = [
        action for each in (parser, *inner) for action in each.arguments() if action.help is not argparse.SUPPRESS
    ]
    options = {action.option_strings[0]: _option(action) for action in actions if action.option_strings}
    return Shape(entry, list(options.values()), choices, bool(inner) or len(places) > bool(choices))


def _option(action: argparse.Action) -> Option:
    takes = action.nargs != 0
    choices = [str(choice) for choice in action.choices or ()] or (_codes() if action.metavar == "CODES" else [])
    files = takes and not choices and (action.metavar in command.PATHS or isinstance(action.metavar, tuple))
    return Option(action.option_strings, _brief(action.help or ""), takes, choices, files, action.metavar == "CODES")


def _codes() -> list[str]:
    from restore.differences import Cause, Op

    return [*(cause.value for cause in Cause), *(op.value for op in Op)]


def _brief(text: str) -> str:
    """The first clause of a help text, without what the shells' quoting would trip over."""
    clause = re.split(r"\(default|[;:]", text)[0].strip()
    return "".join(character for character in clause if character not in "[]'\"\\:$`%")


def bash(shapes: Sequence[Shape]) -> Iterator[str]:
    """For bash 3 and later."""
    yield "# bash completion for restore"
    yield "_restore() {"
    yield "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} verb=${COMP_WORDS[1]}"
    yield '  local words="" files="" codes=""'
    yield '  if [ "$COMP_CWORD" -eq 1 ]; then'
    yield f'    words="{_joined(shape.entry.name for shape in shapes)} --help --version"'
    yield "  else"
    yield '    case "$verb $prev" in'
    for shape in shapes:
        yield from _bash_values(shape)
    yield '    *) case "$verb" in'
    for shape in shapes:
        names = [name for option in shape.options for name in option.names]
        yield f'      {shape.entry.name}) words="{_joined(names)}"{" files=1" * shape.files}'
        if shape.choices:
            yield f'        if [ "$COMP_CWORD" -eq 2 ]; then words="{_joined([*shape.choices, *names])}" files=""; fi'
        yield "      ;;"
    yield "    esac ;;"
    yield "    esac"
    yield "  fi"
    yield '  local before=""'  # of several codes with commas between them the last one is completed
    yield '  if [ -n "$codes" ]; then case "$cur" in *,*) before=${cur%,*}, cur=${cur##*,} ;; esac; fi'
    yield '  COMPREPLY=($(compgen -P "$before" -W "$words" -- "$cur"))'
    yield '  if [ -n "$files" ] && [ "${cur#-}" = "$cur" ]; then'
    yield "    local IFS=$'\\n'; COMPREPLY+=($(compgen -f -- \"$cur\")); compopt -o filenames 2>/dev/null"
    yield "  fi"
    yield "}"
    yield "complete -F _restore restore"


def _bash_values(shape: Shape) -> Iterator[str]:
    for option in shape.options:
        if option.takes_value:
            pattern = "|".join(f'"{shape.entry.name} {name}"' for name in option.names)
            words = f'words="{_joined(option.choices)}"' + " codes=1" * option.several
            yield f"    {pattern}) " + ("files=1" if option.files else words) + " ;;"


def zsh(shapes: Sequence[Shape]) -> Iterator[str]:
    """For zsh's compinit."""
    yield "#compdef restore"
    yield "_restore() {"
    yield "  if (( CURRENT == 2 )); then"
    yield "    local -a verbs=("
    for shape in shapes:
        yield f"      '{shape.entry.name}:{_brief(shape.entry.help)}'"
    yield "    )"
    yield "    _describe command verbs; return"
    yield "  fi"
    yield "  local verb=$words[2]"
    yield "  shift words; (( CURRENT-- ))"
    yield "  case $verb in"
    for shape in shapes:
        yield f"  {shape.entry.name}) _arguments -s \\"
        for option in shape.options:
            yield from (f"    '{name}[{option.help}]{_zsh_value(option)}' \\" for name in option.names)
        if shape.choices:
            yield f"    '1:action:({_joined(shape.choices)})' \\"
        yield f"    '*:argument:{'_files' if shape.files else ''}' ;;"
    yield "  esac"
    yield "}"
    yield 'if [ "$funcstack[1]" = "_restore" ]; then _restore "$@"; else compdef _restore restore; fi'


def _zsh_value(option: Option) -> str:
    if not option.takes_value:
        return ""
    words = _joined(option.choices)
    several = f"_values -s , code {words}" if option.several else f"({words})"
    return ":value:" + ("_files" if option.files else several)


def fish(shapes: Sequence[Shape]) -> Iterator[str]:
    """For fish 3 and later."""
    yield "# fish completion for restore"
    yield "complete -c restore -f"
    yield "complete -c restore -n __fish_use_subcommand -l version -d 'print the version'"
    for shape in shapes:
        name = shape.entry.name
        yield f"complete -c restore -n __fish_use_subcommand -a {name} -d '{_brief(shape.entry.help)}'"
        here = f"complete -c restore -n '__fish_seen_subcommand_from {name}'"
        if shape.choices:
            chosen = f"__fish_seen_subcommand_from {_joined(shape.choices)}"
            yield f"{here[:-1]}; and not {chosen}' -a '{_joined(shape.choices)}'"
            yield from [f"{here[:-1]}; and {chosen}' -F"] * shape.files
        elif shape.files:
            yield f"{here} -F"
        for option in shape.options:
            yield f"{here}{_fish_names(option.names)}{_fish_value(option)} -d '{option.help}'"


def _fish_names(names: Iterable[str]) -> str:
    return "".join(f" -l {name[2:]}" if name.startswith("--") else f" -s {name[1:]}" for name in names)


def _fish_value(option: Option) -> str:
    if not option.takes_value:
        return ""
    if option.files:
        return " -rF"
    if not option.choices:
        return " -x"
    several = f'(__fish_complete_list , "string split , {",".join(option.choices)}")'
    return f" -xa '{several if option.several else _joined(option.choices)}'"


def _joined(words: Iterable[str]) -> str:
    return " ".join(words)
