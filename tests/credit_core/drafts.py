"""Drafts and intakes for rules that need no database."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

from credit_core.identity.synthetic import resident_number, unified_code
from credit_core.model.decisions import Decision, Met
from credit_core.model.records import RecordClass, Source
from credit_core.model.subjects import Body, IdKind, SubjectKind
from credit_core.outside import OutsideData
from credit_core.procedures.book import load_procedures
from credit_core.rules.draft import Draft, Identity, Intake
from tests.credit_core.examples import DOCUMENT

BOOK = load_procedures()
PLACES = ("shanxi", "city", "jiangxi")
TODAY = date(2026, 11, 20)
BORN = date(1985, 6, 1)
PROVIDER = "某县市场监督管理局（测试）"


def person(born: date = BORN, **changes: Any) -> Identity:
    """A natural person by resident number; `born` is known as after reading it."""
    made = Identity(SubjectKind.NATURAL_PERSON, "王建平", IdKind.RESIDENT_ID, resident_number(random.Random(3), born))
    return replace(made, birth_date=born, **changes)


def firm(**changes: Any) -> Identity:
    """A legal person."""
    code = unified_code(random.Random(3))
    return replace(Identity(SubjectKind.LEGAL_PERSON, "示例市晨禾建材有限公司", IdKind.USCC, code), **changes)


def draft(place: str, **changes: Any) -> Draft:
    """A public dishonest record of a person on a penalty decision."""
    made = Draft(
        jurisdiction=place,
        identity=person(),
        source=Source.PUBLIC,
        record_class=RecordClass.DISHONEST,
        title="行政处罚（测试）",
        content={"处罚结果": "警告"},
        provider=PROVIDER,
        basis="测试规定第一条",
        event_date=date(2026, 3, 2),
        item="SL-1",
        document_id=DOCUMENT.id,
    )
    return replace(made, **changes)


def intake(place: str, *, with_draft: dict[str, Any] | None = None, **changes: Any) -> Intake:
    """What a record is examined from, under the regulation of today; nothing outside is loaded."""
    regulation = BOOK.law.regulation(place, TODAY)
    made = Intake(
        draft=draft(place, **(with_draft or {})),
        place=BOOK.record_rules(regulation.document),
        outside=OutsideData((), BOOK.law),
        on=TODAY,
        commencement=regulation.in_force.start,
        document=DOCUMENT,
        provider=Body("b1", place, PROVIDER, ("provider", "state_organ")),
    )
    return replace(made, **changes)


def found(decision: Decision, rule: str) -> list[Met]:
    """How the conditions of a rule stand."""
    return [reason.met for reason in decision.reasons if reason.rule == rule]
