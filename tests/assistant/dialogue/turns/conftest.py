"""One conversation at the front door, over a database of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.dialogue.contract import TurnResult
from tests.assistant.dialogue.script import TODAY
from tests.assistant.dialogue.world import opened

Say = Callable[..., TurnResult]


@pytest.fixture
def say(prepared_file: Path, tmp_path: Path) -> Iterator[Say]:
    """Takes the messages of one conversation in order; what came of the last."""
    with opened(prepared_file, tmp_path, TODAY) as world:
        door = world.service().reception
        conversation = door.begin("api", "session")

        def take(*messages: str) -> TurnResult:
            return [door.turn(conversation, message) for message in messages][-1]

        yield take


@pytest.fixture
def complaint(say: Say) -> TurnResult:
    """A complaint that was filed in it."""
    return say("我要投诉，在南昌", "有家店没有问过我就查了我的信用", "跳过", "跳过", "确认提交")
