"""From a real answer through a verdict to the next answer: what was found wrong is not said again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.turn import Tools
from assistant.bootstrap import open_database, open_office
from assistant.clock import Clock
from assistant.conversing import open_reception
from assistant.desk.answers_reading import AnswerFilter
from assistant.desk.member import Member
from assistant.desk.verdicts import Expected, Finding, Judgement
from assistant.memory.conversations import Conversations
from assistant.memory.held_pairs import HeldPairs
from assistant.outcome import Reason, Status
from assistant.reception import Reception
from assistant.service import Assistant
from assistant.settings import Settings
from tests.assistant.desk.given import QUESTION
from tests.assistant.real import TODAY
from tests.channels.web.staff.desks import Desks, opened, prepared


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("desks"))


@pytest.fixture
def desks(template: Path, tmp_path: Path) -> Iterator[Desks]:
    with opened(template, tmp_path) as made:
        yield made


@pytest.fixture
def reviewer(desks: Desks) -> Member:
    return desks.member("reviewer")


def working(desks: Desks, tools: Tools, edition: str | None = None) -> Assistant:
    """The assistant of a process over the desks' database."""
    pairs = HeldPairs(desks.engine, edition or tools.retriever.index.version)
    return Assistant(tools, Clock(TODAY), Conversations(desks.engine), pairs)


def judge(desks: Desks, reviewer: Member, answer_id: str, finding: Finding, *, number: int = 0) -> None:
    """One finding for the first citation, the others right."""
    read = desks.desk.answers.given.read(reviewer, answer_id)
    findings = {c.marker: Finding.RIGHT for c in read.given.answer.citations} | {1: finding}
    if finding is not Finding.RIGHT:
        findings = dict.fromkeys(findings, finding)
    verdict = Judgement(findings, (), Expected.ANSWER, number=number)
    desks.desk.answers.verdicts.judge(reviewer, answer_id, verdict)


def test_a_single_question_is_kept_with_how_it_came_about(desks: Desks, reviewer: Member, tools: Tools) -> None:
    assistant = working(desks, tools)
    made = assistant.ask("我的身份证110105194912310021，" + QUESTION, channel="api")
    (row,) = desks.desk.answers.given.search(reviewer, AnswerFilter()).rows
    assert (row.id, row.channel, row.answer) == (made.answer_id, "api", made)
    assert "110105194912310021" not in f"{row.question}{row.asked}{row.understood}"
    assert row.versions[0] == tools.corpus.version
    assert row.versions[2:] == (tools.law.calendar.version, assistant.edition)


def test_what_cannot_be_a_question_is_not_kept(desks: Desks, reviewer: Member, tools: Tools) -> None:
    working(desks, tools).ask("？？？")
    assert desks.desk.answers.given.search(reviewer, AnswerFilter()).rows == ()


def test_a_wrong_answer_is_not_given_twice_until_the_verdict_changes(
    desks: Desks, reviewer: Member, tools: Tools
) -> None:
    assistant = working(desks, tools)
    made = assistant.ask(QUESTION)
    judge(desks, reviewer, made.answer_id, Finding.DOES_NOT_SUPPORT)
    assert assistant.ask(QUESTION + "？").reason is Reason.LOW_EVIDENCE
    assert assistant.ask("在江西，异议多久有结果").status is Status.ANSWERED
    judge(desks, reviewer, made.answer_id, Finding.RIGHT, number=1)
    assert replace(assistant.ask(QUESTION), answer_id="") == replace(made, answer_id="")


def test_a_new_edition_starts_afresh(desks: Desks, reviewer: Member, tools: Tools) -> None:
    judge(desks, reviewer, working(desks, tools).ask(QUESTION).answer_id, Finding.OUTDATED)
    assert working(desks, tools, "another").ask(QUESTION).status is Status.ANSWERED


def test_a_replay_gives_the_same_answer_and_stores_nothing(desks: Desks, reviewer: Member, tools: Tools) -> None:
    assistant = working(desks, tools)
    assistant.ask("江西提出异议申请，几天给结果", conversation_id="talk")
    made = assistant.ask("那山西呢", conversation_id="talk")
    replay = desks.desk.answers.given.again(reviewer, made.answer_id, assistant)
    assert (replay.same_words, replay.answer) == (True, made)
    assert len(desks.desk.answers.given.search(reviewer, AnswerFilter()).rows) == 2


def test_what_is_said_in_a_conversation_is_found_and_held_back(
    desks: Desks, reviewer: Member, tools: Tools, tmp_path: Path
) -> None:
    settings = Settings(data_dir=tmp_path / "talk", demo_mode=True, clock=TODAY)
    database = open_database(settings)
    office = open_office(settings, database)
    own = desks.desk.answers.ground  # over the database of this conversation: one installation
    ground = replace(own, engine=database.engine, trail=replace(own.trail, store=office.store))
    desk = replace(desks.desk.answers, ground=ground)
    pairs = HeldPairs(database.engine, tools.retriever.index.version)
    assistant = Assistant(tools, Clock(TODAY), Conversations(database.engine), pairs)
    reception: Reception = open_reception(settings, assistant, office, database.engine, tools.corpus)
    talk = reception.begin("telegram", "chat", "jiangxi")
    said = reception.turn(talk, "异议申请几天给结果").reply
    (row,) = desk.given.search(reviewer, AnswerFilter()).rows
    assert (row.id, row.channel, row.place) == (said.answer_id, "telegram", "jiangxi")
    assert desk.given.read(reviewer, said.answer_id).holds
    findings = dict.fromkeys((c.marker for c in said.citations), Finding.WRONG_CLAUSE)
    desk.verdicts.judge(reviewer, said.answer_id, Judgement(findings, (), Expected.ANSWER))
    again = reception.turn(reception.begin("web", "other", "jiangxi"), "异议申请几天给结果").reply
    assert again.reason is Reason.LOW_EVIDENCE
    database.engine.dispose()
