"""`credit-assistant chat`: a conversation on the terminal, from a script, or one JSON object per turn for programs."""

from __future__ import annotations

import base64
import binascii
import json
import secrets
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.dialogue.contract import TurnResult
from assistant.dialogue.errors import DialogueError
from assistant.settings import Settings, get_settings
from channels.cli import answer_text, console, loading

if TYPE_CHECKING:
    from assistant.bootstrap import Service
    from assistant.dialogue.state import StoredFile
    from assistant.service import Place

PROMPT = "您："
WELCOME = "您好，请直接提问，或者说要办什么。/帮助 列出命令，/退出 结束。"
HELP = """/地方        列出可选的地方
/地方 江西   以后按江西的规定回答和办理
/地方 不限   不指定地方
/附件 路径   把一个文件作为证明材料，和下一句话一起发
/办件 编号 查询码  打开已经提交的办件
/新对话      忘掉前面说过的话，重新开始
/退出        结束
办理当中可以说：跳过、上一步、我都填了什么、不办了、转人工。"""
GOODBYE = "再见。"
NEW = "好的，我们重新开始。"
NO_COMMAND = "没有命令“{command}”。/帮助 列出全部命令。"
NO_PLACE = "没有“{name}”这个地方。"
PLACES = "可选的地方："
PLACE = "{mark} {name}（{id}）"
PLACE_SET = "好的，以后按{name}的规定回答和办理。"
PLACE_CLEARED = "好的，不指定地方，按您说的地方来。"
FILE_READY = "已收下“{name}”，会和您的下一句话一起发。"
NO_FILE = "读不到文件“{path}”，请检查路径。"
NO_SCRIPT = "读不到脚本“{path}”，请检查路径。"
CHOICES = "可以回：{choices}"
STRIP = "〔{act}：{given}项已填{missing}〕"
MISSING = "，还缺 {names}"
BAD_ATTACHMENT = '附件要写作 {"name": 文件名, "content_base64": 内容}。'
NEEDS_DEMO_MODE = (
    "--as-of 会替换“今天”，只能在演示模式使用：DEMO_MODE=1 credit-assistant chat --as-of {day}。"
    "只想按某一天的法律提问，请用 credit-assistant ask --as-of {day} 问题。"
)
ANY_PLACE = ("不限", "全部", "无")
CHANNEL = "cli"


@dataclass(slots=True)
class Conversation:
    """One conversation: its place, files for the next turn, and a session that nobody can guess."""

    service: Service
    place: str | None = None
    session: str = field(default_factory=lambda: secrets.token_hex(16))
    files: list[StoredFile] = field(default_factory=list)
    id: str = ""

    def __post_init__(self) -> None:
        """Begin it."""
        self.begin()

    def begin(self) -> None:
        """A new conversation for the same place."""
        self.id = self.service.reception.begin(CHANNEL, self.session, self.place)
        self.files.clear()

    def turn(self, text: str, files: Sequence[StoredFile] = ()) -> TurnResult:
        """One turn, with the files that wait for it."""
        waiting = [*self.files, *files]
        self.files.clear()
        return self.service.reception.turn(self.id, text, waiting)


def chat(
    as_json: Annotated[
        bool,
        typer.Option(
            "--json", help='每行一轮：从标准输入读文字或者 {"text": …, "attachments": […]}，向标准输出写一个 JSON 对象'
        ),
    ] = False,
    script: Annotated[Path | None, typer.Option(help="从文件逐行读要说的话（# 开头的行不算），说完就结束")] = None,
    jurisdiction: console.Jurisdiction = None,
    as_of: Annotated[str | None, typer.Option(help="替换“今天”，YYYY-MM-DD；仅演示模式")] = None,
) -> None:
    """Talks until the input ends."""
    lines = _script(script) if script is not None else None
    service = loading.load_service(_settings(console.day(as_of)))
    places = service.assistant.places()
    if jurisdiction and jurisdiction not in {place.id for place in places}:
        console.fail("\n".join([NO_PLACE.format(name=jurisdiction), *_listed(places, None)]))
    conversation = Conversation(service, jurisdiction)
    with suppress(KeyboardInterrupt):
        if as_json:
            _json_lines(conversation, lines if lines is not None else sys.stdin)
        else:
            _talk(conversation, lines)
    if not as_json:
        typer.echo(f"\n{GOODBYE}")


def _settings(today: date | None) -> Settings:
    settings = get_settings()
    if today is None:
        return settings
    if not settings.demo_mode:
        console.fail(NEEDS_DEMO_MODE.format(day=today))
    return settings.model_copy(update={"clock": today})


