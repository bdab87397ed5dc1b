"""The citizen's own pages in a real browser: both widths, both views, without JavaScript, accessibility."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from credit_core.model.cases import CaseType
from credit_core.model.duties import DutyStatus
from credit_core.model.subjects import Subject
from credit_core.use_cases.demo.seed import seed
from credit_core.use_cases.mine.cases import own_case
from credit_core.use_cases.mine.person import person_of
from tests.channels.web import test_browser
from tests.channels.web.serving import serving
from tests.channels.web.staff.desks import Desks, opened
from tests.channels.web.test_browser import CHROMIUM, DESK, PHONE, SCREENSHOTS, SWITCHES, overflow, playwright

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="没有安装 axe-playwright-python")
pytestmark = test_browser.pytestmark
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SMALL = (
    "a.button, button, summary, .mine-nav a, .mine-list h2 a, .mine-list h3 a, .panel h3 a, .line-link, label.choice"
)


@dataclass(frozen=True)
class Person:
    """Who has a case with an overdue duty, and where it is told."""

    subject: Subject
    case: str
    letter: str
    record: str


@pytest.fixture(scope="module")
def desks(mine_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    with opened(mine_template, tmp_path_factory.mktemp("seeded")) as made:
        seed(made.office, subjects=6)
        yield made


@pytest.fixture(scope="module")
def person(desks: Desks) -> Person:
    office = desks.office
    with office.store.read() as unit:
        cases = [case for case in unit.cases.where(closed_on=None, order=("id",)) if case.subject_id and case.record_id]
        subjects = {case.id: unit.subjects.get(str(case.subject_id)) for case in cases}
    for case in cases:
        subject = subjects[case.id]
        if case.type is CaseType.AUTHORISED_QUERY:
            continue
        found = own_case(office, person_of(subject.id_kind.value, subject.id_number, subject.name), case.id)
        for duty in found.duties:
            if duty.view.status is DutyStatus.OVERDUE and found.record_id:
                return Person(subject, case.id, duty.view.id, found.record_id)
    raise AssertionError


@pytest.fixture(scope="module")
def address(desks: Desks) -> Iterator[str]:
    with serving(desks.app) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as engine:
        made = engine.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield made
        made.close()


def shot(page: Any, name: str) -> None:
    if SCREENSHOTS:
        page.screenshot(path=f"{SCREENSHOTS}/mine-{name}.png", full_page=True)


@pytest.mark.parametrize("senior", [False, True], ids=["standard", "senior"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_from_the_door_to_every_page_without_javascript(
    browser: Any, address: str, person: Person, size: tuple[int, int], senior: bool
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(10_000)
    name = f"{size[0]}{'-senior' if senior else ''}"
    try:
        page.goto(f"{address}/mine/cases")
        if senior:
            page.get_by_role("button", name="长辈版").click()
        shot(page, f"{name}-door")
        page.get_by_label("姓名或者单位名称").fill(person.subject.name)
        page.get_by_label("证件号码").fill(person.subject.id_number)
        page.get_by_role("button", name="取演示核验码").click()
        page.get_by_role("button", name="核对", exact=True).click()
        assert page.url == f"{address}/mine/cases"
        for path in paths(person):
            page.goto(address + path)
            assert page.locator("h1").count() == 1
            assert overflow(page) <= 0, path
            shot(page, f"{name}{'-'.join(path.split('/')[:3:1])}{len(path)}")
        page.goto(f"{address}/mine/report")
        page.locator("input[name=place]").first.check()
        page.get_by_role("button", name="出具并查看").click()
        assert page.get_by_text("请现在就存好").is_visible()
        page.goto(f"{address}/mine")
        page.get_by_role("button", name="退出").click()
        page.goto(f"{address}/mine")
        assert "/sign-in" in page.url
    finally:
        context.close()


@pytest.mark.parametrize("senior", [False, True], ids=["standard", "senior"])
def test_no_page_has_a_barrier(browser: Any, address: str, desks: Desks, person: Person, senior: bool) -> None:
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, bypass_csp=True)
    try:
        subject = person.subject
        cookies = {
            "citizen": desks.citizens.by_claims(subject.name, subject.id_number, subject.id_kind.value, "oidc"),
            "senior": "1" if senior else "0",
        }
        context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
        page = context.new_page()
        checker, least = axe.Axe(), 60 if senior else 44
        for path in (*paths(person), "/sign-in"):
            page.goto(address + path)
            found = checker.run(page, options=RULES).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path
            low = page.evaluate(
                "([what, least]) => [...document.querySelectorAll(what)].filter(e => e.offsetParent"
                " && e.getBoundingClientRect().height < least - 0.5).map(e => e.outerHTML.slice(0, 90))",
                [SMALL, least],
            )
            assert low == [], path
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, path
    finally:
        context.close()


def paths(person: Person) -> tuple[str, ...]:
    return (
        "/mine",
        "/mine/records",
        f"/mine/records/{person.record}",
        "/mine/looks",
        "/mine/cases",
        f"/mine/cases/{person.case}",
        f"/mine/cases/{person.case}/letters/{person.letter}",
        "/mine/authorisations",
        "/mine/report",
        "/mine/data",
    )
