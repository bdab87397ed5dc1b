"""A conversation with the assistant itself, over HTTP on both sides of the channel, restarted between any two updates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.bootstrap import open_database, open_office
from assistant.clock import Clock
from assistant.conversing import open_reception
from assistant.memory.conversations import Conversations
from assistant.reception import Reception
from assistant.service import Assistant
from assistant.settings import Settings
from channels.telegram import words
from tests.assistant.real import TODAY, real_tools
from tests.channels.telegram.bot_api import BotApi, buttons, edited, pressed, said
from tests.channels.telegram.conftest import SITE, Chat

ANN, BOB = 501, 502
PERSON = "11010519491231002X"


@pytest.fixture
def reception(tmp_path: Path) -> Iterator[Reception]:
    settings = Settings(data_dir=tmp_path, database_url=f"sqlite:///{tmp_path / 'a.db'}", clock=TODAY, demo_mode=True)
    database = open_database(settings)
    office = open_office(settings, database)
    tools = real_tools()
    asked = Assistant(tools, Clock(TODAY), Conversations(database.engine))
    yield open_reception(settings, asked, office, database.engine, tools.corpus)
    database.engine.dispose()


def press(api: BotApi, update_id: int, label: str) -> dict[str, object]:
    """Press a button of the last message that was sent."""
    return pressed(update_id, ANN, buttons(api.of("sendMessage")[-1])[label])


def test_an_objection_from_the_command_to_the_receipt(api: BotApi, reception: Reception) -> None:
    chat = Chat(api, reception)
    chat.hand_in(said(1, ANN, "/start"), said(2, ANN, "/object"))
    chat.hand_in(press(api, 3, "江西省"))
    chat.hand_in(press(api, 4, "公共信用信息异议"))
    api.files["paper"] = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
    document = {"file_id": "paper", "file_unique_id": "p", "file_name": "缴款凭证.pdf"}
    lines = iter(
        [
            f"我自己办，我叫张珊，身份证号{PERSON}",
            "环保处罚那条，编号JL-2024-018，是南昌市生态环境局报的",
            "罚款早就交了，他们还写着没交，写错了",
        ]
    )
    update, name = 5, reception.conversation_of("telegram", f"{ANN}:{ANN}")
    assert name is not None
    for _ in range(12):
        flow = reception.standing(name).flow
        assert flow is not None
        if flow["state"] == "confirming":
            break
        if flow["asked"] == "evidence" and "evidence" not in flow["slots"]:
            chat.hand_in(
                said(update, ANN, document=document, media_group_id="a"),
                said(update + 1, ANN, document={**document, "file_name": "收据.pdf"}, media_group_id="a"),
            )
            update += 1
        elif flow["asked"] == "contact":
            chat.hand_in(said(update, ANN, "13800138000"))
        else:
            chat.hand_in(said(update, ANN, next(lines, "跳过")))
        update += 1
    chat.hand_in(edited(update, ANN, 5, f"我自己办，我叫张姗，身份证号{PERSON}"))
    flow = reception.standing(name).flow
    assert flow is not None
    assert flow["slots"]["subject_name"] == "张姗"
    assert flow["slots"]["evidence"] == ["缴款凭证.pdf", "收据.pdf"]
    assert [text for text in api.said() if text.startswith("收到2份材料：缴款凭证.pdf、收据.pdf。")]
    submit = press(api, update + 1, "确认提交")
    chat.hand_in(submit)
    chat.hand_in(submit, press(api, update + 2, "查进度"))
    receipts = [given for given in api.of("sendMessage") if "查询码：" in given["text"]]
    assert len(receipts) == 2  # the second process was handed the press again, and repeated the reply
    assert receipts[0]["text"] == receipts[1]["text"]
    assert any(entity["type"] == "code" for entity in receipts[0]["entities"])
    assert SITE in receipts[0]["text"]
    assert len(reception.standing(name).cases) == 1
    assert "异议" in api.said()[-1]
    assert reception.messages.undelivered("telegram") == ()


def test_where_numbers_are_not_taken_the_link_opens_the_conversation(api: BotApi, reception: Reception) -> None:
    chat = Chat(api, reception, more={"telegram_personal_data": False})
    chat.hand_in(said(1, ANN, "我要提出异议"), said(2, ANN, "江西"), said(3, ANN, f"我叫张珊，身份证号{PERSON}"))
    assert [given["message_id"] for given in api.of("deleteMessage")] == ["3"]
    told = api.said()[-1]
    assert told.startswith(words.DELETED)
    name = reception.conversation_of("telegram", f"{ANN}:{ANN}")
    assert name is not None
    flow = reception.standing(name).flow
    assert flow is not None
    assert "subject_id" not in flow["slots"]
    assert PERSON not in str([turn.question for turn in reception.transcript(name)])
    chat.hand_in(said(4, ANN, document={"file_id": "x", "file_unique_id": "x"}))
    token = api.said()[-1].rpartition("/l/")[2]
    assert reception.redeem(token, "web", "browser") == name
    assert reception.owned(name, "web", "browser")


def test_updates_three_times_at_once_leave_what_they_leave_once(api: BotApi, reception: Reception) -> None:
    lines = ["我要提出异议", "江西", "我自己办", "我叫张珊", "罚款早交了还写着没交", "/cancel"]
    for who, times in ((ANN, 1), (BOB, 3)):
        updates = [said(100 * who + n, who, line) for n, line in enumerate(lines)]
        Chat(api, reception).hand_in(*reversed(updates * times), together=True)
    left = []
    for who in (ANN, BOB):
        name = reception.conversation_of("telegram", f"{who}:{who}")
        assert name is not None
        left.append([(turn.question, turn.answer.text) for turn in reception.transcript(name)])
    assert left[0] == left[1]
    assert [question for question, _ in left[0]][::5] == ["我要提出异议", "不办了"]
