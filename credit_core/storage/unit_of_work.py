"""One transaction: every repository on one connection, and the audit entries that go with what was written."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from credit_core.audit.entry import AuditContent, AuditEntry, Head, append
from credit_core.errors import Busy
from credit_core.messages import storage as messages
from credit_core.model.cases import Attachment, CaseEvent, CasePause, Notice, Submission
from credit_core.model.disclosure import Authorisation, IssuedReport, QueryEntry
from credit_core.model.duties import Alert, SupervisionItem
from credit_core.model.people import Actor
from credit_core.model.records import (
    Finding,
    LegalDocument,
    Recipient,
    RecordChange,
    RecordVersion,
    Tombstone,
)
from credit_core.model.subjects import Archive, Body, Relation, Subject
from credit_core.storage import tables
from credit_core.storage.chain import HEAD_ROW, kept_head
from credit_core.storage.engine import WRITES, waited_in_vain
from credit_core.storage.queues import Cases, Duties, LoadedFiles, Records
from credit_core.storage.repository import Repository
from knowledge.citations.reference import ClauseRef

_LOCKED_HEAD = select(tables.audit_head).where(tables.audit_head.c.id == HEAD_ROW).with_for_update()
_MOVE_HEAD = update(tables.audit_head).where(tables.audit_head.c.id == HEAD_ROW)


@dataclass(frozen=True, slots=True)
class _Deed:
    at: datetime
    actor: Actor
    act: str
    clause: ClauseRef | None
    entity: str
    entity_id: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


class UnitOfWork:
    """Repositories over one connection. `audit` notes what was done; it is chained when the transaction ends."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._deeds: list[_Deed] = []
        self.subjects = Repository(connection, tables.subject, Subject)
        self.relations = Repository(connection, tables.relation, Relation)
        self.bodies = Repository(connection, tables.body, Body)
        self.archives = Repository(connection, tables.archive, Archive)
        self.documents = Repository(connection, tables.legal_document, LegalDocument)
        self.records = Records(connection)
        self.changes = Repository(connection, tables.record_change, RecordChange)
        self.versions = Repository(connection, tables.record_version, RecordVersion)
        self.tombstones = Repository(connection, tables.tombstone, Tombstone)
        self.recipients = Repository(connection, tables.recipient, Recipient)
        self.findings = Repository(connection, tables.finding, Finding)
        self.authorisations = Repository(connection, tables.authorisation, Authorisation)
        self.queries = Repository(connection, tables.query_entry, QueryEntry)
        self.reports = Repository(connection, tables.issued_report, IssuedReport)
        self.cases = Cases(connection)
        self.events = Repository(connection, tables.case_event, CaseEvent)
        self.pauses = Repository(connection, tables.case_pause, CasePause)
        self.notices = Repository(connection, tables.notice, Notice)
        self.attachments = Repository(connection, tables.attachment, Attachment)
        self.submissions = Repository(connection, tables.submission, Submission)
        self.duties = Duties(connection)
        self.alerts = Repository(connection, tables.alert, Alert)
        self.supervision = Repository(connection, tables.supervision_item, SupervisionItem)
        self.loaded = LoadedFiles(connection)
        self.audit_entries = Repository(connection, tables.audit_entry, AuditEntry)
        self.audit_contents = Repository(connection, tables.audit_content, AuditContent)

    def audit(
        self,
        at: datetime,
        actor: Actor,
        act: str,
        entity: str,
        entity_id: str,
        *,
        clause: ClauseRef | None = None,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Note a deed: who, what, on which clause, before and after."""
        self._deeds.append(_Deed(at, actor, act, clause, entity, entity_id, before, after))

    def audit_head(self) -> Head | None:
        """The end of the chain as this transaction sees it; None while it is empty."""
        return kept_head(self.connection)

    def chain(self) -> Head | None:
        """Append the noted deeds and return the new head. The head's row is locked from here to the commit: do it last.

        Called by the store when the transaction ends; earlier only by who needs the head (a receipt).
        """
        if not self._deeds:
            return self.audit_head()
        row = self.connection.execute(_LOCKED_HEAD).one()
        head = Head(row.seq, row.hash) if row.seq else None
        made = []
        for deed in self._deeds:
            entry, content = append(
                head,
                at=deed.at,
                actor_id=deed.actor.id,
                role=deed.actor.role,
                act=deed.act,
                clause=str(deed.clause) if deed.clause else None,
                entity=deed.entity,
                entity_id=deed.entity_id,
                before=deed.before,
                after=deed.after,
                salt=secrets.token_hex(16),
            )
            head = Head(entry.seq, entry.hash)
            made.append((entry, content))
        self._deeds.clear()
        self.audit_entries.add_all(entry for entry, _ in made)
        self.audit_contents.add_all(content for _, content in made)
        assert head is not None  # there were deeds
        self.connection.execute(_MOVE_HEAD, {"seq": head.seq, "hash": head.hash})
        return head


class Store:
    """Opens units of work on one database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        """A transaction that writes: committed at the end of the block, with its audit entries, or not at all.

        Raises:
            Busy: others held the database for too long; nothing was written.
        """
        try:
            with self.engine.connect() as connection:
                writing = connection.execution_options(**{WRITES: True})
                with writing.begin():
                    yield from self._work(writing)
        except NoConnection as error:  # no connection became free
            raise Busy(messages.BUSY) from error
        except OperationalError as error:
            if waited_in_vain(error):
                raise Busy(messages.BUSY) from error
            raise

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """A transaction that only reads; what it would write is rolled back."""
        with self.engine.connect() as connection, connection.begin() as transaction:
            yield UnitOfWork(connection)
            transaction.rollback()

    @contextmanager
    def joined(self, connection: Connection) -> Iterator[UnitOfWork]:
        """A unit of work inside somebody else's transaction, which commits or rolls back both.

        That transaction must have begun as one that writes (execution option `engine.WRITES`).
        """
        yield from self._work(connection)

    def _work(self, connection: Connection) -> Iterator[UnitOfWork]:
        unit = UnitOfWork(connection)
        yield unit
        unit.chain()
