"""Forgetting a conversation leaves no personal data of it in any column of any table; what must stay is bare."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import JSON, Engine, String, select, text

from assistant.dialogue.contract import Choice
from assistant.dialogue.identity.oidc import Login
from assistant.dialogue.identity.verifier import Failure, Verified
from assistant.dialogue.state import HandOff
from assistant.memory.dialogues import Dialogues
from assistant.memory.handoffs import HandOffs
from assistant.memory.identity_codes import IdentityCodes
from assistant.memory.links import Links
from assistant.memory.logins import Logins
from assistant.memory.messages import Inbox
from assistant.memory.tables import Base
from tests.assistant.memory.turns import NOW, objection, reply, take

TRACE = "某人的痕迹"
"""Stands in every personal column before, in none afterwards. No name, number or code, so that no mask takes it out."""

PLAIN = {
    "conversation": {"id", "channel"},
    "conversation_session": {"conversation_id", "session_hash", "channel"},
    "conversation_case": {"conversation_id", "case_id"},
    "turn": {"conversation_id", "place", "reason", "answer_id"},
    "turn_result": {"conversation_id", "key_hash"},
    "handoff": {"id", "conversation_id", "channel", "reason", "priority", "state", "staff"},
    "message": {"id", "conversation_id", "author", "handoff_id", "case_id", "key_hash"},
    "delivery": {"message_id", "channel"},
    "one_time_link": {"token_hash", "conversation_id", "purpose"},
    "identity_code": {"id", "code_hash", "method", "staff", "conversation_id", "case_id", "used_by"},
    "identity_wrong": {"conversation_id"},
    "identity_login": {"state_hash", "conversation_id", "nonce", "verifier"},
}
"""Columns of text that hold no personal data. A new column is put here, or marked PERSONAL."""
KEPT = {"handoff": 1, "identity_code": 2}


def test_every_column_of_text_is_marked_or_known_to_be_plain() -> None:
    for table in Base.metadata.sorted_tables:
        texts = {column.name for column in table.columns if isinstance(column.type, String | JSON)}
        marked = {column.name for column in table.columns if column.info.get("personal")}
        assert texts - marked == PLAIN[table.name], table.name


@pytest.fixture
def lived(dialogues: Dialogues, both: Engine) -> str:
    """A conversation that left something in every table."""
    made = dialogues.begin("telegram", TRACE, NOW, address=TRACE)
    handoffs, inbox = HandOffs(both), Inbox(both)
    codes = IdentityCodes(both, b"key")
    with dialogues.writing() as connection:
        opened = handoffs.open(connection, made, "anger", "normal", TRACE, NOW)
        handoffs.say(connection, opened, TRACE, NOW)
        inbox.notify(connection, made, TRACE, NOW, case_id="case-1", key="notice-1")
    handoffs.take(opened, "staff-1", NOW)
    inbox.delivered(handoffs.answer(opened, "staff-1", TRACE, NOW), "telegram", NOW)
    Links(both).issue(made, "subject_id", 30, NOW)
    Logins(both).begin("state", Login(made, "nonce", "verifier"), NOW + timedelta(minutes=9), NOW)
    codes.issue("counter", "staff-1", TRACE, TRACE, 30, NOW, conversation_id=made)
    used = codes.issue("counter", "staff-1", TRACE, TRACE, 30, NOW)
    assert isinstance(codes.check("counter", made, used, NOW), Verified)
    assert isinstance(codes.check("counter", made, "22222222", NOW), Failure)
    said = replace(dialogues.load(made), flow=objection(objection_detail=TRACE), cases=("case-1",))
    said = replace(said, handoff=HandOff(opened, "anger", "normal"))
    take(dialogues, said, TRACE, reply(TRACE, Choice(TRACE, TRACE)), key="key")
    return made


def _with_trace(engine: Engine) -> set[str]:
    """Every column, whatever it is marked, in which the trace is found."""
    found = set()
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            for row in connection.execute(select(table)).mappings():
                found |= {f"{table.name}.{name}" for name, value in row.items() if TRACE in str(value)}
    return found


def _counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            table.name: connection.execute(text(f"SELECT count(*) FROM {table.name}")).scalar_one()
            for table in Base.metadata.sorted_tables
        }


def test_nothing_personal_is_left_in_any_table(dialogues: Dialogues, both: Engine, lived: str) -> None:
    personal = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.info.get("personal")
    }
    assert _with_trace(both) == personal - {"turn_result.words_hash"}
    assert all(_counts(both).values())
    assert dialogues.forget(lived, NOW)
    assert _with_trace(both) == set()
    assert {name: count for name, count in _counts(both).items() if count} == KEPT


def test_the_bare_facts_of_a_hand_off_stay(dialogues: Dialogues, both: Engine, lived: str) -> None:
    (waiting,) = HandOffs(both).queue()
    dialogues.forget(lived, NOW)
    kept, said = HandOffs(both).read(waiting.id)
    assert HandOffs(both).queue() == ()
    assert said == ()
    assert kept == replace(waiting, conversation_id=None, summary=None, state="closed")


def test_another_conversation_keeps_everything(dialogues: Dialogues, both: Engine, lived: str) -> None:
    before = _with_trace(both)
    other = dialogues.begin("web", "s", NOW)
    take(dialogues, dialogues.load(other))
    dialogues.forget(other, NOW)
    assert _with_trace(both) == before
    assert dialogues.load(lived).version > 0


def test_names_of_codes_that_are_over_go_by_themselves(dialogues: Dialogues, both: Engine, lived: str) -> None:
    codes = IdentityCodes(both, b"key")
    assert codes.tidy(NOW) == 0
    assert codes.tidy(NOW + timedelta(minutes=30)) == 2
    assert not {name for name in _with_trace(both) if name.startswith("identity")}
