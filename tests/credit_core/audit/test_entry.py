"""Writing the chain: what an entry holds, and what it never holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest

from credit_core.audit.canonical import canonical
from credit_core.audit.entry import GENESIS, AuditContent, AuditEntry, Head, append, content_hash, facts_of, seal
from credit_core.audit.errors import BadEntry, BadHead, NotCanonical
from knowledge.citations.reference import ClauseRef
from tests.credit_core.audit.chains import rows

SALT = "0123456789abcdef" * 2
CLAUSE = ClauseRef.parse("example-2022#39.2")
AT = datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=8)))


def file_objection(**changes: object) -> tuple[AuditEntry, AuditContent]:
    arguments: dict[str, object] = {
        "head": None, "at": AT, "actor_id": "actor-1", "role": "citizen", "act": "file_objection", "clause": CLAUSE,
        "entity": "case", "entity_id": "case-1", "before": None, "after": {"name": "张三", "on": date(2026, 3, 2)},
        "salt": SALT,
    }  # fmt: skip
    return append(**{**arguments, **changes})  # type: ignore[arg-type]


def test_the_first_entry_names_who_what_why_and_when_in_utc() -> None:
    entry, content = file_objection()
    assert (entry.seq, entry.previous) == (1, GENESIS)
    assert (entry.actor_id, entry.role, entry.act, entry.clause) == (
        "actor-1",
        "citizen",
        "file_objection",
        str(CLAUSE),
    )
    assert (entry.at, entry.at.tzinfo) == (AT, UTC)
    assert content == AuditContent(1, SALT, None, {"name": "张三", "on": "2026-03-02"})


def test_the_hashes_are_those_that_the_docstring_gives() -> None:
    entry, _ = file_objection()
    values = '{"after":{"name":"张三","on":"2026-03-02"},"before":null}'
    assert entry.content_hash == sha256((SALT + values).encode()).hexdigest()
    line = (
        f'{{"act":"file_objection","actor_id":"actor-1","at":"2026-03-02T01:30:00.000000Z","clause":"{CLAUSE}",'
        f'"content_hash":"{entry.content_hash}","entity":"case","entity_id":"case-1","previous":"{GENESIS}",'
        '"role":"citizen","seq":1}'
    )
    assert canonical(facts_of(entry)).decode() == line
    assert entry.hash == sha256(line.encode()).hexdigest()


def test_each_entry_follows_the_head() -> None:
    first, _ = file_objection()
    second, _ = file_objection(head=first.head, clause=None)
    assert (second.seq, second.previous, second.clause) == (2, first.hash, None)
    assert second.head == Head(2, second.hash)


def test_the_entry_carries_nothing_of_the_content() -> None:
    entry, _ = file_objection()
    assert "张三" not in canonical({**facts_of(entry), "hash": entry.hash}).decode()


def test_the_salt_keeps_equal_contents_from_looking_equal() -> None:
    assert file_objection()[0].content_hash != file_objection(salt="f" * 32)[0].content_hash


def test_the_seal_covers_every_field() -> None:
    entry, _ = file_objection()
    for field in AuditEntry.__dataclass_fields__.keys() - {"hash"}:
        value = getattr(entry, field)
        other = {"seq": 2, "at": AT + timedelta(microseconds=1)}.get(field, f"{value}x")
        changes: dict[str, Any] = {field: other}
        assert seal(replace(entry, **changes)) != entry.hash, field


@pytest.mark.parametrize("field", ["actor_id", "role", "act", "entity", "entity_id"])
def test_an_entry_without_a_name_is_refused(field: str) -> None:
    with pytest.raises(BadEntry, match="不能为空"):
        file_objection(**{field: " "})


@pytest.mark.parametrize("salt", ["", "f" * 31, "F" * 32, "f" * 33, "f" * 32 + "\n"])
def test_a_salt_is_128_bits(salt: str) -> None:
    with pytest.raises(BadEntry, match="随机盐"):
        file_objection(salt=salt)


def test_what_cannot_be_recorded_exactly_is_refused() -> None:
    with pytest.raises(NotCanonical, match="时区"):
        file_objection(at=datetime(2026, 3, 2))  # noqa: DTZ001 - the mistake under test
    with pytest.raises(NotCanonical, match="float"):
        file_objection(after={"score": 0.5})
    with pytest.raises(NotCanonical, match="键"):
        file_objection(after={1: "a"})


def test_a_content_is_hashed_with_its_salt() -> None:
    _, content = file_objection()
    assert content_hash(replace(content, salt="f" * 32)) != content_hash(content)


def test_a_head_is_written_and_read_back() -> None:
    *_, (entry, _) = rows(12)
    assert str(entry.head) == f"12:{entry.hash}"
    assert Head.parse(f" {entry.head}\n") == entry.head


@pytest.mark.parametrize(
    "text", ["", "12", "12:abc", "0:" + "a" * 64, "12:" + "A" * 64, "012:" + "a" * 64, "x:" + "a" * 64]
)
def test_a_shortened_or_misspelt_head_is_refused(text: str) -> None:
    with pytest.raises(BadHead, match="校验点"):
        Head.parse(text)
