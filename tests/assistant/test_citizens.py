"""Citizens who were identified: how a session begins, and that who it was goes when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from assistant.citizens import Citizens, NotIdentified
from assistant.memory.staff_tables import CitizenSessionRow
from assistant.memory.tables import IdentityCodeRow
from tests.channels.web.staff.desks import Desks, opened, prepared

NAME, NUMBER = "张伟", "11010519491231002X"
CLIENT = "10.0.0.1"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("citizens"))


@pytest.fixture
def desks(template: Path, tmp_path: Path) -> Iterator[Desks]:
    with opened(template, tmp_path, demo=False) as made:
        yield made


@pytest.fixture
def citizens(desks: Desks) -> Citizens:
    return desks.citizens


def code(citizens: Citizens, minutes: int = 30, **bound: str) -> str:
    at = citizens.clock.now() - timedelta(minutes=1)
    return citizens.codes.issue("counter", "王窗口", NAME, NUMBER, minutes, at, **bound)


def test_a_code_from_the_counter_identifies_once(citizens: Citizens) -> None:
    given = code(citizens)
    citizen = citizens.citizen(citizens.by_code(f"{given[:4]} {given[4:].lower()}", CLIENT))
    assert citizen is not None
    assert (citizen.name, citizen.number, citizen.kind, citizen.method) == (NAME, NUMBER, "resident_id", "counter")
    assert NAME not in repr(citizen)
    assert NUMBER not in repr(citizen)
    with pytest.raises(NotIdentified, match="已经用过了"):
        citizens.by_code(given, CLIENT)


def test_a_code_meant_for_a_case_opens_nothing_else(citizens: Citizens) -> None:
    with pytest.raises(NotIdentified, match="不对"):
        citizens.by_code(code(citizens, case_id="case-1"), CLIENT)


def test_a_code_that_is_over_identifies_nobody(citizens: Citizens) -> None:
    with pytest.raises(NotIdentified, match="过期"):
        citizens.by_code(code(citizens, minutes=1), CLIENT)


def test_guessing_ends(citizens: Citizens) -> None:
    for _ in range(10):
        with pytest.raises(NotIdentified, match="不对"):
            citizens.by_code("22222222", CLIENT)
    given = code(citizens)
    with pytest.raises(NotIdentified, match="先停60分钟"):
        citizens.by_code(given, CLIENT)
    assert citizens.by_code(given, "10.0.0.2")


def test_a_right_code_forgets_the_wrong_ones(citizens: Citizens) -> None:
    for _ in range(9):
        with pytest.raises(NotIdentified):
            citizens.by_code("22222222", CLIENT)
    citizens.by_code(code(citizens), CLIENT)
    with pytest.raises(NotIdentified, match="不对"):
        citizens.by_code("22222222", CLIENT)
    assert citizens.by_code(code(citizens), CLIENT)


def test_what_a_provider_said_identifies(citizens: Citizens) -> None:
    citizen = citizens.citizen(citizens.by_claims(f" {NAME} ", NUMBER, "resident_id", "oidc"))
    assert citizen is not None
    assert (citizen.name, citizen.method) == (NAME, "oidc")
    for name, number in ((" ", NUMBER), (NAME, "")):
        with pytest.raises(NotIdentified, match="没有给出"):
            citizens.by_claims(name, number, "resident_id", "oidc")


def test_every_session_has_a_token_of_its_own(citizens: Citizens) -> None:
    first, second = (citizens.by_claims(NAME, NUMBER, "resident_id", "oidc") for _ in range(2))
    assert first != second
    one, other = citizens.citizen(first), citizens.citizen(second)
    assert one is not None
    assert other is not None
    assert one.session != other.session
    assert first not in (one.session, other.session)


@pytest.mark.parametrize("token", ["", "x", "x" * 43])
def test_what_is_no_token_is_nobody(citizens: Citizens, token: str) -> None:
    assert citizens.citizen(token) is None


def test_it_ends_idle_and_after_four_hours(desks: Desks, citizens: Citizens) -> None:
    token = citizens.by_claims(NAME, NUMBER, "resident_id", "oidc")
    for _ in range(8):
        desks.now.move(minutes=29)
        assert citizens.citizen(token)
    desks.now.move(minutes=9)
    assert citizens.citizen(token) is None
    idle = citizens.by_claims(NAME, NUMBER, "resident_id", "oidc")
    desks.now.move(minutes=30)
    assert citizens.citizen(idle) is None
    assert citizens.tidy() == 1


def test_nothing_of_who_it_was_is_left(desks: Desks, citizens: Citizens) -> None:
    token = citizens.by_code(code(citizens), CLIENT)
    citizens.end(token)
    assert citizens.citizen(token) is None
    citizens.codes.tidy(citizens.clock.now() + timedelta(hours=1))
    with desks.engine.connect() as connection:
        rows = [connection.execute(select(row.__table__)).all() for row in (CitizenSessionRow, IdentityCodeRow)]
    assert [len(one) for one in rows] == [1, 1]
    assert NAME not in str(rows)
    assert NUMBER not in str(rows)


def test_the_demonstrations_codes_are_for_the_demonstration(citizens: Citizens, template: Path, tmp_path: Path) -> None:
    with pytest.raises(NotIdentified, match="DEMO_MODE=1"):
        citizens.demo_code(NAME, NUMBER)
    (tmp_path / "demo").mkdir()
    with opened(template, tmp_path / "demo") as demo:
        given = demo.citizens.demo_code(NAME, NUMBER)
        token = demo.citizens.by_code(given, CLIENT)
        found = demo.citizens.citizen(token)
        assert found is not None
        assert found.method == "demo"
        with pytest.raises(NotIdentified, match="没有给出"):
            demo.citizens.demo_code("", NUMBER)
        object.__setattr__(demo.citizens, "demo", False)
        assert demo.citizens.citizen(token) is None
        other = demo.citizens.codes.issue("demo", "demo", NAME, NUMBER, 30, demo.citizens.clock.now())
        with pytest.raises(NotIdentified, match="不对"):
            demo.citizens.by_code(other, CLIENT)
