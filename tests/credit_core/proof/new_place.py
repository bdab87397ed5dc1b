"""A fourth place, made up, as nothing but files: its law, its procedures, what it says on records and disclosure."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from credit_core.use_cases.law import open_law_desk

DOCUMENT, PLACE = "moshen-2023", "moshen"
_SILENT = {"status": "silent", "answer": "本条例未规定这一点。", "clauses": [f"{DOCUMENT}#1"]}
LAW: dict[str, Any] = {
    "document": DOCUMENT,
    "jurisdiction": PLACE,
    "place": "某省",
    "title": "某省信用条例",
    "authority": "regulation",
    "in_force": {"from": "2023-07-01", "to": None, "clause": f"{DOCUMENT}#40"},
    "ask_body": None,
    "parameters": {},
    "limits": [
        {
            "rule": "MS-01", "act": "objection", "duty": "处理完毕并告知", "actor": "平台", "value": 6, "unit": "日",
            "word": "六日内", "start": {"event": "objection_received", "text": "收到异议申请", "written": True},
            "clause": f"{DOCUMENT}#20.1", "ended_by": "result_notified", "assumptions": ["A-6"],
        },
        {
            "rule": "MS-02", "act": "objection", "duty": "作出异议标注", "actor": "平台", "word": "当即",
            "start": {"event": "objection_accepted", "text": "受理异议申请", "written": True},
            "clause": f"{DOCUMENT}#20.2", "ended_by": "objection_marked",
        },
        {
            "rule": "MS-03", "act": "repair", "duty": "作出修复决定", "actor": "平台", "value": 4, "unit": "工作日",
            "word": "四个工作日内", "start": {"event": "repair_accepted", "text": "受理修复申请", "written": True},
            "clause": f"{DOCUMENT}#30.1", "ended_by": "repair_granted", "assumptions": ["A-6"],
        },
    ],
}  # fmt: skip
REPAIR: dict[str, Any] = {
    "procedure": "repair",
    "machine": "repair",
    "document": DOCUMENT,
    "name": "信用修复",
    "acts": ["repair"],
    "clause": f"{DOCUMENT}#30",
    "recipients": [{"role": "platform_operator", "name": "平台", "clause": f"{DOCUMENT}#30.1"}],
    "requires": [{"slot": "pledge", "name": "作出信用承诺", "clause": f"{DOCUMENT}#30.1"}],
    "terms": {
        "publicity_period": {"value": False, "clause": None},
        "decider_roles": {"value": None, "clause": f"{DOCUMENT}#30.1"},
        "decider_name": {"value": None, "clause": None},
        "decision_file_pushed": {"value": False, "clause": None},
        "effects": {"value": ["stop_sharing", "annotate"], "clause": f"{DOCUMENT}#30.2"},
        "effect_choices": {"value": None, "clause": None},
        "ends_measures": {"value": None, "clause": None},
        "breach_is_dishonesty": {"value": None, "clause": None},
    },
    "clauses": {"D3-00": f"{DOCUMENT}#30.1", "D3-05": f"{DOCUMENT}#30.1", "D3-06": f"{DOCUMENT}#30.2"},
    "absent": ["D3-02", "D3-02b", "D3-07", "D3-07b"],
}
OBJECTION: dict[str, Any] = {
    "procedure": "objection",
    "machine": "objection",
    "document": DOCUMENT,
    "name": "异议",
    "acts": ["objection"],
    "clause": f"{DOCUMENT}#20",
    "recipients": [{"role": "platform_operator", "name": "平台", "clause": f"{DOCUMENT}#20.1"}],
    "requires": [{"slot": "reason", "name": "理由", "clause": f"{DOCUMENT}#20.1"}],
    "grounds": {"error": {"name": "错误", "clause": f"{DOCUMENT}#20.1"}},
    "terms": {
        "disclosure_continues": {"value": None, "clause": None, "note": "条例没有规定"},
        "mark_cleared": {"value": None, "clause": None, "note": "条例没有规定"},
        "remedies": {"value": ["delete"], "clause": f"{DOCUMENT}#20.3"},
        "reference_limits": {"value": None, "clause": None},
        "response_limit": {"value": None, "clause": None},
    },
    "clauses": {"D2-01": f"{DOCUMENT}#20.1", "D2-04": f"{DOCUMENT}#20.2", "D2-08": f"{DOCUMENT}#20.3"},
    "absent": ["D2-03a", "D2-04a", "D2-04b", "D2-05a", "D2-05c", "D2-07", "D2-07b", "D2-07c"],
}


def write(folder: Path) -> Path:
    """Put the place's files down as an installation would, and return the folder."""
    law = LAW | {"topics": dict.fromkeys(open_law_desk().topics, _SILENT)}
    _write(folder / f"{DOCUMENT}.yaml", law)
    _write(folder / "procedures" / DOCUMENT / "repair.yaml", REPAIR)
    _write(folder / "procedures" / DOCUMENT / "objection.yaml", OBJECTION)
    package = files("credit_core.law")
    for name in ("records", "disclosure"):  # as silent or as strict as the neighbour, in clauses of its own
        said = (package / name / "shanxi-2022.yaml").read_text(encoding="utf-8").replace("shanxi-2022", DOCUMENT)
        _write(folder / name / f"{DOCUMENT}.yaml", yaml.safe_load(said))
    return folder


def _write(file: Path, content: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
