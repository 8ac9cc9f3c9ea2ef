"""Independent pieces of one kernel on all processors, given back in the order they stand in."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

__all__ = ["in_order"]

Piece = TypeVar("Piece")
Result = TypeVar("Result")


def in_order(function: Callable[[Piece], Result], pieces: Iterable[Piece]) -> Iterator[Result]:
    """Work pieces out in threads, as NumPy leaves others the processor; a few are held at a time.

    What is added up from them is the same for any number of processors.

    Examples
    --------
    >>> list(in_order(abs, [-2, 1]))
    [2, 1]
    """
    workers = os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        held: deque[Future[Result]] = deque()
        for piece in pieces:
            held.append(pool.submit(function, piece))
            if len(held) > workers:
                yield held.popleft().result()
        while held:
            yield held.popleft().result()
