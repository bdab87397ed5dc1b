"""Outside data loaded, listed and retired: checked before it is stored, once for one text."""

from __future__ import annotations

from datetime import date

import pytest

from credit_core.errors import Forbidden, LawDataError, NotAllowed, NotFound
from credit_core.law.outside_fields import Kind
from credit_core.model.people import Actor, Role
from credit_core.outside import Determined, Undetermined
from credit_core.use_cases.office import Office
from credit_core.use_cases.outside import load, loaded, retire
from tests.credit_core.offices import OFFICER

ADMIN = Actor("admin-1", Role.ADMINISTRATOR)
ON = date(2026, 3, 2)
FILE = """
# 示例，不是现行规定
basis: {title: 示例办法（不是现行规定）, number: 示例〔2025〕1号, issuer: 示例机关, date: 2025-06-01, address: null, note: 示例}
jurisdiction: jiangxi
valid_from: 2025-07-01
valid_to: null
limits:
  - {parameter: listing_feedback_period, count: 8, unit: 工作日, basis: 示例办法第八条}
"""


def period(office: Office) -> Determined[object] | Undetermined:
    with office.store.read() as unit:
        return office.outside(unit).limit("jiangxi", Kind.LISTING_FEEDBACK_PERIOD, ON)


@pytest.mark.rule("JX-38")
def test_a_loaded_file_determines_what_the_law_leaves_open_until_it_is_retired(office: Office) -> None:
    assert isinstance(period(office), Undetermined)
    found = load(office, ADMIN, FILE, "示例.yaml")
    assert not found.again
    determined = period(office)
    assert isinstance(determined, Determined)
    assert determined.basis.title == "示例办法（不是现行规定）"
    gone = retire(office, ADMIN, found.file.id)
    assert gone.retired_at is not None
    assert isinstance(period(office), Undetermined)
    with pytest.raises(NotAllowed, match="已经停用"):
        retire(office, ADMIN, found.file.id)
    assert load(office, ADMIN, FILE, "示例.yaml").file.id == found.file.id
    assert isinstance(period(office), Determined)
    with office.store.read() as unit:
        acts = [entry.act for entry in unit.audit_entries.where(entity_id=found.file.id, order=("seq",))]
    assert acts == ["outside.load", "outside.retire", "outside.load"]


def test_the_same_text_is_loaded_once(office: Office) -> None:
    first = load(office, ADMIN, FILE, "示例.yaml")
    second = load(office, ADMIN, FILE, "另一个名字.yaml")
    assert (second.again, second.file) == (True, first.file)
    assert len(loaded(office)) == 1


def test_a_contradiction_to_a_file_in_use_is_refused(sqlite_office: Office) -> None:
    load(sqlite_office, ADMIN, FILE, "示例.yaml")
    with pytest.raises(LawDataError, match="重叠"):
        load(sqlite_office, ADMIN, FILE.replace("count: 8", "count: 9"), "第二个.yaml")
    assert [file.name for file, _ in loaded(sqlite_office)] == ["示例.yaml"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("jurisdiction: jiangxi", "jurisdiction: beijing"), "没有收录“beijing”的条例"),
        (("count: 8", "count: 八"), "应当是整数"),
        (("unit: 工作日", "unit: 周"), "unit"),
        (("limits:", "limit:"), "没有这个项目"),
    ],
)
def test_a_bad_file_is_not_stored(sqlite_office: Office, change: tuple[str, str], said: str) -> None:
    with pytest.raises(LawDataError, match=said):
        load(sqlite_office, ADMIN, FILE.replace(*change), "坏.yaml")
    assert loaded(sqlite_office) == ()


def test_a_dry_run_checks_and_writes_nothing(sqlite_office: Office) -> None:
    found = load(sqlite_office, ADMIN, FILE, "示例.yaml", dry_run=True)
    assert found.content.kinds == {Kind.LISTING_FEEDBACK_PERIOD}
    assert loaded(sqlite_office) == ()
    with pytest.raises(LawDataError):
        load(sqlite_office, ADMIN, "basis: {}", "坏.yaml", dry_run=True)


def test_only_an_administrator_loads_and_retires(sqlite_office: Office) -> None:
    with pytest.raises(Forbidden):
        load(sqlite_office, OFFICER, FILE, "示例.yaml")
    with pytest.raises(Forbidden):
        retire(sqlite_office, OFFICER, "x")


def test_what_is_not_there_or_of_another_kind_cannot_be_retired(sqlite_office: Office) -> None:
    with pytest.raises(NotFound):
        retire(sqlite_office, ADMIN, "x")
