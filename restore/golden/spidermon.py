"""Spidermon: a monitor of what the pipeline of `restore.golden.scrapy` counted.

    SPIDERMON_ENABLED = True
    EXTENSIONS = {"spidermon.contrib.scrapy.extensions.Spidermon": 500}
    SPIDERMON_SPIDER_CLOSE_MONITORS = ("restore.golden.spidermon.FaithfulMonitorSuite",)

The two classes are made when they are asked for, so that this module can be read where spidermon is not installed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from restore.hints import several

NAMES = ("FaithfulMonitor", "FaithfulMonitorSuite")


def failures(stats: Mapping[str, Any]) -> str:
    """What failed, by kind, and how many golden folders were left out, in one line; empty when nothing did.

    >>> failures({"faithful/checked": 5, "faithful/failed": 1, "faithful/kind/negation": 2})
    '1 of 5 items not faithful: negation 2'
    """
    failed, faulty = (int(stats.get(f"faithful/{name}", 0)) for name in ("failed", "faulty"))
    prefix = "faithful/kind/"
    kinds = ", ".join(f"{key.removeprefix(prefix)} {count}" for key, count in sorted(stats.items()) if prefix in key)
    said = []
    if failed:
        said.append(f"{failed} of {stats.get('faithful/checked', failed)} items not faithful{kinds and f': {kinds}'}")
    if faulty:
        said.append(f"{several(faulty, 'golden folder')} left out: the log says what is wrong with them")
    return "; ".join(said)


@cache
def _classes() -> Mapping[str, Any]:
    """The monitor and its suite. Raises ImportError without spidermon."""
    from spidermon import Monitor, MonitorSuite, monitors

    @monitors.name("Golden texts")
    class FaithfulMonitor(Monitor):
        """Fails when an item that has a golden text was not faithful to it, or when none was compared at all."""

        @monitors.name("Items are faithful to their golden texts")
        def test_faithful(self) -> None:
            """No item failed, and no golden folder was left out."""
            said = failures(self.data.stats)
            if said:
                self.fail(said)

        @monitors.name("Some items were compared")
        def test_compared(self) -> None:
            """A spider that meets none of the golden pages says nothing about them."""
            if not int(self.data.stats.get("faithful/checked", 0)):
                self.fail("no item has a golden text; check FAITHFUL_ROOT and the addresses in case.toml")

    class FaithfulMonitorSuite(MonitorSuite):
        """The monitor by itself."""

        monitors = (FaithfulMonitor,)

    made = {"FaithfulMonitor": FaithfulMonitor, "FaithfulMonitorSuite": FaithfulMonitorSuite}
    for name, one in made.items():
        one.__module__, one.__qualname__ = __name__, name
    return made


def __getattr__(name: str) -> Any:
    """The classes, on first use."""
    if name not in NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _classes()[name]
