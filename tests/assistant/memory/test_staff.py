"""Accounts, sessions, keys, recovery codes and counted tries as both databases keep them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import IntegrityError

from assistant.memory import citizen_sessions, staff, staff_keys, staff_recovery, staff_sessions
from assistant.memory.staff import Account
from assistant.memory.staff_tables import CitizenSessionRow, RecoveryRow, StaffKeyRow, StaffSessionRow, TriesRow
from assistant.memory.transactions import writing
from assistant.memory.tries import Counter
from credit_core.use_cases.vocabulary import Role
from tests.assistant.memory.turns import NOW

KEY = b"key"
ANN = Account(
    id="a" * 32,
    name="ann",
    shown="安",
    roles=frozenset({Role.REVIEWER, Role.AUDITOR}),
    body="某局",
    places=frozenset({"b", "a"}),
    active=True,
    version=0,
    made_at=NOW,
    made_by="command-line",
    password="$argon2id$",
    password_at=NOW,
    one_time=True,
    factor_seed="seed",
)
TRIES = Counter("test", most=3, minutes=15)


@pytest.fixture
def ann(both: Engine) -> Account:
    with writing(both) as connection:
        staff.add(connection, ANN)
    return ANN


def test_an_account_comes_back_as_it_was(both: Engine, ann: Account) -> None:
    with both.connect() as connection:
        assert staff.find(connection, ann.id) == ann
        assert staff.by_name(connection, "  ＡＮＮ ") == ann
        assert staff.by_name(connection, "anna") is None
        assert staff.every(connection) == [ann]


def test_a_name_is_there_once(both: Engine, ann: Account) -> None:
    with pytest.raises(IntegrityError), writing(both) as connection:
        staff.add(connection, replace(ann, id="b" * 32))


def test_an_edit_counts_the_version_and_a_note_does_not(both: Engine, ann: Account) -> None:
    with writing(both) as connection:
        staff.change(connection, ann.id, roles=frozenset({Role.SUPERVISOR}), places=frozenset())
        staff.note(connection, ann.id, last_at=NOW)
        found = staff.find(connection, ann.id)
    assert found == replace(ann, roles=frozenset({Role.SUPERVISOR}), places=frozenset(), version=1, last_at=NOW)


def test_a_time_step_is_taken_once_and_never_backwards(both: Engine, ann: Account) -> None:
    with writing(both) as connection:
        assert [staff.take_step(connection, ann.id, step) for step in (5, 5, 4, 6)] == [True, False, False, True]


def test_nothing_of_an_account_that_opens_it_is_shown() -> None:
    assert "argon2" not in repr(ANN)
    assert "seed=" not in repr(ANN)


def test_of_a_session_only_the_hash_is_stored(both: Engine, ann: Account) -> None:
    with writing(both) as connection:
        token = staff_sessions.begin(connection, ann.id, "b" * 999, NOW)
        row = connection.execute(select(StaffSessionRow.__table__)).one()
    assert len(token) == 43  # 256 bits
    assert token not in str(row)
    assert len(row.browser) == 200


@pytest.mark.parametrize(
    ("seen_after", "asked_after", "alive"),
    [
        (timedelta(), timedelta(minutes=29, seconds=59), True),
        (timedelta(), timedelta(minutes=30), False),
        (timedelta(hours=11, minutes=45), timedelta(hours=11, minutes=59), True),
        (timedelta(hours=11, minutes=45), timedelta(hours=12), False),
    ],
)
def test_a_session_ends_when_idle_and_after_a_shift(
    both: Engine, ann: Account, seen_after: timedelta, asked_after: timedelta, alive: bool
) -> None:
    with writing(both) as connection:
        token = staff_sessions.begin(connection, ann.id, "", NOW)
        staff_sessions.seen(connection, token, NOW + seen_after)
        assert (staff_sessions.whose(connection, token, NOW + asked_after) is not None) is alive
        assert len(staff_sessions.of_member(connection, ann.id, token, NOW + asked_after)) == alive


def test_sessions_that_are_over_go_when_another_begins(both: Engine, ann: Account) -> None:
    with writing(both) as connection:
        staff_sessions.begin(connection, ann.id, "", NOW)
        staff_sessions.begin(connection, ann.id, "", NOW + timedelta(hours=1))
        assert len(connection.execute(select(StaffSessionRow.token_hash)).all()) == 1


def test_other_sessions_end_and_this_one_stays(both: Engine, ann: Account) -> None:
    with writing(both) as connection:
        mine, other = (staff_sessions.begin(connection, ann.id, "", NOW) for _ in range(2))
        assert staff_sessions.end_all(connection, ann.id, but=mine) == 1
        assert staff_sessions.whose(connection, mine, NOW) == (ann.id, False)
        assert staff_sessions.whose(connection, other, NOW) is None
        staff_sessions.end(connection, mine)
        assert staff_sessions.whose(connection, mine, NOW) is None


def test_that_somebody_is_there_is_written_once_a_minute(both: Engine, ann: Account) -> None:
    with writing(both) as connection:
        token = staff_sessions.begin(connection, ann.id, "", NOW)
        assert staff_sessions.whose(connection, token, NOW + timedelta(seconds=59)) == (ann.id, False)
        assert staff_sessions.whose(connection, token, NOW + timedelta(seconds=60)) == (ann.id, True)


def test_a_key_opens_until_it_is_over_or_revoked(both: Engine, ann: Account) -> None:
    with writing(both) as connection:
        made, key = staff_keys.add(connection, ann.id, "推送", 30, NOW)
        assert key.startswith("ck_")
        assert len(key) == 46
        assert key not in str(connection.execute(select(StaffKeyRow.__table__)).one())
        assert staff_keys.whose(connection, key, NOW) == (ann.id, True)
        staff_keys.used(connection, key, NOW)
        assert staff_keys.whose(connection, key, NOW) == (ann.id, False)
        assert staff_keys.whose(connection, key, NOW + timedelta(days=30)) is None
        assert staff_keys.whose(connection, f"{key}x", NOW) is None
        assert staff_keys.revoke(connection, "somebody else", made, NOW) is None
        assert staff_keys.revoke(connection, ann.id, made, NOW) == "推送"
        assert staff_keys.revoke(connection, ann.id, made, NOW) is None
        assert staff_keys.whose(connection, key, NOW) is None
        (shown,) = staff_keys.of_member(connection, ann.id)
    assert (shown.id, shown.last_used_at, shown.revoked_at) == (made, NOW, NOW)


def test_a_recovery_code_works_once_for_its_member(both: Engine, ann: Account) -> None:
    with writing(both) as connection:
        codes = staff_recovery.renew(connection, KEY, ann.id)
        assert len(set(codes)) == 8
        stored = str(connection.execute(select(RecoveryRow.__table__)).all())
        assert not [code for code in codes if code in stored]
        assert not staff_recovery.use(connection, KEY, "b" * 32, codes[0])
        assert not staff_recovery.use(connection, b"other key", ann.id, codes[0])
        assert staff_recovery.use(connection, KEY, ann.id, codes[0].lower().replace("-", " "))
        assert not staff_recovery.use(connection, KEY, ann.id, codes[0])
        assert staff_recovery.left(connection, ann.id) == 7
        staff_recovery.renew(connection, KEY, ann.id)
        assert not staff_recovery.use(connection, KEY, ann.id, codes[1])


def test_with_an_account_all_that_belongs_to_it_goes(both: Engine, ann: Account) -> None:
    with writing(both) as connection:
        staff_sessions.begin(connection, ann.id, "", NOW)
        staff_keys.add(connection, ann.id, "推送", 30, NOW)
        staff_recovery.renew(connection, KEY, ann.id)
        connection.execute(text("DELETE FROM staff_member"))
        left = [connection.execute(select(row.__table__)).all() for row in (StaffSessionRow, StaffKeyRow, RecoveryRow)]
    assert left == [[], [], []]


def test_after_so_many_tries_there_is_a_wait(both: Engine) -> None:
    with writing(both) as connection:
        assert [TRIES.take(connection, KEY, "a", NOW) for _ in range(4)] == [0, 0, 0, 15]
        assert TRIES.full(connection, KEY, "a", NOW)
        assert not TRIES.full(connection, KEY, "b", NOW)
        assert TRIES.take(connection, KEY, "b", NOW) == 0
        assert TRIES.take(connection, KEY, "a", NOW + timedelta(minutes=14, seconds=1)) == 1
        later = NOW + timedelta(minutes=15)
        assert [TRIES.take(connection, KEY, "a", later) for _ in range(4)] == [0, 0, 0, 15]
        TRIES.clear(connection, KEY, "a")
        assert TRIES.take(connection, KEY, "a", later) == 0


def test_tries_name_nobody_and_go_after_a_day(both: Engine) -> None:
    with writing(both) as connection:
        TRIES.take(connection, KEY, "10.0.0.1", NOW)
        (row,) = connection.execute(select(TriesRow.__table__)).all()
        assert "10.0.0.1" not in str(row)
        TRIES.take(connection, KEY, "b", NOW + timedelta(days=1, seconds=1))
        assert len(connection.execute(select(TriesRow.key_hash)).all()) == 1


def test_who_was_identified_is_forgotten_when_the_session_is_over(both: Engine) -> None:
    with writing(both) as connection:
        first = citizen_sessions.begin(connection, "张伟", "11010519491231002X", "resident_id", "counter", "p", NOW)
        found = citizen_sessions.find(connection, first, NOW + timedelta(minutes=29))
        assert found is not None
        assert (found.name, found.stale) == ("张伟", True)
        assert "张伟" not in repr(found)
        assert citizen_sessions.find(connection, first, NOW + timedelta(minutes=30)) is None
        later = NOW + timedelta(minutes=31)
        second = citizen_sessions.begin(connection, "李娜", "110105194912310021", "other", "oidc", "p", later)
        assert citizen_sessions.find(connection, first, later) is None
        citizen_sessions.end(connection, second, later)
        assert citizen_sessions.find(connection, second, later) is None
        rows = connection.execute(select(CitizenSessionRow.__table__)).all()
    assert [(row.name, row.number) for row in rows] == [(None, None)] * 2
    assert {row.method for row in rows} == {"counter", "oidc"}


def test_a_citizens_session_lasts_four_hours_at_most(both: Engine) -> None:
    with writing(both) as connection:
        token = citizen_sessions.begin(connection, "张伟", "1", "other", "oidc", "p", NOW)
        citizen_sessions.seen(connection, token, NOW + timedelta(hours=3, minutes=50))
        assert citizen_sessions.find(connection, token, NOW + timedelta(hours=3, minutes=59)) is not None
        assert citizen_sessions.find(connection, token, NOW + timedelta(hours=4)) is None
        assert citizen_sessions.tidy(connection, NOW + timedelta(hours=4)) == 1
        assert citizen_sessions.tidy(connection, NOW + timedelta(hours=4)) == 0
