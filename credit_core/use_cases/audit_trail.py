"""The audit chain (审计链) for who watches over it: verify it, hand it out, keep its head elsewhere.

The heads' file holds one head a line (`seq:hash`). It belongs on another machine: who can rewrite the database must not be
able to rewrite the file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from credit_core.audit.entry import Head, Row
from credit_core.audit.errors import AuditError, BadHead
from credit_core.audit.export import write_lines
from credit_core.audit.verify import Report
from credit_core.messages import audit_trail as messages
from credit_core.storage import chain
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.office import Office

__all__ = ["Head", "HeadGone", "Report", "current_head", "export_trail", "keep_head", "read_heads", "verify_trail"]


class HeadGone(AuditError):
    """A head kept outside is no longer in the database: the chain was cut or rewritten."""


def verify_trail(store: Store, heads: Iterable[Head] = ()) -> Report:
    """Read the whole chain once, as of one moment, against these heads kept outside and the database's own."""
    with store.read() as unit:
        return chain.verify(unit.connection, heads)


def current_head(store: Store) -> Head | None:
    """The head of the chain now; None while it is empty."""
    with store.read() as unit:
        return chain.kept_head(unit.connection)


def keep_head(office: Office, path: Path) -> Head | None:
    """Append the head of now to the file kept elsewhere, unless it is its last line already; None for an empty chain.

    Raises:
        HeadGone: the last head of the file is no longer in the chain; nothing is appended.
        BadHead: the file holds something else than heads.
    """
    kept = read_heads(str(path)) if path.exists() else ()
    with office.store.read() as unit:
        now = chain.kept_head(unit.connection)
        if kept and not chain.holds(unit.connection, kept[-1]):
            raise HeadGone(messages.HEAD_GONE.format(head=kept[-1].seq, file=path))
    if now is not None and now not in kept[-1:]:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="ascii") as file:
            file.write(f"{now}\n")
            file.flush()
            os.fsync(file.fileno())
    return now


def read_heads(text: str) -> tuple[Head, ...]:
    """A head `seq:hash`, or the file of that name with one in every line.

    Raises:
        BadHead: neither.
    """
    file = Path(text)
    try:
        lines = file.read_text("ascii").splitlines() if file.is_file() else [text]
    except (OSError, UnicodeDecodeError):
        lines = [text]
    try:
        return tuple(Head.parse(line) for line in lines if line.strip())
    except BadHead:
        raise BadHead(messages.NOT_A_HEAD.format(text=text)) from None


def export_trail(store: Store, file: Path, *, contents: bool) -> Head | None:
    """Write the chain as JSON lines that a stranger can verify (audit.export); `contents` False withholds what changed.

    Returns the head at that moment. The file is readable by its owner alone.
    """
    with store.read() as unit, os.fdopen(os.open(file, _NEW, _OWNER_ONLY), "w", encoding="utf-8", newline="\n") as out:
        head = chain.kept_head(unit.connection)
        rows: Iterable[Row] = chain.rows(unit.connection)
        out.writelines(write_lines(rows if contents else ((entry, None) for entry, _ in rows)))
    return head


_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
_OWNER_ONLY = 0o600
