"""A link opens its conversation once, for a while."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from assistant.dialogue.errors import UnknownConversation
from assistant.memory.dialogues import Dialogues
from assistant.memory.links import Link, LinkRefused, Links
from tests.assistant.memory.turns import NOW


@pytest.fixture
def links(both: Engine) -> Links:
    return Links(both)


def test_a_link_is_good_once(dialogues: Dialogues, links: Links, both: Engine) -> None:
    made = dialogues.begin("telegram", "4711", NOW)
    token = links.issue(made, "subject_id", 30, NOW)
    assert len(token) >= 43  # 32 bytes
    with both.connect() as connection:
        assert token not in str(connection.execute(text("SELECT * FROM one_time_link")).all())
    assert links.look(token, NOW) == links.look(token, NOW) == Link(made, "subject_id")
    assert links.redeem(token, NOW + timedelta(minutes=29)) == Link(made, "subject_id")
    for again in (links.look, links.redeem):
        with pytest.raises(LinkRefused, match="已经用过"):
            again(token, NOW)


def test_it_ends_by_itself(dialogues: Dialogues, links: Links) -> None:
    token = links.issue(dialogues.begin("telegram", "4711", NOW), "subject_id", 30, NOW)
    late = NOW + timedelta(minutes=30)
    with pytest.raises(LinkRefused, match="过期"):
        links.redeem(token, late)
    assert links.tidy(late) == 0
    assert links.tidy(late + timedelta(seconds=1)) == 1
    with pytest.raises(LinkRefused, match="不对"):
        links.redeem(token, NOW)


def test_no_link_without_a_conversation(dialogues: Dialogues, links: Links) -> None:
    with pytest.raises(UnknownConversation):
        links.issue("nobody", "subject_id", 30, NOW)
    made = dialogues.begin("telegram", "4711", NOW)
    token = links.issue(made, "subject_id", 30, NOW)
    dialogues.forget(made, NOW)
    with pytest.raises(LinkRefused, match="不对"):
        links.redeem(token, NOW)


def test_of_many_at_once_one_gets_in(dialogues: Dialogues, links: Links) -> None:
    token = links.issue(dialogues.begin("telegram", "4711", NOW), "subject_id", 30, NOW)
    start = threading.Barrier(4)

    def redeem(_: int) -> bool:
        start.wait(10)
        try:
            links.redeem(token, NOW)
        except LinkRefused:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(redeem, range(4))) == 1
