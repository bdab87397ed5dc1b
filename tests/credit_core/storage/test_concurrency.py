"""Many at once: one winner for one case, one case for one key, and readers that wait for nobody."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from credit_core.errors import Busy, KeyReused, NotAllowed, StaleVersion
from credit_core.model.cases import Submission
from credit_core.storage import engine as engines
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.cases import take_step
from credit_core.use_cases.filing import Filed, file_case
from credit_core.use_cases.office import Office
from tests.credit_core.offices import CITIZEN
from tests.credit_core.storage.filings import case_count, gaps, half_cases, is_sound, post, someone

WRITERS = 8
KEYS = 200
ROUNDS = 5
MOMENT = datetime(2026, 11, 20, tzinfo=UTC)


def _at_once(count: int, do: object) -> list[object]:
    """The results, or the errors, of `count` threads that begin together."""
    gate = threading.Barrier(count)

    def one(number: int) -> object:
        gate.wait()
        try:
            return do(number)  # type: ignore[operator]
        except (StaleVersion, NotAllowed) as error:
            return error

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_of_eight_who_take_the_same_step_one_wins(office: Office) -> None:
    filing = someone(office)
    for round_ in range(ROUNDS):
        case = post(office, filing, f"round-{round_}").case
        results = _at_once(
            WRITERS, lambda _, case=case: take_step(office, CITIZEN, case.id, "withdraw", version=case.version)
        )
        errors = [result for result in results if isinstance(result, Exception)]
        assert len(errors) == WRITERS - 1
        with office.store.read() as unit:
            assert not gaps(unit, case.id)
            assert unit.cases.get(case.id).state == "withdrawn"
    with office.store.read() as unit:
        assert is_sound(unit.connection)
        assert half_cases(unit.connection) == ()


def test_without_a_version_the_table_of_steps_lets_one_through(office: Office) -> None:
    case = post(office, someone(office), "once").case
    results = _at_once(WRITERS, lambda _: take_step(office, CITIZEN, case.id, "withdraw"))
    assert sum(isinstance(result, NotAllowed) for result in results) == WRITERS - 1


def test_a_changed_version_is_stale(sqlite_office: Office) -> None:
    case = post(sqlite_office, someone(sqlite_office), "once").case
    with sqlite_office.store.begin() as unit:
        unit.cases.replace(case)
    with pytest.raises(StaleVersion), sqlite_office.store.begin() as unit:
        unit.cases.replace(case)


def test_two_hundred_keys_posted_eight_times_each_are_two_hundred_cases(office: Office) -> None:
    filing = someone(office)
    keys = [f"key-{number}" for number in range(KEYS) for _ in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as pool:
        filed: list[Filed] = list(pool.map(lambda key: post(office, filing, key), keys))
    numbers: dict[str, set[str]] = {}
    for key, one in zip(keys, filed, strict=True):
        numbers.setdefault(key, set()).add(one.case.number)
    assert all(len(found) == 1 for found in numbers.values())
    assert sum(not one.again for one in filed) == KEYS
    with office.store.read() as unit:
        assert case_count(unit.connection) == KEYS
        assert half_cases(unit.connection) == ()
        assert is_sound(unit.connection)


def test_who_comes_second_with_a_key_waits_and_gets_the_case_of_the_first(office: Office) -> None:
    filing = someone(office)
    second: list[Filed] = []
    waiting = threading.Thread(target=lambda: second.append(post(office, filing, "same")))
    with office.store.begin() as unit:
        first = file_case(unit, office, CITIZEN, filing, "same")
        waiting.start()
        time.sleep(0.1)
        assert not second
    waiting.join(10)
    assert second[0].again
    assert second[0].case == first.case


def test_the_same_key_with_another_content_is_refused(office: Office) -> None:
    filing = someone(office)
    post(office, filing, "same")
    with pytest.raises(KeyReused):
        post(office, replace(filing, channel="telegram"), "same")
    with office.store.read() as unit:
        assert case_count(unit.connection) == 1


def test_a_reader_waits_for_no_writer(office: Office) -> None:
    filing = someone(office)
    case = post(office, filing, "first").case
    with office.store.begin() as writing:
        writing.cases.replace(replace(case, state="closed"))
        writing.chain()
        started = time.perf_counter()
        with office.store.read() as reading:
            assert reading.cases.get(case.id).state == case.state
        assert time.perf_counter() - started < 1
    with office.store.read() as reading:
        assert reading.cases.get(case.id).state == "closed"


def test_what_a_reader_would_write_is_not_written(store: Store) -> None:
    with store.read() as unit:
        unit.submissions.add(Submission("key", "hash", "case", {}, MOMENT))
    with store.read() as unit:
        assert unit.submissions.count() == 0


def test_who_waits_too_long_is_told_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "WAIT_MILLISECONDS", 100)
    impatient = Store(engines.open_engine(store.engine.url.render_as_string(hide_password=False)))
    with store.begin() as unit:
        unit.submissions.add(Submission("key", "hash", "case", {}, MOMENT))
        with pytest.raises(Busy, match="没有执行"), impatient.begin() as other:
            other.submissions.add(Submission("key", "hash", "case", {}, MOMENT))
    impatient.engine.dispose()
