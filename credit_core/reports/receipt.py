"""The receipt (回执) of a filing: what was filed, on which basis, what comes next by which clause, how to verify it.

Plain data, independent of where it is kept. A date stands here only if the law data computed it; where the text gives
none, its own word stands in the date's place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from credit_core.messages import receipt as messages
from credit_core.reports.report import Field


@dataclass(frozen=True, slots=True)
class FiledFile:
    """A piece of evidence as it was handed in: its hash (SHA-256) and its size in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class NextStep:
    """A duty that the filing started or will start. `when` is the due day, or the law's own word, as a sentence.

    `due` is None without a number of days, and before its start is known; `later` is the other reading of a clause
    (GEN-06). `counting` are the days one by one.
    """

    rule: str
    duty: str
    body: str
    citation: str
    when: str
    due: date | None = None
    later: date | None = None
    provisional: bool = False
    counting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt. `access_code` is None on every copy but the first.

    `meanwhile` says what stays visible while the case runs, `missed` what can lawfully be done when a day passes,
    `notes` are the interpretations it rests on. `fingerprint` is the hash of what was filed, `entry` the place of the
    filing in the audit chain, as number:hash.
    """

    number: str
    access_code: str | None
    filed_at: datetime
    received_on: date
    act: str
    place: str
    body: str
    filed: tuple[Field, ...]
    files: tuple[FiledFile, ...]
    basis: tuple[str, ...]
    steps: tuple[NextStep, ...]
    meanwhile: tuple[str, ...]
    missed: tuple[str, ...]
    notes: tuple[str, ...]
    fingerprint: str
    entry: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paper: its heading, labelled values, and sentences."""

    heading: str
    pairs: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()


def title(receipt: Receipt) -> str:
    """江西省 异议申请 回执."""
    return messages.TITLE.format(place=receipt.place, act=receipt.act)


def parts(receipt: Receipt, moment: str, *, counting: bool = False) -> tuple[Part, ...]:
    """What the receipt says, in order, on every medium; the counting of the days only if asked for.

    `moment` is the time of filing as it is to be written.
    """
    found = [
        Part(
            messages.FILING, pairs=(*_head(receipt, moment), *((field.label, field.value) for field in receipt.filed))
        ),
        Part(messages.FILES, lines=tuple(_file(file) for file in receipt.files)),
        Part(messages.BASIS, lines=receipt.basis),
        Part(messages.NEXT, lines=tuple(_step(step) for step in receipt.steps) or (messages.NO_STEPS,)),
        Part(messages.MEANWHILE, lines=receipt.meanwhile),
        Part(messages.MISSED, lines=receipt.missed),
        Part(messages.NOTES, lines=receipt.notes),
        Part(messages.VERIFY, pairs=_verification(receipt), lines=(messages.HOW_TO_VERIFY,)),
    ]
    if counting:
        counted = (line for step in receipt.steps if step.counting for line in (step.duty, *step.counting))
        found.insert(4, Part(messages.COUNTING, lines=tuple(counted)))
    return tuple(part for part in found if part.pairs or part.lines)


def _head(receipt: Receipt, moment: str) -> tuple[tuple[str, str], ...]:
    return (
        (messages.NUMBER, receipt.number),
        *(((messages.CODE, receipt.access_code),) if receipt.access_code else ()),
        (messages.TIME, moment),
        (messages.RECEIVED, receipt.received_on.isoformat()),
        (messages.BODY, receipt.body),
    )


def _file(file: FiledFile) -> str:
    return messages.FILE.format(name=file.name, size=file.size, sha256=file.sha256)


def _step(step: NextStep) -> str:
    return messages.STEP.format(body=step.body, duty=step.duty, when=step.when, citation=step.citation)


def _verification(receipt: Receipt) -> tuple[tuple[str, str], ...]:
    return (messages.FINGERPRINT, receipt.fingerprint), (messages.ENTRY, receipt.entry)
