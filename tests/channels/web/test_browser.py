"""The pages in a real browser: with and without JavaScript, on a desk and on a phone."""

from __future__ import annotations

import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from assistant.outcome import Reason
from assistant.settings import Settings
from channels.web.app import create_app
from tests.fakes import TODAY, FakeAssistant, FakeRuntime, reply

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.sync_api", reason="没有安装 playwright，不做浏览器测试")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="没有找到 Chromium（环境变量 CHROMIUM 或者 PATH），不做浏览器测试"),
]
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, PHONE = (1280, 900), (360, 740)
PAYLOAD = "<img src=x onerror=\"document.title='坏了'\"><script>document.title='坏了'</script>"
SCREENSHOTS = os.environ.get("SCREENSHOTS", "")
OpenPage = Callable[..., Any]


@pytest.fixture(scope="module")
def runtime() -> FakeRuntime:
    assistant = FakeAssistant()
    text = f"{PAYLOAD}\n> {PAYLOAD}\n| {PAYLOAD} | a |\n| --- | --- |\n| 1 | 2 |"
    assistant.script["攻击"] = lambda: reply(Reason.FOUND, text)
    return FakeRuntime(assistant)


@pytest.fixture(scope="module")
def address(runtime: FakeRuntime, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on a free port of the loopback."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("web"), demo_mode=True, clock=TODAY)
    server = uvicorn.Server(uvicorn.Config(create_app(runtime, settings), log_level="warning"))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 10
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as engine:
        opened = engine.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Any, address: str) -> Iterator[OpenPage]:
    """Opens a page in a context of its own; at the end no page may have complained or overflowed its window."""
    complaints: list[str] = []
    contexts: list[Any] = []

    def make(path: str = "/", size: tuple[int, int] = DESK, script: bool = True) -> Any:
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=script)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.goto(address + path)
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


def ask(page: Any, question: str, place: str = "") -> None:
    page.get_by_label("您的问题").or_(page.get_by_label("继续提问")).fill(question)
    page.get_by_label("地区").select_option(place)
    page.get_by_role("button", name="提问", exact=True).click()


def overflow(page: Any) -> int:
    """Pixels by which the page is wider than its window."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert isinstance(wide, int)
    return wide


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_question_is_answered_and_its_citation_opens(
    open_page: OpenPage, size: tuple[int, int], script: bool
) -> None:
    page = open_page(size=size, script=script)
    ask(page, "信用记录有错，提了异议几天办完？", "jiangxi")
    card = page.locator("#turn-1")
    card.wait_for()
    assert "三个工作日内办完" in card.inner_text()
    assert page.locator(".intro").count() == 0
    assert overflow(page) <= 0
    ask(page, "各地有什么不同？")
    page.locator("#turn-2 table").wait_for()
    assert overflow(page) <= 0
    page.locator("#turn-1 .answer-text .marker").first.click()
    page.wait_for_url(re.compile(r"/regulations/jiangxi-2022\?clause=39\.2.*#39\.2"))
    assert page.locator('[id="39.2"] mark').inner_text().startswith("公共信用信息平台或者公共信用信息提供单位")
    assert page.locator('[id="39.2"]').bounding_box()["y"] < size[1]
    assert overflow(page) <= 0


@pytest.mark.parametrize("senior", [False, True], ids=["normal", "senior"])
def test_no_page_scrolls_sideways_on_a_phone(open_page: OpenPage, address: str, senior: bool) -> None:
    page = open_page(size=PHONE)
    if senior:
        page.get_by_role("button", name="长辈版").click()
        page.locator("html.senior").wait_for()
    for path in ("/", "/regulations", "/regulations/city-2022", "/regulations/shanxi-plan-2014", "/docs"):
        page.goto(address + path)
        assert overflow(page) <= 0, path


def test_the_text_streams_into_the_page_without_a_reload(open_page: OpenPage, runtime: FakeRuntime) -> None:
    page = open_page()
    page.evaluate("window.stillHere = true")
    runtime.assistant.hold = threading.Event()
    ask(page, "异议几天？")
    page.locator(".pending .stage", has_text="正在查找相关条款").wait_for()
    runtime.assistant.hold.set()
    runtime.assistant.hold = None
    page.locator("#turn-1").wait_for()
    assert page.evaluate("window.stillHere") is True
    assert page.get_by_label("继续提问").input_value() == ""
    page.reload()
    page.locator("#turn-1").wait_for()


def test_enter_asks_and_a_place_button_answers_the_question_back(open_page: OpenPage) -> None:
    page = open_page(size=PHONE)
    page.get_by_label("您的问题").fill("去哪里办异议？")
    page.keyboard.press("Enter")
    page.locator("#turn-1").get_by_role("button", name="江西省").click()
    page.locator("#turn-2 blockquote").first.wait_for()
    assert page.get_by_label("地区").input_value() == "jiangxi"


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_hostile_text_runs_nothing(open_page: OpenPage, script: bool) -> None:
    page = open_page(script=script)
    ask(page, f"攻击 {PAYLOAD}")
    page.locator("#turn-1").wait_for()
    assert page.locator("#turn-1 img, #turn-1 script").count() == 0
    assert "onerror" in page.locator("#turn-1 .question").inner_text()
    assert page.title() != "坏了"


def test_the_keyboard_reaches_everything_in_order(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "question"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize(("senior", "font", "target"), [(False, 18, 44), (True, 22, 60)])
def test_text_and_targets_are_large_enough(open_page: OpenPage, senior: bool, font: int, target: int) -> None:
    page = open_page(size=PHONE)
    if senior:
        page.get_by_role("button", name="长辈版").click()
        page.locator("html.senior").wait_for()
    assert float(page.evaluate("getComputedStyle(document.body).fontSize").removesuffix("px")) >= font
    controls = page.locator("main button:visible, nav a, nav button, select, input[type=date]")
    boxes = [control.bounding_box() for control in controls.all()]
    assert boxes
    assert min(box["height"] for box in boxes if box) >= target


def test_the_copy_button_copies_the_answer_with_its_citations(open_page: OpenPage) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, "异议几天？")
    page.get_by_role("button", name="复制答复").click()
    page.get_by_role("button", name="已复制").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "[1]《江西省社会信用条例》第三十九条第二款" in copied


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
def test_a_page_that_waits_for_loading_comes_back_by_itself(
    open_page: OpenPage, runtime: FakeRuntime, script: bool
) -> None:
    runtime.ready = False
    try:
        page = open_page(script=script)
        assert "正在载入检索模型" in page.locator("#loading").inner_text()
        assert page.locator("#ask").count() == 0
    finally:
        runtime.ready = True
    page.locator("#ask").wait_for()


@pytest.mark.skipif(not SCREENSHOTS, reason="要看截图时，把环境变量 SCREENSHOTS 设为一个目录")
def test_screens_to_look_at(open_page: OpenPage) -> None:
    folder = Path(SCREENSHOTS)
    for name, size in (("desk", DESK), ("phone", PHONE)):
        page = open_page(size=size)
        page.screenshot(path=folder / f"{name}-first.png")
        ask(page, "信用记录有错，提了异议几天办完？", "jiangxi")
        page.locator("#turn-1").wait_for()
        page.screenshot(path=folder / f"{name}-answer.png")
        page.locator("#turn-1 .answer-text .marker").first.click()
        page.locator("mark").first.wait_for()
        page.screenshot(path=folder / f"{name}-clause.png")
    assert len(list(folder.glob("*-*.png"))) >= 6
