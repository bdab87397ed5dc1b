"""The facts of each step for random walks: as the verbs would write them, whole or with something left out."""

from __future__ import annotations

from datetime import date
from typing import Any

RECIPIENT = {
    ("jiangxi", "objection"): "platform_operator",
    ("shanxi", "objection"): "provider",
    ("city", "objection"): "provider",
    ("jiangxi", "repair"): "platform_operator",
    ("shanxi", "repair"): "provider",
    ("city", "repair"): "sector_department",
}
ONLY_REFERENCE = ("complete", "handed_in")
"""What the reference is told in one word and the core works out from the slots."""


def facts_of(act: str, event: str, place: str, whole: bool, day: date, choice: int) -> dict[str, Any]:
    """The facts of a step. Not `whole`: what the step needs is empty. `choice` picks between alternatives."""
    said: dict[tuple[str, str], dict[str, Any]] = {
        ("objection", "complete"): {"evidence": ["证明"], "writing": True, "reason": "与事实不符", "complete": True},
        ("objection", "accept"): {"findings": {"ground": True}},
        ("objection", "check_cross"): {"checked_unit": "某县公安局（测试）"},
        ("objection", "answer_check"): {"answer": "已核实"},
        ("objection", "suspend"): {
            "pause_kind": ("检验", "鉴定", "专家评审")[choice % 3],
            "pause_started_on": day.isoformat(),
            "pause_start_proof": "委托书",
        },
        ("objection", "resume"): {"pause_ended_on": day.isoformat(), "pause_end_proof": "鉴定意见"},
        ("objection", "decide"): {
            "finding": ("upheld", "partly", "not_upheld")[choice % 3],
            "reasons": "经核查",
            "remedy": ("correct", "delete")[choice % 2],
            "corrected_content": {"处罚结果": "无"},
        },
        ("objection", "notify"): {"delivered_on": day.isoformat(), "delivery_proof": "签收单"},
        ("objection", "transfer"): {"transfer_to": "另一单位（测试）", "transfer_role": RECIPIENT.get((place, act))},
        ("repair", "complete"): {**_done(), "handed_in": True},
        ("repair", "accept"): {
            "findings": {"repair_conditions": True, "recipient_competent": True, "publicity_period": True},
            "conditions_basis": "某办法（测试）",
        },
        ("repair", "verify"): {"findings": {"rectification": True, "remedy": True, "performance": True}},
        ("repair", "grant"): {"decider_role": "sector_department"},
        ("repair", "refuse"): {
            "refusal_grounds": ["rectification"],
            "refusal_reasons": "没有纠正",
            "findings": {"rectification": False},
        },
        ("repair", "push_decision"): {"decision_document": "修决〔2026〕1号"},
        ("repair", "apply_effect"): {
            "effect_choice": ("delete", "annotate_and_stop", "annotate_and_mask")[choice % 3],
            "effect_basis": "某办法（测试）",
        },
        ("repair", "transfer"): {"transfer_to": "另一单位（测试）", "transfer_role": RECIPIENT.get((place, act))},
        ("revocation", "confirm_event"): {
            "document_event": ("changed", "revoked", "invalid")[choice % 3],
            "document_proof": "测撤〔2026〕8号",
            "findings": {"document_changed": True},
            "collected": True,
            **dict.fromkeys(("changed_on", "effective_on", "acted_on"), day.isoformat()),
        },
        ("revocation", "find_unfounded"): {"findings": {"document_changed": False}, "unfounded_reasons": "查无此事"},
        ("revocation", "provider_correct"): {"provider_correction": "correct"},
        ("revocation", "provider_push"): {"provider_correction": "delete"},
        ("revocation", "provider_tell"): {"written_notice": "告知书1号"},
        ("revocation", "platform_correct"): (
            {"correction": "delete"} if choice % 2 else {"correction": "correct", "content": {"处罚结果": "无"}}
        ),
    }
    found = said.get((act, event), {})
    return (
        found if whole else {name: {} if name == "findings" else _empty(name, value) for name, value in found.items()}
    )


def _done() -> dict[str, Any]:
    return {slot: ["已办"] for slot in ("rectification", "remedy", "performance")}


def _empty(name: str, value: Any) -> Any:
    if name.endswith("_on"):  # a day stays a day: what is left out is its proof
        return value
    return False if isinstance(value, bool) else [] if isinstance(value, list) else None
