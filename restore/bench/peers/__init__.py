"""Other aligners behind one interface: two token lists in, the changed regions out.

Each is optional (the extra `bench` installs them); one that is missing is reported as not installed.
"""

from restore.bench.peers.git import Git
from restore.bench.peers.heavy import CollateX, Errant
from restore.bench.peers.peer import Peer
from restore.bench.peers.plain import Difflib, DifflibTwin, DiffMatchPatch, Kaldialign, RapidFuzz
from restore.bench.peers.programs import WordDiff

PEERS: tuple[Peer, ...] = (
    Difflib(autojunk=True),
    Difflib(autojunk=False),
    DifflibTwin("cydifflib", "SequenceMatcher", has_autojunk=True),
    DifflibTwin("patiencediff", "PatienceSequenceMatcher", has_autojunk=False),
    RapidFuzz("Levenshtein"),
    RapidFuzz("Indel"),
    DiffMatchPatch(),
    Kaldialign(),
    Git("myers"),
    Git("patience"),
    Git("histogram"),
    WordDiff("wdiff"),
    WordDiff("dwdiff"),
    CollateX(),
    Errant(),
)

__all__ = ["PEERS", "Peer"]
