"""A conversation is kept whole, belongs to its session, and no two turns take the same version."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import StatementError

from assistant.dialogue.acts import Act
from assistant.dialogue.contract import Choice, TurnResult
from assistant.dialogue.errors import ConversationBusy, TurnKeyReused, UnknownConversation
from assistant.dialogue.state import StoredFile
from assistant.memory.conversations import Conversations, RememberedTurn
from assistant.memory.dialogues import Dialogues
from tests.assistant.memory.turns import CODE, NAME, NOW, NUMBER, PHONE, objection, reply, take


def test_a_new_conversation(dialogues: Dialogues) -> None:
    made = dialogues.begin("web", "secret", NOW, "jiangxi")
    conversation = dialogues.load(made)
    assert (len(made), conversation.channel, conversation.version) == (32, "web", 0)
    assert conversation.jurisdiction == "jiangxi"
    assert dialogues.begin("web", "secret", NOW) != made


def test_what_was_saved_is_loaded(dialogues: Dialogues) -> None:
    made = dialogues.begin("web", "s", NOW)
    file = StoredFile("合同.pdf", "a" * 64, 10, "application/pdf")
    flow = replace(
        objection(subject_name=NAME, evidence=["合同"]), asked="evidence", passed=("contact",), files=(file,)
    )
    said = replace(dialogues.load(made), flow=flow, paused=(objection(),), told=True, offered=Act.REPAIR, cases=("c1",))
    take(dialogues, said)
    assert dialogues.load(made) == replace(said, version=1)
    assert list(dialogues.files()) == ["a" * 64]


def test_only_its_session_owns_it(dialogues: Dialogues, both: Engine) -> None:
    made = dialogues.begin("telegram", "4711", NOW)
    assert dialogues.owned(made, "telegram", "4711")
    assert not dialogues.owned(made, "web", "4711")  # a chat's number is no secret: another channel cannot present it
    assert not dialogues.owned(made, "telegram", "4712")
    assert not dialogues.owned("nobody", "telegram", "4711")
    with both.connect() as connection:
        assert "4711" not in str(connection.execute(text("SELECT * FROM conversation_session")).all())


def test_another_session_is_let_in(dialogues: Dialogues) -> None:
    made = dialogues.begin("telegram", "4711", NOW)
    dialogues.bind(made, "web", "cookie", NOW)
    dialogues.bind(made, "web", "cookie", NOW)
    assert dialogues.owned(made, "telegram", "4711")
    assert dialogues.owned(made, "web", "cookie")
    with pytest.raises(UnknownConversation):
        dialogues.bind("nobody", "web", "cookie", NOW)


def test_the_latest_conversation_of_a_chat(dialogues: Dialogues) -> None:
    assert dialogues.conversation_of("telegram", "4711") is None
    first, second = (dialogues.begin("telegram", "4711", NOW) for _ in range(2))  # at the same moment
    assert dialogues.conversation_of("telegram", "4711") == second
    dialogues.bind(first, "telegram", "4711", NOW)
    assert dialogues.conversation_of("telegram", "4711") == first
    assert dialogues.conversation_of("telegram", "4712") is None


def test_a_version_is_taken_once(dialogues: Dialogues) -> None:
    made = dialogues.begin("web", "s", NOW)
    seen = dialogues.load(made)
    take(dialogues, replace(seen, jurisdiction="jiangxi"))
    with pytest.raises(ConversationBusy):
        take(dialogues, replace(seen, jurisdiction="shanxi"))
    assert dialogues.load(made).jurisdiction == "jiangxi"
    assert len(dialogues.transcript(made)) == 1


def test_a_turn_that_fails_leaves_nothing(dialogues: Dialogues) -> None:
    made = dialogues.begin("web", "s", NOW)
    conversation = dialogues.load(made)
    broken = replace(reply(), flow={"act": object()})  # cannot be stored; everything before was written
    with pytest.raises((StatementError, TypeError)):
        take(dialogues, replace(conversation, cases=("c1",)), "一", broken, key="key")
    assert dialogues.load(made) == conversation
    assert (dialogues.transcript(made), dialogues.cases_of(made)) == ((), ())
    assert dialogues.result(made, "key", "一") is None


def test_there_is_no_such_conversation(dialogues: Dialogues, both: Engine) -> None:
    asked = RememberedTurn("问", "问", None, NOW.date(), "found", {"answer_id": "a" * 32})
    Conversations(both).append("chosen-by-a-client", asked, NOW)
    for name in ("nobody", "chosen-by-a-client"):
        with pytest.raises(UnknownConversation, match="没有找到"):
            dialogues.load(name)
    made = dialogues.begin("web", "s", NOW)
    conversation = dialogues.load(made)
    dialogues.forget(made, NOW)
    with pytest.raises(UnknownConversation):
        take(dialogues, conversation)


def test_a_repeated_request_gets_the_same_result(dialogues: Dialogues) -> None:
    made = dialogues.begin("web", "s", NOW)
    assert dialogues.result(made, "key", "你好") is None
    result = take(dialogues, dialogues.load(made), result=reply("好的。", Choice("跳过", "跳过")), key="key" * 100)
    stored = dialogues.result(made, "key" * 100, "你好")
    assert stored is not None
    assert TurnResult.from_json(stored) == result
    with pytest.raises(TurnKeyReused):
        dialogues.result(made, "key" * 100, "再见")
    assert dialogues.result(dialogues.begin("web", "s", NOW), "key" * 100, "你好") is None


def test_a_key_stands_for_the_files_too(dialogues: Dialogues) -> None:
    """The same words with other files are another request; in another order, or under another name, they are the same."""
    one, other = (StoredFile(f"{mark}.jpg", mark * 64, 9, "image/jpeg") for mark in "ab")
    made = dialogues.begin("web", "s", NOW)
    conversation, result = dialogues.load(made), reply()
    with dialogues.writing() as connection:
        dialogues.save(connection, conversation, NOW)
        dialogues.keep(connection, conversation, "给您", result.reply, result, "key", NOW, files=(one, other))
    assert dialogues.result(made, "key", "给您", (replace(other, name="再发.jpg"), one)) is not None
    for files in ((), (one,), (one, replace(other, sha256="c" * 64))):
        with pytest.raises(TurnKeyReused):
            dialogues.result(made, "key", "给您", files)


def test_a_key_is_kept_once(dialogues: Dialogues) -> None:
    made = dialogues.begin("web", "s", NOW)
    take(dialogues, dialogues.load(made), key="key")
    with pytest.raises(ConversationBusy):  # decided before the other was kept; it is asked for its result then
        take(dialogues, dialogues.load(made), key="key")
    assert dialogues.load(made).version == 1


def test_an_access_code_is_there_until_the_next_turn(dialogues: Dialogues) -> None:
    made = dialogues.begin("web", "s", NOW)
    filed = reply(f"取件码：{CODE}（也写作 {CODE[:5]}-{CODE[5:]}）", Choice("复制", CODE), code=CODE)
    take(dialogues, dialogues.load(made), "确认提交", filed, key="first")
    stored = dialogues.result(made, "first", "确认提交")
    assert stored is not None
    assert TurnResult.from_json(stored) == filed
    (past,) = dialogues.transcript(made)
    assert past.choices == ()
    assert past.answer.text == "取件码：（只显示一次）（也写作 （只显示一次））"
    take(dialogues, dialogues.load(made), "谢谢", key="second")
    stripped = dialogues.result(made, "first", "确认提交")
    assert stripped is not None
    assert TurnResult.from_json(stripped).access_code is None
    assert CODE not in str(stripped)
    assert stripped["choices"] == [{"label": "复制", "send": "（只显示一次）"}]


def test_a_code_without_a_key_is_stored_nowhere(dialogues: Dialogues, both: Engine) -> None:
    made = dialogues.begin("web", "s", NOW)
    take(dialogues, dialogues.load(made), "确认提交", reply(f"取件码：{CODE}", code=CODE))
    with both.connect() as connection:
        rows = [connection.execute(text(f"SELECT * FROM {name}")).all() for name in ("turn", "turn_result")]
    assert CODE not in str(rows)


def test_the_transcript_names_nobody(dialogues: Dialogues) -> None:
    made = dialogues.begin("web", "s", NOW)
    flow = objection(subject_name=NAME, subject_id=NUMBER, contact=PHONE, objection_detail="合同早就还清了")
    other = "他的号码是13912345678\0"
    told = reply(f"{NAME}，号码{NUMBER}，对吗？", Choice("对", "对"), Choice(NAME, f"我是{NAME}"))
    take(dialogues, replace(dialogues.load(made), flow=flow), f"我叫{NAME}，电话{PHONE}，{other}，合同早就还清了", told)
    (past,) = dialogues.transcript(made)
    assert past.question == "我叫〔姓名〕，电话〔联系方式〕，他的号码是〔电话〕，合同早就还清了"
    assert past.answer == replace(told.reply, text="〔姓名〕，号码〔证件号码〕，对吗？")
    assert past.choices == (Choice("对", "对"),)
    assert past.said_at == NOW


def test_the_newest_turns_oldest_first(dialogues: Dialogues) -> None:
    made = dialogues.begin("web", "s", NOW)
    for number in range(5):
        take(dialogues, dialogues.load(made), f"第{number}句")
    assert [turn.question for turn in dialogues.transcript(made, last=2)] == ["第3句", "第4句"]
    assert [turn.number for turn in dialogues.transcript(made)] == [1, 2, 3, 4, 5]


def test_a_half_character_does_no_harm(dialogues: Dialogues) -> None:
    made = dialogues.begin("web", "s", NOW)
    words = "你\ud83d好"
    take(dialogues, dialogues.load(made), words, key="key")
    assert dialogues.result(made, "key", words) is not None
    assert dialogues.transcript(made)[0].question == "你?好"


def test_cases_and_conversations_find_each_other(dialogues: Dialogues) -> None:
    one, two = (dialogues.begin("web", "s", NOW) for _ in range(2))
    take(dialogues, replace(dialogues.load(one), cases=("a", "b")))
    take(dialogues, replace(dialogues.load(one), cases=("b", "a", "c")), at=NOW + timedelta(hours=1))
    take(dialogues, replace(dialogues.load(two), cases=("b",)), at=NOW + timedelta(hours=2))
    assert dialogues.cases_of(one) == ("a", "b", "c")
    assert dialogues.conversations_of_case("b") == (one, two)
    assert dialogues.conversations_of_case("none") == ()


def test_one_that_slept_too_long_is_forgotten(dialogues: Dialogues) -> None:
    old, awake = (dialogues.begin("web", "s", NOW - timedelta(days=400)) for _ in range(2))
    take(dialogues, dialogues.load(awake))
    assert dialogues.expire(NOW - timedelta(days=365), NOW) == 1
    with pytest.raises(UnknownConversation):
        dialogues.load(old)
    assert dialogues.load(awake).version == 1
    assert dialogues.expire(NOW - timedelta(days=365), NOW) == 0
    assert not dialogues.forget(old, NOW)
