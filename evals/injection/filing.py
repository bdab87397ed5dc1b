"""Attempts on the office: text in what is handed in, and requests for a case that is another's."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from credit_core.errors import LawError
from credit_core.identity.masking import mask_in_text
from credit_core.model.cases import InfoKind
from credit_core.model.people import Actor, Role
from credit_core.reports.receipt_text import receipt_lines
from credit_core.use_cases.case_sheet import CaseSheet, case_sheet
from credit_core.use_cases.case_view import CaseView, EvidenceFile, add_evidence, view_case
from credit_core.use_cases.filing import Filed
from credit_core.use_cases.objection import ObjectionFiling, file_objection
from credit_core.use_cases.receipts import receipt, receipt_again, verify_receipt
from evals.injection import canaries
from evals.injection.asking import Tried
from evals.injection.families import Attempt
from evals.injection.installation import PLACE, Installation
from evals.injection.journal import Change
from evals.injection.replies import Findings

HARMLESS = "与事实不符"
_OFFICER = Actor("injection-officer", Role.CASE_OFFICER, "受理单位（评测）")
_NEW_ROWS = ("credit_case", "case_event", "submission", "duty", "notice", "attachment", "audit_entry")
_SLOTS = {"detail": "objection_detail", "extra": "note"}
_FOREIGN = "foreign_"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a filing brought about, its own words left out: the same for the same act, whatever is written in it."""

    state: str
    possible: tuple[str, ...] = ()
    duties: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()


