"""A made-up rule that gives a number to a limit which a regulation leaves to other rules (规定的时间内)."""

from __future__ import annotations

from datetime import date

import yaml

from credit_core.model.ids import new_id
from credit_core.model.outside import LoadedFile
from credit_core.use_cases.office import OUTSIDE, Office


def load_check_period(office: Office, days: int = 15) -> None:
    """Load 工作日 for the check of an objection to an evaluation (某市 第四十四条第一款)."""
    text = yaml.safe_dump(
        {
            "basis": {"title": "测试规定", "number": None, "issuer": "测试机关", "date": date(2026, 1, 1)},
            "jurisdiction": "city",
            "valid_from": date(2026, 1, 1),
            "valid_to": None,
            "limits": [{"parameter": "evaluation_check_period", "count": days, "unit": "工作日"}],
        },
        allow_unicode=True,
    )
    with office.store.begin() as unit:
        unit.loaded.add(LoadedFile(new_id(), OUTSIDE, "测试", text, new_id(), "测试", office.clock.now(), None))
