"""All procedures of all places, chosen by place and day like everything else in the law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from credit_core.errors import UnknownProcedure
from credit_core.law.disclosure_files import read_disclosure_files
from credit_core.law.disclosure_schema import DisclosureFile
from credit_core.law.procedure_files import read_procedure_files
from credit_core.law.procedure_schema import Machine, ProcedureFile
from credit_core.law.record_files import read_record_files
from credit_core.law.record_schema import RecordRules
from credit_core.messages import cases as messages
from credit_core.parameters import Law, load_law
from credit_core.procedures.table import Procedure
from credit_core.vocabulary import Term


@dataclass(frozen=True, slots=True)
class ProcedureBook:
    """The procedures over a loaded law."""

    law: Law
    machines: Mapping[str, Machine]
    places: Mapping[tuple[str, str], ProcedureFile]
    disclosures: Mapping[str, DisclosureFile] = field(default_factory=dict)
    records: Mapping[str, RecordRules] = field(default_factory=dict)

    def procedure(self, name: str, jurisdiction: str, on: date) -> Procedure:
        """The place's transition table by the regulation in force on that day (F-08: the day of receipt).

        Raises:
            UnknownProcedure: the place has no such procedure; UnknownJurisdiction, NotInForce.
        """
        return self.of_document(name, self.law.regulation(jurisdiction, on).document)

    def of_document(self, name: str, document: str) -> Procedure:
        """As `procedure`, for the regulation that a case was opened under."""
        place = self.places.get((document, name))
        source = self.law.document(document)
        if place is None:
            raise UnknownProcedure(messages.UNKNOWN_PROCEDURE.format(place=source.place, procedure=name))
        limits = tuple(limit for limit in source.limits if limit.act in place.acts or limit.rule in place.limits)
        return Procedure(place, self.machines[place.machine], limits)

    def disclosure(self, document: str) -> DisclosureFile:
        """What the regulation says on disclosure and queries (披露、查询).

        Raises:
            UnknownProcedure: nobody has written it down for this regulation: nothing may be disclosed under it.
        """
        found = self.disclosures.get(document)
        if found is None:
            place = self.law.document(document).place
            raise UnknownProcedure(messages.UNKNOWN_PROCEDURE.format(place=place, procedure=Term.DISCLOSURE))
        return found

    def record_rules(self, document: str) -> RecordRules:
        """What the regulation says on taking in, publishing and keeping records.

        Raises:
            UnknownProcedure: nobody has written it down for this regulation: nothing may be taken in under it.
        """
        found = self.records.get(document)
        if found is None:
            place = self.law.document(document).place
            raise UnknownProcedure(messages.UNKNOWN_PROCEDURE.format(place=place, procedure=Term.CREDIT_RECORD))
        return found

    @property
    def reviewable_steps(self) -> frozenset[str]:
        """Steps (procedure.event) that an office may give to a second person."""
        return frozenset(
            f"{place.procedure}.{row.event}"
            for place in self.places.values()
            for row in self.machines[place.machine].rows
            if row.not_by is not None
        )

    def names(self, document: str) -> tuple[str, ...]:
        """Procedures of a regulation."""
        return tuple(name for where, name in self.places if where == document)


@cache
def load_procedures(extra: Path | None = None) -> ProcedureBook:
    """The packaged procedures, with those of the folder `extra` (its law files are read too). Read once per process.

    Raises:
        LawDataError: a file breaks the schema, or files contradict each other.
    """
    found = read_procedure_files(extra)
    return ProcedureBook(
        load_law(extra), found.machines, found.places, read_disclosure_files(extra), read_record_files(extra)
    )
