"""The parts of the review screen, one file each."""
