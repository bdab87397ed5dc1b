"""A part of the summary as the answer to a question in the middle of a form: for this act, this place, and its days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer import Computed
from assistant.dialogue.guide_ahead import AheadWords
from assistant.dialogue.guide_check import Checked, pre_check
from assistant.dialogue.guide_citing import Citing, computed_entry
from assistant.dialogue.guide_summary import ABOUT_RECORDS, IDENTITY, Summary
from assistant.dialogue.guide_topics import Topic
from assistant.dialogue.said import Said
from assistant.outcome import Reason
from credit_core.use_cases.guidance import Guidance, papers
from credit_core.use_cases.vocabulary import CaseType


@dataclass(frozen=True, slots=True)
class Answers(Summary):
    """The same law, told one matter at a time."""

    def on(self, topic: Topic) -> Said | None:
        """None where the law of the act is not known yet, or the act has nothing to say on the topic."""
        guidance = self.law.guidance
        if guidance is None or (topic is Topic.MEANWHILE and guidance.type not in ABOUT_RECORDS):
            return None
        citing = Citing(self.corpus, self.wording, self.today)
        if topic is Topic.TIME:
            checked = pre_check(self.office, self.flow, guidance, self._kind, self.today)
            return self._time(guidance, citing, checked)
        if topic is Topic.BODY:
            return self._told(guidance, citing, ["\n".join(self._first(guidance, citing))])
        if topic is Topic.PAPERS:
            return self._told(guidance, citing, [self._list("asked", self._papers(guidance, citing))])
        if topic is Topic.MEANWHILE:
            return self._told(guidance, citing, [self._list("meanwhile", self._meanwhile(guidance, citing))])
        return self._told(guidance, citing, [self._list("fee", self._fee_alone(guidance, citing))])

    def _time(self, guidance: Guidance, citing: Citing, checked: Checked) -> Said:
        """Each duty with its day; that there is none is silence."""
        ahead = AheadWords(citing, self.wording, checked)
        days = tuple(one for duty in checked.duties if (one := computed_entry(duty)) is not None)
        blocks = [
            *self._silence(guidance, citing),
            self._list("time", ahead.lines()),
            self._list("notes", ahead.notes()),
        ]
        silent = not any(duty.length for duty in checked.duties)
        return self._told(guidance, citing, blocks, days, Reason.SILENT if silent else Reason.FOUND)

    def _papers(self, guidance: Guidance, citing: Citing) -> Iterator[str]:
        """What the text asks for, and what who acts for another brings."""
        asked = [one for one in guidance.requires if one.slot != IDENTITY]
        for one in asked:
            yield self._missing_line(one.name, citing.name(one.clause, one.name))
        if not asked:
            yield self.wording.say("dialogue_guide.why.evidence")
        if (bring := papers(self.flow.slots.get("applicant_role", ""))) is not None:
            yield self._say("bring", papers=bring)

    def _fee_alone(self, guidance: Guidance, citing: Citing) -> Iterator[str]:
        """The fee as the text has it; its silence is told of the act's own clause."""
        if guidance.point("fee") is None and (clause := citing.name(guidance.clause)):
            yield self._say("fee_silent_in", clause=clause)
        else:
            yield from self._fee(guidance, citing)

    def _told(
        self,
        guidance: Guidance,
        citing: Citing,
        blocks: list[str],
        days: tuple[Computed, ...] = (),
        reason: Reason = Reason.FOUND,
    ) -> Said:
        caveats = citing.caveats(days, on_repair=guidance.type is CaseType.REPAIR)
        minded = self._list("mind", (self.wording.say(f"caveats.{caveat.value}") for caveat in caveats))
        text = "\n\n".join(block for block in (*blocks, *citing.quotes(), minded) if block)
        found = reason if citing.citations else Reason.SILENT
        return Said(text, found, citing.citations, days, caveats)
