"""What is kept here is what the engine of the conversation asks for; mypy holds the signatures, this holds the names."""

from __future__ import annotations

from sqlalchemy import Engine

from assistant.dialogue import ports
from assistant.memory.dialogues import Dialogues
from assistant.memory.handoffs import HandOffs
from tests.assistant.memory.turns import NOW


def test_the_ports_are_filled(both: Engine) -> None:
    memory: ports.Memory = Dialogues(both)
    handoffs: ports.HandOffs = HandOffs(both)
    made = memory.begin("web", "s", NOW)
    with memory.writing() as connection:
        opened = handoffs.open(connection, made, "human", "normal", "来话", NOW)
        handoffs.say(connection, opened, "还在吗", NOW)
    assert memory.load(made).id == made
