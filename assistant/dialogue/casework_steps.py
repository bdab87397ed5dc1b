"""What a citizen does with a case that is filed: more evidence, withdrawal, identity, the release of a query's result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from assistant.dialogue.casework_desk import Desk
from assistant.dialogue.casework_filings import CITIZEN
from assistant.dialogue.casework_status import standing
from assistant.dialogue.ports import CaseTold, Refusal
from assistant.dialogue.state import StoredFile
from credit_core.use_cases import honour, query
from credit_core.use_cases.case_view import EvidenceFile, add_evidence, holder_view
from credit_core.use_cases.cases import step, take_step
from credit_core.use_cases.vocabulary import SYSTEM, Actor, Case, CaseType, NotAllowed, Refused, Role, UnitOfWork

COUNTER, OIDC, DEMO = "counter", "oidc", "demo"
_COMPLETE, _WITHDRAW = "complete", "withdraw"
_EVIDENCE = "evidence"

_RECORDED: Mapping[str, tuple[str, Actor]] = MappingProxyType(
    {
        COUNTER: (COUNTER, Actor(COUNTER, Role.CASE_OFFICER)),  # a member of staff looked at the document
        OIDC: (OIDC, SYSTEM),
        DEMO: (OIDC, SYSTEM),
    }
)
"""Under which of credit_core's methods a verification is recorded, and by whom. That one was a demo stands in its proof."""


def attach(desk: Desk, unit: UnitOfWork, case_id: str, files: Sequence[StoredFile]) -> None:
    """Add files to a case by their hashes; one that is there already stays one."""
    for file in files:
        add_evidence(desk.office, CITIZEN, case_id, EvidenceFile(file.name, file.sha256, file.size), within=unit)


def supply(
    desk: Desk, unit: UnitOfWork, case_id: str, words: Sequence[str], files: Sequence[StoredFile]
) -> CaseTold | Refusal:
    """Files are added; words and files complete the application where something was asked for and is missing.

    Raises:
        NotAllowed: the case is closed. NotFound.
    """
    view = holder_view(unit, desk.office, case_id)
    attach(desk, unit, case_id, files)
    names = [file.name for file in files]
    told = [desk.say("steps.added", names="、".join(names))] if names else []
    missing = _missing(desk, unit.cases.get(case_id), [*words, *names]) if _COMPLETE in view.possible else {}
    if missing:
        try:
            take_step(desk.office, CITIZEN, case_id, _COMPLETE, missing, within=unit)
            told.append(desk.say("steps.completed"))
        except (Refused, NotAllowed) as why:  # refused before anything was written: the files stay
            if not names:
                return desk.refusal(why)
            told = [desk.say("steps.still_missing", why=str(why))]
    elif not names:
        return Refusal(desk.words("steps.words_only", number=view.number, body=view.body))
    return standing(desk, unit, case_id, *told)


def withdraw(desk: Desk, unit: UnitOfWork, case_id: str) -> CaseTold:
    """Withdraw the case.

    Raises:
        NotAllowed: its state allows it no longer. NotFound.
    """
    step(desk.office, CITIZEN, case_id, _WITHDRAW, within=unit)
    return standing(desk, unit, case_id, desk.say("steps.withdrawn"))


def verify(desk: Desk, unit: UnitOfWork, case_id: str, method: str, proof: str, name: str, number: str) -> CaseTold:
    """Record who was identified. A result that is ready for it is not shown.

    Raises:
        Refused: another person, or somebody who acts for another and has shown nothing. NotAllowed, NotFound.
    """
    recorded, actor = _RECORDED.get(method, (method, SYSTEM))
    shown = desk.say("steps.demo_proof", proof=proof) if method == DEMO else proof
    of_honour = unit.cases.get(case_id).type is CaseType.DELETE_HONOUR
    verb = honour.verify_identity if of_honour else query.identity_verified
    case = verb(desk.office, actor, case_id, recorded, shown, name=name, number=number, within=unit)
    ready = [desk.say("steps.ready")] if case.state == query.READY else []
    return standing(desk, unit, case_id, desk.say("steps.verified"), *ready)


def release(desk: Desk, unit: UnitOfWork, case_id: str) -> query.Released:
    """Give a query's result to the download of its holder, with its entry in the register; nothing of it is said in chat.

    Raises:
        NotAllowed: it is not ready. NotFound.
    """
    return query.release_query(desk.office, CITIZEN, case_id, within=unit)


def _missing(desk: Desk, case: Case, said: Sequence[str]) -> dict[str, list[str]]:
    """What was said, for each thing that the place's text asks and the case has not; evidence is added to what is there."""
    procedure = desk.office.book.of_document(case.procedure, case.document)
    found: dict[str, list[str]] = {}
    for required in procedure.requires:
        before = case.facts.get(required.slot)
        if said and (not before or required.slot == _EVIDENCE):
            found[required.slot] = [*(before or ()), *said]
    return found
