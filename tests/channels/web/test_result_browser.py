"""From the query's case to its report in a real browser, over real conversations: downloads, print, accessibility."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from channels.web.app import create_app
from channels.web.throttle import Limits
from credit_core.model.subjects import Subject
from tests.channels.web import test_browser
from tests.channels.web.house import House, opened
from tests.channels.web.serving import serving
from tests.channels.web.test_browser import CHROMIUM, DESK, PHONE, SWITCHES, overflow, playwright

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="没有安装 axe-playwright-python")
pytestmark = test_browser.pytestmark
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with opened(tmp_path_factory.mktemp("house")) as made:
        yield made


@pytest.fixture(scope="module")
def subject(house: House) -> Subject:
    return house.subject(objection_marks=1)


@pytest.fixture(scope="module")
def address(house: House) -> Iterator[str]:
    app = create_app(house, house.settings, Limits(pages="6000/minute"))
    with serving(app) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as engine:
        made = engine.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield made
        made.close()


def holds(page: Any, script: bool) -> None:
    """The page is no wider than its window, and axe finds nothing to complain of."""
    if script:
        assert overflow(page) <= 0
        found = axe.Axe().run(page, options=RULES).response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("senior", [False, True], ids=["normal", "senior"])
def test_the_report_is_read_and_saved(
    browser: Any,
    address: str,
    house: House,
    subject: Subject,
    size: tuple[int, int],
    script: bool,
    senior: bool,
    request: Any,
) -> None:
    complaints: list[str] = []
    key = house.query(subject, key=request.node.name)
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, java_script_enabled=script)
    try:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(address + "/cases")
        if senior:
            page.get_by_role("button", name="长辈版").click()
        page.get_by_label("办件编号").fill(key["number"])
        page.get_by_label("查询码").fill(key["code"])
        page.get_by_role("button", name="查进度").click()
        page.locator("#identity-title").wait_for()
        holds(page, script)
        page.get_by_role("button", name="取演示核验码").click()
        page.get_by_role("button", name="核对", exact=True).click()
        page.get_by_role("button", name="查看信用报告").wait_for()
        holds(page, script)
        page.get_by_role("button", name="查看信用报告").click()
        page.locator(".report .mark.objection", has_text="异议标注").wait_for()
        holds(page, script)
        for form, start in (("PDF", b"%PDF"), ("JSON", b"{")):
            with page.expect_download() as saved:
                page.get_by_role("link", name=f"下载 {form}").click()
            assert saved.value.suggested_filename.endswith(f".{form.lower()}")
            assert Path(saved.value.path()).read_bytes().startswith(start)
        page.emulate_media(media="print")
        assert not page.locator(".keep").is_visible()
        assert not page.locator(".leave").is_visible()
        assert page.locator(".report").is_visible()
    finally:
        context.close()
    assert complaints == []
