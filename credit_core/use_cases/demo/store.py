"""A store that commits once a day: the demonstration has thousands of transactions, and each commit waits for the disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from credit_core.storage.engine import WRITES
from credit_core.storage.unit_of_work import Store, UnitOfWork


class DayStore(Store):
    """Within `day`, every unit of work joins that day's transaction; the audit chain grows unit by unit as ever."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._of_day: Connection | None = None

    @contextmanager
    def day(self) -> Iterator[None]:
        """One transaction for a day: all of it is written, or nothing."""
        with self.engine.connect() as connection:
            writing = connection.execution_options(**{WRITES: True})
            with writing.begin():
                self._of_day = writing
                try:
                    yield
                finally:
                    self._of_day = None

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        """A unit of work of the day, or one of its own outside a day."""
        if self._of_day is None:
            with super().begin() as unit:
                yield unit
        else:
            with self.joined(self._of_day) as unit:
                yield unit

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """A look at what the day has so far."""
        if self._of_day is None:
            with super().read() as unit:
                yield unit
        else:
            yield UnitOfWork(self._of_day)
