"""A conversation on the terminal: what is typed is a turn, what comes back is shown, with what staff said meanwhile."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from assistant.dialogue.contract import Choice, TurnResult
from assistant.dialogue.errors import DialogueError
from channels.cli import answer_text, console
from channels.cli.wrapping import wrap
from channels.text import clean

if TYPE_CHECKING:
    from assistant.bootstrap import Service
    from assistant.dialogue.state import StoredFile

PROMPT = "您："
WELCOME = "您好，请直接提问，或者说要办什么。/帮助 列出命令，/退出 结束。"
CHOICES = "可以回（打前面的数字也行）："
CHOICE = "  {number}  {label}"
STRIP = "〔{act}：已填{given}项{missing}〕"
MISSING = "，还缺{names}"
SAID = {"staff": "工作人员：{text}", "notice": "通知：{text}"}
CHANNEL = "cli"
_FAINT = "dim"


@dataclass(slots=True)
class Conversation:
    """One conversation: its place, files for the next turn, and a session that nobody can guess.

    Attributes:
        choices: the buttons of the last reply, in order.
        seen: number of the last message of staff or of a case that was shown.
    """

    service: Service
    place: str | None = None
    session: str = field(default_factory=lambda: secrets.token_hex(16))
    files: list[StoredFile] = field(default_factory=list)
    choices: tuple[Choice, ...] = ()
    seen: int = 0
    id: str = ""

    def __post_init__(self) -> None:
        """Begin it."""
        self.begin()

    def begin(self) -> None:
        """A new conversation for the same place."""
        self.open(self.service.reception.begin(CHANNEL, self.session, self.place))

    def open(self, conversation_id: str) -> None:
        """Go on with another conversation of this session."""
        self.id, self.choices, self.seen = conversation_id, (), 0
        self.files.clear()

    def turn(self, text: str, files: Sequence[StoredFile] = ()) -> TurnResult:
        """One turn, with the files that wait for it."""
        waiting = [*self.files, *files]
        self.files.clear()
        made = self.service.reception.turn(self.id, text, waiting)
        self.choices = made.choices
        return made

    def chosen(self, words: str) -> str:
        """The words of a choice where its number was typed; anything else stays what it is."""
        number = int(words) if words.isdecimal() and len(words) <= len(str(len(self.choices))) else 0
        return self.choices[number - 1].send if 0 < number <= len(self.choices) else words

    def news(self) -> list[str]:
        """What staff and cases said since it was looked last; it counts as read."""
        messages = self.service.reception.inbox(self.id, self.seen)
        if messages:
            self.seen = messages[-1].number
            self.service.reception.read(self.id, self.seen)
        return [SAID[message.author].format(text=clean(message.text)) for message in messages]


def lines_typed() -> Iterator[str]:
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


def show_turn(conversation: Conversation, words: str) -> None:
    """Take a turn and show what it came to."""
    screen = console.out()
    try:
        made = conversation.turn(conversation.chosen(words))
    except DialogueError as error:
        say(screen, str(error))
        return
    answer_text.show(made.reply.to_dict(), screen)
    if made.choices:
        screen.print()
        say(screen, CHOICES, _FAINT)
        for number, choice in enumerate(made.choices, start=1):
            say(screen, CHOICE.format(number=number, label=choice.label), _FAINT)
    if made.flow is not None and made.flow["state"] == "collecting":
        say(screen, _strip(conversation.service.reception.names, made.flow), _FAINT)


def show_news(conversation: Conversation) -> None:
    """Show what staff and cases said meanwhile."""
    for words in conversation.news():
        console.out().print()
        say(console.out(), words)


def say(screen: Console, words: str, style: str = "") -> None:
    """Print lines, wrapped as Chinese is where it is a terminal."""
    for line in words.splitlines():
        text = Text(line, style=style)
        for piece in wrap(text, min(screen.width, answer_text.WIDEST)) if screen.is_terminal else [text]:
            screen.print(piece, soft_wrap=True)


def _strip(names: Mapping[str, str], flow: Mapping[str, Any]) -> str:
    """Where the form stands, in one line."""
    missing = MISSING.format(names="、".join(names[slot] for slot in flow["missing"])) if flow["missing"] else ""
    return STRIP.format(act=names[flow["act"]], given=len(flow["slots"]), missing=missing)
