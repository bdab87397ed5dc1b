"""E7: every page of the table, in both views, on a desk and on a phone: axe, size of text and targets, zoom; and the keyboard.

A few pages by default; all of them with ``PAGES=all``.
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import uvicorn

from channels.web.templating import SENIOR_COOKIE
from tests.security.pages import Page, pages
from tests.security.world import World

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.sync_api", reason="没有安装 playwright，不做浏览器测试")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="没有安装 axe，不做无障碍检查")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="没有找到 Chromium（环境变量 CHROMIUM 或者 PATH），不做浏览器测试"),
]
EVERY = os.environ.get("PAGES") == "all"
EACH = 1 if EVERY else 6
"""Without ``PAGES=all`` every so many-th page is looked at."""
DESK, PHONE, ZOOMED = (1280, 900), (360, 740), (320, 256)
"""ZOOMED: what a window of 1280 × 1024 shows at 400 %."""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_TEXT = """least => [...document.querySelectorAll('body *')]
  .filter(one => one.checkVisibility() && [...one.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
    && parseFloat(getComputedStyle(one).fontSize) < least - 0.01)
  .map(one => one.tagName + ' ' + getComputedStyle(one).fontSize + ' ' + one.textContent.trim().slice(0, 30))"""
SMALL_TARGETS = """least => [...document.querySelectorAll(
  'main button, main summary, main select, main .button, '
  + 'main input:not([type=hidden]):not([type=radio]):not([type=checkbox])')]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < least - 0.5)
  .map(one => Math.round(one.getBoundingClientRect().height) + ' ' + one.outerHTML.slice(0, 100))"""
OPEN = "document.querySelectorAll('details').forEach(one => { one.open = true })"


@dataclass(frozen=True)
class Site:
    """The world behind an address, and its pages."""

    world: World
    address: str
    pages: tuple[Page, ...]


@pytest.fixture(scope="module")
def site(world: World) -> Iterator[Site]:
    server = uvicorn.Server(uvicorn.Config(world.desks.app, log_level="error"))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 10
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        yield Site(world, f"http://127.0.0.1:{listener.getsockname()[1]}", tuple(pages(world))[::EACH])
        server.should_exit = True
        thread.join(10)
        world.restore()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as engine:
        opened = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


def _walk(
    browser: Any, site: Site, size: tuple[int, int], *, senior: bool = False, **more: Any
) -> Iterator[tuple[Any, str]]:
    """Every page, each for its own visitor."""
    for name in sorted({page.visitor for page in site.pages}):
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **more)
        cookies = {**site.world.visitor(name).cookies, **({SENIOR_COOKIE: "1"} if senior else {})}
        context.add_cookies([{"name": key, "value": value, "url": site.address} for key, value in cookies.items()])
        shown = context.new_page()
        for page in site.pages:
            # That each page comes, is tested beside its pace.
            if page.visitor == name and shown.goto(site.address + page.path).ok:
                shown.evaluate(OPEN)
                yield shown, page.path
        context.close()


@pytest.mark.parametrize("senior", [False, True], ids=["normal", "senior"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing(browser: Any, site: Site, size: tuple[int, int], senior: bool) -> None:
    checker, found = axe.Axe(), {}
    for shown, path in _walk(browser, site, size, senior=senior, bypass_csp=True):
        if wrong := checker.run(shown).response["violations"]:
            found[path] = [(one["id"], one["nodes"][0]["html"][:160]) for one in wrong]
    assert found == {}


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_text_and_targets_are_large_enough_in_the_senior_view(browser: Any, site: Site, size: tuple[int, int]) -> None:
    found = {}
    for shown, path in _walk(browser, site, size, senior=True):
        if wrong := shown.evaluate(SMALL_TEXT, 18) + shown.evaluate(SMALL_TARGETS, 60):
            found[path] = wrong[:5]
    assert found == {}


def test_targets_are_large_enough(browser: Any, site: Site) -> None:
    found = {}
    for shown, path in _walk(browser, site, PHONE):
        if wrong := shown.evaluate(SMALL_TARGETS, 44):
            found[path] = wrong[:5]
    assert found == {}


@pytest.mark.parametrize("size", [PHONE, ZOOMED], ids=["phone", "four times as large"])
def test_nothing_has_to_be_scrolled_sideways(browser: Any, site: Site, size: tuple[int, int]) -> None:
    found = {path: wide for shown, path in _walk(browser, site, size) if (wide := shown.evaluate(WIDER)) > 0}
    assert found == {}


def test_a_look_at_a_record_by_keyboard_alone(browser: Any, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    cookies = site.world.visitor("supervisor").cookies
    context.add_cookies([{"name": key, "value": value, "url": site.address} for key, value in cookies.items()])
    page = context.new_page()
    page.goto(f"{site.address}/staff/records/{site.world.own['record_id']}")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("name") == "purpose":
            break
    page.keyboard.type("核对异议事实")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="变动和理由").wait_for(timeout=5000)
    context.close()
