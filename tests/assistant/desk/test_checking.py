"""Any text is checked against the law, and what a change of the law touches is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.desk.checking import LARGEST
from assistant.desk.impact import templates_on
from assistant.desk.member import Member
from assistant.sources import NewDocument, Outcome, add_document, citable_text
from credit_core.use_cases.objection import ObjectionFiling, file_objection
from credit_core.use_cases.vocabulary import BadFiling, Forbidden, InfoKind, Role
from knowledge.citations.reference import ClauseRef
from tests.assistant.desk.given import give
from tests.channels.web.staff.desks import Desks
from tests.credit_core.offices import CITIZEN

TEXT = "《江西省社会信用条例》第三十九条第二款规定“七个工作日”，第九十九条也这样说。"


@pytest.fixture
def officer(desks: Desks) -> Member:
    return desks.member(Role.CASE_OFFICER)


def test_every_reference_and_quotation_gets_its_verdict(desks: Desks, officer: Member) -> None:
    found = desks.desk.answers.checks.check(officer, TEXT, "jiangxi")
    assert [(point.text, point.quote, point.outcome) for point in found.points] == [
        ("《江西省社会信用条例》第三十九条第二款", False, Outcome.RIGHT),
        ("七个工作日", True, Outcome.RIGHT),
        ("第九十九条", False, Outcome.NO_SUCH_CLAUSE),
    ]
    assert found.wrong == 1
    assert "".join(piece.text for piece in found.pieces) == TEXT
    assert [piece.number for piece in found.pieces if piece.number] == [1, 2, 3]


def test_the_day_and_the_place_count(desks: Desks, officer: Member) -> None:
    checks = desks.desk.answers.checks
    early = checks.check(officer, TEXT, "jiangxi", date(2021, 1, 1))
    assert early.points[0].outcome is Outcome.NOT_IN_FORCE
    assert checks.check(officer, TEXT, "shanxi").points[0].outcome is Outcome.OTHER_JURISDICTION


@pytest.mark.parametrize(
    ("text", "place", "said"), [(" ", None, "请粘贴"), ("字" * (LARGEST + 1), None, "最多"), ("第一条", "mars", "mars")]
)
def test_what_cannot_be_checked_is_told(desks: Desks, officer: Member, text: str, place: str | None, said: str) -> None:
    with pytest.raises(BadFiling, match=said):
        desks.desk.answers.checks.check(officer, text, place)


def test_administrators_check_nothing(desks: Desks) -> None:
    with pytest.raises(Forbidden):
        desks.desk.answers.checks.check(desks.member(Role.ADMINISTRATOR), TEXT)


def test_clauses_are_named_by_documents_by_changes_or_one_by_one(desks: Desks, tmp_path: Path) -> None:
    impacts = desks.desk.answers.impacts
    assert impacts.changed(clauses="jiangxi-2022#39，jiangxi-2022#40") == (
        ClauseRef.parse("jiangxi-2022#39"),
        ClauseRef.parse("jiangxi-2022#40"),
    )
    assert len(impacts.changed("jiangxi-2022")) > 50
    file = tmp_path / "new.txt"
    file.write_text(citable_text(tmp_path, "jiangxi-2022").replace("三个工作日", "五个工作日"), "utf-8")
    new = NewDocument("jiangxi", "江西省社会信用条例", "2027-01-01")
    draft = add_document(desks.settings.data_dir, file, new, "测试").id
    changed = impacts.changed("jiangxi-2022", draft)
    assert ClauseRef.parse("jiangxi-2022#39") in changed
    assert len(changed) < 12
    assert draft in impacts.documents()


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({}, "请选文本"),
        ({"clauses": "第39条"}, "不是条款编号"),
        ({"old": "nowhere-2022"}, "nowhere"),
        ({"old": "city-2022", "new": "city-2022"}, "同"),
    ],
)
def test_what_names_no_change_is_told(desks: Desks, named: dict[str, str], said: str) -> None:
    with pytest.raises(BadFiling, match=said):
        desks.desk.answers.impacts.changed(**named)


def test_answers_templates_law_and_open_cases_are_listed(desks: Desks, officer: Member) -> None:
    made = give(desks)
    filing = ObjectionFiling("jiangxi", InfoKind.PUBLIC, "江西省公共信用信息平台", None, reason="不是我的")
    filed = file_objection(desks.office, CITIZEN, filing, key="k").case
    found = desks.desk.answers.impacts.of(officer, (ClauseRef.parse("jiangxi-2022#39"),), desks.office)
    assert [given.id for given in found.answers] == [made.answer_id]
    assert {one.kind for one in found.law} >= {"期限", "主题答案", "办理程序", "办理步骤"}
    assert [case.id for case in found.cases] == [filed.id]
    assert {str(one.clause) for one in found.templates} >= {"jiangxi-2022#39", "jiangxi-2022#39.2"}
    assert found.named == {"jiangxi-2022#39": "《江西省社会信用条例》第三十九条"}
    far = desks.member(Role.CASE_OFFICER, places=("shanxi",))
    beyond = desks.desk.answers.impacts.of(far, found.clauses, desks.office)
    assert (beyond.answers, beyond.cases) == ((), ())


def test_a_clause_that_nothing_cites_touches_nothing(desks: Desks, officer: Member) -> None:
    give(desks)
    found = desks.desk.answers.impacts.of(officer, (ClauseRef.parse("shanxi-plan-2014#s3"),), desks.office)
    assert (found.answers, found.cases, found.law) == ((), (), ())


def test_templates_are_found_by_what_they_rest_on_further() -> None:
    found = templates_on((ClauseRef.parse("jiangxi-2022#39.4"),))
    assert ClauseRef.parse("jiangxi-2022#39") in {one.clause for one in found}
