"""Conversations in a chat, from the first word to the receipt, and everything that can happen beside them."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest

from assistant.dialogue.contract import TurnResult
from channels.telegram import words
from channels.web.throttle import Limits
from tests.channels.telegram.bot_api import ME, BotApi, buttons, edited, message, person, pressed, said
from tests.channels.telegram.conftest import SITE, Chat
from tests.channels.telegram.doors import CODE, FakeDoor

ANN, BOB = 501, 502
PHOTO = [
    {"file_id": "small", "file_unique_id": "s", "width": 90, "height": 90, "file_size": 100},
    {"file_id": "large", "file_unique_id": "l", "width": 900, "height": 900, "file_size": 9000},
]


def words_of(door: FakeDoor, chat: int) -> list[str]:
    """What was said in the conversation of a chat."""
    return [text for text, _ in door.held[door.sessions["telegram", f"{chat}:{chat}"]].said]


def test_from_start_over_an_objection_to_the_receipt(chat: Chat, api: BotApi) -> None:
    chat.hand_in(said(1, ANN, "/start"), said(2, ANN, "/object@credit_helper_bot"))
    assert api.said() == [words.WELCOME, "您要办的是哪个地方的事？"]
    chat.hand_in(pressed(3, ANN, buttons(api.of("sendMessage")[-1])["江西省"]))
    assert words_of(chat.door, ANN) == ["我要提出异议", "江西省。"]
    assert api.of("answerCallbackQuery") == [{"callback_query_id": "q3", "text": "您选了：江西省"}]
    assert list(buttons(api.of("editMessageReplyMarkup")[0])) == ["✓ 江西省"]
    chat.hand_in(pressed(4, ANN, buttons(api.of("sendMessage")[-1])["确认提交"]))
    receipt = api.of("sendMessage")[-1]
    assert receipt["text"].endswith(f"回执在这里取，要用办件编号和查询码：{SITE}/cases")
    [code] = [e for e in receipt["entities"] if e["type"] == "code"]
    assert receipt["text"][code["offset"] : code["offset"] + code["length"]] == CODE
    assert chat.door.addresses == {"c0": str(ANN)}
    assert chat.door.held["c0"].filed == 1


def test_a_button_counts_once_however_often_and_in_whichever_process_it_is_pressed(chat: Chat, api: BotApi) -> None:
    chat.hand_in(said(1, ANN, "我要提异议"), said(2, ANN, "江西"))
    data = buttons(api.of("sendMessage")[-1])
    submit = data["确认提交"]
    chat.hand_in(
        pressed(3, ANN, submit), pressed(4, ANN, submit), pressed(3, ANN, submit), pressed(5, ANN, data["不办了"])
    )
    assert chat.door.held["c0"].filed == 1
    assert sum(CODE in text for text in api.said()) == 1
    assert [given["text"] for given in api.of("answerCallbackQuery")[1:]] == [words.CHOICE_OVER] * 2
    chat.hand_in(pressed(3, ANN, submit))  # another process gets the update that was dealt with: the reply again
    assert chat.door.held["c0"].filed == 1
    assert sum(CODE in text for text in api.said()) == 2


def test_a_button_of_an_earlier_reply_does_nothing(chat: Chat, api: BotApi) -> None:
    chat.hand_in(said(1, ANN, "我要提异议"), said(2, ANN, "江西"))
    old = buttons(api.of("sendMessage")[-1])["确认提交"]
    chat.hand_in(said(3, ANN, "不对，是山西"), pressed(4, ANN, old), pressed(5, ANN, "99.abc"), pressed(6, BOB, old))
    assert chat.door.held["c0"].filed == 0
    assert [given["text"] for given in api.of("answerCallbackQuery")] == [words.CHOICE_OVER] * 3
    assert len(chat.door.held) == 1


def test_button_data_is_short_and_says_nothing(chat: Chat, api: BotApi) -> None:
    chat.hand_in(said(1, ANN, "我要提异议"))
    for data in buttons(api.of("sendMessage")[-1]).values():
        assert len(data.encode()) <= 64
        assert data.isascii()


def test_each_update_three_times_shuffled_and_at_once_comes_to_the_same_as_once(api: BotApi) -> None:
    chats = range(600, 625)
    lines = ["我要提异议", "江西", "罚款早交了", "提异议几天有结果", "确认提交"]
    updates = [
        said(1000 + 25 * turn + number, who, f"{lines[turn % 5]}{turn}")
        for turn in range(20)
        for number, who in enumerate(chats)
    ]
    assert len(updates) == 500
    once, thrice = Chat(api), Chat(api)
    once.hand_in(*updates)
    sent = len(api.said())
    shuffled = updates * 3
    random.Random(7).shuffle(shuffled)
    thrice.hand_in(*shuffled, together=True)
    assert len(api.said()) == 2 * sent
    for who in chats:
        assert words_of(thrice.door, who) == words_of(once.door, who)
    by_session = [{s: door.held[c].filed for s, c in door.sessions.items()} for door in (once.door, thrice.door)]
    assert by_session[0] == by_session[1]
    assert set(by_session[0].values()) == {4}


def test_a_slow_chat_holds_up_no_other(chat: Chat, api: BotApi) -> None:
    def wait_for_the_other(text: str) -> None:
        deadline = time.monotonic() + 5
        while text == "慢" and not api.said(BOB) and time.monotonic() < deadline:
            time.sleep(0.01)

    chat.door.hook = wait_for_the_other
    chat.hand_in(said(1, ANN, "慢"), said(2, ANN, "后"), said(3, BOB, "快"), together=True)
    assert words_of(chat.door, ANN) == ["慢", "后"]
    assert [int(g["chat_id"]) for g in api.of("sendMessage")] == [BOB, ANN, ANN]


def test_photos_and_documents_are_evidence(chat: Chat, api: BotApi) -> None:
    api.files |= {"large": b"\xff\xd8photo", "paper": b"%PDF-1.4", "virus": b"MZ"}
    paper = {"file_id": "paper", "file_unique_id": "p", "file_name": "缴款凭证.pdf", "file_size": 8}
    virus = {"file_id": "virus", "file_unique_id": "v", "file_name": "凭证.exe"}
    chat.hand_in(
        said(1, ANN, photo=PHOTO, caption="这是凭证"), said(2, ANN, document=paper), said(3, ANN, document=virus)
    )
    assert chat.door.stored == [("照片1.jpg", b"\xff\xd8photo"), ("缴款凭证.pdf", b"%PDF-1.4")]
    assert chat.door.held["c0"].said == [("这是凭证", ("照片1.jpg",)), ("", ("缴款凭证.pdf",))]
    assert api.said()[-1] == "“凭证.exe”是程序文件，收不了。"


def test_a_file_that_is_too_large_is_not_fetched_and_one_that_is_gone_is_said(chat: Chat, api: BotApi) -> None:
    large = {"file_id": "x", "file_unique_id": "x", "file_name": "录像.pdf", "file_size": 10 * 1024 * 1024 + 1}
    gone = {"file_id": "gone", "file_unique_id": "g"}
    chat.hand_in(said(1, ANN, document=large), said(2, ANN, document=gone))
    assert api.said() == [
        "“录像.pdf”太大了，一个文件最多10MB。可以分成几份，或者拍成照片再发。",
        "“文件2”没有收到，请再发一次。前面填的都在。",
    ]
    assert [given["file_id"] for given in api.of("getFile")] == ["gone"]
    assert chat.door.held == {}


def test_an_edited_message_corrects_once(chat: Chat) -> None:
    edit = edited(3, ANN, 2, "山西")
    chat.hand_in(said(1, ANN, "我要提异议"), said(2, ANN, "江西"), edit, edit)
    chat.hand_in(edit)
    assert words_of(chat.door, ANN) == ["我要提异议", "江西", "不对，山西"]


def test_an_edited_question_is_asked_again_and_an_edited_command_is_not(chat: Chat) -> None:
    chat.hand_in(said(1, ANN, "提异议几天"), edited(2, ANN, 1, "江西提异议几天"), edited(3, ANN, 1, "/object"))
    assert words_of(chat.door, ANN) == ["提异议几天", "江西提异议几天"]


def test_a_group_is_refused_politely_once_and_left(chat: Chat, api: BotApi) -> None:
    group = -100500
    member = {"user": ME, "status": "member"}
    added = {
        "chat": {"id": group, "type": "supergroup"},
        "from": person(ANN),
        "date": 1_795_000_000,
        "old_chat_member": {"user": ME, "status": "left"},
        "new_chat_member": member,
    }
    api.fail("leaveChat", 400, "Bad Request: no")
    chat.hand_in(
        {"update_id": 1, "my_chat_member": added},
        said(2, group, "我要提异议", sender=ANN),
        said(3, group, "/status", sender=BOB),
        {"update_id": 4, "my_chat_member": {**added, "new_chat_member": {"user": ME, "status": "left"}}},
    )
    assert api.said() == [words.GROUP]
    assert len(api.of("leaveChat")) == 3
    assert chat.door.held == {}


def test_who_may_not_give_numbers_here_gets_a_link_and_the_message_is_deleted(chat: Chat, api: BotApi) -> None:
    chat.more = {"telegram_personal_data": False}
    api.kept = {2}
    chat.hand_in(said(1, ANN, "身份证 11010519491231002X"), said(2, ANN, "身份证 11010519491231002X"))
    assert api.said() == [
        f"{words.DELETED}\n\n请点开这个链接填写：{SITE}/l/T1",
        f"{words.NOT_DELETED}\n\n请点开这个链接填写：{SITE}/l/T2",
    ]
    assert [given["message_id"] for given in api.of("deleteMessage")] == ["1", "2"]
    assert all(given["link_preview_options"] == {"is_disabled": True} for given in api.of("sendMessage"))


def test_files_and_contacts_go_elsewhere_too(chat: Chat, api: BotApi) -> None:
    chat.more = {"telegram_personal_data": False}
    contact = {"phone_number": "+86 138-0013-8000", "first_name": "张"}
    chat.hand_in(said(1, ANN, photo=PHOTO), said(2, ANN, contact=contact))
    assert api.said()[0] == f"{words.DELETED}\n\n{words.FILES_ELSEWHERE.format(link=f'{SITE}/l/T1')}"
    assert api.said()[1].startswith(words.DELETED)
    assert api.of("getFile") == []
    assert chat.door.links == [("c0", "evidence")]
    assert words_of(chat.door, ANN) == ["我的电话是8613800138000"]


def test_where_numbers_may_be_given_no_link_is_made(chat: Chat, api: BotApi) -> None:
    chat.hand_in(said(1, ANN, "身份证 11010519491231002X"))
    assert chat.door.links == []
    assert api.of("deleteMessage") == []


@pytest.mark.parametrize(("command", "expected"), [(n, w) for n, w in words.SENDS.items()])
def test_commands_say_what_they_stand_for(chat: Chat, command: str, expected: str) -> None:
    chat.hand_in(said(1, ANN, f"/{command}"))
    assert words_of(chat.door, ANN) == [expected]


def test_commands_that_the_channel_answers(chat: Chat, api: BotApi) -> None:
    chat.hand_in(said(1, ANN, "/help"), said(2, ANN, "/place"), said(3, ANN, "/nonsense"), said(4, ANN, "/place 江西"))
    helped, place, unknown, _ = api.said()
    assert all(f"/{name}  {what}" in helped for name, what in words.COMMANDS.items())
    assert place == words.WHICH_PLACE
    assert "“/nonsense”" in unknown
    assert words_of(chat.door, ANN) == ["江西"]


def test_help_says_where_files_go(chat: Chat, api: BotApi) -> None:
    chat.hand_in(said(1, ANN, "/help"))
    chat.more = {"telegram_personal_data": False}
    chat.hand_in(said(2, ANN, "/help"))
    assert [text.rpartition("\n\n")[2] for text in api.said()] == [words.HELP_TAIL, words.HELP_TAIL_ELSEWHERE]


def test_in_a_form_help_and_start_come_back_to_the_question(chat: Chat, api: BotApi) -> None:
    chat.hand_in(said(1, ANN, "我要提异议"), said(2, ANN, "/help"), said(3, ANN, "/start"))
    assert words_of(chat.door, ANN) == ["我要提异议", words.HELP_SENDS, words.GO_ON_SENDS]
    assert api.said()[3] == words.WELCOME


def test_what_cannot_be_read_is_said(chat: Chat, api: BotApi) -> None:
    voice = {"file_id": "v", "file_unique_id": "v", "duration": 3}
    chat.hand_in(said(1, ANN, voice=voice), said(2, ANN, pinned_message=message(ANN, 1, "…")))
    assert api.said() == [words.ONLY_WORDS_AND_FILES]
    assert chat.door.held == {}


def test_a_conversation_that_was_forgotten_begins_anew(chat: Chat) -> None:
    chat.hand_in(said(1, ANN, "提异议几天"))
    chat.door.held.clear()
    chat.hand_in(said(2, ANN, "江西提异议几天"))
    assert words_of(chat.door, ANN) == ["江西提异议几天"]


def test_a_turn_that_fails_is_said_and_the_next_one_is_taken(chat: Chat, api: BotApi, caplog: Any) -> None:
    def fail(text: str) -> None:
        if text == "坏":
            raise ValueError("身份证 11010519491231002X")

    chat.door.hook = fail
    chat.hand_in(said(1, ANN, "坏"), said(2, ANN, "好"))
    assert api.said()[0] == words.TURN_FAILED
    assert words_of(chat.door, ANN) == ["好"]
    assert "11010519491231002X" not in caplog.text


def test_who_sends_too_much_is_told_to_wait(chat: Chat, api: BotApi) -> None:
    chat.limits = Limits(pages="2/minute", files="1/hour")
    chat.hand_in(*(said(n, ANN, "提异议几天") for n in range(1, 4)), said(4, BOB, "提异议几天"))
    assert len(words_of(chat.door, ANN)) == 2
    assert "过于频繁" in api.said(ANN)[-1]
    assert len(words_of(chat.door, BOB)) == 1


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
def test_telegrams_wait_is_obeyed(chat: Chat, api: BotApi) -> None:
    api.flood("sendMessage", 1)
    chat.hand_in(said(1, ANN, "我要提异议"))
    first, second = (call for call in api.calls if call.method == "sendMessage")
    assert second.at - first.at >= 1
    assert len(words_of(chat.door, ANN)) == 1


def test_a_network_that_fails_is_tried_again_and_the_turn_counts_once(chat: Chat, api: BotApi) -> None:
    api.fail("sendMessage", 502, times=2)
    chat.hand_in(said(1, ANN, "我要提异议"))
    assert api.said() == ["您要办的是哪个地方的事？"] * 3
    assert len(words_of(chat.door, ANN)) == 1


def test_formatting_that_telegram_refuses_is_left_out(chat: Chat, api: BotApi) -> None:
    api.fail("sendMessage", 400, "Bad Request: can't parse entities")
    chat.hand_in(said(1, ANN, "提异议几天"))
    formatted, plain = api.of("sendMessage")
    assert formatted["text"] == plain["text"]
    assert not plain.get("entities")


def test_who_blocked_the_bot_stops_nothing(chat: Chat, api: BotApi) -> None:
    api.gone = {ANN}
    chat.hand_in(said(1, ANN, "提异议几天"), said(2, BOB, "提异议几天"))
    assert len(words_of(chat.door, BOB)) == 1


def test_the_token_and_what_is_said_stay_out_of_the_logs(chat: Chat, api: BotApi, caplog: Any) -> None:
    caplog.set_level("DEBUG")
    api.fail("sendMessage", 502)
    api.gone = {BOB}
    chat.hand_in(said(1, ANN, "我要提异议，我叫张伟"), said(2, BOB, "提异议几天"), said(3, ANN, photo=PHOTO))
    assert api.token not in caplog.text
    assert "张伟" not in caplog.text
    assert TurnResult.__name__ not in caplog.text
