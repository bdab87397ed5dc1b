"""The cases of the province in bulk, with their events and duties (see population)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from credit_core.model.cases import Case, CaseEvent, CaseType
from credit_core.model.duties import Duty
from credit_core.model.people import Role
from credit_core.vocabulary import Act, Unit
from evals.bench.core.population import (
    BODIES,
    PLACES,
    TODAY,
    Sizes,
    identifier,
    moment,
    place_of,
    record_id,
    someone,
    subject_id,
)
from knowledge.citations.reference import ClauseRef

OFFICERS = tuple(f"officer-{number:03d}" for number in range(300))
ANY_BODY = "公共信用信息平台或者公共信用信息提供单位"
"""The words of the text itself: very many duties are this one's."""
_OPEN = 0.2
_ANY = 0.3
_STATES = ("submitted", "accepted", "marked", "checking_own", "checking_cross", "decided_upheld")
_ON = timedelta(days=20)
_CLAUSE = ClauseRef.parse("jiangxi-2022#39.2")


def case_id(number: int) -> str:
    """The id of the case of that number."""
    return identifier("c", number)


def case_number(number: int) -> str:
    """The number on its receipt."""
    return f"YY-20260101-{number:07d}"


def drawn(number: int, sizes: Sizes) -> tuple[bool, int]:
    """Of the case of that number: whether it is open, and the number of its subject."""
    random = Random(number)
    return random.random() < _OPEN, someone(random, sizes)


def cases(sizes: Sizes, seed: int) -> Iterator[Case]:
    """Objections about records; open ones were received in the last twenty days."""
    random = Random(seed)
    for number in range(sizes.cases):
        running, owner = drawn(number, sizes)
        at = moment(random)
        if running:
            at = at.replace(year=TODAY.year, month=TODAY.month, day=1) + timedelta(days=random.randrange(19))
        yield Case(
            id=case_id(number),
            number=case_number(number),
            type=CaseType.OBJECTION,
            procedure="objection",
            jurisdiction=place_of(owner),
            document="jiangxi-2022",
            state=random.choice(_STATES) if running else "closed",
            subject_id=subject_id(owner),
            record_id=record_id(random.randrange(sizes.records)),
            authorisation_id=None,
            recipient=random.choice(BODIES),
            received_on=at.date(),
            event_date=None,
            filed_at=at,
            channel="web",
            applicant={"subject_name": "示例申请人", "contact": "15400000000", "objection_detail": "处罚早已撤销" * 10},
            facts={
                "ground": "wrong",
                "linked": False,
                "evidence": True,
                "writing": True,
                "findings": {"identity": True},
            },
            access_hash=f"{number:064x}",
            assigned_to=random.choice(OFFICERS) if random.random() < 0.8 else None,
            linked_to=None,
            closed_on=None if running else at.date() + _ON,
            version=2 if running else 7,
        )


def events(sizes: Sizes, seed: int) -> Iterator[CaseEvent]:
    """Two to an open case, six to a closed one."""
    random = Random(seed)
    for number in range(sizes.cases):
        at = moment(random)
        for step in range(2 if drawn(number, sizes)[0] else 6):
            yield CaseEvent(
                f"{case_id(number)[:30]}{step:02d}", case_id(number), step + 1, "accept", "D2-03", "submitted",
                "accepted", random.choice(OFFICERS), Role.CASE_OFFICER, at.date(), at, _CLAUSE, {"identity": True},
            )  # fmt: skip


def duties(sizes: Sizes, seed: int) -> Iterator[Duty]:
    """Three to a case, due around today where it is open; and one without a due day to every tenth record."""
    random = Random(seed)
    for number in range(sizes.cases):
        running, owner = drawn(number, sizes)
        start = TODAY - timedelta(days=random.randrange(10)) if running else moment(random).date()
        body = ANY_BODY if random.random() < _ANY else random.choice(BODIES)
        for which, days in enumerate((1, 3, 7)):
            due = start + timedelta(days=days)
            done = None if running and which else due
            key = f"{case_id(number)[:30]}{which:02d}"
            yield _duty(key, case_id(number), None, place_of(owner), start, due, done, body)
    for number in range(0, sizes.records, 10):
        start = TODAY - timedelta(days=random.randrange(300))
        body = BODIES[number % len(BODIES)]
        yield _duty(identifier("u", number), None, record_id(number), PLACES[0], start, None, None, body)


def _duty(
    key: str,
    case: str | None,
    record: str | None,
    place: str,
    start: date,
    due: date | None,
    done: date | None,
    body: str,
) -> Duty:
    number = int(key[:8], 16)
    return Duty(
        id=key,
        case_id=case,
        record_id=record,
        jurisdiction=place,
        document="jiangxi-2022",
        rule="JX-51" if case else "JX-18",
        act=Act.OBJECTION if case else Act.COLLECTION,
        duty="完成处理并将结果告知异议申请人" if case else "推送",
        body=body,
        clause=_CLAUSE,
        unit=Unit.WORKING_DAY if due else None,
        days=3 if due else None,
        word=None if due else "及时",
        condition=None,
        started_by="objection_received",
        ended_by="result_notified",
        start=start,
        due=due,
        alternative_due=None,
        provisional=False,
        assumptions=("A-6",),
        calendar="000000000000",
        liability=None,
        caveat=None,
        paused=case is not None and done is None and number % 50 == 0,
        done_on=done,
        void=False,
        created_at=moment(Random(number)),
    )
