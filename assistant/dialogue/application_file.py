"""The written application of a conversation as a file, for its owner: before filing to be looked at, afterwards to be signed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.clock import Clock
from assistant.dialogue.acts import FlowState
from assistant.dialogue.application import written_application
from assistant.dialogue.errors import DialogueError
from assistant.dialogue.ports import Memory
from assistant.wording import Wording
from credit_core.use_cases.application_paper import application_pdf
from credit_core.use_cases.office import Office
from credit_core.use_cases.vocabulary import FontUnusable, LawError, MissingGlyphs

DOCX, PDF = "docx", "pdf"
_WRITTEN = (FlowState.CONFIRMING, FlowState.AWAITING_IDENTITY, FlowState.SUBMITTED)


class NoApplication(DialogueError):
    """There is none to be written now, or not on paper."""


@dataclass(frozen=True)
class Applications:
    """Writes them; `font` prints them, None for one of the system."""

    office: Office
    wording: Wording
    memory: Memory
    clock: Clock
    font: Path | None = None

    def file(self, conversation_id: str, form: str) -> tuple[str, bytes]:
        """Its title and the file: `DOCX` to be changed, `PDF` otherwise.

        Raises:
            NoApplication: nothing was filled in up to its summary, no law to write it under, or a font that lacks a
                character. UnknownConversation.
        """
        from assistant.dialogue.application_docx import application_docx  # libraries for those who print

        flow = self.memory.load(conversation_id).flow
        if flow is None or flow.state not in _WRITTEN:
            raise NoApplication(self.wording.say("dialogue_memory.no_application"))
        try:
            made = written_application(self.office, self.wording, flow, self.clock.today())
            return made.title, application_docx(made) if form == DOCX else application_pdf(made, self.font)
        except (LawError, FontUnusable, MissingGlyphs) as error:
            raise NoApplication(str(error)) from error
