"""The citation desk (引用核查台): every answer found, sampled and judged, wrong pairs held back, texts checked, impact told."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.desk.answers_ground import Ground
from assistant.desk.answers_reading import Answers
from assistant.desk.checking import Checks
from assistant.desk.impact import Impacts
from assistant.desk.sampling import Samples
from assistant.desk.verdicts import Verdicts
from assistant.desk.withheld import Withheld


@dataclass(frozen=True, slots=True)
class CitationDesk:
    """The front door."""

    ground: Ground

    @property
    def given(self) -> Answers:
        """Answers that were given."""
        return Answers(self.ground)

    @property
    def verdicts(self) -> Verdicts:
        """Judging."""
        return Verdicts(self.ground)

    @property
    def withheld(self) -> Withheld:
        """Pairs held back."""
        return Withheld(self.ground)

    @property
    def samples(self) -> Samples:
        """Samples for review."""
        return Samples(self.ground)

    @property
    def checks(self) -> Checks:
        """Checking of any text."""
        return Checks(self.ground)

    @property
    def impacts(self) -> Impacts:
        """What a change of a text touches."""
        return Impacts(self.ground)
