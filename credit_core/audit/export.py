"""The audit chain (审计链) as JSON lines, so that a stranger can verify it without this program.

One line per entry, in the order of the chain, UTF-8, each ended by a single line feed. A line is the canonical JSON
(RFC 8785, no byte may differ) of an object with exactly these members::

    seq           integer, from 1, without a gap
    at            text, UTC, as 2026-11-20T08:05:00.000000Z
    actor_id      text, internal id of who acted
    role          text
    act           text
    clause        text, id of the clause relied on (document#article.paragraph.item), or null
    entity        text, kind of the thing acted on
    entity_id     text, internal id of it
    content_hash  text, 64 hexadecimal digits: SHA-256 of the salt (as ASCII) followed by the canonical JSON of
                  {"after": …, "before": …}
    previous      text, `hash` of the line before; 64 zeros on line 1
    hash          text, SHA-256 of the canonical JSON of all members but `hash` and `content`
    content       {"after": object or null, "before": object or null, "salt": text}, or null if erased or withheld

The heads kept outside are lines `seq:hash`. A reader splits at line feeds only (text may hold U+2028) and refuses what
is not UTF-8: ``open(path, encoding="utf-8", errors="surrogateescape", newline="\\n")`` leaves both to `read_lines`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from credit_core.audit.canonical import Plain, canonical, stamp
from credit_core.audit.entry import AuditContent, AuditEntry, Row, facts_of
from credit_core.audit.errors import BadExportLine, NotCanonical
from credit_core.messages import audit as messages

_FIELDS = frozenset((*AuditEntry.__dataclass_fields__, "content"))
_CONTENT_FIELDS = frozenset(("salt", "before", "after"))


class _Misfit(Exception):
    """Why a line is none, in Chinese."""


def write_lines(rows: Iterable[Row]) -> Iterator[str]:
    """One line per row, ended by a line feed. Hand over None for a content that the reader may not see.

    Raises:
        NotCanonical: a stored value was changed to something that was never recorded; verify the chain first.
    """
    for entry, content in rows:
        held = None if content is None else {"salt": content.salt, "before": content.before, "after": content.after}
        yield canonical({**facts_of(entry), "hash": entry.hash, "content": held}).decode("utf-8") + "\n"


def read_lines(lines: Iterable[str]) -> Iterator[Row]:
    """The rows of an export, one at a time, for `verify_rows`.

    Raises:
        BadExportLine: a line is not of the form above, to the byte; names its number.
    """
    for number, line in enumerate(lines, start=1):
        try:
            yield _row(line)
        except _Misfit as misfit:
            raise BadExportLine(number, messages.BAD_LINE.format(number=number, detail=misfit)) from None


def _row(line: str) -> Row:
    members = _members(line)
    seq = members["seq"]
    if isinstance(seq, bool) or not isinstance(seq, int):
        raise _Misfit(messages.LINE_WRONG_FIELDS)
    entry = AuditEntry(
        seq=seq,
        at=_moment(_text(members["at"])),
        actor_id=_text(members["actor_id"]),
        role=_text(members["role"]),
        act=_text(members["act"]),
        clause=None if members["clause"] is None else _text(members["clause"]),
        entity=_text(members["entity"]),
        entity_id=_text(members["entity_id"]),
        content_hash=_text(members["content_hash"]),
        previous=_text(members["previous"]),
        hash=_text(members["hash"]),
    )
    held = _object(members["content"])
    if held is None:
        return entry, None
    if held.keys() != _CONTENT_FIELDS:
        raise _Misfit(messages.LINE_WRONG_FIELDS)
    return entry, AuditContent(seq, _text(held["salt"]), _object(held["before"]), _object(held["after"]))


def _members(line: str) -> dict[str, Plain]:
    """The line as an object; to the byte, which also excludes a member named twice, fractions and NaN."""
    if not line.endswith("\n"):
        raise _Misfit(messages.LINE_NO_NEWLINE)
    try:
        value = json.loads(line)
        exact = canonical(value).decode("utf-8") + "\n" == line
    except (ValueError, RecursionError, NotCanonical):
        exact = False
    if not exact:
        raise _Misfit(messages.LINE_NOT_CANONICAL)
    members = _object(value)
    if members is None or members.keys() != _FIELDS:
        raise _Misfit(messages.LINE_WRONG_FIELDS)
    return members


def _object(value: Plain) -> dict[str, Plain] | None:
    if value is None or isinstance(value, dict):
        return value
    raise _Misfit(messages.LINE_WRONG_FIELDS)


def _text(value: Plain) -> str:
    if isinstance(value, str):
        return value
    raise _Misfit(messages.LINE_WRONG_FIELDS)


def _moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
        exact = stamp(at) == text
    except (ValueError, OverflowError, NotCanonical):
        exact = False
    if not exact:
        raise _Misfit(messages.LINE_WRONG_FIELDS)
    return at
