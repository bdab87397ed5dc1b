"""What can be typed on the terminal besides what is said: /地方, /附件, /办件, /新对话, /帮助."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.dialogue.errors import DialogueError
from channels.cli import console
from channels.cli.chatting import CHANNEL, Conversation, say, show_turn

if TYPE_CHECKING:
    from assistant.service import Place

HELP = """/地方        列出可选的地方
/地方 江西   以后按江西的规定回答和办理
/地方 不限   不指定地方
/附件 路径   把一个文件作为证明材料，和下一句话一起发
/办件 编号 查询码  打开已经提交的办件
/新对话      忘掉前面说过的话，重新开始
/退出        结束
直接按回车，看看工作人员有没有回话。
办理当中可以说：跳过、上一步、我都填了什么、不办了、转人工。"""
NEW = "好的，我们重新开始。"
NO_COMMAND = "没有命令“{command}”。/帮助 列出全部命令。"
NO_PLACE = "没有“{name}”这个地方。"
PLACES = "可选的地方："
PLACE = "{mark} {name}（{id}）"
PLACE_SET = "好的，以后按{name}的规定回答和办理。"
PLACE_CLEARED = "好的，不指定地方，按您说的地方来。"
FILE_READY = "已收下“{name}”，会和您的下一句话一起发。"
NO_FILE = "读不到文件“{path}”，请检查路径。"
WHERE_IS_IT = "办到哪了"
ANY_PLACE = ("不限", "全部", "无")
_HELP = ("帮助", "help")


def obey(conversation: Conversation, command: str, argument: str) -> None:
    """Do what a command says, and tell it."""
    if command == "办件":
        _open_case(conversation, argument)
        return
    if command == "新对话":
        conversation.begin()
        told = NEW
    elif command == "地方":
        told = _choose_place(conversation, argument)
    elif command == "附件":
        told = _attach(conversation, Path(argument))
    else:
        told = HELP if command in _HELP else NO_COMMAND.format(command=f"/{command}")
    say(console.out(), told)


def listed(places: Sequence[Place], chosen: str | None) -> list[str]:
    """The places, a line for each."""
    marked = (("→" if place.id == chosen else "·", place) for place in places)
    return [PLACES, *(PLACE.format(mark=mark, name=place.name, id=place.id) for mark, place in marked)]


def _attach(conversation: Conversation, path: Path) -> str:
    try:
        with path.open("rb") as content:
            kept = conversation.service.reception.store(path.name, content)
    except OSError:
        return NO_FILE.format(path=path)
    except DialogueError as error:
        return str(error)
    conversation.files.append(kept)
    return FILE_READY.format(name=kept.name)


def _open_case(conversation: Conversation, argument: str) -> None:
    number, _, code = argument.partition(" ")
    try:
        conversation.open(
            conversation.service.reception.resume(number, code.strip(), CHANNEL, conversation.session),
        )
    except DialogueError as error:
        say(console.out(), str(error))
    else:
        show_turn(conversation, WHERE_IS_IT)


def _choose_place(conversation: Conversation, name: str) -> str:
    places = conversation.service.assistant.places()
    if name in ANY_PLACE:
        _keep_place(conversation, None)
        return PLACE_CLEARED
    found = [place for place in places if name and (place.id == name.lower() or name in place.name)]
    if len(found) == 1:
        _keep_place(conversation, found[0].id)
        return PLACE_SET.format(name=found[0].name)
    lines = [NO_PLACE.format(name=name)] if name else []
    return "\n".join([*lines, *listed(places, conversation.place)])


def _keep_place(conversation: Conversation, place: str | None) -> None:
    conversation.place = place
    conversation.service.reception.choose_place(conversation.id, place)
