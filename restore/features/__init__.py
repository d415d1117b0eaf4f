"""What speaks for and against a difference being damage: numbers that the confidence model weighs.

Two kinds: what the difference itself shows (does the source have the intruding words elsewhere, do the words it ate
look like a reviser's work), and what the whole copy shows (how often things of this kind happen in it). The second
tells a damaged copy from a later edition: one sure intruder makes the doubtful ones likelier.
"""

from restore.features.names import NAMES, Group
from restore.features.weighing import Weighable, weighables

__all__ = ["NAMES", "Group", "Weighable", "weighables"]
