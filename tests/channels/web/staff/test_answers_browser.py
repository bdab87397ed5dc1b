"""The citation desk in a real browser: readable for everybody in both views, on a desk and on a phone, without JavaScript."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from channels.web.access.gate import STAFF_COOKIE
from channels.web.templating import SENIOR_COOKIE
from credit_core.use_cases.vocabulary import Role
from tests.assistant.desk.given import VERSIONS, give
from tests.assistant.memory.turns import NOW
from tests.channels.web.staff.desks import Desks, opened
from tests.channels.web.staff.test_work_browser import CHROMIUM, DESK, PHONE, SMALL, WIDER, axe, playwright

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="没有找到 Chromium（环境变量 CHROMIUM 或者 PATH），不做浏览器测试"),
]
PATHS = (
    "/staff/answers",
    "/staff/answers/{id}?again=1",
    "/staff/answers/review",
    "/staff/answers/held",
    "/staff/answers/check",
    "/staff/answers/impact?clauses=jiangxi-2022%2339",
)
TEXT = "《江西省社会信用条例》第三十九条第二款规定“七个工作日”，第九十九条也这样说。"
SCREENSHOTS = os.environ.get("SCREENSHOTS", "")


@dataclass(frozen=True)
class Site:
    """A running server over desks that judged something."""

    desks: Desks
    address: str
    answer_id: str


@pytest.fixture(scope="module")
def site(desks_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with opened(desks_template, tmp_path_factory.mktemp("answers")) as desks:
        made = give(desks, at=NOW - timedelta(days=7))
        give(desks, "各地有什么不同", channel="telegram")
        desks.runtime.assistant.edition = VERSIONS.index
        server = uvicorn.Server(uvicorn.Config(desks.app, log_level="warning"))
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
            thread.start()
            deadline = time.monotonic() + 10
            while not server.started and time.monotonic() < deadline:
                time.sleep(0.02)
            yield Site(desks, f"http://127.0.0.1:{listener.getsockname()[1]}", made.answer_id)
            server.should_exit = True
            thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as engine:
        opened_browser = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened_browser
        opened_browser.close()


def page_of(browser: Any, site: Site, size: tuple[int, int] = DESK, *, senior: bool = False, **more: Any) -> Any:
    """A page on which a reviewer is signed in."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **more)
    token = site.desks.session(site.desks.member(Role.REVIEWER))
    cookies = {STAFF_COOKIE: token, **({SENIOR_COOKIE: "1"} if senior else {})}
    context.add_cookies([{"name": name, "value": value, "url": site.address} for name, value in cookies.items()])
    page = context.new_page()
    page.set_default_timeout(10_000)
    return page


def every_page(page: Any, site: Site) -> Iterator[str]:
    """Goes through all pages of the area; what is folded is unfolded."""
    for path in PATHS:
        page.goto(site.address + path.format(id=site.answer_id))
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        yield path
    page.goto(f"{site.address}/staff/answers/check")
    page.get_by_label("要核对的文字").fill(TEXT)
    page.get_by_role("button", name="核对", exact=True).click()
    page.get_by_role("heading", name="结果").wait_for()
    yield "checked"


def test_a_reviewer_draws_judges_and_lifts_without_script(browser: Any, site: Site) -> None:
    page = page_of(browser, site, PHONE, java_script_enabled=False)
    page.goto(f"{site.address}/staff/answers/review")
    page.get_by_role("button", name="抽取").click()
    page.get_by_role("status").get_by_text("抽出 1 件").wait_for()
    page.get_by_role("button", name="复核下一件").click()
    page.get_by_role("group", name="第 1 处引用").get_by_label("对", exact=True).check()
    page.get_by_role("group", name="第 2 处引用").get_by_label("不支持这句话").check()
    page.get_by_role("button", name="记下判定").click()
    page.get_by_role("status").get_by_text("停用").wait_for()
    page.get_by_role("link", name="到“停用”里解除").click()
    page.get_by_label("解除的理由").fill("重看没有错")
    page.get_by_role("button", name="解除停用").click()
    page.get_by_role("status").get_by_text("已经解除").wait_for()
    page.goto(f"{site.address}/staff/answers/{site.answer_id}")
    page.get_by_role("group", name="第 1 处引用").get_by_label("过时").check()
    page.get_by_role("button", name="修改判定").click()
    page.get_by_role("status").get_by_text("停用").wait_for()
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("senior", [False, True], ids=["normal", "senior"])
def test_no_page_keeps_anybody_out(browser: Any, site: Site, senior: bool, scheme: str) -> None:
    page = page_of(browser, site, senior=senior, bypass_csp=True, color_scheme=scheme)
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
    page = page_of(browser, site, size, senior=senior)
    for number, where in enumerate(every_page(page, site)):
        assert page.evaluate(WIDER) <= 0, where
        assert page.evaluate(SMALL, target) == [], where
        if SCREENSHOTS:
            view = "senior" if senior else "normal"
            page.screenshot(path=f"{SCREENSHOTS}/answers-{number}-{size[0]}-{view}.png", full_page=True)
    page.context.close()
