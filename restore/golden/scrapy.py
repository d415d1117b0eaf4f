"""Scrapy: compare a sample of the scraped items with golden texts while the spider runs.

    ITEM_PIPELINES = {"restore.golden.scrapy.FaithfulPipeline": 900}
    FAITHFUL_ROOT = "goldens"          folder of the golden folders
    FAITHFUL_FIELDS = {"text": "text", "url": "url"}    names of the item's fields
    FAITHFUL_SAMPLE = 20               items compared in one run at most; 0 is all
    FAITHFUL_ON_FAILURE = "log"        or "drop" (the item), or "close" (the spider)

An item belongs to the golden folder whose `case.toml` names its address. Counts go into the stats: `faithful/checked`,
`faithful/failed`, and `faithful/kind/KIND` for what failed. A golden folder in which a file is wrong is logged, counted
as `faithful/faulty` and left out: nothing of it is an item's fault.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

from restore.errors import RestoreError, UsageError
from restore.files import unreadable_folder
from restore.golden.case import Case, find_cases
from restore.golden.options import NOTHING, GoldenSettings
from restore.golden.run import CheckOutcome, CheckRun

_FIELDS: Mapping[str, str] = {"text": "text", "url": "url"}
_ON_FAILURE = ("log", "drop", "close")


class Stats(Protocol):
    """What is asked of a crawler's stats."""

    def inc_value(self, key: str) -> None:
        """Count one more."""


class FaithfulPipeline:
    """An item pipeline. Items go through unchanged; what is wrong with one is logged and counted."""

    def __init__(
        self,
        run: CheckRun,
        *,
        fields: Mapping[str, str] = _FIELDS,
        sample: int = 0,
        on_failure: str = "log",
        crawler: Any = None,
    ) -> None:
        if on_failure not in _ON_FAILURE:
            raise UsageError(f"FAITHFUL_ON_FAILURE = {on_failure!r}: give one of {', '.join(_ON_FAILURE)}")
        self._run, self._fields, self._sample, self._on_failure = run, {**_FIELDS, **fields}, sample, on_failure
        self._crawler = crawler
        self._cases: dict[str, Case] | None = None
        self._checked = 0
        self._closing: Any = None  # kept, so that it is not collected while it waits
        self._log = logging.getLogger("faithful")
        if not run.settings.root.is_dir():
            self._log.error("nothing is compared: FAITHFUL_ROOT: %s: no such folder", run.settings.root)

    @classmethod
    def from_crawler(cls, crawler: Any) -> FaithfulPipeline:
        """Build it from a crawler's settings.

        Raises:
            UsageError: a setting of these, or one of the project's, does not exist.
        """
        settings = crawler.settings
        said = {name: str(value) for name in ("FAITHFUL_ROOT", "FAITHFUL_PROFILE") if (value := settings.get(name))}
        if "FAITHFUL_ROOT" in said:
            said["FAITHFUL_ROOT"] = str(Path.cwd() / said["FAITHFUL_ROOT"])
        run = CheckRun(GoldenSettings.around(Path.cwd(), {**os.environ, **said}))
        run.check_options(NOTHING)
        return cls(
            run,
            fields=settings.getdict("FAITHFUL_FIELDS"),
            sample=settings.getint("FAITHFUL_SAMPLE", 20),
            on_failure=settings.get("FAITHFUL_ON_FAILURE", "log"),
            crawler=crawler,
        )

    def process_item(self, item: Any, spider: Any = None) -> Any:  # noqa: ARG002 - Scrapy before 2.13 passes it
        """Compare the item if it has a golden text and the sample is not full."""
        values = _as_mapping(item)
        url, text = values.get(self._fields["url"]), values.get(self._fields["text"])
        case = self.case_of(str(url)) if url else None
        if case is None or not isinstance(text, str) or (self._sample and self._checked >= self._sample):
            return item
        try:
            outcome = self._run.check(text, case, NOTHING)
        except RestoreError as error:
            self._leave_out(error)
            self._known_cases().pop(_plain(str(url)))
            return item
        self._checked += 1
        self._count("faithful/checked")
        if outcome.record.failed:
            self._failed(outcome)
        return item

    def case_of(self, url: str) -> Case | None:
        """The golden folder of an address; a scheme, a last slash and a fragment make no difference."""
        return self._known_cases().get(_plain(url))

    def _known_cases(self) -> dict[str, Case]:
        """The golden folders that name an address, by it, on first need."""
        if self._cases is None:
            root = self._run.settings.root
            self._cases = dict(self._addressed(root)) if root.is_dir() else {}
            if root.is_dir() and not self._cases:
                self._log.error("nothing is compared: no case.toml under %s names an address", root)
        return self._cases

    def _addressed(self, root: Path) -> Iterator[tuple[str, Case]]:
        for case in find_cases(root, refused=lambda error: self._leave_out(unreadable_folder(error))):
            try:
                url = case.url
            except RestoreError as error:
                self._leave_out(error)
                continue
            if url:
                yield _plain(url), case

    def _leave_out(self, error: RestoreError) -> None:
        """Tell of a golden folder that cannot be compared with, and go on with the others."""
        self._log.error("a golden folder is left out: %s", error)
        self._count("faithful/faulty")

    def _failed(self, outcome: CheckOutcome) -> None:
        self._count("faithful/failed")
        if outcome.report:
            for finding in outcome.report.failing:
                self._count(f"faithful/kind/{finding.kind.value}")
        self._log.error("%s", outcome.message)
        if self._on_failure == "drop":
            from scrapy.exceptions import DropItem

            raise DropItem(outcome.record.headline)
        if self._on_failure == "close" and self._crawler is not None:
            self._close("unfaithful_item")

    def _close(self, reason: str) -> None:
        engine = self._crawler.engine
        if hasattr(engine, "close_spider_async"):
            from scrapy.utils.defer import deferred_from_coro

            # Not waited for: the spider is closed when its items are done, and this is one of them.
            self._closing = deferred_from_coro(engine.close_spider_async(reason=reason))
        else:  # Scrapy before 2.14
            self._closing = engine.close_spider(self._crawler.spider, reason)

    def _count(self, key: str) -> None:
        stats: Stats | None = getattr(self._crawler, "stats", None)
        if stats is not None:
            stats.inc_value(key)


def _plain(url: str) -> str:
    return url.split("#", 1)[0].partition("://")[2].rstrip("/") or url


def _as_mapping(item: Any) -> Mapping[str, Any]:
    """A dict, a Scrapy Item, or a dataclass or attrs item as a mapping."""
    if isinstance(item, Mapping):
        return item
    try:
        return dict(item)
    except (TypeError, ValueError):
        names = getattr(item, "__dataclass_fields__", None) or getattr(item, "__attrs_attrs__", None)
        fields = [getattr(name, "name", name) for name in names or vars(item)]
        return {str(name): getattr(item, name, None) for name in fields}
