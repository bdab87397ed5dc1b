"""``/algorithm``: how answers are made, that nobody is scored, where to object, and what the page leads to is there."""

from __future__ import annotations

import re

from tests.security.world import World


def test_the_page_says_what_a_citizen_may_want_to_know_and_leads_on(world: World) -> None:
    client = world.desks.anybody()
    page = client.get("/algorithm")
    assert page.status_code == 200
    for said in ("不给人打分", "不替人作决定", "它会错在哪里", "要找人", "转人工"):
        assert said in page.text
    main = page.text.partition("<main")[2].partition("</main>")[0]
    for path in re.findall(r'href="(/[^"]*)"', main):
        assert client.get(path).status_code == 200, path
    assert 'href="/algorithm"' in client.get("/privacy").text
