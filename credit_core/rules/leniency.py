"""宽容、审慎, and what is no dishonest information at all. Two different things (江西 第二十七条第二款 and 第十五条第二款, A-13).

Leniency never decides by itself: it stops the record until a named officer looked at the circumstances. The hard exclusion
of 江西 第十五条第二款 keeps a penalty from being dishonest information; what becomes of it then, an officer decides (A-14).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from credit_core.law.record_schema import Case
from credit_core.messages import intake as messages
from credit_core.model.decisions import Met
from credit_core.model.records import DocumentKind
from credit_core.model.subjects import Capacity
from credit_core.rules.draft import Checked, Intake, check

OTHERWISE_PROVIDED = "otherwise_provided"
"""Question to an officer: do 法律、行政法规 provide otherwise for this penalty."""

NOT_EXCLUDED = "not_excluded"
"""Question to an officer: the penalty is neither slight and made good, nor by summary procedure, as far as not stated."""


def question(case: Case) -> str:
    """The name of the finding that the record stands although the circumstance is there."""
    return f"recognised_despite_{case}"


def _minor(intake: Intake) -> bool:
    return intake.natural and intake.age is not None and intake.age < intake.place.minor_below


def _slight_and_corrected(intake: Intake) -> bool:
    return bool(intake.draft.declared.slight and intake.draft.declared.corrected)


_SHOWS: Mapping[Case, Callable[[Intake], bool]] = MappingProxyType(
    {
        Case.MINOR: _minor,
        Case.LIMITED_CAPACITY: lambda intake: intake.draft.identity.capacity is Capacity.LIMITED,
        Case.FORCE_MAJEURE: lambda intake: bool(intake.draft.declared.force_majeure),
        Case.UNINTENDED: lambda intake: bool(intake.draft.declared.unintended),
        Case.SLIGHT: lambda intake: bool(intake.draft.declared.slight),
        Case.SLIGHT_AND_CORRECTED: _slight_and_corrected,
    }
)


def lenient(intake: Intake) -> Iterator[Checked]:
    """「应当宽容、审慎进行认定、记录」 (某市 第十六条第三款; 江西 第二十七条第二款): each circumstance goes to a person."""
    if not intake.dishonest:
        return
    for point in intake.place.lenient:
        if _SHOWS[point.case](intake):
            found = intake.found(question(point.case))
            yield check(point, found, messages.LENIENT[found].format(case=messages.CASES[point.case]))


def excluded(intake: Intake) -> Iterator[Checked]:
    """「违法行为轻微并主动消除或者减轻危害后果的…以及适用简易程序…作出的行政处罚信息，不列为失信信息」 (江西 第十五条第二款).

    What the provider leaves open is not assumed against the subject.
    """
    point, document = intake.place.excluded, intake.document
    if point.silent or not (intake.dishonest and intake.public) or document is None:
        return
    if document.kind is not DocumentKind.PENALTY:
        return
    if document.summary or _slight_and_corrected(intake):
        ground = messages.SUMMARY if document.summary else messages.SLIGHT_AND_MENDED
        if intake.found(OTHERWISE_PROVIDED) is Met.MET:
            yield check(point, Met.MET, messages.EXCLUDED_UNLESS.format(unless=point.unless))
        else:
            yield check(point, Met.UNKNOWN, messages.EXCLUDED.format(ground=ground))
        return
    declared = intake.draft.declared
    open_points = [messages.SUMMARY] if document.summary is None else []
    if declared.slight is None or (declared.slight and declared.corrected is None):
        open_points.append(messages.SLIGHT_AND_MENDED)
    if open_points:
        found = intake.found(NOT_EXCLUDED)
        yield check(point, found, messages.MAYBE_EXCLUDED[found].format(grounds="、".join(open_points)))
    else:
        yield check(point, Met.MET, messages.NOT_EXCLUDED)
