"""A verdict becomes a regression case at once, and a wrong pair of question and clause is held back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.answering.pairs import NOTHING_HELD, Held
from assistant.desk.member import Member
from assistant.desk.verdicts import Expected, Finding, Judgement, as_jsonl
from assistant.memory.dialogues import Dialogues
from assistant.memory.held_pairs import HeldPairs
from credit_core.storage import chain
from credit_core.use_cases.vocabulary import BadFiling, Forbidden, NotAllowed, NotFound, Role, StaleVersion
from evals.cases import Behaviour, load_cases
from evals.verdicts.importing import Imported, import_verdicts
from evals.verdicts.importing import Verdict as Imports
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import load_corpus
from tests.assistant.desk.given import QUESTION, VERSIONS, give, key_of
from tests.assistant.memory.turns import NOW
from tests.channels.web.staff.desks import Desks

BOTH_RIGHT = Judgement({1: Finding.RIGHT, 2: Finding.RIGHT}, (), Expected.ANSWER)
SECOND_WRONG = replace(BOTH_RIGHT, findings={1: Finding.RIGHT, 2: Finding.DOES_NOT_SUPPORT})


@pytest.fixture
def reviewer(desks: Desks) -> Member:
    return desks.member(Role.REVIEWER)


@pytest.fixture
def given(desks: Desks) -> Answer:
    return give(desks)


def held(desks: Desks, edition: str = VERSIONS.index) -> Held:
    return HeldPairs(desks.engine, edition).held(key_of(QUESTION))


def refs(*clauses: str) -> frozenset[ClauseRef]:
    return frozenset(map(ClauseRef.parse, clauses))


def test_a_verdict_says_who_when_and_what(desks: Desks, reviewer: Member, given: Answer) -> None:
    judged = desks.desk.answers.verdicts.judge(
        reviewer, given.answer_id, replace(SECOND_WRONG, comment=" 打电话13800138000 ")
    )
    assert (judged.number, judged.judged_by, judged.right) == (1, reviewer.id, False)
    assert judged.findings == ((1, "jiangxi-2022#39.2", "right"), (2, "jiangxi-2022#39.4", "does_not_support"))
    assert judged.comment == "打电话〔电话〕"
    read = desks.desk.answers.given.read(reviewer, given.answer_id)
    assert (read.verdicts, read.given.judged) == ((judged,), "wrong")


def test_a_changed_verdict_keeps_the_first_and_both_are_audited(desks: Desks, reviewer: Member, given: Answer) -> None:
    verdicts = desks.desk.answers.verdicts
    first = verdicts.judge(reviewer, given.answer_id, SECOND_WRONG)
    second = verdicts.judge(reviewer, given.answer_id, replace(BOTH_RIGHT, number=1))
    read = desks.desk.answers.given.read(reviewer, given.answer_id)
    assert (read.verdicts, read.given.judged) == ((second, first), "right")
    with desks.engine.connect() as connection:
        noted = [str(row) for row in chain.rows(connection)]
    assert len([row for row in noted if "answer.judged" in row and reviewer.id in row]) == 2


def test_who_did_not_see_the_newest_verdict_is_stopped(desks: Desks, reviewer: Member, given: Answer) -> None:
    desks.desk.answers.verdicts.judge(reviewer, given.answer_id, BOTH_RIGHT)
    with pytest.raises(StaleVersion, match="别人判定过"):
        desks.desk.answers.verdicts.judge(reviewer, given.answer_id, SECOND_WRONG)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"findings": {1: Finding.RIGHT}}, r"还缺：\[2\]"),
        ({"findings": {1: Finding.RIGHT, 2: Finding.RIGHT, 3: Finding.RIGHT}}, "没有第3处"),
        ({"missing": ("39条",)}, "不是条款编号"),
        ({"missing": ("jiangxi-2022#400",)}, "没有条款"),
        ({"missing": ("jiangxi-2022#39.2",)}, "已经引用"),
        ({"comment": "字" * 2001}, "最多2000个字"),
    ],
)
def test_a_verdict_that_does_not_hold_stores_nothing(
    desks: Desks, reviewer: Member, given: Answer, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(BadFiling, match=said):
        desks.desk.answers.verdicts.judge(reviewer, given.answer_id, replace(BOTH_RIGHT, **changes))  # type: ignore[arg-type]
    assert desks.desk.answers.given.read(reviewer, given.answer_id).verdicts == ()


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR, Role.PROVIDER_CLERK])
def test_other_roles_do_not_judge(desks: Desks, given: Answer, role: Role) -> None:
    with pytest.raises(Forbidden):
        desks.desk.answers.verdicts.judge(desks.member(role), given.answer_id, BOTH_RIGHT)


def test_nobody_judges_beyond_their_places(desks: Desks, given: Answer) -> None:
    with pytest.raises(NotFound):
        desks.desk.answers.verdicts.judge(desks.member(Role.REVIEWER, places=("shanxi",)), given.answer_id, BOTH_RIGHT)


def test_the_desk_and_the_evals_know_the_same_findings() -> None:
    assert {one.value for one in Finding} == {one.value for one in Imports}
    assert {one.value for one in Expected} == {one.value for one in Behaviour} - {"error"}


def test_the_export_is_what_the_evals_import(desks: Desks, reviewer: Member, given: Answer, tmp_path: Path) -> None:
    verdict = replace(SECOND_WRONG, missing=("jiangxi-2022#39.1",), comment="漏了首问")
    desks.desk.answers.verdicts.judge(reviewer, given.answer_id, BOTH_RIGHT)
    desks.desk.answers.verdicts.judge(reviewer, given.answer_id, replace(verdict, number=1))
    file, target = tmp_path / "export.jsonl", tmp_path / "verdicts.jsonl"
    file.write_bytes(as_jsonl(desks.desk.answers.verdicts.export(reviewer)))
    assert import_verdicts(file, target, load_corpus()) == Imported(1, 0, 0)
    (case,) = load_cases(target)
    assert (case.question, case.jurisdiction, case.as_of) == (QUESTION, "jiangxi", given.as_of)
    assert [str(ref) for ref in case.gold] == ["jiangxi-2022#39.2", "jiangxi-2022#39.1"]
    assert [str(ref) for ref in case.must_not_cite] == ["jiangxi-2022#39.4"]
    assert case.note == "漏了首问"


def test_a_follow_up_is_exported_as_a_whole_question(desks: Desks, reviewer: Member) -> None:
    made = give(desks, "那要几天", understood="江西怎么提异议")
    desks.desk.answers.verdicts.judge(reviewer, made.answer_id, BOTH_RIGHT)
    (line,) = desks.desk.answers.verdicts.export(reviewer)
    assert line["question"] == "江西怎么提异议，那要几天"


def test_a_wrong_pair_is_held_back_in_its_edition_only(desks: Desks, reviewer: Member, given: Answer) -> None:
    assert held(desks) is NOTHING_HELD
    desks.desk.answers.verdicts.judge(reviewer, given.answer_id, SECOND_WRONG)
    assert held(desks) == Held(refs("jiangxi-2022#39.4"), refs("jiangxi-2022#39.2"))
    assert held(desks, "index-2") is NOTHING_HELD
    assert HeldPairs(desks.engine, VERSIONS.index).held(key_of("别的")) is NOTHING_HELD


def test_a_verdict_that_finds_it_right_lifts_the_pair(desks: Desks, reviewer: Member, given: Answer) -> None:
    verdicts = desks.desk.answers.verdicts
    verdicts.judge(reviewer, given.answer_id, SECOND_WRONG)
    verdicts.judge(reviewer, given.answer_id, replace(BOTH_RIGHT, number=1))
    assert held(desks) is NOTHING_HELD
    (row,) = desks.desk.answers.withheld.list(reviewer, VERSIONS.index)
    assert (row.pair.lifted_by, row.pair.lifted_why) == (reviewer.id, "同一问句重新判定")


def test_the_same_pair_is_held_back_once(desks: Desks, reviewer: Member, given: Answer) -> None:
    again = give(desks)
    for answer in (given, again):
        desks.desk.answers.verdicts.judge(reviewer, answer.answer_id, SECOND_WRONG)
    rows = desks.desk.answers.withheld.list(reviewer, VERSIONS.index)
    assert [row.pair.lifted_at is None for row in rows] == [True, False]


def test_a_reviewer_lifts_a_pair_with_a_reason(desks: Desks, reviewer: Member, given: Answer) -> None:
    desks.desk.answers.verdicts.judge(reviewer, given.answer_id, SECOND_WRONG)
    door = desks.desk.answers.withheld
    (row,) = door.list(reviewer, "index-2")
    assert row.ended
    with pytest.raises(BadFiling, match="理由"):
        door.lift(reviewer, row.pair.id, "  ")
    with pytest.raises(Forbidden):
        door.lift(desks.member(Role.AUDITOR), row.pair.id, "看错了")
    with pytest.raises(NotFound):
        door.lift(desks.member(Role.REVIEWER, places=("shanxi",)), row.pair.id, "看错了")
    door.lift(reviewer, row.pair.id, "看错了")
    assert held(desks) is NOTHING_HELD
    with pytest.raises(NotAllowed, match="已经解除"):
        door.lift(reviewer, row.pair.id, "看错了")


def test_what_left_no_trace_is_judged_and_not_held_back(desks: Desks, reviewer: Member) -> None:
    made = give(desks, conversation="untraced")
    with desks.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE answer_given SET question_key = NULL")
    assert not desks.desk.answers.given.read(reviewer, made.answer_id).holds
    desks.desk.answers.verdicts.judge(reviewer, made.answer_id, SECOND_WRONG)
    assert desks.desk.answers.withheld.list(reviewer, None) == ()


def test_a_verdict_outlives_a_forgotten_conversation_without_its_words(desks: Desks, reviewer: Member) -> None:
    made = give(desks, conversation="gone")
    desks.desk.answers.verdicts.judge(reviewer, made.answer_id, replace(SECOND_WRONG, comment="某人"))
    Dialogues(desks.engine).forget("gone", NOW)
    assert desks.desk.answers.verdicts.export(reviewer) == ()
    (row,) = desks.desk.answers.withheld.list(reviewer, VERSIONS.index)
    assert row.given is None
    assert held(desks).wrong == refs("jiangxi-2022#39.4")
    with desks.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT comment FROM verdict").scalar() is None
