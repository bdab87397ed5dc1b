"""The desks put together from their parts, over a prepared database. They need no model."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Engine

from assistant.clock import Clock
from assistant.desk.access import Access
from assistant.desk.access_ground import Ground
from assistant.desk.access_passwords import Passwords
from assistant.desk.answer_figures import Figures
from assistant.desk.answers import CitationDesk
from assistant.desk.answers_ground import Ground as AnswersGround
from assistant.desk.clauses import Clauses
from assistant.desk.counter import CounterDesk
from assistant.desk.evidence import Evidence
from assistant.desk.front import Desk
from assistant.desk.handoffs import HandOffDesk
from assistant.desk.switches import SwitchDesk
from assistant.dialogue.identity.counter import CounterVerifier
from assistant.memory.attachments import Attachments
from assistant.memory.identity_codes import IdentityCodes
from assistant.memory.secret_key import secret_key
from assistant.settings import Settings
from assistant.sources import library
from credit_core.use_cases.administration import Trail
from credit_core.use_cases.demo.data import read_demo_data


def assemble(settings: Settings, engine: Engine, trail: Trail, places: Mapping[str, str]) -> Desk:
    """All front doors. `places`: id and name of the places that an account can be held to."""
    codes = IdentityCodes(engine, secret_key(settings.secret_key.get_secret_value(), settings.data_dir))
    return Desk(
        access=open_access(settings, engine, trail, places),
        answers=CitationDesk(AnswersGround(engine, trail, Clock(settings.clock).now, settings.data_dir)),
        clauses=Clauses(library(settings)),
        counter=CounterDesk(CounterVerifier(codes), Clock(settings.clock).now),
        evidence=Evidence(Attachments(settings.data_dir / "attachments")),
        handoffs=HandOffDesk(engine, trail, Clock(settings.clock).now),
        switches=SwitchDesk(engine, trail, Clock().now),
        figures=Figures(engine, settings.data_dir),
    )


def open_access(
    settings: Settings, engine: Engine, trail: Trail, places: Mapping[str, str], passwords: Passwords | None = None
) -> Access:
    """Accounts and sessions. They live by the true clock, whatever day the demonstration shows."""
    demo_body = read_demo_data().places[0].body("provider") if settings.demo_mode else None
    ground = Ground(
        engine=engine,
        key=secret_key(settings.secret_key.get_secret_value(), settings.data_dir),
        trail=trail,
        now=Clock().now,
        passwords=passwords or Passwords(),
        second_factor=settings.staff_second_factor,
        places=places,
        demo_body=demo_body,
    )
    return Access(ground)
