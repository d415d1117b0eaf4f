"""A second family of damage, made in another way throughout: what is fitted on one shows on the other what it is worth.

Other mentions (chunks between the text's own frequent words), other places (character offsets counted in bytes or over
other line ends), other misreadings, another tokeniser and another editor.
"""

from restore.damage.foreign.chunks import Chunk, Topic, find_topics
from restore.damage.foreign.editor import Rework
from restore.damage.foreign.offsets import Overwrite
from restore.damage.foreign.scrape import SCANNER, Squeeze

__all__ = ["SCANNER", "Chunk", "Overwrite", "Rework", "Squeeze", "Topic", "find_topics"]
