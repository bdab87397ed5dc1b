"""The people and firms of the demonstration. Their numbers have valid check digits in an area that is not assigned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from credit_core.identity.synthetic import (
    SOLE_TRADER,
    birth_date,
    firm_name,
    person_name,
    resident_number,
    unified_code,
)
from credit_core.model.people import Actor, Role
from credit_core.model.subjects import Capacity, IdKind, SubjectKind
from credit_core.rules.draft import Identity

_BORN_FROM, _BORN_TO = date(1955, 1, 1), date(2000, 12, 31)


@dataclass(frozen=True)
class Figure:
    """One of them: who it is, and the account it acts by."""

    identity: Identity
    actor: Actor

    @property
    def person(self) -> bool:
        """True for a natural person (自然人)."""
        return self.identity.kind is SubjectKind.NATURAL_PERSON


def cast(random: Random, number: int) -> Iterator[Figure]:
    """So many figures: three persons to two organisations, no number twice."""
    taken: set[str] = set()
    while len(taken) < number:
        made = _person(random) if len(taken) % 5 < 3 else _firm(random)
        if made.number not in taken:
            taken.add(made.number)
            yield Figure(made, Actor(f"demo-citizen-{len(taken)}", Role.CITIZEN))


def _person(random: Random) -> Identity:
    born = birth_date(random, _BORN_FROM, _BORN_TO)
    return Identity(
        SubjectKind.NATURAL_PERSON,
        person_name(random),
        IdKind.RESIDENT_ID,
        resident_number(random, born),
        birth_date=born,
        capacity=Capacity.FULL,
    )


def _firm(random: Random) -> Identity:
    trader = random.random() < 0.2
    kind = SubjectKind.UNINCORPORATED if trader else SubjectKind.LEGAL_PERSON
    number = unified_code(random, SOLE_TRADER) if trader else unified_code(random)
    name = firm_name(random)
    return Identity(kind, name.replace("有限公司", "经营部") if trader else name, IdKind.USCC, number)
