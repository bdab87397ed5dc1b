"""What the desk says of notices (告知) that wait for their delivery, and of the letters printed of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "incomplete": "补正材料",
        "accepted": "受理情况",
        "marked": "异议标注",
        "result": "处理结果",
        "transferred": "转交",
    }
)
OTHER = "告知"
LETTER = "告知书"
TO = "{name}："
BASIS = "依据：{citation}。"
