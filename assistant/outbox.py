"""The outbox (发件箱): notices of cases into the conversations that know them, and what the channels send of themselves.

A notice counts as given when it was read in its conversation, which is recorded with the case; that one waits there may be
told anywhere, since it says nothing about anybody. Where no conversation knows a case, its notices stay for the letter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assistant.clock import CHINA, Clock
from assistant.memory import citizen_sessions
from assistant.memory.attachments import Attachments
from assistant.memory.dialogues import Dialogues
from assistant.memory.identity_codes import IdentityCodes
from assistant.memory.links import Links
from assistant.memory.messages import Inbox, Outgoing
from assistant.memory.states import NOTICE
from assistant.wording import Wording
from credit_core.use_cases.notices import Delivery, record_delivery, undelivered
from credit_core.use_cases.office import Office
from credit_core.use_cases.vocabulary import SYSTEM, NotAllowed, Notice, Refused, StaleVersion

_MONTH = 31
"""Days: rather a little longer kept than promised shorter."""
DIGITAL = "对话"
"""The way of delivery as it is recorded with the case."""


@dataclass(frozen=True, slots=True)
class Passed:
    """What one pass did: notices put into conversations, readings recorded, conversations that were too old."""

    posted: int
    recorded: int
    expired: int

    @property
    def idle(self) -> bool:
        """True if there was nothing to do."""
        return not (self.posted or self.recorded or self.expired)


@dataclass(frozen=True)
class Outbox:
    """One pass at a time; whatever breaks off in between is made up for by the next."""

    office: Office
    dialogues: Dialogues
    messages: Inbox
    links: Links
    codes: IdentityCodes
    attachments: Attachments
    clock: Clock
    wording: Wording
    months: int

    def run_once(self) -> Passed:
        """Post what is new, record what was read, and forget what is over: conversations, links, codes, sessions."""
        posted = recorded = 0
        for notice in undelivered(self.office):
            for conversation_id in self.dialogues.conversations_of_case(notice.case_id) if notice.case_id else ():
                if (read_at := self.messages.seen(conversation_id, notice.id)) is not None:
                    recorded += self._record(notice, read_at)
                    break
                posted += self._post(notice, conversation_id)
        now = self.clock.now()
        expired = self.dialogues.expire(now - timedelta(days=_MONTH * self.months), now)
        self.links.tidy(now)
        self.codes.tidy(now)
        with self.dialogues.writing() as connection:
            citizen_sessions.tidy(connection, Clock().now())  # sessions live by the true clock
        return Passed(posted, recorded, expired)

    def sweep(self) -> int:
        """Delete the files that no conversation and no case names any more; how many. Once a day is enough."""
        before = self.clock.now() - timedelta(days=1)  # what is stored today may be named in a moment
        with self.office.store.read() as unit:
            filed = {attachment.sha256 for attachment in unit.attachments.where()}
        return self.attachments.sweep(filed.union(self.dialogues.files()), before)

    def undelivered(self, channel: str) -> tuple[Outgoing, ...]:
        """What a channel has to send: what staff answered, and of a notice only that there is one."""
        return tuple(self._announced(outgoing) for outgoing in self.messages.undelivered(channel))

    def delivered(self, message_id: str, channel: str) -> bool:
        """The channel sent it; False if that is recorded already."""
        return self.messages.delivered(message_id, channel, self.clock.now())

    def _announced(self, outgoing: Outgoing) -> Outgoing:
        if outgoing.message.author != NOTICE:
            return outgoing
        words = self.wording.say("dialogue.notices.waiting")
        return replace(outgoing, message=replace(outgoing.message, text=words))

    def _post(self, notice: Notice, conversation_id: str) -> bool:
        """True if it was not there yet."""
        before = len(self.messages.inbox(conversation_id))
        with self.dialogues.writing() as connection:
            case_id = notice.case_id or ""
            self.messages.notify(
                connection, conversation_id, notice.text, self.clock.now(), case_id=case_id, key=notice.id
            )
        return len(self.messages.inbox(conversation_id)) > before

    def _record(self, notice: Notice, read_at: datetime) -> bool:
        on = max(read_at.astimezone(CHINA).date(), notice.created_at.astimezone(CHINA).date())
        proof = self.wording.say("dialogue.notices.read", at=read_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M"))
        try:
            record_delivery(self.office, SYSTEM, notice.id, Delivery(DIGITAL, min(on, self.clock.today()), proof))
        except (NotAllowed, Refused, StaleVersion):  # an officer recorded it meanwhile, or the case is not there yet
            return False
        return True
