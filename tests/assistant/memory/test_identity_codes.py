"""A code of the counter is good once, for whom it was meant, and cannot be guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from assistant.dialogue.identity.counter import CounterVerifier
from assistant.dialogue.identity.demo import DemoVerifier
from assistant.dialogue.identity.verifier import Challenge, Failed, Failure, Verified, Verifier, told
from assistant.memory.dialogues import Dialogues
from assistant.memory.identity_codes import LETTERS, IdentityCodes
from tests.assistant.memory.turns import NAME, NOW, NUMBER, objection, take


@pytest.fixture
def codes(both: Engine) -> IdentityCodes:
    return IdentityCodes(both, b"secret")


@pytest.fixture
def counter(codes: IdentityCodes) -> CounterVerifier:
    return CounterVerifier(codes)


@pytest.fixture
def here(dialogues: Dialogues) -> str:
    return dialogues.begin("web", "s", NOW)


def test_a_code_says_who_was_at_the_counter(counter: CounterVerifier, here: str, both: Engine) -> None:
    verifier: Verifier = counter
    assert verifier.begin(here, NOW) == Challenge()
    code = counter.issue_code("staff-1", NAME, NUMBER, NOW)
    assert len(code) == 8
    assert set(code) <= set(LETTERS)
    assert not set("01ILOU") & set(LETTERS)
    with both.connect() as connection:
        assert code not in str(connection.execute(text("SELECT * FROM identity_code")).all())
    who = counter.check(here, f" {code[:4].lower()}-{code[4:].lower()} ", NOW)
    assert isinstance(who, Verified)
    assert (who.method, who.name, who.number) == ("counter", NAME, NUMBER)
    assert who.proof.startswith("counter:")
    assert NAME not in repr(who)
    assert NUMBER not in repr(who)


def test_used_it_is_good_in_the_same_conversation_only(
    counter: CounterVerifier, here: str, dialogues: Dialogues
) -> None:
    code = counter.issue_code("staff-1", NAME, NUMBER, NOW)
    assert counter.check(here, code, NOW) == counter.check(here, code, NOW)  # a turn that was decided twice
    assert counter.check(dialogues.begin("web", "s", NOW), code, NOW) == Failure(Failed.USED)
    assert counter.check(here, code, NOW + timedelta(minutes=30)) == Failure(Failed.EXPIRED)


def test_it_can_be_bound(counter: CounterVerifier, here: str, dialogues: Dialogues) -> None:
    other = dialogues.begin("web", "s", NOW)
    mine = counter.issue_code("staff-1", NAME, NUMBER, NOW, conversation_id=here)
    case = counter.issue_code("staff-1", NAME, NUMBER, NOW, case_id="case-1")
    assert counter.check(other, mine, NOW) == Failure(Failed.WRONG)
    assert isinstance(counter.check(here, mine, NOW), Verified)
    assert counter.check(here, case, NOW) == Failure(Failed.WRONG)
    take(dialogues, replace(dialogues.load(here), cases=("case-1",)))
    assert isinstance(counter.check(here, case, NOW), Verified)


def test_a_code_of_another_key_or_method_is_wrong(codes: IdentityCodes, here: str, both: Engine) -> None:
    code = codes.issue("counter", "staff-1", NAME, NUMBER, 30, NOW)
    assert IdentityCodes(both, b"another").check("counter", here, code, NOW) == Failure(Failed.WRONG)
    assert codes.check("demo", here, code, NOW) == Failure(Failed.WRONG)


def test_five_wrong_ones_lock(counter: CounterVerifier, here: str, dialogues: Dialogues) -> None:
    code = counter.issue_code("staff-1", NAME, NUMBER, NOW, minutes=600)
    for _ in range(5):
        assert counter.check(here, "22222222", NOW) == Failure(Failed.WRONG)
    assert counter.check(here, code, NOW) == Failure(Failed.LOCKED, 60)
    assert counter.check(here, code, NOW + timedelta(minutes=59, seconds=30)) == Failure(Failed.LOCKED, 1)
    assert isinstance(counter.check(dialogues.begin("web", "s", NOW), "22222222", NOW), Failure)
    assert isinstance(counter.check(here, code, NOW + timedelta(minutes=60)), Verified)


def test_wrong_ones_count_in_a_row(counter: CounterVerifier, here: str) -> None:
    for _ in range(3):
        for _ in range(4):
            assert counter.check(here, "22222222", NOW) == Failure(Failed.WRONG)
        code = counter.issue_code("staff-1", NAME, NUMBER, NOW)
        assert isinstance(counter.check(here, code, NOW), Verified)


def test_a_new_code_for_the_conversation_ends_its_lock(counter: CounterVerifier, here: str) -> None:
    for _ in range(6):
        counter.check(here, "22222222", NOW)
    code = counter.issue_code("staff-1", NAME, NUMBER, NOW, conversation_id=here)
    assert isinstance(counter.check(here, code, NOW), Verified)


@pytest.mark.parametrize(
    ("role", "who"),
    [
        ("self", "subject"),
        ("minor_self", "subject"),
        ("agent", "agent"),
        ("guardian", "guardian"),
        ("legal_representative", "representative"),
        ("authorised_third_party", "applicant"),
    ],
)
def test_the_demonstration_believes_who_applies(
    role: str, who: str, codes: IdentityCodes, here: str, dialogues: Dialogues
) -> None:
    people = {f"{one}_{part}": f"{one}的{part}" for one in ("subject", "agent", "guardian") for part in ("name", "id")}
    people |= {f"{one}_{part}": f"{one}的{part}" for one in ("representative", "applicant") for part in ("name", "id")}
    take(dialogues, replace(dialogues.load(here), flow=objection(applicant_role=role, **people)))
    demo: Verifier = DemoVerifier(codes, lambda made: dialogues.load(made).flow, demo_mode=True)
    challenge = demo.begin(here, NOW)
    assert isinstance(challenge, Challenge)
    assert challenge.code is not None
    assert challenge.code not in repr(challenge)
    found = demo.check(here, challenge.code, NOW)
    assert isinstance(found, Verified)
    assert (found.method, found.name, found.number) == ("demo", f"{who}的name", f"{who}的id")


def test_the_demonstration_needs_somebody(codes: IdentityCodes, here: str, dialogues: Dialogues) -> None:
    demo = DemoVerifier(codes, lambda conversation_id: dialogues.load(conversation_id).flow, demo_mode=True)
    assert demo.begin(here, NOW) == Failure(Failed.INCOMPLETE)


@pytest.mark.parametrize("reason", list(Failed))
def test_every_failure_has_its_sentence(reason: Failed) -> None:
    said = told(Failure(reason, minutes=7))
    assert said.endswith("。")
    assert ("7分钟" in said) == (reason is Failed.LOCKED)


def test_no_demonstration_in_production(codes: IdentityCodes) -> None:
    with pytest.raises(ValueError, match="演示模式"):
        DemoVerifier(codes, lambda _: None, demo_mode=False)
