"""Prometheus metrics of one process. No label ever holds what a person wrote."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.registry import Collector

from assistant.answer import Answer

_BUCKETS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """Answers by outcome, how long they took, whether the models are loaded; and what `watch` counts when it is asked."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self, watch: Collector | None = None) -> None:
        self._registry = CollectorRegistry()
        if watch is not None:
            self._registry.register(watch)
        self._answers = Counter(
            "credit_assistant_answers", "答复数", ("channel", "status", "reason"), registry=self._registry
        )
        self._seconds = Histogram(
            "credit_assistant_ask_seconds", "每次答复所用的秒数", buckets=_BUCKETS, registry=self._registry
        )
        self._ready = Gauge("credit_assistant_ready", "载入是否完成", registry=self._registry)

    def answered(self, channel: str, answer: Answer, seconds: float) -> None:
        """Count one answer that took `seconds`."""
        self._answers.labels(channel, answer.status.value, answer.reason.value).inc()
        self._seconds.observe(seconds)

    def text(self, ready: bool) -> bytes:
        """The exposition."""
        self._ready.set(ready)
        return generate_latest(self._registry)
