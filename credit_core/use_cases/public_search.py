"""依法公开: what anybody may look up of an organisation, with the law that opens it and its limits."""

from __future__ import annotations

from dataclasses import dataclass

from credit_core.errors import BadFiling
from credit_core.identity.characters import compact
from credit_core.law.disclosure_schema import DisclosureFile
from credit_core.messages import public_search as messages
from credit_core.messages.query import GRAVITY
from credit_core.model.disclosure import Mode
from credit_core.rules.disclosed_records import Shown
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.disclosure import WEBSITE, search_public
from credit_core.use_cases.office import Office
from knowledge.citations.reference import ClauseRef

SHORTEST = 4
"""Characters of what is looked for: the full name of an organisation has more."""


@dataclass(frozen=True, slots=True)
class Basis:
    """A sentence on what the law opens or closes; `clause` None where no clause says it."""

    text: str
    clause: ClauseRef | None = None
    citation: str = ""


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """A record as anybody may see it, under the place's own heading, each mark with its clause as a reader names it."""

    shown: Shown
    heading: str
    marks: tuple[tuple[str, str, ClauseRef, str], ...]


@dataclass(frozen=True, slots=True)
class PublicOrganisation:
    """An organisation with public records."""

    name: str
    number: str
    records: tuple[PublicRecord, ...]


@dataclass(frozen=True, slots=True)
class PublicSearch:
    """What was found under exactly this name or code; empty says nothing about whom there is nothing public of."""

    jurisdiction: str
    place: str
    found: tuple[PublicOrganisation, ...]
    basis: tuple[Basis, ...]


def public_basis(office: Office, jurisdiction: str) -> tuple[Basis, ...]:
    """By what the place opens records, whom and what it leaves closed.

    Raises:
        UnknownJurisdiction, NotInForce: no regulation of the place today.
    """
    rules = _rules(office, jurisdiction)
    listed = rules.modes.listed.get(Mode.OPEN)
    clause = listed.clause if listed is not None else rules.modes.clause
    text = messages.MODE.format(name=listed.name) if listed is not None else messages.MODE_NOT_LISTED
    found = [Basis(text, clause, office.law.citation(clause)), Basis(messages.NO_PERSONS)]
    if rules.masking.clause is not None:
        words = messages.MASKING.format(words=rules.masking.words)
        found.append(Basis(words, rules.masking.clause, office.law.citation(rules.masking.clause)))
    return (*found, Basis(messages.PERIOD), Basis(messages.NOTHING_IS_NOTHING))


def look_up(
    office: Office, jurisdiction: str, text: str, *, channel: str = WEBSITE, within: UnitOfWork | None = None
) -> PublicSearch:
    """Organisations of exactly this full name or unified code, with their public records. Each look is registered.

    江西 第二十条, 山西 第十八条第一款 and 某市 第二十二条第一款 list 依法公开. A natural person is not found: no text opens a search
    by person, and one by name would undo the masking that 某市 第二十三条第三款 orders.

    Raises:
        BadFiling: too short to be a full name. UnknownJurisdiction, NotInForce: no regulation of the place today.
    """
    if len(compact(text)) < SHORTEST:
        raise BadFiling(messages.TOO_SHORT)
    rules = _rules(office, jurisdiction)
    found = search_public(office, jurisdiction, text, channel=channel, organisations_only=True, within=within)
    return PublicSearch(
        jurisdiction=jurisdiction,
        place=office.law.jurisdictions[jurisdiction],
        found=tuple(
            PublicOrganisation(one.name, one.number, tuple(_record(office, rules, shown) for shown in one.records))
            for one in found
        ),
        basis=public_basis(office, jurisdiction),
    )


def _rules(office: Office, jurisdiction: str) -> DisclosureFile:
    return office.book.disclosure(office.law.regulation(jurisdiction, office.clock.today()).document)


def _record(office: Office, rules: DisclosureFile, shown: Shown) -> PublicRecord:
    title = rules.headings[shown.record_class].title
    heading = messages.GRADED.format(title=title, gravity=GRAVITY[shown.gravity]) if shown.gravity else title
    marks = tuple((mark.name, mark.words, mark.clause, office.law.citation(mark.clause)) for mark in shown.marks)
    return PublicRecord(shown, heading, marks)
