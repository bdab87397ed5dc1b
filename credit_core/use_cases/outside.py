"""Data that the regulations leave to other sources (条例之外的数据): loaded with its basis, listed, taken out of use."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from credit_core.errors import Forbidden, LawDataError, NotAllowed, NotFound
from credit_core.law.outside import OutsideFile, parse_outside
from credit_core.messages import loading as messages
from credit_core.messages import storage as storage_messages
from credit_core.model.ids import new_id
from credit_core.model.outside import LoadedFile
from credit_core.model.people import Actor, Role
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import OUTSIDE, Office

__all__ = ["LoadedFile", "OutsideFile", "OutsideLoad", "load", "loaded", "retire"]

MAY_LOAD = (Role.ADMINISTRATOR,)


@dataclass(frozen=True, slots=True)
class OutsideLoad:
    """A file and what it says; `again` is True where the same text was in use already."""

    file: LoadedFile
    content: OutsideFile
    again: bool


def load(
    office: Office, actor: Actor, text: str, name: str, *, dry_run: bool = False, within: UnitOfWork | None = None
) -> OutsideLoad:
    """Take a file into use. `dry_run` only checks it. A file that was retired comes into use again.

    Raises:
        LawDataError: it is badly formed, its place is unknown, or it contradicts a file in use; nothing is written.
        Forbidden: the actor is no administrator.
    """
    _check(actor)
    content = parse_outside(text, name)
    if dry_run:
        with office.store.read() as unit:
            return _load(unit, office, actor, content, text, write=False)
    with office.transaction(within) as unit:
        return _load(unit, office, actor, content, text, write=True)


def loaded(office: Office) -> tuple[tuple[LoadedFile, OutsideFile], ...]:
    """Every file, in use or retired, in order of loading."""
    with office.store.read() as unit:
        files = unit.loaded.where(kind=OUTSIDE, order=("loaded_at", "id"))
    return tuple((file, parse_outside(file.text, file.name)) for file in files)


def retire(office: Office, actor: Actor, file_id: str, *, within: UnitOfWork | None = None) -> LoadedFile:
    """Take a file out of use from now on; its text is kept. What was decided by it stays decided.

    Raises:
        NotFound: no such file of this kind. NotAllowed: it is out of use already.
        Forbidden: the actor is no administrator.
    """
    _check(actor)
    with office.transaction(within) as unit:
        file = unit.loaded.one(id=file_id, kind=OUTSIDE, lock=True)
        if file is None:
            raise NotFound(storage_messages.NOT_FOUND.format(what=storage_messages.NAMES["loaded_file"]))
        if file.retired_at is not None:
            raise NotAllowed(messages.RETIRED_ALREADY.format(name=file.name))
        at = office.clock.now()
        unit.audit(
            at, actor, "outside.retire", "loaded_file", file.id, before={"in_use": True}, after={"in_use": False}
        )
        return unit.loaded.replace(replace(file, retired_at=at))


def _load(
    unit: UnitOfWork, office: Office, actor: Actor, content: OutsideFile, text: str, *, write: bool
) -> OutsideLoad:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    before = unit.loaded.one(kind=OUTSIDE, sha256=sha256, lock=write)
    if before is not None and before.retired_at is None:
        return OutsideLoad(before, content, again=True)
    if problems := office.outside(unit).problems(content):
        raise LawDataError(messages.PROBLEMS.format(name=content.name, problems="".join(problems)))
    at = office.clock.now()
    file = LoadedFile(new_id(), OUTSIDE, content.name, text, sha256, actor.id, at, None)
    if before is not None:
        file = replace(before, name=content.name, loaded_by=actor.id, loaded_at=at, retired_at=None)
    if write:
        file = unit.loaded.add(file) if before is None else unit.loaded.replace(file)
        basis = content.rules.basis
        unit.audit(
            at, actor, "outside.load", "loaded_file", file.id,
            after={"name": file.name, "sha256": sha256, "jurisdiction": content.rules.jurisdiction,
                   "basis": basis.title, "kinds": sorted(content.kinds)},
        )  # fmt: skip
    return OutsideLoad(file, content, again=False)


def _check(actor: Actor) -> None:
    if actor.role not in MAY_LOAD:
        raise Forbidden(messages.ONLY_ADMINISTRATOR)
