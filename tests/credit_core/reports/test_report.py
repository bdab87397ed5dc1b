"""What a report must state, and its shape for machines."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from credit_core.messages import report as messages
from credit_core.model.records import Publicity, Sharing
from credit_core.reports.errors import ReportError
from credit_core.reports.machine import SCHEMA_VERSION, as_json
from credit_core.reports.report import CreditReport, PublicityStatus
from tests.credit_core.reports.examples import LISTED, PENALTY, REPAIRED, example, with_records

SHAPE = {
    "": "schema_version number issued_at place regulation issuing_body subject request sections verification_code "
    "audit_head silences notes",
    "subject": "kind name number_label number masked",
    "request": "requester purpose mode clause",
    "request.clause": "ref words",
    "sections": "kind title records",
    "sections.records": "number title class_name content source document event_date publicity sharing objection_mark "
    "repair_mark serious_list_mark changes silences",
    "sections.records.content": "label value",
    "sections.records.document": "kind number issuer effective_on",
    "sections.records.publicity": "state ends_on note",
    "sections.records.objection_mark": "name words since clause",
    "sections.records.objection_mark.clause": "ref words",
    "sections.records.changes": "on what reason source clause",
    "sections.records.changes.clause": "ref words",
}


def shape(value: object, path: str = "") -> dict[str, str]:
    """Every path at which an object stands, with its keys."""
    if isinstance(value, list):
        return {key: keys for member in value for key, keys in shape(member, path).items()}
    if not isinstance(value, dict):
        return {}
    found = {path: " ".join(value)}
    for key, member in value.items():
        found |= shape(member, f"{path}.{key}".lstrip("."))
    return found


def test_the_shape_is_the_documented_one() -> None:
    assert SCHEMA_VERSION == "1"
    assert shape(as_json(with_records(PENALTY))) == SHAPE


def test_values_are_plain_and_survive_json() -> None:
    written = as_json(example())
    assert json.loads(json.dumps(written, ensure_ascii=False)) == written
    assert written["schema_version"] == "1"
    assert written["issued_at"] == "2026-11-20T09:05:00+08:00"
    assert written["request"] == {
        "requester": "示例市远溪建材有限公司",
        "purpose": "参加投标",
        "mode": "real_name",
        "clause": {"ref": "shanxi-2022#18.1", "words": "《山西省社会信用条例》第十八条第一款"},
    }


@pytest.mark.rule("SX-34", "CT-48", "JX-47")
def test_machines_read_the_source_of_each_record_and_the_reason_of_each_change() -> None:
    sections: Any = as_json(example())["sections"]
    records = [record for section in sections for record in section["records"]]
    assert len(records) == 5
    assert all(record["source"] for record in records)
    changes = [change for record in records for change in record["changes"]]
    assert [(change["reason"], change["source"]) for change in changes] == [
        ("行政处罚决定书变更", "示例市市场监督管理局"),
        ("有人对这条信息提出异议，正在核查", "示例市社会信用工作机构"),
    ]


def test_publicity_sharing_and_marks_stand_apart() -> None:
    record = replace(REPAIRED, sharing=Sharing.SHARED)
    written = json.dumps(as_json(with_records(record)))
    assert '"state": "stopped"' in written
    assert '"sharing": "shared"' in written
    assert [mark.name for mark in record.marks] == ["修复标注"]
    assert [mark.name for mark in replace(record, objection_mark=PENALTY.objection_mark).marks] == [
        "异议标注",
        "修复标注",
    ]
    assert [mark.name for mark in LISTED.marks] == ["严重失信主体名单"]


def test_nothing_in_the_shape_scores_a_person() -> None:
    keys = set(" ".join(shape(as_json(example())).values()).split())
    assert not {key for key in keys for word in ("score", "grade", "rating", "level", "points") if word in key}


def test_an_issue_time_needs_its_zone() -> None:
    naive = datetime(2026, 11, 20, 9, 5)  # noqa: DTZ001 - the fault under test
    with pytest.raises(ReportError, match="应当带时区"):
        replace(example(), issued_at=naive)


@pytest.mark.parametrize(("field", "words"), messages.FIELD_NAMES.items())
def test_a_blank_head_field_is_refused_by_name(field: str, words: str) -> None:
    blank: dict[str, Any] = {field: "  "}
    with pytest.raises(ReportError, match=f"“{words}”"):
        replace(example(), **blank)


def test_a_record_stands_once() -> None:
    with pytest.raises(ReportError, match="XX-0002"):
        with_records(PENALTY, replace(PENALTY, title="另一条"))


@pytest.mark.parametrize("note", [None, "", " "])
def test_an_open_publicity_end_says_why(note: str | None) -> None:
    with pytest.raises(ReportError, match="应当写明原因"):
        replace(PENALTY, publicity=PublicityStatus(Publicity.PUBLIC, None, note))


def test_every_state_has_its_words() -> None:
    assert set(messages.PUBLICITY_STATES) == {state.value for state in Publicity}
    assert set(messages.SHARING_STATES) == {state.value for state in Sharing}
    assert set(messages.FIELD_NAMES) <= set(CreditReport.__dataclass_fields__)
