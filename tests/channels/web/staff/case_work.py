"""Cases for the pages of the work desk, filed and carried on through the core's own forms."""

from __future__ import annotations

import re
from html import unescape

from starlette.testclient import TestClient

from credit_core.model.cases import Attachment, Case
from credit_core.model.ids import new_id
from credit_core.procedures.table import Procedure
from tests.channels.web.staff.desks import Desks
from tests.credit_core.desk.routes import Route, file, walk
from tests.credit_core.offices import SetClock

PLACE, OTHER_PLACE = "jiangxi", "shanxi"
_HIDDEN = re.compile(r'<input type="hidden" name="(version|seen|key)" value="([^"]*)"')


def case(desks: Desks, *events: str, procedure: str = "objection", place: str = PLACE) -> Case:
    """A case of the place after these events."""
    book, today = desks.office.book, desks.office.clock.today()
    found: Procedure = book.procedure(procedure, place, today)
    return go_on(desks, file(desks.office, found, Route(events), new_id()), *events)


def go_on(desks: Desks, of: Case, *events: str) -> Case:
    """The case after these further events, by somebody who is no member of the desks here."""
    with desks.office.store.read() as unit:
        now = unit.cases.get(of.id)
    clock = desks.office.clock
    assert isinstance(clock, SetClock)
    return walk(desks.office, clock, now, Route(events), set())


def evidence(desks: Desks, of: Case, content: bytes = b"%PDF-1.4 evidence") -> Attachment:
    """A file of the case, kept in the checked store."""
    stored = desks.desk.evidence.attachments.store("缴款凭证.pdf", content)
    added = Attachment(new_id(), of.id, stored.name, stored.sha256, stored.size, desks.office.clock.now())
    with desks.office.store.begin() as unit:
        return unit.attachments.add(added)


def step_form(client: TestClient, of: Case, event: str) -> dict[str, str]:
    """What the page's form of a step sends by itself."""
    page = client.get(f"/staff/cases/{of.id}").text
    form = page.split(f'action="/staff/cases/{of.id}/steps/{event}#trouble"', 1)[1].split("</form>", 1)[0]
    return {name: unescape(value) for name, value in _HIDDEN.findall(form)}