def _script(path: Path) -> list[str]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError:
        console.fail(NO_SCRIPT.format(path=path))
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]


def _json_lines(conversation: Conversation, lines: Iterable[str]) -> None:
    """Every line gets its object, an empty one too: whoever writes turn by turn waits for it."""
    for line in lines:
        text, attached = _said(line.rstrip("\r\n"))
        try:
            made: dict[str, Any] = conversation.turn(text, _stored(conversation, attached)).to_dict()
        except DialogueError as error:
            made = {"error": str(error)}
        typer.echo(json.dumps(made, ensure_ascii=False))
        sys.stdout.flush()


def _said(line: str) -> tuple[str, list[Any]]:
    """Words and attachments of ``{"text": …}``; a line that is no such object is itself the words."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return line, []
    if not isinstance(found, dict):
        return line, []
    text, attached = found.get("text"), found.get("attachments")
    return (text if isinstance(text, str) else ""), (attached if isinstance(attached, list) else [])


def _stored(conversation: Conversation, attached: Iterable[Any]) -> list[StoredFile]:
    """The attachments kept, ready for the turn.

    Raises:
        DialogueError: one is not of its form, or of a kind that is not taken.
    """
    kept = []
    for one in attached:
        try:
            content = base64.b64decode(one["content_base64"], validate=True)
            kept.append(conversation.service.reception.store(str(one["name"]), content))
        except (KeyError, TypeError, binascii.Error) as error:
            raise DialogueError(BAD_ATTACHMENT) from error
    return kept


def _talk(conversation: Conversation, lines: Iterable[str] | None) -> None:
    screen = console.out()
    screen.print(WELCOME)
    for words in lines if lines is not None else _typed():
        if lines is not None:
            screen.print(f"\n{PROMPT}{words}", markup=False)
        if words.startswith(("/", "／")):
            command, _, argument = words[1:].partition(" ")
            if command in {"退出", "exit", "quit"}:
                return
            screen.print(_command(conversation, command, argument.strip()), markup=False)
        elif words or conversation.files:
            screen.print()
            _show(conversation, words)
        screen.print()


def _show(conversation: Conversation, words: str) -> None:
    screen = console.out()
    try:
        made = conversation.turn(words)
    except DialogueError as error:
        screen.print(str(error), markup=False)
        return
    answer_text.show(made.reply.to_dict(), screen)
    if made.choices:
        choices = "、".join(f"“{choice.label}”" for choice in made.choices)
        screen.print(CHOICES.format(choices=choices), style="dim", markup=False)
    if made.flow is not None and made.flow["state"] == "collecting":
        screen.print(_strip(conversation, made.flow), style="dim", markup=False)


def _strip(conversation: Conversation, flow: dict[str, Any] | Any) -> str:
    """Where the form stands, in one line."""
    names = conversation.service.reception.names
    missing = MISSING.format(names="、".join(names[slot] for slot in flow["missing"])) if flow["missing"] else ""
    return STRIP.format(act=names[flow["act"]], given=len(flow["slots"]), missing=missing)


def _typed() -> Iterator[str]:
    """Lines as typed, until the input ends. A prompt is shown to people only."""
    prompt = ""
    if sys.stdin.isatty():
        with suppress(ImportError):  # not on every system; with it, Chinese characters are deleted whole
            import readline  # noqa: F401
        prompt = PROMPT
    while True:
        try:
            yield input(prompt).strip()
        except EOFError:
            return


def _command(conversation: Conversation, command: str, argument: str) -> str:
    if command in {"帮助", "help"}:
        return HELP
    if command == "新对话":
        conversation.begin()
        return NEW
    if command == "地方":
        return _choose_place(conversation, argument)
    if command == "附件":
        return _attach(conversation, Path(argument))
    if command == "办件":
        return _open_case(conversation, argument)
    return NO_COMMAND.format(command=f"/{command}")


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


def _open_case(conversation: Conversation, argument: str) -> str:
    number, _, code = argument.partition(" ")
    reception = conversation.service.reception
    try:
        conversation.id = reception.resume(number, code.strip(), CHANNEL, conversation.session)
        return reception.turn(conversation.id, "办到哪了").reply.text
    except DialogueError as error:
        return str(error)


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
    return "\n".join([*lines, *_listed(places, conversation.place)])


def _keep_place(conversation: Conversation, place: str | None) -> None:
    conversation.place = place
    conversation.service.reception.choose_place(conversation.id, place)


def _listed(places: Sequence[Place], chosen: str | None) -> list[str]:
    marked = (("→" if place.id == chosen else "·", place) for place in places)
    return [PLACES, *(PLACE.format(mark=mark, name=place.name, id=place.id) for mark, place in marked)]
