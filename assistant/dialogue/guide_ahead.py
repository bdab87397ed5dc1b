"""The duties ahead in the citizen's words: who does what, by when, by which clause; each reading of a day and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.answering.gather_evidence import chinese_day
from assistant.dialogue.guide_check import Checked
from assistant.dialogue.guide_citing import Citing
from assistant.wording import Wording
from credit_core.use_cases.guidance_days import Basis, DutyAhead
from credit_core.use_cases.vocabulary import Deadline

_KEY = re.compile(r"[A-Z]+-\d+")
_DUE = {
    Basis.FILING: "due",
    Basis.TOLD: "due_told",
    Basis.OUTSIDE: "due_outside",
    Basis.REFERENCE: "due_reference",
}


@dataclass(frozen=True, slots=True)
class AheadWords:
    """The lines of a summary on what follows."""

    citing: Citing
    wording: Wording
    checked: Checked

    def lines(self) -> Iterator[str]:
        """Each duty, days first, then the pre-check's own sentences; silence where the law sets nothing."""
        dated = [duty for duty in self.checked.duties if duty.deadline is not None]
        others = [duty for duty in self.checked.duties if duty.deadline is None]
        for duty in (*dated, *others):
            yield self._line(duty)
        if not self.checked.duties:
            yield self._say("nobody")
        for reason in self.checked.told:
            clause = self.citing.name(reason.clause)
            yield self._say("reason", text=reason.text.rstrip("。"), clause=f"（{clause}）" if clause else "。")

    def notes(self) -> tuple[str, ...]:
        """Other readings of the days and the interpretations they rest on, each once."""
        return tuple(dict.fromkeys(note for duty in self.checked.duties for note in duty.notes))

    def named_keys(self) -> frozenset[str]:
        """Interpretations that the notes tell in full."""
        return frozenset(found[0] for note in self.notes() if (found := _KEY.search(note)))

    def _line(self, duty: DutyAhead) -> str:
        limit = duty.limit
        start = limit.start.text if limit.start else ""
        clause = self.citing.name(limit.clause, limit.word or "", limit.unless or "", start)
        who = self._say("who", who=limit.actor) if limit.actor else ""
        who = self._condition(duty) + who
        told = {"who": who, "duty": limit.duty, "clause": clause, "length": duty.length}
        unless = self._say("unless", unless=limit.unless) if limit.unless else ""
        if duty.deadline is not None:
            due = self._day(duty.deadline.due, duty.deadline)
            later = "".join(
                self._say("later", due=self._day(other.due, duty.deadline)) for other in duty.deadline.alternatives
            )
            return self._say(_DUE[duty.basis], **told, due=due, later=later) + unless
        if duty.basis is Basis.BEFORE_LAW:
            return self._say("due_before_law", **told)
        if duty.length is not None and start:
            return self._say("waiting", **told, start=start) + unless
        key = "word" if limit.word else "no_word"
        return self._say(key, **told, word=limit.word) + unless

    def _day(self, day: date, deadline: Deadline) -> str:
        mark = self.wording.say("computed.provisional_mark") if deadline.provisional else ""
        return chinese_day(day) + mark

    def _condition(self, duty: DutyAhead) -> str:
        condition = duty.limit.condition
        return self.wording.say(f"computed.condition.{condition.value}") if condition else ""

    def _say(self, name: str, /, **values: object) -> str:
        return self.wording.say(f"dialogue_guide.summary.{name}", **values)
