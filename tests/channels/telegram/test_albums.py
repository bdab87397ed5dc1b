"""Several photos sent at once are one turn, whatever happens between them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from channels.telegram import albums, words
from channels.telegram.incoming import Incoming, Kind, SentFile
from channels.telegram.spool import Spool
from channels.web.throttle import Limits
from tests.channels.telegram.bot_api import BotApi, said
from tests.channels.telegram.conftest import SITE, Chat

ANN, BOB = 501, 502
Take = Callable[[dict[str, Any]], Awaitable[None]]


def photo(api: BotApi, number: int, album: str, chat: int = ANN, **more: Any) -> dict[str, Any]:
    """A photo of an album, which the Bot API can give out."""
    name = f"p{number}"
    api.files[name] = b"\xff\xd8" + name.encode()
    size = {"file_id": name, "file_unique_id": name, "width": 9, "height": 9, "file_size": len(api.files[name])}
    return said(number, chat, photo=[size], media_group_id=album, **more)


def turns(chat: Chat, who: int = ANN) -> list[tuple[str, tuple[str, ...]]]:
    """Words and files of the turns of a chat."""
    held: list[tuple[str, tuple[str, ...]]] = chat.door.held[chat.door.sessions["telegram", f"{who}:{who}"]].said
    return held


class Died(Exception):
    """A process that ended without warning."""


async def nothing(_: Take) -> None:
    """Only start, and stop."""


def names(*numbers: int) -> tuple[str, ...]:
    return tuple(f"照片{number}.jpg" for number in numbers)


def test_an_album_is_one_turn_with_its_files_in_order_and_its_caption(chat: Chat, api: BotApi) -> None:
    chat.hand_in(
        photo(api, 3, "a"),
        photo(api, 1, "a", caption="缴款凭证"),
        photo(api, 2, "a", caption="还有收据"),
        together=True,
    )
    assert turns(chat) == [("缴款凭证\n还有收据", names(1, 2, 3))]
    assert len(api.said()) == 1


def test_what_is_said_after_an_album_is_taken_after_it_without_waiting(chat: Chat, api: BotApi) -> None:
    chat.quiet = 60
    chat.hand_in(photo(api, 1, "a"), photo(api, 2, "a"), said(3, ANN, "罚款早交了"), photo(api, 4, "b"))
    assert turns(chat) == [("", names(1, 2)), ("罚款早交了", ()), ("", names(4))]


def test_albums_of_two_chats_do_not_mix(chat: Chat, api: BotApi) -> None:
    chat.hand_in(photo(api, 1, "a"), photo(api, 2, "a", BOB), photo(api, 3, "a"), photo(api, 4, "a", BOB))
    assert turns(chat) == [("", names(1, 3))]
    assert turns(chat, BOB) == [("", names(2, 4))]


def test_a_part_that_comes_again_counts_once_in_whichever_process(chat: Chat, api: BotApi) -> None:
    parts = [photo(api, 1, "a", caption="凭证"), photo(api, 2, "a")]
    chat.hand_in(*parts, *parts)
    chat.hand_in(*reversed(parts))
    assert turns(chat) == [("凭证", names(1, 2))]
    assert len(api.said()) == 1


def test_a_part_that_comes_late_is_a_turn_of_its_own(chat: Chat, api: BotApi) -> None:
    chat.hand_in(photo(api, 1, "a"), photo(api, 2, "a"))
    chat.hand_in(photo(api, 3, "a"), photo(api, 1, "a"))
    assert turns(chat) == [("", names(1, 2)), ("", names(3))]


def test_what_a_process_that_died_had_acknowledged_is_taken_by_the_next(
    chat: Chat, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def die(take: Take) -> None:
        await take(photo(api, 1, "a", caption="凭证"))
        await take(photo(api, 2, "a"))
        raise Died

    chat.quiet = 60
    with pytest.raises(Died):
        chat.run(die)
    assert chat.door.held == {}
    monkeypatch.setattr(albums, "LEFT", 0.0)
    chat.quiet = 0.0
    chat.run(nothing)
    assert turns(chat) == [("凭证", names(1, 2))]
    assert len(api.said()) == 1


def test_a_turn_whose_reply_did_not_get_through_is_repeated_and_counts_once(
    chat: Chat, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    api.fail("sendMessage", 502, times=4)
    chat.hand_in(photo(api, 1, "a"), photo(api, 2, "a"))
    monkeypatch.setattr(albums, "LEFT", 0.0)
    chat.hand_in(photo(api, 3, "a"))
    assert turns(chat) == [("", names(1, 2)), ("", names(3))]
    assert len(api.said()) == 4 + 2


def test_one_file_that_fails_costs_no_other_and_is_told(chat: Chat, api: BotApi) -> None:
    large = {"file_id": "l", "file_unique_id": "l", "file_name": "合同.pdf", "file_size": 11 * 1024 * 1024}
    virus = {"file_id": "v", "file_unique_id": "v", "file_name": "凭证.exe"}
    api.files["v"] = b"MZ"
    film = {"file_id": "f", "file_unique_id": "f", "width": 9, "height": 9, "duration": 3}
    lost = photo(api, 4, "a")
    del api.files["p4"]
    chat.hand_in(
        photo(api, 1, "a"),
        said(2, ANN, document=large, media_group_id="a"),
        said(3, ANN, document=virus, media_group_id="a"),
        lost,
        said(5, ANN, video=film, media_group_id="a"),
        photo(api, 6, "a"),
    )
    assert turns(chat) == [("", names(1, 6))]
    [told] = api.said()
    expected = [
        words.FILE_TOO_LARGE.format(name="合同.pdf", limit=10),
        "“凭证.exe”是程序文件，收不了。",
        words.FILE_NOT_FETCHED.format(name="照片4.jpg"),
        words.ONLY_WORDS_AND_FILES,
    ]
    assert told.startswith("\n\n".join(expected))


def test_of_too_many_files_those_that_are_taken_count(chat: Chat, api: BotApi) -> None:
    chat.limits = Limits(pages="100/minute", files="2/hour")
    chat.hand_in(*(photo(api, n, "a") for n in range(1, 5)))
    assert turns(chat) == [("", names(1, 2))]
    assert api.said()[0].count("文件太多") == 1


def test_where_files_are_not_taken_each_is_deleted_and_there_is_one_link(chat: Chat, api: BotApi) -> None:
    chat.more = {"telegram_personal_data": False}
    chat.hand_in(photo(api, 1, "a", caption="张伟的身份证"), photo(api, 2, "a"))
    assert [given["message_id"] for given in api.of("deleteMessage")] == ["1", "2"]
    assert api.said() == [f"{words.DELETED}\n\n{words.FILES_ELSEWHERE.format(link=f'{SITE}/l/T1')}"]
    assert api.of("getFile") == []
    assert len(chat.door.links) == 1


def part(number: int) -> Incoming:
    file = SentFile(f"p{number}", f"照片{number}.jpg", 9)
    return Incoming(number, Kind.SAID, ANN, ANN, number, "张伟", file, album="a")


def _fail(spool: Spool, name: str) -> None:
    with spool.taken(name) as parts:
        assert parts == (part(1),)
        spool.add(part(2))
        raise OSError("network")


def test_a_batch_that_failed_is_the_same_next_time_and_what_is_over_leaves_no_words(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    name = spool.add(part(1))
    assert name is not None
    with pytest.raises(OSError, match="network"):
        _fail(spool, name)
    with Spool(tmp_path).taken(name) as parts, spool.taken(name) as elsewhere:
        assert (parts, elsewhere) == ((part(1),), None)
    assert [spool.add(part(1)), spool.names()] == [None, [name]]
    with spool.taken(name) as parts:
        assert parts == (part(2),)
    assert spool.names() == []
    assert "张伟" not in "".join(path.read_text() for path in tmp_path.rglob("*") if path.is_file())


def test_after_a_day_an_album_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spool = Spool(tmp_path)
    name = spool.add(part(1))
    assert name is not None
    monkeypatch.setattr("channels.telegram.spool.REMEMBERED", -1)
    spool.tidy()
    assert spool.names() == [name]
    with spool.taken(name):
        pass
    spool.tidy()
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fails_is_told_and_holds_up_nothing(
    chat: Chat, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Spool, part: Incoming) -> str:
        raise OSError("no space")

    def broken(_: Spool, chat: int | None = None) -> list[str]:
        return ["501-x"]

    with monkeypatch.context() as failing:
        failing.setattr(Spool, "add", full)
        chat.hand_in(photo(api, 1, "a"))
    assert api.said() == [words.TURN_FAILED]
    monkeypatch.setattr(Spool, "names", broken)
    chat.hand_in(said(2, ANN, "罚款早交了"))
    assert turns(chat) == [("罚款早交了", ())]
