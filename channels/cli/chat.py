"""`credit-assistant chat`: a conversation on the terminal, from a script, or one JSON object per turn for programs."""

from __future__ import annotations

import base64
import binascii
import json
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.dialogue.errors import DialogueError
from assistant.settings import Settings, get_settings
from channels.cli import console, loading
from channels.cli.chat_commands import NO_PLACE, listed, obey
from channels.cli.chatting import PROMPT, WELCOME, Conversation, lines_typed, show_news, show_turn

if TYPE_CHECKING:
    from assistant.dialogue.state import StoredFile

GOODBYE = "再见。"
NO_SCRIPT = "读不到脚本“{path}”，请检查路径。"
BAD_ATTACHMENT = '附件要写作 {"name": 文件名, "content_base64": 内容}。'
NEEDS_DEMO_MODE = (
    "--as-of 会替换“今天”，只能在演示模式使用：DEMO_MODE=1 credit-assistant chat --as-of {day}。"
    "只想按某一天的法律提问，请用 credit-assistant ask --as-of {day} 问题。"
)
ENDS = ("退出", "exit", "quit")


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
        console.fail("\n".join([NO_PLACE.format(name=jurisdiction), *listed(places, None)]))
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
    for words in lines if lines is not None else lines_typed():
        if lines is not None:
            screen.print(f"\n{PROMPT}{words}", markup=False)
        if words.startswith(("/", "／")):
            command, _, argument = words[1:].partition(" ")
            if command in ENDS:
                return
            obey(conversation, command, argument.strip())
        elif words or conversation.files:
            screen.print()
            show_turn(conversation, words)
        show_news(conversation)
        screen.print()
