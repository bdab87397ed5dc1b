"""What a provider (信息提供单位) is told about records that it hands in."""

from __future__ import annotations

NO_BODY = "您的账号没有写明单位，不能报送信息。请管理员补上单位。"
OUT_OF_REACH = "您的账号不能报送这个地区的信息。请核对地区编号，或者请管理员调整账号的地区。"
TOO_MANY = "一次最多报送 {most} 条，请分几次报送。"
TWICE = "同一次报送里，编号 {reference} 写了两次。请每条信息用自己的编号。"
KEY_REUSED = "这个 Idempotency-Key 已经用在另一份报送上。请换一个键；重发同一份时，内容要一字不差。"
REFERENCE_REUSED = "编号 {reference} 已经报送过，内容不同。要更正已经报送的信息，请走更正程序；新的信息请用新的编号。"
OTHER_DOCUMENT = "文书 {number} 已经登记，生效日期或者状态与这次写的不同。请核对后重新报送。"
BAD_CLAUSE = "条款编号 {clause} 读不出来，应当写成 jiangxi-2022#15.2.1 这样。"
NEVER_PUSHED = "本单位没有报送过这个编号的信息。"
