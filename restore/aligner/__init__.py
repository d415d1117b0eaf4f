"""Aligning a copy with its source: anchors, gaps, mentions, moves."""

from restore.aligner.alignment import Alignment, Block, Mention, Move, Relation

__all__ = ["Alignment", "Block", "Mention", "Move", "Relation"]
