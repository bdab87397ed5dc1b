"""Signing in and accounts in a real browser without JavaScript: readable in both views, on a desk and on a phone."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from channels.web.access.gate import STAFF_COOKIE
from channels.web.templating import SENIOR_COOKIE
from credit_core.use_cases.vocabulary import Role
from tests.channels.web.staff.desks import PASSWORD, Desks, opened

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.sync_api", reason="没有安装 playwright，不做浏览器测试")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="没有安装 axe，不做无障碍检查")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="没有找到 Chromium（环境变量 CHROMIUM 或者 PATH），不做浏览器测试"),
]
DESK, PHONE = (1280, 900), (360, 740)
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """least => [...document.querySelectorAll(
  'main button, main .button, main .ticks label, main input:not([type=hidden]):not([type=checkbox]):not([tabindex])')]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < least - 0.5)
  .map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def site(desks_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desks, str]]:
    """The desks behind a server, with its address."""
    with opened(desks_template, tmp_path_factory.mktemp("account")) as desks, socket.socket() as listener:
        server = uvicorn.Server(uvicorn.Config(desks.app, log_level="warning"))
        listener.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 10
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        yield desks, f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as engine:
        opened_browser = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened_browser
        opened_browser.close()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("senior", [False, True], ids=["standard", "senior"])
def test_everybody_can_read_and_press(
    browser: Any, site: tuple[Desks, str], size: tuple[int, int], senior: bool
) -> None:
    desks, address = site
    administrator = desks.member(Role.ADMINISTRATOR)
    desks.access.keys.add(administrator.actor(), administrator.id, "数据推送系统")
    beginner = desks.access.ground.member(desks.account(Role.REVIEWER, one_time=True))
    without_factor = desks.access.ground.member(desks.account(Role.REVIEWER, factor_set=False))
    pages = (
        (None, "/staff/sign-in"),
        (None, "/demo"),
        (administrator, "/staff/account"),
        (beginner, "/staff/account"),
        (without_factor, "/staff/account"),
        (administrator, "/staff/members"),
        (administrator, f"/staff/members/{administrator.id}"),
        (desks.member(Role.AUDITOR), f"/staff/members/{administrator.id}"),
    )
    for member, path in pages:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, bypass_csp=True)
        cookies = {STAFF_COOKIE: desks.session(member) if member else "", SENIOR_COOKIE: "1" if senior else "0"}
        context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
        page = context.new_page()
        assert page.goto(address + path).status == 200
        found = axe.Axe().run(page)
        assert found.violations_count == 0, (path, found.generate_report())
        assert page.evaluate(WIDER) <= 0, path
        assert page.evaluate(SMALL, 60 if senior else 44) == [], path
        context.close()


def test_from_the_form_into_the_desks_and_out(browser: Any, site: tuple[Desks, str]) -> None:
    """With the real headers of a browser: the origin of the forms, the cookie, the way back to the page asked for."""
    desks, address = site
    account = desks.account(Role.ADMINISTRATOR, name="王工")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(f"{address}/staff/members")
    page.get_by_label("登录名称").fill("王工")
    page.get_by_label("密码", exact=True).fill("wrong password 1")
    page.get_by_role("button", name="登录").click()
    assert "名称、密码或者验证码不对" in page.get_by_role("alert").inner_text()
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("验证码").fill(desks.code(account))
    page.get_by_role("button", name="登录").click()
    assert page.url == f"{address}/staff/members"
    page.get_by_role("button", name="退出").click()
    page.goto(f"{address}/staff/members")
    assert page.url.startswith(f"{address}/staff/sign-in")
    context.close()
