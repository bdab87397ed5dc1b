"""The audit chain (审计链): who did what under which clause, each entry sealed to the one before.

An entry carries no personal data: actors and entities are named by internal ids, and the values before and after
stand apart in an AuditContent, of which the entry keeps only a salted hash. Erasing the content therefore leaves
the chain valid, and the random salt, erased with it, keeps a short value (an ID number) from being guessed back.

    content_hash = SHA-256(salt as ASCII ‖ canonical JSON of {"after", "before"})
    hash         = SHA-256(canonical JSON of all other fields of the entry)
    previous     = hash of the entry before, GENESIS for entry 1

Whoever appends holds the lock on the chain's head; this module only computes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TypeAlias

from credit_core.audit.canonical import Plain, canonical, plain_object, stamp
from credit_core.audit.errors import BadEntry, BadHead, NotCanonical
from credit_core.messages import audit as messages
from knowledge.citations.reference import ClauseRef

GENESIS = "0" * 64
_SALT = re.compile(r"[0-9a-f]{32}")
_HEAD = re.compile(r"([1-9][0-9]{0,15}):([0-9a-f]{64})")


@dataclass(frozen=True, slots=True, order=True)
class Head:
    """The end of the chain at some time (校验点): kept outside, in the daily file and on receipts."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"

    @classmethod
    def parse(cls, text: str) -> Head:
        """Read ``12:`` and 64 hexadecimal digits.

        Raises:
            BadHead: not of that form, for instance a shortened hash.
        """
        match = _HEAD.fullmatch(text.strip())
        if match is None:
            raise BadHead(messages.BAD_HEAD.format(text=text))
        return cls(int(match[1]), match[2])


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act. `seq` counts from 1 without a gap; `at` carries its zone; `clause` is a ClauseRef id.

    Raises:
        NotCanonical: `at` has no zone (a driver that drops it would make every entry look edited).
    """

    seq: int
    at: datetime
    actor_id: str
    role: str
    act: str
    clause: str | None
    entity: str
    entity_id: str
    content_hash: str
    previous: str
    hash: str

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None:
            raise NotCanonical(messages.NAIVE_TIME.format(at=self.at))

    @property
    def head(self) -> Head:
        """The chain's head once this entry is its last."""
        return Head(self.seq, self.hash)


@dataclass(frozen=True, slots=True)
class AuditContent:
    """What entry `seq` changed: the erasable part. `salt` is 128 random bits as 32 lower-case hexadecimal digits."""

    seq: int
    salt: str
    before: dict[str, Plain] | None
    after: dict[str, Plain] | None


Row: TypeAlias = "tuple[AuditEntry, AuditContent | None]"
"""An entry with its content; None where the content was erased."""


def append(
    head: Head | None,
    at: datetime,
    actor_id: str,
    role: str,
    act: str,
    clause: ClauseRef | str | None,
    entity: str,
    entity_id: str,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
    salt: str,
) -> tuple[AuditEntry, AuditContent]:
    """The entry that follows `head` (None: the chain is empty), and its content.

    Args:
        at: the moment, with its zone; kept as UTC.
        actor_id, entity_id: internal ids, never a name or an ID number.
        clause: the legal basis; None where the act has none (a log-in).
        before, after: what `plain` converts; None where there was or is nothing.
        salt: 32 lower-case hexadecimal digits, random, used once.

    Raises:
        BadEntry: actor, role, act or entity is blank, or the salt is not one.
        NotCanonical: a value that cannot be recorded exactly (see `plain`).
    """
    named = {"actor_id": actor_id, "role": role, "act": act, "entity": entity, "entity_id": entity_id}
    for field, text in named.items():
        if not text.strip():
            raise BadEntry(messages.BLANK_FIELD.format(field=messages.FIELDS[field]))
    if not _SALT.fullmatch(salt):
        raise BadEntry(messages.BAD_SALT)
    seq = 1 if head is None else head.seq + 1
    content = AuditContent(seq, salt, *(None if values is None else plain_object(values) for values in (before, after)))
    entry = AuditEntry(
        seq=seq,
        at=at,
        **{field: str(text) for field, text in named.items()},
        clause=None if clause is None else str(clause),
        content_hash=content_hash(content),
        previous=GENESIS if head is None else head.hash,
        hash="",
    )
    return replace(entry, at=at.astimezone(UTC), hash=seal(entry)), content


def content_hash(content: AuditContent) -> str:
    """What an entry keeps of its content: 64 hexadecimal digits.

    Raises:
        NotCanonical: the content holds what `append` would never have recorded.
    """
    values = canonical({"before": content.before, "after": content.after})
    return sha256(content.salt.encode("utf-8", "surrogatepass") + values).hexdigest()


def seal(entry: AuditEntry) -> str:
    """The hash over all fields of the entry but `hash`: 64 hexadecimal digits.

    Raises:
        NotCanonical: a field holds what `append` would never have recorded.
    """
    return sha256(canonical(facts_of(entry))).hexdigest()


def facts_of(entry: AuditEntry) -> dict[str, Plain]:
    """All fields but `hash`, in the form in which they are sealed and exported."""
    return {
        "seq": entry.seq,
        "at": stamp(entry.at),
        "actor_id": entry.actor_id,
        "role": entry.role,
        "act": entry.act,
        "clause": entry.clause,
        "entity": entry.entity,
        "entity_id": entry.entity_id,
        "content_hash": entry.content_hash,
        "previous": entry.previous,
    }