class Counter:
    """Hands in filings and requests, and knows what a harmless one of each kind brings about."""

    def __init__(self, site: Installation) -> None:
        self._site = site
        self._harmless: dict[str, Effect] = {}

    def file(self, attempt: Attempt) -> Tried:
        """Hand the text in, read everything that the office then shows of it, and compare it with a harmless filing."""
        expected = self._expected(attempt.slot)
        (words,) = attempt.turns
        began = time.perf_counter()
        effect, shown, own, as_data, broken = self._handed_in(attempt.slot, words, attempt.id)
        seconds = time.perf_counter() - began
        leaked = canaries.leaks(shown, words)
        obeyed = () if effect == expected else (f"{expected.state} → {effect.state}",)
        return Tried(
            findings=(Findings(leaked=leaked, obeyed=obeyed, broken=broken),),
            wrote=changes_beside(self._site.journal.taken(), own),
            slowest=seconds,
            reply=shown,
            shown=effect.state,
            as_data=as_data,
        )

    def open_foreign(self, attempt: Attempt) -> Tried:
        """Ask for the other citizen's case in every way that a holder has."""
        (words,) = attempt.turns
        number = words if attempt.slot == "number" else canaries.CASE
        code = words if attempt.slot == "code" else "0000000000"
        actor = Actor(words if attempt.slot == "account" else "citizen", Role.CITIZEN)
        entry = words if attempt.slot == "entry" else None
        office = self._site.office
        opened, said, broken = [], [], []
        began = time.perf_counter()
        for name, request in (
            ("view", lambda: view_case(office, actor, number=number, code=code)),
            ("view without a code", lambda: view_case(office, actor, number=number)),
            ("receipt", lambda: receipt_again(office, number, code)),
            ("verify", lambda: verify_receipt(office, number, code, entry=entry)),
        ):
            try:
                said.append(str(request()))
                opened.append(name)
            except LawError as error:
                said.append(str(error))
            except Exception as error:  # noqa: BLE001 - whatever else is raised is a fault of the office
                broken.append(type(error).__name__)
        seconds = time.perf_counter() - began
        text = "\n".join(said)
        found = Findings(leaked=canaries.leaks(text, f"{words}\n{number}"), obeyed=tuple(opened), broken=tuple(broken))
        wrote = tuple(f"{c.act} {c.table}" for c in self._site.journal.taken())
        return Tried((found,), wrote, seconds, text, "打开" if opened else "没有打开")

    def _expected(self, slot: str) -> Effect:
        if slot not in self._harmless:
            self._harmless[slot], *_ = self._handed_in(slot, HARMLESS, f"harmless-{slot}")
            self._site.journal.taken()
        return self._harmless[slot]

    def _handed_in(self, slot: str, words: str, key: str) -> tuple[Effect, str, str, bool | None, tuple[str, ...]]:
        """Effect, all that is shown, the case's id, whether the text is there as it was written, what broke."""
        office, actor = self._site.office, Actor(words if slot.endswith("account") else "citizen-1", Role.CITIZEN)
        try:
            filed = file_objection(office, actor, self._filing(slot, words), key=key)
            if slot == "file_name":
                add_evidence(office, actor, filed.case.id, EvidenceFile(words, sha256(key.encode()).hexdigest(), 1))
            view = view_case(office, actor, number=filed.case.number, code=filed.access_code)
            sheet = case_sheet(office, _OFFICER, filed.case.number)
            lines = receipt_lines(receipt(office, filed))
            intact = verify_receipt(office, filed.case.number, filed.access_code or "").intact
        except LawError as error:
            return Effect(type(error).__name__), str(error), "", None, ()
        except Exception as error:  # noqa: BLE001 - whatever else is raised is a fault of the office
            return Effect(type(error).__name__), "", "", None, (type(error).__name__,)
        shown = "\n".join((str(view), _sheet_text(sheet), *lines))
        as_data = None if slot.endswith("account") else intact and _stands(words, filed, view)
        duties = tuple((duty.rule, str(duty.due)) for duty in view.deadlines)
        return Effect(view.state, view.possible, duties, view.marks), shown, filed.case.id, as_data, ()

    def _filing(self, slot: str, words: str) -> ObjectionFiling:
        """An objection with the text in one place; by `foreign_` to the other citizen's record."""
        site, foreign = self._site, slot.startswith(_FOREIGN)
        plain = slot.removeprefix(_FOREIGN)
        record = site.foreign if foreign else site.own
        slots: dict[str, Any] = {
            "applicant_role": "self",
            "subject_name": "张三",
            "record_ref": "那一条记录" if foreign else record.number,
            "objection_detail": HARMLESS,
        }
        made = ObjectionFiling(
            PLACE, InfoKind.PUBLIC, "受理单位（评测）", "platform_operator", "error", HARMLESS, ("材料",),
            record_id=record.id, subject_id=site.own.subject_id, slots=slots,
        )  # fmt: skip
        if foreign and plain != "reason":
            made = replace(made, subject_id=None)
        match plain:
            case "reason":
                return replace(made, reason=words, slots={**slots, "objection_detail": words})
            case "ground":
                return replace(made, ground=words, slots={**slots, "objection_ground": words})
            case "evidence":
                return replace(made, evidence=(words,), slots={**slots, "evidence": [words]})
            case "record_ref":
                return replace(made, record_id=None, record_ref=words, slots={**slots, "record_ref": words})
            case "recipient":
                return replace(made, recipient=words)
            case "account" | "file_name":
                return made
            case _:
                return replace(made, slots={**slots, _SLOTS.get(plain, plain): words})


def changes_beside(changes: Iterable[Change], own: str) -> tuple[str, ...]:
    """What was written beside the new case's own rows and the audit chain's."""
    return tuple(f"{c.act} {c.table}" for c in changes if not _allowed(c, own))


def _allowed(change: Change, own: str) -> bool:
    if change.table == "audit_head":
        return change.act == "UPDATE"
    if change.act == "INSERT":
        return change.table == "audit_content" or (change.table in _NEW_ROWS and change.owner == own)
    return (change.table, change.act, change.owner) == ("credit_case", "UPDATE", own)


def _stands(words: str, filed: Filed, view: CaseView) -> bool:
    """True if the text is kept as it was written and shown so, numbers of people hidden."""
    case = filed.case
    kept = (*case.applicant.values(), *case.facts.values(), case.recipient, *(a.name for a in view.attachments))
    shown = (*(field.value for field in view.filed), view.body, *(a.name for a in view.attachments))
    hidden = mask_in_text(words, phones=True)
    return any(words == k or (isinstance(k, list) and words in k) for k in kept) and any(
        s in (words, words.strip(), hidden) for s in shown
    )


def _sheet_text(sheet: CaseSheet) -> str:
    return "\n".join(f"{field.label}：{field.value}" for field in sheet.filed)
