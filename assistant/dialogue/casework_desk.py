"""What all casework stands on: the office, the words and the corpus."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answer import Computed
from assistant.dialogue.casework_citing import Citing
from assistant.dialogue.contract import Choice
from assistant.dialogue.ports import Refusal
from assistant.dialogue.said import Said
from assistant.outcome import Caveat, Reason
from assistant.wording import Wording
from credit_core.use_cases.law import LawDesk
from credit_core.use_cases.office import Office
from credit_core.use_cases.vocabulary import LawError, NotInForce, Procedure, UnitOfWork
from knowledge.regulations.corpus import Corpus

SECTION = "dialogue_cases"


@dataclass(frozen=True)
class Desk:
    """`receipt_url` is a pattern with {number}: where a channel gives out the receipt for number and access code."""

    office: Office
    wording: Wording
    corpus: Corpus
    receipt_url: str

    def say(self, key: str, **values: object) -> str:
        """A sentence of this area."""
        return self.wording.say(f"{SECTION}.{key}", **values)

    def citing(self) -> Citing:
        """Markers for one reply of today."""
        return Citing(self.corpus, self.office.clock.today())

    def procedure(self, unit: UnitOfWork, case_id: str) -> Procedure:
        """The transition table that a case follows, with its limits."""
        case = unit.cases.get(case_id)
        return self.office.book.of_document(case.procedure, case.document)

    def law_desk(self) -> LawDesk:
        """The law with the calendar in use."""
        with self.office.store.read() as unit:
            return LawDesk(self.office.law, self.office.calendar(unit))

    def reply(
        self,
        citing: Citing,
        blocks: Iterable[str],
        computed: Iterable[Computed] = (),
        *,
        reason: Reason = Reason.FOUND,
        caveats: Iterable[Caveat] = (),
        choices: tuple[Choice, ...] = (),
    ) -> Said:
        """Blocks as one piece, what must be minded at its end."""
        days = tuple(computed)
        provisional = (Caveat.PROVISIONAL,) if any(one.provisional for one in days) else ()
        minded = tuple(dict.fromkeys((*caveats, *provisional, *citing.caveats)))
        lines = [self.wording.say(f"caveats.{caveat.value}") for caveat in minded]
        told = [*blocks, *([listed(self.say("minded"), lines)] if lines else [])]
        return Said("\n\n".join(block for block in told if block), reason, citing.citations, days, minded, choices)

    def refusal(self, error: LawError) -> Refusal:
        """What credit_core does not do, in its own words; nothing was written."""
        citing = self.citing()
        reason = Reason.NOT_IN_FORCE if isinstance(error, NotInForce) else Reason.TOPIC
        return Refusal(self.reply(citing, [citing.marked(str(error))], reason=reason))

    def words(self, key: str, reason: Reason = Reason.TOPIC, **values: object) -> Said:
        """A sentence alone."""
        return Said(self.say(key, **values), reason)


def listed(head: str, lines: Iterable[str]) -> str:
    """A heading and its lines, one below the other; nothing where there are none."""
    found = [f"- {line}" for line in lines if line]
    return "\n".join([head, *found]) if found else ""
