"""`credit-assistant worker`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.bootstrap import build_outbox, open_office
from assistant.dialogue.acts import Act
from assistant.dialogue.state import Flow
from assistant.settings import get_settings
from channels.cli import worker
from credit_core.use_cases.case_view import EvidenceFile, add_evidence
from credit_core.use_cases.objection import ObjectionFiling, file_objection
from credit_core.use_cases.office import Office
from credit_core.use_cases.vocabulary import InfoKind
from credit_core.use_cases.worker import WorkReport
from tests.channels.cli.conftest import Run
from tests.credit_core.duty_examples import add_duty
from tests.credit_core.offices import CITIZEN


@pytest.fixture
def office(set_up: Callable[..., None]) -> Office:
    set_up(CLOCK="2026-11-26", DEMO_MODE=1)
    return open_office(get_settings())


def test_once_tells_what_was_done_and_then_that_there_is_nothing(run: Run, office: Office) -> None:
    with office.store.begin() as unit:
        add_duty(unit, "JX-58", date(2026, 11, 20))
    first = run("worker", "--once")
    assert first.exit_code == 0
    assert first.output.startswith("2026-11-26：提醒1件，逾期督办1件，内部提醒0件，重新计算0件，")
    assert (get_settings().data_dir / worker.HEADS).read_text("ascii") == run("audit", "head").output
    assert run("worker", "--once").output == "2026-11-26：没有要办的。\n"


def test_a_job_that_failed_is_told_with_exit_code_1(run: Run, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    report = WorkReport(date(2026, 11, 26), {}, (), {}, ("“提醒和督办”没有完成：ValueError：坏了",))
    monkeypatch.setattr("credit_core.use_cases.worker.run_once", lambda office, heads: report)
    found = run("worker", "--once")
    assert found.exit_code == 1
    assert "坏了" in found.output


def test_it_stops_when_it_is_told_to(office: Office, tmp_path: Path) -> None:
    with office.store.begin() as unit:
        add_duty(unit, "JX-58", date(2026, 11, 20))
    heads = tmp_path / "heads"
    command = "from channels.cli.main import main; main()"
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    arguments = [sys.executable, "-c", command, "worker", "--interval", "3600", "--heads", str(heads)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("后台办理已启动")
        assert process.stdout.readline().startswith("2026-11-26：提醒1件")
        process.send_signal(signal.SIGTERM)
        assert process.stdout.readline() == f"{worker.STOPPED}\n"
        assert process.wait(10) == 0
    assert heads.exists()


def test_files_that_nobody_names_go_after_a_day(run: Run, office: Office) -> None:
    """One is in a form, one in a case, one in neither; and one came a moment ago."""
    outbox = build_outbox(get_settings())
    day = 24 * 3600
    names = ("in a form", "in a case", "left over", "just come")
    form, case, left, fresh = (outbox.attachments.store(f"{name}.txt", name.encode()) for name in names)
    noon = outbox.clock.now().timestamp()
    for file in (form, case, left):
        os.utime(outbox.attachments.path(file.sha256), (noon - 2 * day, noon - 2 * day))
    os.utime(outbox.attachments.path(fresh.sha256), (noon, noon))
    conversation = outbox.dialogues.load(outbox.dialogues.begin("web", "s", outbox.clock.now()))
    with outbox.dialogues.writing() as connection:
        talking = replace(conversation, flow=Flow(Act.OBJECTION, "k", files=(form,)))
        outbox.dialogues.save(connection, talking, outbox.clock.now())
    filing = ObjectionFiling(
        "jiangxi", InfoKind.PUBLIC, "江西省公共信用信息平台", None, reason="不是我的", channel="web"
    )
    made = file_objection(office, CITIZEN, filing, key="k")
    add_evidence(office, CITIZEN, made.case.id, EvidenceFile(case.name, case.sha256, case.size))
    assert "清理没有用到的附件1个。" in run("worker", "--once").output
    for file in (form, case, fresh):
        assert outbox.attachments.path(file.sha256).exists()
    with pytest.raises(FileNotFoundError):
        outbox.attachments.path(left.sha256)
    assert "附件" not in run("worker", "--once").output
