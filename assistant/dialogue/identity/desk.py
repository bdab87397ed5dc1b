"""Identity on a page (核对身份): what a citizen does outside the turns with a case that waits for it, and with its result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from assistant.clock import Clock
from assistant.dialogue.acts import FlowState
from assistant.dialogue.errors import DialogueError
from assistant.dialogue.identity.oidc import OidcVerifier
from assistant.dialogue.identity.verifier import Failed, Failure, Verified, Verifier, told
from assistant.dialogue.ports import CaseTold, Memory, Refusal
from assistant.wording import Wording
from credit_core.use_cases.query import Released
from credit_core.use_cases.vocabulary import CreditReport, Met

T = TypeVar("T")


class NotIdentified(DialogueError):
    """Nobody was identified, or somebody else than the applicant."""


class NotReleased(DialogueError):
    """The result is not given; where the check itself failed, the refused look is in the register."""


class Cases(Protocol):
    """What is done with the case (assistant.dialogue.casework)."""

    def stands(self, case_id: str) -> CaseTold: ...
    def verify(
        self, connection: Connection, case_id: str, method: str, proof: str, name: str, number: str
    ) -> CaseTold | Refusal: ...
    def release(self, connection: Connection, case_id: str) -> Released | Refusal: ...


@dataclass(frozen=True)
class IdentityDesk:
    """`verifiers` take codes; `provider` is where the citizen can sign in, None where none is configured."""

    casework: Cases
    memory: Memory
    verifiers: Sequence[Verifier]
    provider: OidcVerifier | None
    clock: Clock
    wording: Wording

    @property
    def signs_in(self) -> bool:
        """True if the citizen can sign in at an identity provider."""
        return self.provider is not None

    def awaits(self, case_id: str) -> bool:
        """True if the case waits for the applicant's identity."""
        return self.casework.stands(case_id).identity_pending

    def by_code(self, conversation_id: str, case_id: str, code: str) -> None:
        """Identify the applicant of a case of this conversation by a one-time code.

        Raises:
            NotIdentified: the words say why. UnknownConversation, ConversationBusy.
        """
        failures = []
        for verifier in self.verifiers:
            found = verifier.check(conversation_id, code, self.clock.now())
            if isinstance(found, Verified):
                return self._record(conversation_id, case_id, found)
            failures.append(found)
        raise NotIdentified(told(failures[0]))

    def sign_in(self, conversation_id: str) -> str:
        """The provider's page at which the citizen signs in; bound to the conversation, for a few minutes.

        Raises:
            NotIdentified: the provider cannot be reached, or none is configured. UnknownConversation.
        """
        if self.provider is None:
            raise NotIdentified(self._say("no_provider"))
        found = self.provider.begin(conversation_id, self.clock.now())
        if isinstance(found, Failure) or found.url is None:
            raise NotIdentified(told(found) if isinstance(found, Failure) else self._say("unreachable"))
        return found.url

    def signed_in(self, conversation_id: str, case_id: str, query: str) -> None:
        """The browser came back from the provider with this query string.

        Raises:
            NotIdentified: the words say why. UnknownConversation, ConversationBusy.
        """
        self._record(conversation_id, case_id, self.who(conversation_id, query))

    def who(self, conversation_id: str, query: str) -> Verified:
        """Who came back from the provider with this query string, for no case.

        Raises:
            NotIdentified: the words say why.
        """
        if self.provider is None:
            raise NotIdentified(self._say("no_provider"))
        found = self.provider.check(conversation_id, query, self.clock.now())
        if isinstance(found, Failure):
            raise NotIdentified(self._say("sign_in_over") if found.reason is Failed.EXPIRED else told(found))
        return found

    def release(self, case_id: str, prepare: Callable[[CreditReport], T]) -> T:
        """Give a query's result, once: `prepare` makes of the report what is handed out, and where it fails nothing is given.

        Raises:
            NotReleased: the identity is not verified, it was given before, or the place's law does not allow it.
        """
        with self.memory.writing() as connection:
            found = self.casework.release(connection, case_id)
            made = prepare(found.report) if isinstance(found, Released) and found.report is not None else None
        if isinstance(found, Refusal):
            raise NotReleased(found.said.text)
        if made is None:  # the refused look stays in the register
            why = (reason.text for reason in found.disclosure.decision.reasons if reason.met is not Met.MET)
            raise NotReleased(self._say("not_released", why="".join(why)))
        return made

    def _record(self, conversation_id: str, case_id: str, who: Verified) -> None:
        conversation = self.memory.load(conversation_id)
        with self.memory.writing() as connection:
            case = self.casework.verify(connection, case_id, who.method, who.proof, who.name, who.number)
            if isinstance(case, Refusal):
                raise NotIdentified(case.said.text)
            flow = conversation.flow
            if flow is not None and flow.case_id == case_id and flow.state is FlowState.AWAITING_IDENTITY:
                flow = replace(flow, state=FlowState.SUBMITTED)
            self.memory.save(connection, replace(conversation, flow=flow, verified=who.method), self.clock.now())

    def _say(self, key: str, **values: object) -> str:
        return self.wording.say(f"dialogue_memory.identity.{key}", **values)
