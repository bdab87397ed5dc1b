"""The pages in a real browser: with and without JavaScript, on a desk and on a phone."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.outcome import Reason
from assistant.settings import Settings
from channels import messages
from channels.web.app import create_app
from channels.web.throttle import Limits
from tests.channels.web.conversing import HUMAN, SUBMIT, TalkingRuntime
from tests.channels.web.serving import serving
from tests.fakes import TODAY, FakeAssistant, reply

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
def runtime(open_office: Any) -> TalkingRuntime:
    assistant = FakeAssistant()
    text = f"{PAYLOAD}\n> {PAYLOAD}\n| {PAYLOAD} | a |\n| --- | --- |\n| 1 | 2 |"
    assistant.script["攻击"] = lambda: reply(Reason.FOUND, text)
    return TalkingRuntime(assistant, open_office=open_office)


@pytest.fixture(scope="module")
def address(runtime: TalkingRuntime, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on a free port of the loopback."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("web"), demo_mode=True, clock=TODAY)
    with serving(create_app(runtime, settings, Limits(pages="6000/minute"))) as found:
        yield found


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


def ask(page: Any, words: str, place: str = "") -> None:
    page.locator("#text").fill(words)
    if place:
        page.get_by_label("地区").select_option(place)
    page.get_by_role("button", name="发送", exact=True).click()


def fill_in(page: Any) -> None:
    """An objection up to its summary."""
    page.get_by_role("button", name="信息有错，提异议").click()
    page.locator("#turn-1").wait_for()
    for number, words in enumerate(("张测试", "某证件号", "某单位", "不是我的"), 2):
        ask(page, words)
        page.locator(f"#turn-{number}").wait_for()


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
    for path in (
        "/",
        "/cases",
        "/ask",
        "/demo",
        "/privacy",
        "/regulations",
        "/regulations/city-2022",
        "/regulations/shanxi-plan-2014",
        "/docs",
    ):
        page.goto(address + path)
        assert overflow(page) <= 0, path


def test_the_text_streams_into_the_page_without_a_reload(open_page: OpenPage, runtime: TalkingRuntime) -> None:
    page = open_page()
    page.evaluate("window.stillHere = true")
    runtime.assistant.hold = threading.Event()
    ask(page, "异议几天？")
    page.locator(".pending .stage", has_text=messages.SEARCHING).wait_for()
    runtime.assistant.hold.set()
    runtime.assistant.hold = None
    page.locator("#turn-1").wait_for()
    assert page.evaluate("window.stillHere") is True
    assert page.get_by_label("接着说").input_value() == ""
    assert re.search(r"/c/[0-9a-f]{32}$", page.url)
    page.reload()
    page.locator("#turn-1").wait_for()


@pytest.mark.parametrize("script", [True, False], ids=["js", "no-js"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_an_act_is_filed_with_a_file_and_found_again_by_its_code(
    open_page: OpenPage, address: str, size: tuple[int, int], script: bool
) -> None:
    page = open_page(size=size, script=script)
    fill_in(page)
    assert page.locator(".attach").get_attribute("open") is not None
    page.locator("#files").set_input_files(
        [{"name": "缴款书.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}]
    )
    if script:
        assert page.locator("#chosen li").inner_text() == "缴款书.pdf（1 KB）"
    page.get_by_role("button", name="发送", exact=True).click()
    page.locator("#turn-6 dl.pairs").wait_for()
    assert overflow(page) <= 0
    page.get_by_role("button", name=SUBMIT).click()
    page.locator(".slip").wait_for()
    number, code = page.locator(".slip dd").all_inner_texts()
    assert page.locator(".my-cases .case").count() == 1
    assert page.locator(".strip").count() == 0
    assert overflow(page) <= 0
    page.goto(address + "/cases")
    page.get_by_label("办件编号").fill(number.lower())
    page.get_by_label("查询码").fill(code.lower())
    page.get_by_role("button", name="查进度").click()
    page.locator(".case", has_text=number).wait_for()
    page.locator(".case summary", has_text="回执").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 PDF").click()
    assert download.value.suggested_filename == f"receipt-{number}.pdf"
    with page.expect_popup() as popup:
        page.get_by_role("button", name="看回执").click()
    popup.value.locator(".receipt h1", has_text="异议申请回执").wait_for()
    assert overflow(popup.value) <= 0


def test_a_file_that_is_too_large_is_said_before_it_is_sent(open_page: OpenPage, runtime: TalkingRuntime) -> None:
    page = open_page()
    page.locator(".attach summary").click()
    large = {"name": "大.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-" + bytes(10 * 2**20)}
    page.locator("#files").set_input_files([large])
    page.locator("#live .error", has_text="一个文件最多 10 MB").wait_for()
    stored = len(runtime.conversing.files)
    ask(page, "材料")
    page.locator("#live .error").wait_for()
    assert len(runtime.conversing.files) == stored


def test_an_answer_of_staff_comes_by_itself(open_page: OpenPage, runtime: TalkingRuntime) -> None:
    page = open_page()
    page.clock.install()
    ask(page, HUMAN)
    page.locator(".handoff").wait_for()
    conversation = page.locator("#turns").get_attribute("data-conversation")
    runtime.conversing.staff_says(conversation, "您好，我是工作人员。")
    for _ in range(2):
        page.clock.fast_forward(16_000)
    page.locator("#note-1", has_text="我是工作人员").wait_for()
    page.clock.fast_forward(16_000)
    assert page.locator(".note").count() == 1


def test_the_same_words_twice_are_two_turns(open_page: OpenPage) -> None:
    page = open_page()
    for number in (1, 2):
        ask(page, "异议几天？")
        page.locator(f"#turn-{number}").wait_for()
    assert page.locator(".turn").count() == 2


def test_enter_asks_and_a_place_button_answers_the_question_back(open_page: OpenPage) -> None:
    page = open_page(size=PHONE)
    page.locator("#text").fill("去哪里办异议？")
    page.keyboard.press("Enter")
    page.locator("#turn-1").get_by_role("button", name="江西省").click()
    page.locator("#turn-2 blockquote").first.wait_for()
    assert page.locator("#turn-1 .choices").count() == 0


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
    assert page.evaluate("document.activeElement.id") == "text"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize(("senior", "font", "target"), [(False, 18, 44), (True, 22, 60)])
def test_text_and_targets_are_large_enough(open_page: OpenPage, senior: bool, font: int, target: int) -> None:
    page = open_page(size=PHONE)
    if senior:
        page.get_by_role("button", name="长辈版").click()
        page.locator("html.senior").wait_for()
    assert float(page.evaluate("getComputedStyle(document.body).fontSize").removesuffix("px")) >= font
    controls = page.locator("main button:visible, main summary:visible, nav a, nav button, select, input[type=date]")
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
    open_page: OpenPage, runtime: TalkingRuntime, script: bool
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
        page = open_page(size=size)
        fill_in(page)
        ask(page, "缴款书")
        page.locator("#turn-6").wait_for()
        page.screenshot(path=folder / f"{name}-summary.png", full_page=True)
        page.get_by_role("button", name=SUBMIT).click()
        page.locator(".slip").wait_for()
        page.screenshot(path=folder / f"{name}-filed.png", full_page=True)
    assert len(list(folder.glob("*-*.png"))) >= 10
