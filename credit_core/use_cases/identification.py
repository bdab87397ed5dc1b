"""Who acts, in the acts that give or delete something (查询、删除荣誉信息): asked for at once, then verified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from credit_core.identity.characters import compact
from credit_core.model.people import SYSTEM, Actor
from credit_core.rules.query import PROOF
from credit_core.rules.situation import FINDINGS
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.cases import locked
from credit_core.use_cases.filing import Filed, Filing, file_case
from credit_core.use_cases.office import Office
from credit_core.use_cases.performing import perform

ASK = "ask_identity"


def file_and_ask(unit: UnitOfWork, office: Office, actor: Actor, filing: Filing, key: str) -> Filed:
    """File the case and ask for the identity in the same transaction; a key that filed before changes nothing.

    Raises:
        As `filing.file_case`.
    """
    made = file_case(unit, office, actor, filing, key)
    if made.again:
        return made
    return replace(made, case=perform(unit, office, SYSTEM, locked(unit, made.case.id), ASK))


def identity_facts(
    office: Office,
    method: str,
    proof: str,
    name: str,
    number: str,
    findings: Mapping[str, bool] | None,
    representation_proof: str | None,
) -> dict[str, Any]:
    """What was seen: `name` and `number` of the document, by which method, and what shows that one acts for another."""
    identity = {
        "method": method,
        "proof": proof,
        "name": name.strip(),
        "number": compact(number),
        "on": office.clock.today().isoformat(),
    }
    return {"identity": identity, PROOF: representation_proof, FINDINGS: dict(findings or {})}
