"""What ``/metrics`` tells of the desks: the queue, who waits for a person, what is stopped. Counts only, of no person."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from channels.web.asking import NotReady, reached
from credit_core.use_cases.desk.watch import watched

if TYPE_CHECKING:
    from assistant.desk.front import Desk
    from channels.web.ports import Runtime
    from credit_core.use_cases.office import Office

log = logging.getLogger(__name__)

HOLDS: Final = 10.0
"""Seconds for which counts hold, however often they are fetched."""
_STATES: Final = ("open", "taken")
_PRIORITIES: Final = ("normal", "urgent")


@dataclass(eq=False)
class Watch(Collector):
    """A collector of the gauges; without a door, while it is loading, its gauges are not told."""

    runtime: Runtime
    seconds: Callable[[], float] = time.monotonic
    _read_at: float | None = field(default=None, init=False)
    _gauges: tuple[GaugeMetricFamily, ...] = field(default=(), init=False)

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """As prometheus_client asks for it."""
        now = self.seconds()
        if self._read_at is None or now - self._read_at >= HOLDS:
            try:
                self._gauges, self._read_at = tuple(self._read()), now
            except Exception:  # whatever it is, the other metrics are told
                log.exception("the desks could not be counted")
                self._gauges = ()
        yield from self._gauges

    def _read(self) -> Iterator[GaugeMetricFamily]:
        if not self.runtime.ready:
            return
        try:
            desk, office = reached(self.runtime.desk), reached(self.runtime.office)
        except NotReady:
            return
        yield _queue(office)
        yield _handoffs(desk)
        yield _switches(desk)


def _queue(office: Office) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily("credit_assistant_queue_cases", "待办里的办件数", labels=["bucket"])
    for bucket, count in watched(office).items():
        gauge.add_metric([bucket.value], count)
    return gauge


def _handoffs(desk: Desk) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily("credit_assistant_handoffs", "没有结束的转人工", labels=["state", "priority"])
    counts = desk.handoffs.counts()
    for state in _STATES:
        for priority in _PRIORITIES:
            gauge.add_metric([state, priority], counts.get((state, priority), 0))
    return gauge


def _switches(desk: Desk) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily("credit_assistant_stopped", "开关：1 为已停用", labels=["switch"])
    for switch, stopped in desk.switches.stopped().items():
        gauge.add_metric([switch], float(stopped))
    return gauge
