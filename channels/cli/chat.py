"""`credit-assistant chat`: a conversation on the terminal, or one JSON object per turn for programs."""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.settings import Settings, get_settings
from channels.cli import answer_text, console, loading

if TYPE_CHECKING:
    from assistant.service import Assistant, Place

PROMPT = "您："
WELCOME = "您好，请直接提问。/帮助 列出命令，/退出 或者 Ctrl-D 结束。"
HELP = """/地方        列出可选的地方
/地方 江西   以后按江西的规定回答
/地方 不限   不指定地方
/新对话      忘掉前面说过的话，重新开始
/退出        结束"""
GOODBYE = "再见。"
NEW = "好的，我们重新开始。"
NO_COMMAND = "没有命令“{command}”。/帮助 列出全部命令。"
NO_PLACE = "没有“{name}”这个地方。"
PLACES = "可选的地方："
PLACE = "{mark} {name}（{id}）"
PLACE_SET = "好的，以后按{name}的规定回答。"
PLACE_CLEARED = "好的，不指定地方，按问题里说的地方回答。"
NEEDS_DEMO_MODE = (
    "--as-of 会替换“今天”，只能在演示模式使用：DEMO_MODE=1 credit-assistant chat --as-of {day}。"
    "只想按某一天的法律提问，请用 credit-assistant ask --as-of {day} 问题。"
)
ANY_PLACE = ("不限", "全部", "无")
PRIORITY = {"distress": "urgent", "human": "normal"}
"""Reasons after which a person takes over, with the `urgency` of the hand-off (docs/architecture.md)."""


@dataclass(slots=True)
class Conversation:
    """One conversation: the place chosen for it, and an id that nobody can guess."""

    assistant: Assistant
    place: str | None = None
    id: str = field(default_factory=lambda: secrets.token_hex(16))

    def turn(self, text: str) -> dict[str, Any]:
        """The conversation contract's object for one turn; flows and cases are not served by this channel yet."""
        reply = self.assistant.ask(text, jurisdiction=self.place, conversation_id=self.id).to_dict()
        priority = PRIORITY.get(reply["reason"])
        handoff = {"reason": reply["reason"], "priority": priority} if priority else None
        return {"reply": reply, "flow": None, "case": None, "handoff": handoff}


def chat(
    as_json: Annotated[
        bool, typer.Option("--json", help='每行一轮：从标准输入读文字或者 {"text": …}，向标准输出写一个 JSON 对象')
    ] = False,
    jurisdiction: console.Jurisdiction = None,
    as_of: Annotated[str | None, typer.Option(help="替换“今天”，YYYY-MM-DD；仅演示模式")] = None,
) -> None:
    """Talks until the input ends."""
    assistant = loading.load_assistant(_settings(console.day(as_of)), remember=True)
    if jurisdiction and jurisdiction not in {place.id for place in assistant.places()}:
        console.fail("\n".join([NO_PLACE.format(name=jurisdiction), *_listed(assistant.places(), None)]))
    conversation = Conversation(assistant, jurisdiction)
    with suppress(KeyboardInterrupt):
        if as_json:
            _json_lines(conversation)
        else:
            _talk(conversation)
    if not as_json:
        typer.echo(f"\n{GOODBYE}")


def _settings(today: date | None) -> Settings:
    settings = get_settings()
    if today is None:
        return settings
    if not settings.demo_mode:
        console.fail(NEEDS_DEMO_MODE.format(day=today))
    return settings.model_copy(update={"clock": today})


def _json_lines(conversation: Conversation) -> None:
    """Every line gets its object, an empty one too: whoever writes turn by turn waits for it."""
    for line in sys.stdin:
        made = conversation.turn(_turn_text(line.rstrip("\r\n")))
        typer.echo(json.dumps(made, ensure_ascii=False))
        sys.stdout.flush()


def _turn_text(line: str) -> str:
    """The words of ``{"text": …}``; a line that is no such object is itself the words."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return line
    if not isinstance(found, dict):
        return line
    text = found.get("text")
    return text if isinstance(text, str) else ""


def _talk(conversation: Conversation) -> None:
    screen = console.out()
    screen.print(WELCOME)
    for words in _typed():
        if words.startswith(("/", "／")):
            command, _, argument = words[1:].partition(" ")
            if command in {"退出", "exit", "quit"}:
                return
            screen.print(_command(conversation, command, argument.strip()))
        elif words:
            screen.print()
            answer_text.show(conversation.turn(words)["reply"], screen)
        screen.print()


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
        conversation.id = secrets.token_hex(16)
        return NEW
    if command == "地方":
        return _choose_place(conversation, argument)
    return NO_COMMAND.format(command=f"/{command}")


def _choose_place(conversation: Conversation, name: str) -> str:
    places = conversation.assistant.places()
    if name in ANY_PLACE:
        conversation.place = None
        return PLACE_CLEARED
    found = [place for place in places if name and (place.id == name.lower() or name in place.name)]
    if len(found) == 1:
        conversation.place = found[0].id
        return PLACE_SET.format(name=found[0].name)
    lines = [NO_PLACE.format(name=name)] if name else []
    return "\n".join([*lines, *_listed(places, conversation.place)])


def _listed(places: Sequence[Place], chosen: str | None) -> list[str]:
    marked = (("→" if place.id == chosen else "·", place) for place in places)
    return [PLACES, *(PLACE.format(mark=mark, name=place.name, id=place.id) for mark, place in marked)]
