"""What the pool's tests let workers do; a module of its own, since a worker imports it by name."""

import gc
import os
import signal
import time


def act(item):
    """Double a number, or do what the item says."""
    if item == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "exit":
        os._exit(3)
    if item == "hang":
        time.sleep(3600)
    if isinstance(item, tuple) and item[0] == "meet":
        _, mine, theirs = item
        open(mine, "w").close()
        while not os.path.exists(theirs):
            time.sleep(0.01)
        return "met"
    if isinstance(item, tuple):
        name, path = item
        if not os.path.exists(path):
            open(path, "w").close()
            os.kill(os.getpid(), signal.SIGKILL)
        return name
    return item * 2


def is_collecting(_):
    """Whether the garbage collector runs while a worker works."""
    return gc.isenabled()
