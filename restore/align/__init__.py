"""Aligning a copy with its source: anchors, gaps, mentions, moves."""

from restore.align.alignment import Alignment, Block, Mention, Move, Relation

__all__ = ["Alignment", "Block", "Mention", "Move", "Relation"]
