"""The command as its user typed it, so that what is printed to be typed next works as it stands."""

from __future__ import annotations

import os
import sys

NAME = "restore"


def program() -> str:
    """`restore`, or the path it was called by where the shell would find no such command, or another one."""
    called = sys.argv[0]
    if os.path.splitext(os.path.basename(called))[0] != NAME or os.sep not in called:
        return NAME
    import shutil

    found = shutil.which(NAME)
    if found and os.path.realpath(found) == os.path.realpath(called):
        return NAME
    import shlex

    return shlex.quote(called)
