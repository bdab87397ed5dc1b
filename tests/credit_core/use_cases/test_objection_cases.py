"""The objections of tests/cases/objection, played from filing to closing."""

from __future__ import annotations

from typing import Any

import pytest

from credit_core.model.cases import InfoKind
from credit_core.model.decisions import Decision
from credit_core.model.people import Actor
from credit_core.use_cases import objection_steps
from credit_core.use_cases.filing import Filed
from credit_core.use_cases.objection import ObjectionFiling, check_objection, file_objection
from credit_core.use_cases.office import Office
from tests.credit_core.case_runner import Play, cases, play
from tests.credit_core.offices import SetClock


def _filing(place: str, written: dict[str, Any]) -> ObjectionFiling:
    return ObjectionFiling(jurisdiction=place, **{**written, "kind": InfoKind(written["kind"])})


def _file(office: Office, actor: Actor, place: str, written: dict[str, Any], key: str) -> Filed:
    return file_objection(office, actor, _filing(place, written), key=key)


def _check(office: Office, place: str, written: dict[str, Any]) -> Decision:
    findings = written.pop("findings", None)
    return check_objection(office, _filing(place, written), findings=findings)


@pytest.mark.parametrize("case", cases("objection"))
def test_objection_case(case: dict[str, Any], sqlite_office: Office, clock: SetClock) -> None:
    """Each case is a test of its own; what it proves stands in the case."""
    world = play(case, sqlite_office, clock, Play(_file, objection_steps, _check))
    assert world.place == case["place"]
