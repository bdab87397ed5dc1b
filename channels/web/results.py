"""The result of a query (查询结果) and the identity it waits for: what the pages and the API share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from fastapi import Response

from assistant.dialogue.errors import ConversationBusy, DialogueError, UnknownConversation
from channels import messages
from channels.web.cases import CaseCard, Cases
from channels.web.sessions import CHANNEL, Session
from channels.web.talking import Talking
from credit_core.use_cases.vocabulary import CreditReport, FontUnusable, MissingGlyphs

T = TypeVar("T")


class NoResult(Exception):
    """There is nothing to take, or not any more; the message says what to do."""


class ResultFormat(StrEnum):
    """What a report can be taken as."""

    PDF = "pdf"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """Its media type."""
        return f"application/{self.value}"


@dataclass(frozen=True, slots=True)
class Result:
    """A report as it is handed out, once: to be read on the page, on paper (None: no font has its characters), for machines."""

    report: CreditReport
    pdf: bytes | None
    json: bytes


class Results:
    """Identifies applicants outside the turns, and gives results; `font` prints them."""

    def __init__(self, talking: Talking, cases: Cases, font: Path | None = None) -> None:
        self._talking = talking
        self._cases = cases
        self._font = font

    @property
    def signs_in(self) -> bool:
        """True if there is an identity provider; False while loading."""
        return self._talking.asking.runtime.ready and self._talking.conversing.identity.signs_in

    def conversation(self, card: CaseCard, number: str, code: str, session: Session) -> str:
        """A conversation of this browser that knows the case: identities are checked in one.

        Raises:
            DialogueError: number and code do not fit together.
        """
        conversing = self._talking.conversing
        current = conversing.conversation_of(CHANNEL, session.secret)
        if current is not None and card.case.id in conversing.standing(current).cases:
            return current
        return conversing.resume(number, code, CHANNEL, session.secret)

    def identify(self, card: CaseCard, conversation: str, identity_code: str, client: str) -> None:
        """Take a one-time code for the case.

        Raises:
            DialogueError: it does not hold, which counts as a wrong code of this case.
        """
        try:
            self._talking.conversing.identity.by_code(conversation, card.case.id, identity_code)
        except DialogueError as error:
            if not isinstance(error, ConversationBusy | UnknownConversation):
                self._cases.count_wrong(card, client)
            raise

    def take(self, card: CaseCard) -> Result:
        """The whole result, for the page.

        Raises:
            NoResult; DialogueError: it may not be given.
        """
        return self._release(card, self.whole)

    def file(self, card: CaseCard, form: ResultFormat) -> tuple[str, bytes]:
        """The result as one file, with the number of the report.

        Raises:
            NoResult: also where no font has its characters; DialogueError: it may not be given.
        """
        return self._release(card, lambda report: (report.number, self.printed(report, form)))

    def _release(self, card: CaseCard, prepare: Callable[[CreditReport], T]) -> T:
        if card.awaits:
            raise NoResult(messages.RESULT_AWAITS)
        if card.given:
            raise NoResult(messages.RESULT_GIVEN)
        if not card.ready:
            raise NoResult(messages.RESULT_NONE)
        return self._talking.conversing.identity.release(card.case.id, prepare)

    def whole(self, report: CreditReport) -> Result:
        """The report with its files; without paper where no font has its characters."""
        return with_files(report, self._font)

    def printed(self, report: CreditReport, form: ResultFormat) -> bytes:
        """The report as one file.

        Raises:
            NoResult: no font has its characters.
        """
        return printed(report, form, self._font)


def with_files(report: CreditReport, font: Path | None) -> Result:
    """The report with its files; without paper where no font has its characters."""
    try:
        pdf = printed(report, ResultFormat.PDF, font)
    except NoResult:
        pdf = None
    return Result(report, pdf, printed(report, ResultFormat.JSON, font))


def printed(report: CreditReport, form: ResultFormat, font: Path | None) -> bytes:
    """The report as one file.

    Raises:
        NoResult: no font has its characters.
    """
    from credit_core.use_cases import paper  # a second of libraries, for those who print

    if form is ResultFormat.JSON:
        return paper.report_json(report)
    try:
        return paper.report_pdf(report, font)
    except (FontUnusable, MissingGlyphs) as error:
        raise NoResult(str(error)) from error


def named(number: str, form: ResultFormat) -> str:
    """The name of a report's file."""
    return f"credit-report-{number}.{form.value}"


def download(number: str, content: bytes, form: ResultFormat) -> Response:
    """A report as a file to keep, that nothing on the way may keep."""
    headers = {
        "Content-Disposition": f'attachment; filename="{named(number, form)}"',
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=form.media_type, headers=headers)
