"""Conversations put together from their parts: hearing, guide, casework, memory, and the ways of identifying people."""

from __future__ import annotations

from functools import partial
from typing import Final

from sqlalchemy import Engine

from assistant.clock import Clock
from assistant.dialogue.acts import Act
from assistant.dialogue.application_file import Applications
from assistant.dialogue.casework import Casework
from assistant.dialogue.form_turn import FormTurns
from assistant.dialogue.form_view import FormViews
from assistant.dialogue.guide import Guide
from assistant.dialogue.hearing.hear import hear
from assistant.dialogue.identity.counter import CounterVerifier
from assistant.dialogue.identity.demo import DemoVerifier
from assistant.dialogue.identity.desk import IdentityDesk
from assistant.dialogue.identity.oidc import Claims, OidcVerifier
from assistant.dialogue.identity.oidc_provider import Client
from assistant.dialogue.plan import Tools
from assistant.dialogue.state import Flow
from assistant.dialogue.talk import Converser
from assistant.forms import Forms
from assistant.memory.attachments import Attachments
from assistant.memory.dialogues import Dialogues
from assistant.memory.handoffs import HandOffs
from assistant.memory.identity_codes import IdentityCodes
from assistant.memory.links import Links
from assistant.memory.logins import Logins
from assistant.memory.messages import Inbox
from assistant.memory.scanning import scanner
from assistant.memory.secret_key import secret_key
from assistant.outbox import Outbox
from assistant.reception import Reception
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.stops import NO_STOPS, Stops
from assistant.wording import load_wording
from credit_core.use_cases.office import Office
from knowledge.regulations.corpus import Corpus
from knowledge.regulations.places import load_gazetteer

SIGNED_IN: Final = "/sign-in/callback"
"""Where the browser comes back to from the identity provider, below PUBLIC_URL."""


def open_reception(
    settings: Settings, assistant: Assistant, office: Office, engine: Engine, corpus: Corpus, stops: Stops = NO_STOPS
) -> Reception:
    """The front door of conversations over a prepared database."""
    wording, clock, dialogues = load_wording(), Clock(settings.clock), Dialogues(engine, assistant.trace)
    codes, casework = open_codes(settings, engine), Casework(office, wording, corpus)
    demo = None
    if settings.demo_mode:
        demo = DemoVerifier(codes, partial(_to_identify, dialogues, casework, office), demo_mode=True)
    tools = Tools(
        guide=Guide(office, wording, corpus),
        casework=casework,
        handoffs=HandOffs(engine),
        wording=wording,
        ask=assistant.ask_within,
        places={place.id: place.name for place in assistant.places()},
        verifiers=(CounterVerifier(codes), *((demo,) if demo is not None else ())),
    )
    hearing = partial(hear, gazetteer=load_gazetteer(settings.data_dir / "places"))
    converser = Converser(dialogues, hearing, tools, clock, corpus.version, stops)
    form_turns = FormTurns(tools, FormViews(office, wording, corpus), hearing)
    return Reception(
        converser=converser,
        tools=tools,
        dialogues=dialogues,
        messages=Inbox(engine),
        links=Links(engine),
        attachments=Attachments(settings.data_dir / "attachments", scanner(settings.scan_command)),
        clock=clock,
        applications=Applications(office, wording, dialogues, clock, settings.font_path),
        forms=Forms(converser, form_turns, dialogues, clock),
        identity=IdentityDesk(casework, dialogues, tools.verifiers, _provider(settings, engine), clock, wording),
        demo=demo,
    )


def open_outbox(settings: Settings, office: Office, engine: Engine) -> Outbox:
    """Notices and messages of the same database, for the worker and for channels that send of themselves."""
    return Outbox(
        office=office,
        dialogues=Dialogues(engine),
        messages=Inbox(engine),
        links=Links(engine),
        codes=open_codes(settings, engine),
        attachments=Attachments(settings.data_dir / "attachments"),
        clock=Clock(settings.clock),
        wording=load_wording(),
        months=settings.conversation_months,
    )


def open_codes(settings: Settings, engine: Engine) -> IdentityCodes:
    """One-time codes, kept under the installation's secret."""
    return IdentityCodes(engine, secret_key(settings.secret_key.get_secret_value(), settings.data_dir))


def _to_identify(dialogues: Dialogues, casework: Casework, office: Office, conversation_id: str) -> Flow | None:
    """What was filled in where somebody is to be identified: in the latest case that waits for it, else in the form."""
    conversation = dialogues.load(conversation_id)
    for case_id in reversed(conversation.cases):
        if casework.stands(case_id).identity_pending:
            with office.store.read() as unit:
                case = unit.cases.get(case_id)
            return Flow(Act(case.type), key="", slots=dict(case.applicant), case_id=case_id)
    return conversation.flow


def _provider(settings: Settings, engine: Engine) -> OidcVerifier | None:
    """The configured identity provider; None where none is.

    Raises:
        ValueError: it is configured in part, or could be listened to on the way; in Chinese, for the log at the start.
    """
    if not (settings.oidc_issuer or settings.oidc_client_id):
        return None
    back, secret = f"{settings.public_url.rstrip('/')}{SIGNED_IN}", settings.oidc_client_secret.get_secret_value()
    client = Client(settings.oidc_issuer, settings.oidc_client_id, back, secret)
    claims = Claims(settings.oidc_scope, settings.oidc_name_claim, settings.oidc_number_claim)
    return OidcVerifier(client, Logins(engine), claims)
