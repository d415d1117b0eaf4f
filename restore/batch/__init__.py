"""Many pairs: read from any of the usual files, restored by worker processes, written in the input's order, resumable."""
