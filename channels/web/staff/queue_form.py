"""The filter of the work queue, as its address has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Final, TypeVar

from channels.text import clean
from channels.web.staff.sending import address
from credit_core.use_cases.desk.queue import COUNTED_UP_TO, Bucket, QueueChoices, QueueFilter, QueuePage
from credit_core.use_cases.vocabulary import CaseType

PATH: Final = "/staff/queue"
_MOST: Final = 100
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen, as text; empty: whichever. `who` is me, nobody or an account."""

    bucket: str = ""
    place: str = ""
    type: str = ""
    state: str = ""
    body: str = ""
    who: str = ""
    text: str = ""

    def filter(self) -> QueueFilter:
        """What the work queue understands; an unknown word counts as none."""
        return QueueFilter(
            bucket=_word(Bucket, self.bucket),
            place=self.place or None,
            type=_word(CaseType, self.type),
            state=self.state or None,
            body=self.body or None,
            assigned_to=self.who or None,
            text=self.text or None,
        )

    def as_dict(self) -> dict[str, str]:
        """By name, what is empty left out."""
        values = {one.name: str(getattr(self, one.name)) for one in fields(self)}
        return {name: value for name, value in values.items() if value}

    def href(self, path: str = PATH, **more: str) -> str:
        """The address that shows this."""
        return address(path, **self.as_dict(), **more)

    @property
    def narrowed(self) -> bool:
        """True if anything but the bucket is chosen."""
        return bool(self.as_dict().keys() - {"bucket"})


@dataclass(frozen=True, slots=True)
class Tab:
    """A bucket above the list. `count` is empty where nothing was counted."""

    name: str
    href: str
    count: str
    current: bool
    bucket: str


def read(sent: Mapping[str, str]) -> Chosen:
    """The filter of an address or of a form's hidden fields."""
    return Chosen(**{one.name: clean(sent.get(one.name, ""))[:_MOST] for one in fields(Chosen)})


def tabs(chosen: Chosen, choices: QueueChoices, page: QueuePage) -> Iterator[Tab]:
    """All cases, then each bucket."""
    counts = page.counts or {}
    capped = any(count >= COUNTED_UP_TO for count in counts.values())
    everything = f"{sum(counts.values())}{'+' if capped else ''}" if counts else ""
    yield Tab("全部", replace(chosen, bucket="").href(), everything, not chosen.bucket, "")
    for bucket, name in choices.buckets:
        count = counts.get(Bucket(bucket))
        shown = "" if count is None else f"{count}{'+' if count >= COUNTED_UP_TO else ''}"
        yield Tab(name, replace(chosen, bucket=bucket).href(), shown, chosen.bucket == bucket, bucket)


def _word(kind: type[_Word], text: str) -> _Word | None:
    try:
        return kind(text)
    except ValueError:
        return None
