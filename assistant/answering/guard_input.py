"""Step 1. Is this a message that can be answered at all?"""

from __future__ import annotations

import re

from assistant.answering.clean import MAX_LENGTH, readable
from assistant.answering.turn import Reply, Tools, Turn
from assistant.outcome import Reason

_WORD = re.compile(r"[\u3400-\u9fffA-Za-z]")


def guard_input(turn: Turn, tools: Tools) -> Reply | None:
    """Take out hidden characters; refuse what is empty, too long or has no word in it, and unknown place codes."""
    say = tools.wording.say
    turn.question = readable(turn.question)
    if not turn.question:
        return Reply(Reason.BAD_INPUT, say("error.empty"))
    if len(turn.question) > MAX_LENGTH:
        return Reply(Reason.BAD_INPUT, say("error.too_long", length=len(turn.question), limit=MAX_LENGTH))
    if not _WORD.search(turn.question):
        return Reply(Reason.BAD_INPUT, say("error.not_text"))
    if turn.chosen_place is not None and turn.chosen_place not in tools.places():
        known = "、".join(f"{key}（{name}）" for key, name in tools.places().items())
        return Reply(Reason.BAD_INPUT, say("error.unknown_jurisdiction", place=turn.chosen_place, places=known))
    return None
