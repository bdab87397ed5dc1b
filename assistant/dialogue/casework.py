"""Casework (办件): everything that a conversation does with the verbs of credit_core. See `assistant.dialogue.ports`.

Each step runs in a savepoint of the turn's own transaction: what credit_core refuses leaves nothing behind, and the
turn goes on with its words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection

from assistant.dialogue import casework_steps as steps
from assistant.dialogue.acts import Act
from assistant.dialogue.casework_dates import hypothetical
from assistant.dialogue.casework_desk import Desk
from assistant.dialogue.casework_filings import CITIZEN, file_form, read_form
from assistant.dialogue.casework_status import contract, how_counted, standing
from assistant.dialogue.casework_told import Made, told
from assistant.dialogue.ports import CaseTold, Filed, Refusal
from assistant.dialogue.said import Said
from assistant.dialogue.state import Flow, StoredFile
from assistant.wording import Wording
from credit_core.use_cases.case_view import holder_view, view_case
from credit_core.use_cases.law import LawDesk
from credit_core.use_cases.office import Office
from credit_core.use_cases.query import Released
from credit_core.use_cases.receipts import receipt
from credit_core.use_cases.vocabulary import Busy, LawError, NotFound, UnitOfWork
from knowledge.regulations.corpus import Corpus

T = TypeVar("T")

RECEIPT_URL = "/api/v1/cases/{number}/receipt"
"""Where the web channel gives out the receipt to who has the access code; the code is never part of an address."""


class Casework:
    """What a conversation does with cases. One per process."""

    def __init__(self, office: Office, wording: Wording, corpus: Corpus, receipt_url: str = RECEIPT_URL) -> None:
        self._office = office
        self._desk = Desk(office, wording, corpus, receipt_url)

    def file(self, connection: Connection, flow: Flow, channel: str) -> Filed | Refusal:
        """File the confirmed form, once under its key; the same key again gives the same case, without its code."""
        return self._within(connection, lambda unit: self._file(unit, flow, channel))

    def find(self, number: str, code: str) -> CaseTold | Refusal:
        """A case by number and access code. That one of the two is wrong is all that is said."""
        try:
            found = view_case(self._office, CITIZEN, number=number, code=code)
        except NotFound:
            return Refusal(self._desk.words("steps.not_found"))
        return self.stands(found.id)

    def stands(self, case_id: str) -> CaseTold:
        """Where a case known in this conversation stands.

        Raises:
            NotFound: it is no longer there.
        """
        with self._office.store.read() as unit:
            return standing(self._desk, unit, case_id)

    def counting(self, case_id: str) -> Said:
        """How the days of its duties were counted, one by one.

        Raises:
            NotFound: it is no longer there.
        """
        with self._office.store.read() as unit:
            return how_counted(self._desk, unit, case_id)

    def add_evidence(
        self, connection: Connection, case_id: str, words: Sequence[str], files: Sequence[StoredFile]
    ) -> CaseTold | Refusal:
        """Add files, and complete the application with what was missing."""
        return self._within(connection, lambda unit: steps.supply(self._desk, unit, case_id, words, files))

    def withdraw(self, connection: Connection, case_id: str) -> CaseTold | Refusal:
        """Withdraw the case."""
        return self._within(connection, lambda unit: steps.withdraw(self._desk, unit, case_id))

    def verify(
        self, connection: Connection, case_id: str, method: str, proof: str, name: str, number: str
    ) -> CaseTold | Refusal:
        """Record that the applicant was identified."""
        return self._within(
            connection, lambda unit: steps.verify(self._desk, unit, case_id, method, proof, name, number)
        )

    def release(self, connection: Connection, case_id: str) -> Released | Refusal:
        """A query's result for the download of its holder; its `report` is None where the check did not pass."""
        return self._within(connection, lambda unit: steps.release(self._desk, unit, case_id))

    def hypothetical(self, act: Act | None, jurisdiction: str, submitted_on: date, today: date) -> Said | None:
        """The clocks that would run from a day the citizen names, without a case."""
        return hypothetical(self._desk, act, jurisdiction, submitted_on, today)

    def _file(self, unit: UnitOfWork, flow: Flow, channel: str) -> Filed:
        desk = self._desk
        form = read_form(self._office, unit, flow, channel, desk.say("other_document"))
        made = file_form(form)
        if not made.again:
            steps.attach(desk, unit, made.case.id, flow.files)
        given = receipt(self._office, made, within=unit)
        view = holder_view(unit, self._office, made.case.id)
        law = LawDesk(self._office.law, self._office.calendar(unit))
        said = told(desk, law, Made(flow, form.guidance, view, given, made.case.facts, made.again))
        return Filed(made.case.id, contract(desk, view), said, made.access_code)

    def _within(self, connection: Connection, work: Callable[[UnitOfWork], T]) -> T | Refusal:
        try:
            with connection.begin_nested(), self._office.store.joined(connection) as unit:
                return work(unit)
        except Busy:
            raise
        except LawError as error:
            return self._desk.refusal(error)
