"""Brings damaged texts back: aligns a copy with its source, types every difference, repairs what is sure."""
