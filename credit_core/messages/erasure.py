"""What the erasure of personal data says to a person."""

from __future__ import annotations

NEEDS_REASON = "删除个人信息应当写明依据和理由。请补充后再办。"
FORBIDDEN = "只有{roles}可以删除个人信息。"
OPEN_CASE = "办件{number}尚未办结，办结后才能删除。"
LIVE_RECORD = "信用记录{number}仍然有效，须先依法删除该记录。"
SUBJECT_KEPT = "还有未办结的办件或者有效的信用记录，姓名和证件号码等基本信息暂不能删除。"
