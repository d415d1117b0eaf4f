"""Python's garbage collector held back while one call builds many values, and kept quiet by a command.

It starts anew each time so many more containers are made than freed, and walks over all that live. A call that builds
values for every difference of a long text would have them walked over again and again, and in vain: they have no
cycles. That is worth a twentieth of the processor's time.

Only a process that is this package's own does so, as a command or a worker: the collector is the whole process's, and
a library leaves it to whose process it is.
"""

from __future__ import annotations

import gc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final, ParamSpec, TypeVar

    Parameters = ParamSpec("Parameters")
    Result = TypeVar("Result")

# Values made, beyond those let go, after which a command is collected: imports make thirty thousand that all stay,
# which Python would walk over forty times. A review makes as many in seconds: what it drops is not kept for long.
MANY: Final = 50_000


def held_back(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """The function, run without the collector; afterwards it runs again if it ran before."""
    from functools import wraps

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


def quiet(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """A whole command, which collects when it has made `MANY` values, and nothing at its end."""

    def run(*arguments: Parameters.args, **named: Parameters.kwargs) -> Result:
        gc.set_threshold(MANY, *gc.get_threshold()[1:])
        try:
            return function(*arguments, **named)
        finally:
            gc.freeze()  # or Python would walk over them twice more as it ends, and take them down all the same

    return run
