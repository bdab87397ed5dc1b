"""Loading happens behind a server that already listens, and says what is wrong when it fails."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from pydantic import ValidationError

from assistant import bootstrap
from assistant.bootstrap import Service
from assistant.memory.database import migrate
from assistant.runtime import Runtime
from assistant.service import Assistant
from assistant.settings import Settings
from credit_core.errors import LawDataError, UnknownStep
from credit_core.storage.checks import Check, State
from credit_core.use_cases.vocabulary import Role
from knowledge.index.build import Progress


@pytest.fixture
def ready(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """`build_service` hands out the assistant that is there already, and counts."""
    built: list[int] = []

    def build(settings: Settings, progress: Progress) -> Service:
        built.append(1)
        progress("江西省社会信用条例", 2, 5)
        return cast("Service", SimpleNamespace(assistant=assistant, reception="前台", office="办公室"))

    monkeypatch.setattr(bootstrap, "build_service", build)
    return built


def test_it_loads_once_and_hands_out(ready: list[int], assistant: Assistant, tmp_path: Path) -> None:
    runtime = Runtime(Settings(data_dir=tmp_path))
    assert not runtime.ready
    runtime.start()
    runtime.start()
    assert runtime.wait(10) is assistant
    assert (runtime.ready, runtime.failure, ready) == (True, None, [1])
    assert [str(runtime.converser()), str(runtime.office())] == ["前台", "办公室"]


def test_who_waits_too_briefly_is_told_the_stage(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told, go_on = threading.Event(), threading.Event()

    def build(settings: Settings, progress: Progress) -> Service:
        progress("江西省社会信用条例", 2, 5)
        told.set()
        go_on.wait(10)
        raise OSError("磁盘满了")

    monkeypatch.setattr(bootstrap, "build_service", build)
    runtime = Runtime(Settings(data_dir=tmp_path))
    runtime.start()
    assert told.wait(10)
    with pytest.raises(RuntimeError, match=r"2/5.*江西省社会信用条例"):
        runtime.wait(0.01)
    assert runtime.checks()["assistant"] == runtime.stage
    go_on.set()
    with pytest.raises(RuntimeError, match="磁盘满了"):
        runtime.wait(10)
    assert runtime.checks()["assistant"] == runtime.failure


def test_a_folder_that_cannot_be_written_is_named_as_the_failure(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("", "utf-8")
    runtime = Runtime(Settings(data_dir=tmp_path / "data"))
    with pytest.raises(RuntimeError, match="加载失败"):
        runtime.wait(60)


def test_the_checks_look_at_the_database(ready: list[int], tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    runtime = Runtime(settings)
    runtime.wait(10)
    assert runtime.checks() == {"assistant": True, "database": "数据库结构不是最新版本"}
    database = bootstrap.open_database(settings)
    migrate(database.engine)
    assert database.behind() == ("credit_core",)  # both histories count
    assert runtime.checks() == {"assistant": True, "database": "数据库结构不是最新版本"}
    bootstrap.prepare(database)
    assert runtime.checks() == {"assistant": True, "database": True}
    broken = Runtime(Settings(data_dir=tmp_path, database_url="sqlite:////proc/no/such.db"))
    assert "打不开" in str(broken.checks()["database"])


def test_the_office_is_open_over_the_migrated_database(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, two_persons="objection.decide, repair.grant,", due_soon_days=2)
    office = bootstrap.open_office(settings)
    assert office.rules.two_persons == {"objection.decide", "repair.grant"}
    assert office.rules.soon == 2
    assert office.clock.today() == bootstrap.Clock().today()
    with office.store.read() as unit:
        assert unit.cases.count() == 0
    assert bootstrap.open_database(settings).behind() == ()


def test_a_step_that_cannot_need_two_persons_is_named(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, two_persons="objection.decide,repair.decide")
    with pytest.raises(UnknownStep, match=r"没有这样的步骤：repair\.decide。"):
        bootstrap.open_office(settings)


def test_the_office_knows_the_places_of_the_data_folder(tmp_path: Path) -> None:
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "broken-2022.yaml").write_text("id: 1", "utf-8")
    with pytest.raises(LawDataError):
        bootstrap.open_office(Settings(data_dir=tmp_path))


def test_unsafe_settings_of_the_database_are_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    unsafe = Check("写入落盘", State.WARNING, "设置不安全")
    monkeypatch.setattr(bootstrap, "durability", lambda connection: [unsafe])
    bootstrap.prepare(bootstrap.open_database(Settings(data_dir=tmp_path)))
    assert "设置不安全" in caplog.text


def test_today_is_replaced_in_demo_mode_only() -> None:
    assert Settings(clock=date(2026, 11, 20), demo_mode=True).clock == date(2026, 11, 20)
    with pytest.raises(ValidationError, match="DEMO_MODE"):
        Settings(clock=date(2026, 11, 20))


def test_the_second_factor_is_left_out_in_demo_mode_only() -> None:
    assert not Settings(staff_second_factor=False, demo_mode=True).staff_second_factor
    with pytest.raises(ValidationError, match=r"STAFF_SECOND_FACTOR=0.*DEMO_MODE=1"):
        Settings(staff_second_factor=False)


def test_the_desks_are_there_before_the_assistant_is(tmp_path: Path) -> None:
    """They need the database and no model; both doors stand over one."""
    runtime = Runtime(Settings(data_dir=tmp_path, demo_mode=True))
    signed_in = runtime.desk().access.sign_in.as_role(Role.PROVIDER_CLERK)
    assert signed_in.member.body
    assert runtime.desk() is runtime.desk()
    citizen = runtime.citizens().citizen(
        runtime.citizens().by_claims("张伟", "11010519491231002X", "resident_id", "oidc")
    )
    assert citizen is not None
    assert not runtime.ready


def test_a_database_that_cannot_be_read_costs_no_answer(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = Settings(data_dir=tmp_path)
    settings.database_file.write_bytes(b"not a database at all" * 100)
    desk = bootstrap.open_law(settings)
    assert desk.calendar.version == bootstrap.open_law(Settings(data_dir=tmp_path / "empty")).calendar.version
    assert "cannot be read" in caplog.text
