"""What the conditions of filing say."""

from __future__ import annotations

GIVEN = "已提供{name}。"
MISSING = "还缺{name}。"
NOTHING_MISSING = "条例要求的材料已经齐全，不能以材料不齐退回。"
RECIPIENT_NAMED = "{name}可以受理。"
RECIPIENT_OTHER = "条例写明的受理单位是{names}。"
RECIPIENT_NOT_NAMED = "条例没有写明向哪个单位申请，由收到申请的单位认定是否由其受理。"
RECEIVED_IN_FUTURE = "收到日期（{on}）在今天（{today}）之后，请核对。"
