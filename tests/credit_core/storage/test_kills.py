"""A process that is killed loses nothing that it acknowledged and leaves nothing half done."""

from __future__ import annotations

from sqlalchemy import Engine, insert

from credit_core.storage import tables
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.filing import Filed, Filing
from credit_core.use_cases.office import Office
from tests.credit_core.storage.filings import half_cases, post, someone
from tests.credit_core.storage.kills import kill_writers

KILLS = 15  # on each database


def _url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def test_nothing_acknowledged_is_lost_and_nothing_is_half(engine: Engine) -> None:
    found = kill_writers(_url(engine), KILLS)
    assert found.acknowledged >= KILLS
    assert (found.lost, found.half, found.sound) == (frozenset(), (), True)


def _acknowledge_too_early(office: Office, filing: Filing, key: str) -> Filed:
    """The mistake that the test above must find: the answer is given before the commit, which never comes."""
    with office.store.engine.connect() as connection, office.store.joined(connection) as unit:
        from credit_core.use_cases.filing import file_case
        from tests.credit_core.offices import CITIZEN

        return file_case(unit, office, CITIZEN, filing, key)


def test_an_answer_before_the_commit_would_be_found(engine: Engine) -> None:
    found = kill_writers(_url(engine), 2, filing_way=_acknowledge_too_early)
    assert len(found.lost) == found.acknowledged > 0


def test_half_a_case_would_be_found(office: Office) -> None:
    filed = post(office, someone(office), "whole").case
    with Store(office.store.engine).begin() as unit:
        assert half_cases(unit.connection) == ()
        values = {name: getattr(filed, name) for name in type(filed).__dataclass_fields__}
        unit.connection.execute(insert(tables.case), {**values, "id": "half", "number": "half"})
        assert set(half_cases(unit.connection)) == {"half"}
