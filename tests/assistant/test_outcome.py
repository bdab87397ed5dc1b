"""The outcomes are a closed set: each reason belongs to one status."""

from __future__ import annotations

from assistant.outcome import REASONS, Reason, Status


def test_every_reason_belongs_to_exactly_one_status() -> None:
    listed = [reason for reasons in REASONS.values() for reason in reasons]
    assert sorted(listed) == sorted(Reason)
    assert set(REASONS) == set(Status)
    assert all(reason.status is status for status, reasons in REASONS.items() for reason in reasons)


def test_the_contract_s_values() -> None:
    assert {status.value: [r.value for r in reasons] for status, reasons in REASONS.items()} == {
        "answered": ["found", "silent", "comparison", "partial", "false_premise"],
        "clarify": ["place", "topic", "date"],
        "abstained": ["outside_corpus", "unknown_place", "not_in_force", "low_evidence", "stopped"],
        "refused": ["evasion", "others_record", "decide_for_me", "change_record", "injection", "abuse"],
        "smalltalk": ["greeting", "thanks", "distress", "human"],
        "error": ["bad_input", "internal"],
    }
