"""Evidence of a case (证明材料) for those who work on it: from the checked store, and never without its being put on record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from assistant.memory.attachments import Attachments
from credit_core.use_cases.desk.looking import purpose_of
from credit_core.use_cases.desk.scope import Reach, case_within
from credit_core.use_cases.office import Office
from credit_core.use_cases.vocabulary import Actor, NotFound

NO_FILE: Final = "没有这份材料，或者您不能查看它。"
ALTERED: Final = "这份材料与收到时的摘要不一致，不能打开。请告诉管理员。"


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file as it was handed in."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Evidence:
    """The front door. Its files were scanned and checked for their kind when they came in."""

    attachments: Attachments

    def open(
        self, office: Office, actor: Actor, reach: Reach, case_id: str, attachment_id: str, purpose: str
    ) -> EvidenceFile:
        """One file of a case, for the `purpose` that is written: an entry in the audit chain.

        Raises:
            BadFiling: no purpose. NotFound: no such file, out of reach, or no longer what was handed in.
        """
        why = purpose_of(purpose)
        with office.transaction() as unit:
            case = case_within(unit, actor, reach, case_id)
            kept = unit.attachments.find(attachment_id)
            if kept is None or kept.case_id != case.id:
                raise NotFound(NO_FILE)
            content = self._read(kept.sha256)
            after = {"sha256": kept.sha256, "purpose": why}
            unit.audit(office.clock.now(), actor, "case.open_evidence", "case", case.id, after=after)
        return EvidenceFile(kept.name, content)

    def _read(self, sha256: str) -> bytes:
        try:
            content = self.attachments.path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise NotFound(NO_FILE) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise NotFound(ALTERED)
        return content
