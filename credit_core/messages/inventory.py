"""Words about the inventory of rules and mechanisms, and about what a lawyer has or has not reviewed."""

from __future__ import annotations

from typing import Final

BAD_INVENTORY: Final = "规则清单 {name} 有误：{detail}"
REASON_NEEDED: Final = "{id}：软件不能判断的，应当写明 reason；由软件落实的，不写 reason"
UNKNOWN_RULES: Final = "{id} 提到没有的规则：{rules}"

UNREVIEWED: Final = "未经律师审核"
SIGNED: Final = "已由{by}于{on}审核"
SIGNATURE_NEEDED: Final = "审核情况为 signed 的，应当写明 by 和 signed_on；为 unreviewed 的，都不写"
