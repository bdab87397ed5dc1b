"""What the REST interface says by itself; the rest is said by what it stands on."""

from __future__ import annotations

from typing import Final

IF_MATCH_NEEDED: Final = "请先读取，再把读到的 ETag 写在 If-Match 里提交，以免覆盖别人的修改"
IF_MATCH_WRONG: Final = 'If-Match 应当是读取时得到的 ETag，如 "3"'
KEY_NEEDED: Final = "请在 Idempotency-Key 里写一个自己起的编号（可见的英文字符，最多 200 个），重发时用同一个"
NO_RECEIVER: Final = "没有这位可以接办的同事，请从 /api/v1/desk/colleagues 里选"
NO_SUCH_PLACE: Final = "没有这个地区，请从 /api/v1/regulations 里选"
NOTHING_HELD: Final = "没有可以删除的个人信息"
