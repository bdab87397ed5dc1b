"""A record and the document it rests on, for rules that need no database."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from credit_core.model.records import (
    DocumentKind,
    DocumentState,
    LegalDocument,
    Publicity,
    Record,
    RecordClass,
    Sharing,
    Source,
    Validity,
)

MOMENT = datetime(2026, 1, 10, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DOCUMENT = LegalDocument(
    id="d1",
    kind=DocumentKind.PENALTY,
    number="测市监罚字〔2026〕1号",
    issuer="某市市场监督管理局（测试）",
    issued_on=date(2026, 1, 5),
    effective_on=date(2026, 1, 5),
    basis=None,
    summary=False,
    state=DocumentState.IN_FORCE,
    changed_on=None,
    change_effective_on=None,
)
RECORD = Record(
    id="r1",
    number="R-1",
    jurisdiction="jiangxi",
    archive_id="a1",
    subject_id="s1",
    source=Source.PUBLIC,
    record_class=RecordClass.DISHONEST,
    gravity=None,
    item=None,
    title="行政处罚（测试）",
    content={"处罚结果": "警告"},
    provider="某县市场监督管理局（测试）",
    basis="测试目录",
    event_date=date(2026, 1, 5),
    document_id="d1",
    received_at=MOMENT,
    pushed_at=MOMENT,
    validity=Validity.EFFECTIVE,
    held_for=None,
    publicity=Publicity.PUBLIC,
    publicity_start=date(2026, 1, 10),
    publicity_end=date(2026, 12, 31),
    publicity_note=None,
    sharing=Sharing.SHARED,
    objection_marks=0,
    repair_mark=False,
    masked=False,
    serious_list=None,
)
