"""Every text column of every table is either marked as personal data or said here not to be, with the reason."""

from __future__ import annotations

import pytest
from sqlalchemy import JSON, String, Table

from credit_core.storage.personal import OWNERS, personal_columns
from credit_core.storage.tables import metadata
from credit_core.storage.types import Texts

ID = "opaque id: random bits or an account name, never an identity number"
NUMBER = "a number that the office gives, random or official, without a person's data in it"
HASH = "a hash that gives nothing back: salted, of a random code, or of a file"
WORD = "a word of the program's own lists"
PLACE = "a place, a regulation, a rule or a body, not a person"
LAW = "words of the law or of a template"
OFFICIAL = "an official's stated ground, which the law wants kept with the change"
REGISTER = "the query register keeps why and on what basis somebody looked (查询登记)"

NOT_PERSONAL = {
    "alert.text": LAW,
    "archive.jurisdiction": PLACE,
    "attachment.sha256": HASH,
    "audit_content.salt": HASH,
    "audit_entry.act": WORD,
    "audit_entry.clause": LAW,
    "audit_entry.content_hash": HASH,
    "audit_entry.entity": WORD,
    "audit_entry.hash": HASH,
    "audit_entry.previous": HASH,
    "audit_entry.role": WORD,
    "audit_head.hash": HASH,
    "authorisation.document_hash": HASH,
    "authorisation.jurisdiction": PLACE,
    "authorisation.provider_consent": OFFICIAL,
    "authorisation.purpose": REGISTER,
    "authorisation.scope": NUMBER,
    "body.jurisdiction": PLACE,
    "body.name": PLACE,
    "body.roles": WORD,
    "case_event.after": WORD,
    "case_event.before": WORD,
    "case_event.event": WORD,
    "case_event.row": WORD,
    "case_pause.kind": WORD,
    "credit_case.access_hash": HASH,
    "credit_case.assigned_to": ID,
    "credit_case.channel": WORD,
    "credit_case.document": PLACE,
    "credit_case.jurisdiction": PLACE,
    "credit_case.linked_to": ID,
    "credit_case.number": NUMBER,
    "credit_case.procedure": WORD,
    "credit_case.recipient": PLACE,
    "credit_case.state": WORD,
    "duty.assumptions": LAW,
    "duty.body": PLACE,
    "duty.calendar": NUMBER,
    "duty.caveat": LAW,
    "duty.document": PLACE,
    "duty.duty": LAW,
    "duty.ended_by": WORD,
    "duty.jurisdiction": PLACE,
    "duty.rule": LAW,
    "duty.started_by": WORD,
    "duty.word": LAW,
    "finding.question": WORD,
    "issued_report.code_hash": HASH,
    "issued_report.content_sha256": HASH,
    "issued_report.issuing_body": PLACE,
    "issued_report.jurisdiction": PLACE,
    "issued_report.number": NUMBER,
    "legal_document.basis": LAW,
    "legal_document.issuer": PLACE,
    "legal_document.number": NUMBER,
    "loaded_file.kind": WORD,
    "loaded_file.loaded_by": ID,
    "loaded_file.name": PLACE,
    "loaded_file.sha256": HASH,
    "loaded_file.text": LAW,
    "notice.channel": WORD,
    "notice.kind": WORD,
    "query_entry.basis": REGISTER,
    "query_entry.channel": WORD,
    "query_entry.jurisdiction": PLACE,
    "query_entry.marks": WORD,
    "query_entry.purpose": REGISTER,
    "query_entry.reason": REGISTER,
    "query_entry.record_ids": ID,
    "query_entry.role": WORD,
    "recipient.body": PLACE,
    "recipient.removal": OFFICIAL,
    "record.basis": LAW,
    "record.held_for": OFFICIAL,
    "record.item": NUMBER,
    "record.jurisdiction": PLACE,
    "record.number": NUMBER,
    "record.provider": PLACE,
    "record.publicity_note": LAW,
    "record.serious_list": WORD,
    "record_change.after": WORD,
    "record_change.before": WORD,
    "record_change.reason": OFFICIAL,
    "record_change.rule": LAW,
    "record_change.source": PLACE,
    "subject.document_name": WORD,
    "submission.key": NUMBER,
    "supervision_item.outcome": OFFICIAL,
    "supervision_item.text": LAW,
    "tombstone.number": NUMBER,
    "tombstone.reason": OFFICIAL,
}


def _holds_text(table: Table) -> set[str]:
    """Columns that can hold free text; an id, a word of an enumeration and a clause cannot."""
    return {
        column.name
        for column in table.columns
        if isinstance(column.type, (String, JSON, Texts)) and column.name != "id" and not column.name.endswith("_id")
    }


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_text_column_is_personal_or_said_not_to_be(table: Table) -> None:
    personal = {column.name for column in personal_columns(table)}
    listed = {name.partition(".")[2] for name in NOT_PERSONAL if name.startswith(f"{table.name}.")}
    assert _holds_text(table) - personal == listed
    assert not personal & listed


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_with_personal_data_knows_whose_it_is(table: Table) -> None:
    if personal_columns(table) and table.name != "audit_content":  # goes by its entry
        assert {column for column, _ in OWNERS[table.name]} <= set(table.columns.keys())
    else:
        assert table.name not in OWNERS
