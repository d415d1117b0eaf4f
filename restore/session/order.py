"""The orders a queue can have. None of them drops a difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from restore.session.items import Item


class Order(StrEnum):
    """What a queue is sorted by."""

    POSITION = "position"  # as the texts run
    DOUBT = "doubt"  # nearest to its threshold first: where a look changes most
    CONFIDENCE = "confidence"  # least sure first
    REPEATS = "repeats"  # identical differences together, first those where one answer decides most
    CODE = "code"
    DOCUMENT = "document"  # the document with most left first

    @property
    def following(self) -> Order:
        """The next in the cycle."""
        orders = list(Order)
        return orders[(orders.index(self) + 1) % len(orders)]


Measure = Callable[["Item"], "tuple[float | str, ...]"]


def measure_of(
    order: Order, *, threshold: Callable[[Item], float], repeats: Callable[[Item], int], left: Mapping[int, int]
) -> Measure | None:
    """What to sort items by; None for the order they stand in. Sorting is stable, so equals stay as the texts run."""
    measures: dict[Order, Measure | None] = {
        Order.POSITION: None,
        Order.DOUBT: lambda item: (abs(item.difference.confidence - threshold(item)),),
        Order.CONFIDENCE: lambda item: (item.difference.confidence,),
        Order.REPEATS: lambda item: (-repeats(item), *map(str, item.group)),
        Order.CODE: lambda item: (str(item.difference.code),),
        Order.DOCUMENT: lambda item: (-left.get(item.place, 0), str(item.place).zfill(12)),
    }
    return measures[order]
