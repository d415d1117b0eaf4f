"""Python's garbage collector held back while one call builds many values.

It starts anew each time so many more containers are made than freed, and walks over all that live. A call that builds
values for every difference of a long text would have them walked over again and again, and in vain: they have no
cycles. That is worth a twentieth of the processor's time.

Only a process that is this package's own does so, as a command or a worker: the collector is the whole process's, and
a library leaves it to whose process it is.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def held_back(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """The function, run without the collector; afterwards it runs again if it ran before."""

    @wraps(function)
    def run(*arguments: Parameters.args, **named: Parameters.kwargs) -> Result:
        if not gc.isenabled():
            return function(*arguments, **named)
        gc.disable()
        try:
            return function(*arguments, **named)
        finally:
            gc.enable()

    return run
