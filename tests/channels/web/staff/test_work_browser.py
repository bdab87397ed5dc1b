"""The work desk in a real browser: readable for everybody in both views, on a desk and on a phone, without JavaScript."""

from __future__ import annotations

import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from channels.web.access.gate import STAFF_COOKIE
from channels.web.templating import SENIOR_COOKIE
from credit_core.model.people import Role
from tests.channels.web.staff.case_work import case, evidence
from tests.channels.web.staff.desks import Desks, opened

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.sync_api", reason="没有安装 playwright，不做浏览器测试")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="没有安装 axe，不做无障碍检查")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="没有找到 Chromium（环境变量 CHROMIUM 或者 PATH），不做浏览器测试"),
]
DESK, PHONE = (1280, 900), (360, 740)
WHY = "核对异议事实"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """least => [...document.querySelectorAll(
  'main button, main summary, main select, main input:not([type=hidden]):not([type=radio]):not([type=checkbox]), '
  + 'main .tabs a, main .button, main .tick label, main .ticks label')]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < least - 0.5)
  .map(one => one.outerHTML.slice(0, 120))"""


@dataclass(frozen=True)
class Site:
    """A running server over desks with some work in them."""

    desks: Desks
    address: str
    case_id: str
    record_id: str


@pytest.fixture(scope="module")
def site(desks_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with opened(desks_template, tmp_path_factory.mktemp("work")) as desks:
        one = case(desks, "accept", "?mark", "check_own")
        evidence(desks, one)
        case(desks, procedure="repair")
        server = uvicorn.Server(uvicorn.Config(desks.app, log_level="warning"))
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
            thread.start()
            deadline = time.monotonic() + 10
            while not server.started and time.monotonic() < deadline:
                time.sleep(0.02)
            address = f"http://127.0.0.1:{listener.getsockname()[1]}"
            yield Site(desks, address, one.id, str(one.record_id))
            server.should_exit = True
            thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as engine:
        opened_browser = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened_browser
        opened_browser.close()


def page_of(
    browser: Any, site: Site, *roles: Role, size: tuple[int, int] = DESK, senior: bool = False, **more: Any
) -> Any:
    """A page on which such a member is signed in."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **more)
    token = site.desks.session(site.desks.member(*roles))
    cookies = {STAFF_COOKIE: token, **({SENIOR_COOKIE: "1"} if senior else {})}
    context.add_cookies([{"name": name, "value": value, "url": site.address} for name, value in cookies.items()])
    page = context.new_page()
    page.set_default_timeout(10_000)
    return page


def every_page(page: Any, site: Site) -> Iterator[str]:
    """Goes through all pages of the area; what is folded is unfolded."""
    paths = (
        "/staff/queue?type=objection",
        "/staff/cases",
        f"/staff/cases/{site.case_id}",
        "/staff/notices",
        "/staff/counter",
        "/staff/records",
        f"/staff/records/{site.record_id}",
        "/staff/records/register",
        "/staff/records/authorisations",
        "/staff/records/repairs",
    )
    for path in paths:
        page.goto(site.address + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        yield path
    page.goto(f"{site.address}/staff/records/{site.record_id}")
    page.get_by_label("查看目的").fill(WHY)
    page.get_by_role("button", name="登记并查看").click()
    page.get_by_role("heading", name="变动和理由").wait_for()
    yield "a record"
    page.get_by_role("button", name="看档案").click()
    page.get_by_role("heading", name="办件").wait_for()
    yield "an archive"
    page.goto(f"{site.address}/staff/cases/{site.case_id}")
    page.locator("a", has_text="信函").first.click()
    page.locator(".letter").wait_for()
    yield "a letter"
    page.goto(f"{site.address}/staff/counter")
    page.get_by_label("证件上的姓名").fill("张伟")
    page.get_by_label("证件上的号码").fill("11010519491231002X")
    page.get_by_label("已经核对").check()
    page.get_by_role("button", name="发核验码").click()
    page.locator(".counter-code").wait_for()
    yield "a code"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("senior", [False, True], ids=["normal", "senior"])
def test_no_page_keeps_anybody_out(browser: Any, site: Site, senior: bool, scheme: str) -> None:
    page = page_of(
        browser, site, Role.CASE_OFFICER, Role.SUPERVISOR, senior=senior, bypass_csp=True, color_scheme=scheme
    )
    checker = axe.Axe()
    for where in every_page(page, site):
        found = checker.run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == [], where
    page.context.close()


@pytest.mark.parametrize(("senior", "target"), [(False, 44), (True, 60)], ids=["normal", "senior"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_pages_fit_their_window_and_targets_are_large(
    browser: Any, site: Site, size: tuple[int, int], senior: bool, target: int
) -> None:
    page = page_of(browser, site, Role.CASE_OFFICER, Role.SUPERVISOR, size=size, senior=senior)
    for where in every_page(page, site):
        assert page.evaluate(WIDER) <= 0, where
        assert page.evaluate(SMALL, target) == [], where
    page.context.close()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_case_is_worked_on_without_javascript(browser: Any, site: Site, size: tuple[int, int]) -> None:
    one = case(site.desks)
    page = page_of(browser, site, Role.CASE_OFFICER, size=size, java_script_enabled=False)
    page.goto(site.address + "/staff/queue")
    page.locator("tr", has_text=one.number).get_by_role("checkbox").check()
    page.get_by_label("把选中的办件").select_option(label="分给我")
    page.get_by_role("button", name="办理", exact=True).click()
    page.get_by_role("status").filter(has_text="已经办好：1 件").wait_for()
    page.get_by_role("link", name=one.number).click()
    page.locator("#step-accept summary").click()
    page.locator("#step-accept").get_by_role("button", name="受理").click()
    page.get_by_role("status").filter(has_text="已经办理").wait_for()
    assert page.locator(".tag.state").inner_text() == "已受理"
    page.locator("summary", has_text="登记送达").first.click()
    notice = page.locator(".slip-line").first
    notice.get_by_label("送达的日期").fill("2026-11-20")
    notice.get_by_label("送达的方式").select_option("post")
    notice.get_by_label("送达的证明").fill("挂号信回执")
    notice.get_by_role("button", name="登记送达").click()
    page.get_by_role("status").filter(has_text="送达已经登记").wait_for()
    page.locator("summary", has_text="看完整的内容").click()
    page.get_by_label("查看目的").fill(WHY)
    page.get_by_role("button", name="登记并查看").click()
    page.locator("dd", has_text=str(one.applicant["subject_id"])).first.wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("PDF.*受理告知书")).click()
    assert download.value.suggested_filename == f"受理告知书-{one.number}.pdf"
    page.context.close()
