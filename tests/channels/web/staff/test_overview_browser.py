"""Overview, hand-offs and switches in a real browser: readable for everybody in both views, on a desk and on a phone."""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from credit_core.model.people import Role
from tests.channels.web.staff import test_work_browser as work
from tests.channels.web.staff.case_work import case
from tests.channels.web.staff.desks import opened
from tests.channels.web.staff.test_handoffs import waiting
from tests.channels.web.staff.test_overview import asked
from tests.channels.web.staff.test_work_browser import DESK, PHONE, SMALL, WIDER, Site, axe, browser, page_of
from tests.fakes import comparison_answer, distress_answer, objection_answer, place_answer

__all__ = ["browser"]
pytestmark = work.pytestmark


@pytest.fixture(scope="module")
def site(desks_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server over desks with something to show everywhere; `case_id` is a hand-off's here."""
    with opened(desks_template, tmp_path_factory.mktemp("overview")) as desks:
        one = case(desks, "accept", "?mark", "check_own")
        case(desks, procedure="repair")
        case(desks, "withdraw")
        desks.office.clock.day += timedelta(days=20)  # type: ignore[attr-defined]
        for day in range(25):
            asked(desks, *[objection_answer(), comparison_answer(), place_answer()][: 1 + day % 3], days_ago=day)
        asked(desks, distress_answer(), days_ago=40)
        _, handoff = waiting(desks, priority="urgent")
        points = [{"accepted": f"2026-11-{10 + at}T09:00:00+08:00", "value": 90.0 + at} for at in range(5)]
        trend = {"format": 1, "series": [{"result": "answers/held", "label": "该答则答", "points": points}]}
        (desks.settings.data_dir / "eval-trend.json").write_text(json.dumps(trend))
        boss = desks.client(Role.SUPERVISOR)
        for what in ("answers", "web"):
            assert boss.post(f"/staff/switches/{what}/stop", data={"why": "引用出错，核查中"}).status_code == 303
        assert boss.post("/staff/switches/web/lift", data={"why": "已经改好"}).status_code == 303
        server = uvicorn.Server(uvicorn.Config(desks.app, log_level="warning"))
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
            thread.start()
            deadline = time.monotonic() + 10
            while not server.started and time.monotonic() < deadline:
                time.sleep(0.02)
            yield Site(desks, f"http://127.0.0.1:{listener.getsockname()[1]}", handoff, str(one.record_id))
            server.should_exit = True
            thread.join(10)


def every_page(page: Any, site: Site) -> Iterator[str]:
    """Goes through all pages of the area; what is folded is unfolded."""
    for path in (
        "/staff/overview",
        "/staff/handoffs",
        f"/staff/handoffs/{site.case_id}",
        "/staff/switches",
    ):
        page.goto(site.address + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        yield path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("senior", [False, True], ids=["normal", "senior"])
def test_no_page_keeps_anybody_out(browser: Any, site: Site, senior: bool, scheme: str) -> None:
    page = page_of(browser, site, Role.SUPERVISOR, senior=senior, bypass_csp=True, color_scheme=scheme)
    for where in every_page(page, site):
        found = axe.Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == [], where
    page.context.close()


@pytest.mark.parametrize(("senior", "target"), [(False, 44), (True, 60)], ids=["normal", "senior"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_pages_fit_their_window_and_targets_are_large(
    browser: Any, site: Site, size: tuple[int, int], senior: bool, target: int
) -> None:
    page = page_of(browser, site, Role.SUPERVISOR, size=size, senior=senior)
    for number, where in enumerate(every_page(page, site)):
        if shots := os.environ.get("SHOTS"):
            page.screenshot(path=f"{shots}/{number}-{size[0]}-{target}.png", full_page=True)
        assert page.evaluate(WIDER) <= 0, where
        assert page.evaluate(SMALL, target) == [], where
    page.context.close()


def test_a_handoff_is_answered_and_closed_without_javascript(browser: Any, site: Site) -> None:
    _, handoff = waiting(site.desks)
    page = page_of(browser, site, Role.CASE_OFFICER, size=PHONE, java_script_enabled=False)
    page.goto(f"{site.address}/staff/handoffs/{handoff}")
    page.get_by_role("button", name="我来接").click()
    page.get_by_label("要说的话").fill("您好，请带身份证到窗口来。")
    page.get_by_role("button", name="答复").click()
    page.get_by_text("您好，请带身份证到窗口来。").wait_for()
    page.get_by_label("请市民到窗口办").check()
    page.get_by_role("button", name="结束，交还助手").click()
    page.get_by_text("已经结束，助手继续接待。").wait_for()
    page.context.close()
