"""The rival explanations, one module each: whether it is possible here, its numbers, its cause, its words."""

from __future__ import annotations

from types import ModuleType

from restore.judging.explanations import editor, intruder, misreading, move, repetition, style, tokeniser

RIVALS: tuple[ModuleType, ...] = (intruder, misreading, tokeniser, style, repetition, move, editor)
