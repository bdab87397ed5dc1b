"""The reception and the outbox over one database: from the first sentence to the notice that was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.bootstrap import open_database, open_office
from assistant.clock import Clock
from assistant.conversing import open_outbox, open_reception
from assistant.dialogue.contract import TurnResult
from assistant.dialogue.errors import AttachmentRefused, DialogueError, UnknownConversation
from assistant.memory import citizen_sessions
from assistant.memory.conversations import Conversations
from assistant.outbox import DIGITAL, Outbox, Passed
from assistant.reception import Reception
from assistant.service import Assistant
from assistant.settings import Settings
from credit_core.use_cases.notices import undelivered
from credit_core.use_cases.objection_steps import accept
from credit_core.use_cases.office import Office
from credit_core.use_cases.vocabulary import Actor, Role
from tests.assistant.real import real_tools

OFFICER = Actor("officer-1", Role.CASE_OFFICER)
OBJECTION = (
    "我要提异议，在南昌",
    "公共信用信息",
    "本人",
    "我叫张伟，身份证11010519491231002X",
    "是那条环保处罚",
    "生态环境局",
    "有错误",
    "罚款早就交了，还写着没交",
    "有缴款凭证",
    "不留电话",
    "确认提交",
)


@dataclass(frozen=True)
class House:
    """What one process has."""

    reception: Reception
    outbox: Outbox
    office: Office


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    settings = Settings(data_dir=tmp_path, demo_mode=True, clock=date(2026, 11, 20))
    database = open_database(settings)
    office, tools = open_office(settings, database), real_tools()
    reception_assistant = Assistant(tools, office.clock, Conversations(database.engine))  # type: ignore[arg-type]
    yield House(
        open_reception(settings, reception_assistant, office, database.engine, tools.corpus),
        open_outbox(settings, office, database.engine),
        office,
    )
    database.engine.dispose()


def _filed(house: House) -> tuple[str, TurnResult]:
    conversation = house.reception.begin("web", "session")
    for words in OBJECTION:
        made = house.reception.turn(conversation, words)
    assert made.flow is not None
    assert made.flow["state"] == "submitted", made.reply.text
    return conversation, made


def test_a_notice_is_given_when_it_was_read(house: House) -> None:
    conversation, _ = _filed(house)
    (case_id,) = house.reception.standing(conversation).cases
    accept(house.office, OFFICER, case_id, findings={"applicant": True, "recipient_competent": True})
    waiting = undelivered(house.office, case_id=case_id)
    assert waiting
    assert house.outbox.run_once() == Passed(len(waiting), 0, 0)
    assert house.outbox.run_once().idle
    messages = house.reception.inbox(conversation)
    assert [message.text for message in messages] == [notice.text for notice in waiting]
    house.reception.read(conversation, messages[-1].number)
    assert house.outbox.run_once() == Passed(0, len(waiting), 0)
    assert undelivered(house.office, case_id=case_id) == ()
    with house.office.store.read() as unit:
        given = unit.notices.where(case_id=case_id)
    assert {notice.channel for notice in given} == {DIGITAL}
    assert all(notice.delivered_on == date(2026, 11, 20) and notice.proof for notice in given)


def test_a_channel_that_sends_of_itself_says_nothing_of_the_notice(house: House) -> None:
    conversation = house.reception.begin("telegram", "chat-7", address="7")
    for words in OBJECTION:
        house.reception.turn(conversation, words)
    (case_id,) = house.reception.standing(conversation).cases
    accept(house.office, OFFICER, case_id, findings={"applicant": True, "recipient_competent": True})
    house.outbox.run_once()
    (outgoing, *_) = house.outbox.undelivered("telegram")
    assert (outgoing.address, outgoing.message.text) == ("7", "您的办件有新的通知，请打开网页上的对话查看。")
    assert house.outbox.delivered(outgoing.message.id, "telegram")
    assert not house.outbox.delivered(outgoing.message.id, "telegram")
    assert undelivered(house.office, case_id=case_id)  # told that it waits is not yet told what it says


def test_a_case_is_opened_again_with_number_and_code(house: House) -> None:
    _, made = _filed(house)
    assert made.case is not None
    assert made.access_code is not None
    again = house.reception.resume(made.case["number"], made.access_code, "cli", "another")
    assert house.reception.turn(again, "办到哪了").case == made.case
    with pytest.raises(DialogueError):
        house.reception.resume(made.case["number"], "WRONGCODE1", "cli", "another")


def test_a_link_lets_another_session_in_once(house: House) -> None:
    conversation = house.reception.begin("telegram", "chat-7")
    token = house.reception.link_to(conversation, "subject_id")
    assert house.reception.look(token) == "subject_id"
    assert house.reception.redeem(token, "web", "browser") == conversation
    assert house.reception.owned(conversation, "web", "browser")
    assert not house.reception.owned(conversation, "web", "stranger")
    with pytest.raises(DialogueError):
        house.reception.redeem(token, "web", "stranger")


def test_a_channel_without_personal_data_asks_by_link(house: House) -> None:
    conversation = house.reception.begin("telegram", "chat-7")
    for words in OBJECTION[:3]:
        made = house.reception.turn(conversation, words, link=lambda _, slot: f"https://example.test/l/{slot}")
    made = house.reception.turn(conversation, OBJECTION[3], link=lambda _, slot: f"https://example.test/l/{slot}")
    assert made.unsafe
    assert made.flow is not None
    assert "subject_id" not in made.flow["slots"]
    assert "https://example.test/l/subject_id" in made.reply.text
    assert "11010519491231002X" not in str(house.reception.transcript(conversation))


def test_a_place_a_file_and_a_wish_to_be_forgotten(house: House) -> None:
    conversation = house.reception.begin("web", "session")
    house.reception.choose_place(conversation, "jiangxi")
    assert house.reception.standing(conversation).jurisdiction == "jiangxi"
    with pytest.raises(DialogueError, match="火星"):
        house.reception.begin("web", "session", "火星")
    assert house.reception.store("判决书.txt", "内容".encode()).name == "判决书.txt"
    with pytest.raises(AttachmentRefused):
        house.reception.store("程序.exe", b"MZ\x90\x00")
    house.reception.forget(conversation)
    with pytest.raises(UnknownConversation):
        house.reception.turn(conversation, "在吗")


def test_a_pass_forgets_who_was_identified_in_sessions_that_are_over(house: House) -> None:
    now = Clock().now()
    with house.outbox.dialogues.writing() as connection:
        alive, over = (  # in this order: whoever begins sweeps too
            citizen_sessions.begin(connection, "张伟", "11010519491231002X", "resident_id", "oidc", "oidc", at)
            for at in (now, now - timedelta(minutes=31))
        )
    house.outbox.run_once()
    with house.outbox.dialogues.writing() as connection:
        assert citizen_sessions.find(connection, over, now - timedelta(minutes=31)) is None
        assert citizen_sessions.find(connection, alive, now) is not None
