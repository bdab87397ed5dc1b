"""The scripts themselves: enough of them, for every act and place; clauses and rules exist; invented numbers are valid."""

from __future__ import annotations

import re
from datetime import date

import pytest

from assistant.dialogue.acts import Act, FlowState
from assistant.dialogue.slots import SLOTS
from assistant.outcome import Reason, Status
from credit_core.identity import resident_id, uscc
from credit_core.identity.synthetic import UNASSIGNED_AREA
from credit_core.parameters import load_law
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus
from tests.assistant.dialogue.script import SEALED, SHIPPED, Script, load

SCRIPTS = load()
PLACES = ("shanxi", "jiangxi", "city")
_CASES = {act.value for act in Act} - {Act.HANDOFF.value}
_IDENTIFIER = re.compile(r"(?<![0-9A-Za-z])[0-9A-Z]{18}(?![0-9A-Za-z])")
BAD_ON_PURPOSE = {
    "000000196902077292", "000000196913077291", "91OOOO0055X9FCJ9LR", "000000195910082581", "00000019840128133O",
    "91OOOOOOMF5QCC2PLJ", "000000198010311610",
}  # fmt: skip
SHORT = 18
"""Characters up to which two people may well say the same words."""


def test_there_are_enough_of_them_and_no_name_twice() -> None:
    assert len(SCRIPTS) >= 60
    assert len({script.name for script in SCRIPTS}) == len(SCRIPTS)


def test_every_act_is_filed_in_every_place() -> None:
    filed = {(case["type"], case["jurisdiction"]) for script in SCRIPTS for case in script.filed}
    assert filed >= {(act, place) for act in _CASES for place in PLACES}


def test_the_sealed_ones_are_others() -> None:
    sealed = load(SEALED)
    assert len(sealed) >= 40
    said = {turn.say for script in SCRIPTS for turn in script.turns if len(turn.say) > SHORT}
    shared = len(said & {turn.say for script in sealed for turn in script.turns})
    assert shared == 0  # a count: what is sealed is not printed


@pytest.mark.parametrize("script", [*SCRIPTS, *load(SEALED)], ids=lambda script: script.id)
def test_what_it_expects_exists(script: Script, corpus: Corpus) -> None:
    known = {"act": {*Act, None}, "state": {*FlowState}, "asked": {*SLOTS}, "status": {*Status}, "reason": {*Reason}}
    for turn in script.turns:
        for key, values in known.items():
            wanted = turn.expected.get(key, next(iter(values)))
            assert set(wanted if isinstance(wanted, list) else [wanted]) <= values, (key, wanted)
        for clause in turn.expected.get("cites", ()):
            assert corpus.find(ClauseRef.parse(clause)) is not None, clause
        assert set(turn.expected.get("slots", {})) <= set(SLOTS)
        assert turn.rest in {None, "confirming", *SLOTS}
    assert set(script.answers) <= set(SLOTS)
    rules = {limit.rule for document in load_law().documents for limit in document.limits}
    for case in script.filed:
        assert set(case.get("slots", {})) <= set(SLOTS)
        assert {d["rule"] for d in case.get("deadlines", ())} | set(case.get("no_deadlines", ())) <= rules


def test_every_identifier_is_invented_and_valid() -> None:
    files = [*SHIPPED.glob("*.yaml"), *SEALED.glob("*.yaml")]
    text = "".join(path.read_text("utf-8") for path in files)
    found = set(_IDENTIFIER.findall(text)) - BAD_ON_PURPOSE
    assert len(found) > 30
    for number in found:
        if number[2:8] == UNASSIGNED_AREA:
            assert uscc.validate(number).number == number
        else:
            assert number.startswith(UNASSIGNED_AREA)
            assert resident_id.validate(number, today=date(2026, 11, 20)).number == number
