from __future__ import annotations

import pytest
from sqlalchemy import func, select

from credit_core.storage.engine import open_engine
from credit_core.storage.tables import metadata
from evals.bench.core import filing
from evals.bench.core.databases import SQLITE, databases
from evals.bench.core.writer import rows_of
from evals.cases import DatasetError

FEW = (1, 2)


def test_bare_rows_are_as_many_as_filings_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filing, "WRITERS", FEW)
    with databases(SQLITE) as made:
        bench, rates = filing.measure(made, 4, 1)
        filed, bare = (_counts(url, bench.written) for url in (bench.filing, bench.bare))
        cases = {url: rows_of(url, ["credit_case"])["credit_case"] for url in (bench.filing, bench.bare)}
    assert {"submission", "credit_case", "case_event", "duty", "audit_entry", "audit_content"} <= set(bench.written)
    assert filed == bare
    assert filed["credit_case"] == (4 + 1) + 2 * (2 + 1)  # a first one for each writer is not timed
    assert filed["duty"] == filed["credit_case"] * bench.written["duty"]
    assert [one.writers for one in rates] == list(FEW)
    assert all(one.ratio == one.filed / one.bare > 0 for one in rates)
    assert {case.record_id for case in cases[bench.filing]} == {case.record_id for case in cases[bench.bare]}
    assert len({case.record_id for case in cases[bench.bare]}) == filed["credit_case"]


def test_a_figure_is_refused_where_cases_are_missing() -> None:
    with databases(SQLITE) as made:
        bench = filing.prepare(made, 2)
        with pytest.raises(DatasetError, match="核对不符"):
            filing.check(bench.filing, 1)


def _counts(url: str, names: dict[str, int]) -> dict[str, int]:
    engine = open_engine(url)
    with engine.connect() as connection:
        found = {
            name: connection.execute(select(func.count()).select_from(metadata.tables[name])).scalar_one()
            for name in names
        }
    engine.dispose()
    return found
