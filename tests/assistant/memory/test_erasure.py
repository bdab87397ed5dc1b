"""Forgetting a conversation leaves no personal data of it in any column of any table; what must stay is bare."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import JSON, Connection, Engine, String, Table, select, text, update

from assistant.answering.trace import Trace, Versions
from assistant.dialogue.contract import Choice
from assistant.dialogue.identity.oidc import Login
from assistant.dialogue.identity.verifier import Failure, Verified
from assistant.dialogue.state import HandOff
from assistant.memory import answers_given, held_pairs, review_samples, verdicts
from assistant.memory.desk_tables import HeldPairRow
from assistant.memory.dialogues import Dialogues
from assistant.memory.handoffs import HandOffs
from assistant.memory.held_pairs import Pair
from assistant.memory.identity_codes import IdentityCodes
from assistant.memory.links import Links
from assistant.memory.logins import Logins
from assistant.memory.messages import Inbox
from assistant.memory.tables import Base, HandOffRow
from assistant.memory.verdicts import Judged
from tests.assistant.memory.turns import NOW, objection, reply, take

TRACE = "某人的痕迹"
"""Stands in every personal column before, in none afterwards. No name, number or code, so that no mask takes it out."""

PLAIN = {
    "conversation": {"id", "channel"},
    "conversation_session": {"conversation_id", "session_hash", "channel"},
    "conversation_case": {"conversation_id", "case_id"},
    "turn": {"conversation_id", "place", "reason", "answer_id"},
    "turn_result": {"conversation_id", "key_hash"},
    "handoff": {"id", "conversation_id", "channel", "reason", "priority", "state", "staff", "closed_by", "outcome"},
    "message": {"id", "conversation_id", "author", "handoff_id", "case_id", "key_hash"},
    "delivery": {"message_id", "channel"},
    "one_time_link": {"token_hash", "conversation_id", "purpose"},
    "identity_code": {"id", "code_hash", "method", "staff", "conversation_id", "case_id", "used_by"},
    "identity_wrong": {"conversation_id"},
    "identity_login": {"state_hash", "conversation_id", "nonce", "verifier"},
    "answer_given": {
        "answer_id", "conversation_id", "channel", "place", "status", "reason", "question_key", "corpus_version",
        "law_version", "calendar_version", "index_version", "judged",
    },
    "answer_clause": {"answer_id", "clause"},
    "verdict": {"id", "answer_id", "judged_by", "expected", "missing"},
    "verdict_citation": {"verdict_id", "clause", "finding"},
    "held_pair": {
        "id", "question_key", "edition", "clause", "finding", "instead", "answer_id", "held_by", "lifted_by",
    },
    "review_sample": {"week", "answer_id", "stratum", "assigned_to"},
}  # fmt: skip
"""Columns of text that hold no personal data. A new column is put here, or marked PERSONAL."""
APART = {
    "staff_member": {"id", "name", "shown", "roles", "body", "places", "made_by", "password", "factor_seed"},
    "staff_recovery": {"member_id", "code_hash"},
    "staff_session": {"token_hash", "member_id", "browser"},
    "staff_key": {"id", "member_id", "label", "key_hash"},
    "sign_in_tries": {"key_hash"},
    "switch": {"id", "what", "stopped_by", "why", "lifted_by", "lifted_why"},
    "citizen_session": {"id", "token_hash", "kind", "method", "proof"},
}
"""Tables that belong to no conversation; what is personal in them ends with what they are about."""
KEPT = {"handoff": 1, "identity_code": 2, "verdict": 1, "verdict_citation": 1, "held_pair": 1}


def test_every_column_of_text_is_marked_or_known_to_be_plain() -> None:
    for table in Base.metadata.sorted_tables:
        texts = {column.name for column in table.columns if isinstance(column.type, String | JSON)}
        marked = {column.name for column in table.columns if column.info.get("personal")}
        assert texts - marked == (PLAIN | APART)[table.name], table.name


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
    with dialogues.writing() as connection:
        connection.execute(update(HandOffRow).values(closing_note=TRACE))
    said = replace(dialogues.load(made), flow=objection(objection_detail=TRACE), cases=("case-1",))
    said = replace(said, handoff=HandOff(opened, "anger", "normal"))
    take(dialogues, said, TRACE, reply(TRACE, Choice(TRACE, TRACE)), key="key")
    with dialogues.writing() as connection:
        _judged(connection, made)
    return made


def _judged(connection: Connection, conversation_id: str) -> None:
    """An answer that was given, found wrong, held back and drawn for review."""
    cited = {"marker": 1, "clause": "jiangxi-2022#1"}
    answer = {"answer_id": "a", "reason": "found", "text": "", "citations": [cited], "jurisdiction": None}
    trace = Trace(TRACE, "key", Versions("c", "l", "k", "i"))
    told = answer | {"corpus_version": "c"}
    answers_given.note(connection, conversation_id, TRACE, told, NOW, place=None, channel="web", trace=trace)
    found = ((1, "jiangxi-2022#1", "outdated"),)
    verdicts.add(connection, Judged("a", 1, NOW, "staff-1", "answer", False, found, (), TRACE))
    held_pairs.hold(connection, Pair("", "key", "i", "jiangxi-2022#1", "outdated", (), "a", NOW, "staff-1"))
    connection.execute(update(HeldPairRow).values(lifted_why=TRACE))
    review_samples.add(connection, "2026-W47", [("a", "answered")], NOW)


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
            for table in _of_conversations()
        }


def _of_conversations() -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if table.name not in APART]


def test_nothing_personal_is_left_in_any_table(dialogues: Dialogues, both: Engine, lived: str) -> None:
    personal = {
        f"{table.name}.{column.name}"
        for table in _of_conversations()
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
    assert kept == replace(
        waiting, conversation_id=None, summary=None, state="closed", closed_at=NOW, closing_note=None
    )


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
