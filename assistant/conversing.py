"""Conversations put together from their parts: hearing, guide, casework, memory, and the ways of identifying people."""

from __future__ import annotations

from functools import partial

from sqlalchemy import Engine

from assistant.clock import Clock
from assistant.dialogue.casework import Casework
from assistant.dialogue.guide import Guide
from assistant.dialogue.hearing.hear import hear
from assistant.dialogue.identity.counter import CounterVerifier
from assistant.dialogue.identity.demo import DemoVerifier
from assistant.dialogue.plan import Tools
from assistant.dialogue.talk import Converser
from assistant.memory.attachments import Attachments
from assistant.memory.dialogues import Dialogues
from assistant.memory.handoffs import HandOffs
from assistant.memory.identity_codes import IdentityCodes
from assistant.memory.links import Links
from assistant.memory.messages import Inbox
from assistant.memory.scanning import scanner
from assistant.memory.secret_key import secret_key
from assistant.outbox import Outbox
from assistant.reception import Reception
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.wording import load_wording
from credit_core.use_cases.office import Office
from knowledge.regulations.corpus import Corpus
from knowledge.regulations.places import load_gazetteer


def open_reception(
    settings: Settings, assistant: Assistant, office: Office, engine: Engine, corpus: Corpus
) -> Reception:
    """The front door of conversations over a prepared database."""
    wording, clock, dialogues = load_wording(), Clock(settings.clock), Dialogues(engine)
    codes = open_codes(settings, engine)
    demo = None
    if settings.demo_mode:
        demo = DemoVerifier(codes, lambda conversation_id: dialogues.load(conversation_id).flow, demo_mode=True)
    tools = Tools(
        guide=Guide(office, wording, corpus),
        casework=Casework(office, wording, corpus),
        handoffs=HandOffs(engine),
        wording=wording,
        ask=assistant.ask_within,
        places={place.id: place.name for place in assistant.places()},
        verifiers=(CounterVerifier(codes), *((demo,) if demo is not None else ())),
    )
    hearing = partial(hear, gazetteer=load_gazetteer(settings.data_dir / "places"))
    return Reception(
        converser=Converser(dialogues, hearing, tools, clock, corpus.version),
        tools=tools,
        dialogues=dialogues,
        messages=Inbox(engine),
        links=Links(engine),
        attachments=Attachments(settings.data_dir / "attachments", scanner(settings.scan_command)),
        clock=clock,
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
        clock=Clock(settings.clock),
        wording=load_wording(),
        months=settings.conversation_months,
    )


def open_codes(settings: Settings, engine: Engine) -> IdentityCodes:
    """One-time codes, kept under the installation's secret."""
    return IdentityCodes(engine, secret_key(settings.secret_key.get_secret_value(), settings.data_dir))
