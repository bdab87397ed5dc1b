"""Confirmed forms of every act, as a conversation hands them to casework, and the transaction of a turn."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import Connection

from assistant.dialogue.acts import Act, FlowState
from assistant.dialogue.casework import Casework
from assistant.dialogue.ports import Filed
from assistant.dialogue.state import Flow, StoredFile
from credit_core.identity.synthetic import birth_date, person_name, resident_number, unified_code
from credit_core.storage.engine import WRITES
from credit_core.use_cases.office import Office
from knowledge.regulations.corpus import load_corpus

PLACES = ("shanxi", "city", "jiangxi")
CASES = tuple(act for act in Act if act is not Act.HANDOFF)
CORPUS = load_corpus()

_SOURCE = random.Random(5)
NAME, NUMBER = person_name(_SOURCE), resident_number(_SOURCE, birth_date(_SOURCE, date(1960, 1, 1), date(2000, 1, 1)))
FIRM, CODE = "测试商行", unified_code(_SOURCE)
FILE = StoredFile("缴款凭证.pdf", "ab" * 32, 1200, "application/pdf")

_OF_ACT: dict[Act, dict[str, Any]] = {
    Act.QUERY_OWN_RECORD: {},
    Act.AUTHORISED_QUERY: {
        "applicant_role": "authorised_third_party",
        "applicant_name": FIRM,
        "applicant_id": CODE,
        "purpose": "审核贷款申请",
        "authorisation": "书面授权书一份",
    },
    Act.OBJECTION: {
        "info_kind": "public",
        "record_ref": "XY-001",
        "objection_ground": "error",
        "objection_detail": "金额写错了",
        "evidence": ["缴款凭证"],
    },
    Act.REPAIR: {"record_ref": "2024年的行政处罚", "correction_facts": ["罚款已经交清", "已经公开道歉"]},
    Act.REVOCATION: {"legal_document": "测市监罚字〔2024〕12号", "event_date": "2026-11-18"},
    Act.DELETE_HONOUR: {"records": ["志愿服务"]},
    Act.COMPLAINT: {"topic": "异议交上去没有人理", "record_source": "某县信用平台"},
}


def flow(act: Act, place: str, *files: StoredFile, key: str = "chat-1", **changes: Any) -> Flow:
    """A confirmed form with what a citizen gives for the act; a change to None leaves a slot away."""
    slots = {
        "jurisdiction": place,
        "applicant_role": "self",
        "subject_kind": "natural_person",
        "subject_name": NAME,
        "subject_id_type": "resident_id",
        "subject_id": NUMBER,
        "contact": "13800138000",
        **_OF_ACT[act],
        **changes,
    }
    given = {name: value for name, value in slots.items() if value is not None}
    return Flow(act, key, FlowState.CONFIRMING, given, files=files)


@contextmanager
def turn(office: Office) -> Iterator[Connection]:
    """The transaction of one turn: it commits at the end."""
    with office.store.engine.connect() as connection:
        writing = connection.execution_options(**{WRITES: True})
        with writing.begin():
            yield writing


def filed(casework: Casework, office: Office, form: Flow) -> Filed:
    """The form as a case."""
    with turn(office) as connection:
        made = casework.file(connection, form, "web")
    assert isinstance(made, Filed), made
    return made
