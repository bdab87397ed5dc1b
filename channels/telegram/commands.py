"""Commands (`/repair …`): the words that one stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from channels.telegram import words

_COMMAND = re.compile(r"[/／]([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Command:
    """A command and what was written behind it."""

    name: str
    rest: str = ""

    @property
    def known(self) -> bool:
        """True for those of the menu."""
        return self.name in words.COMMANDS

    @property
    def says(self) -> str | None:
        """The words of its turn; None where the channel answers itself."""
        if self.name == "place":
            return self.rest or None
        said = words.SENDS.get(self.name)
        return f"{said}。{self.rest}" if said and self.rest else said


def read_command(text: str) -> Command | None:
    """The command that a message is; None for anything else."""
    found = _COMMAND.fullmatch(text.strip())
    return Command(found[1].lower(), (found[2] or "").strip()) if found else None


def help_text(*, takes_files: bool) -> str:
    """What can be done here."""
    lines = (words.HELP_LINE.format(name=name, what=what) for name, what in words.COMMANDS.items())
    return "\n".join((words.HELP_HEAD, *lines, "", words.HELP_TAIL if takes_files else words.HELP_TAIL_ELSEWHERE))
