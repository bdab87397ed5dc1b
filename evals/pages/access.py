"""docs/access.md: who may use which address, from the table of rights, as one matrix of address × who comes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from channels.web.access.table import Row, Table, Thing, Who
from credit_core.model.labels import ROLES
from credit_core.model.people import Role
from evals.result import cell

HEAD: Final = """# 谁能用哪个网址

由 `credit-assistant evals pages` 生成，不要手改；数据在 `channels/web/access/`，没有写进去的网址谁也到不了，服务也起不来。

每一行都在真的应用上逐格试过（`tests/security/test_matrix.py`）：下面各列，加上会话过期、账号停用、密钥撤销或者过期、还没有改一次性密码、
从 Telegram 来的人。不该进的进不去，也什么都写不进；带会话的表单不是从本站来的，一律不收。

- **●** 能用。**○** 要先登录或者核对身份。**—** 登录了也不行（403）。
- 密钥（`Authorization: Bearer`）与账号同样的权利，但是到不了 `/staff/account`。
- 不是自己的，和没有的一样答 404，一个字不差（`tests/security/test_objects.py`）。“凭什么”一列写怎样算自己的：
  **本人**是核对过的身份；**辖区**是账号的地区，经办人另看单位；**编号和码**是办件编号加查询码、一次性链接或者核验码；**对话**是开始它的浏览器里的密钥，
  或者对话编号的 128 位随机数；空着的是不涉及某个人的东西。
"""
_ROLES: Final = (
    Role.PROVIDER_CLERK, Role.CASE_OFFICER, Role.REVIEWER, Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR,
)  # fmt: skip
_THINGS: Final = {
    Thing.NONE: "", Thing.CONVERSATION: "对话", Thing.CODE: "编号和码", Thing.OWN: "本人", Thing.REACH: "辖区",
}  # fmt: skip
_SECTIONS: Final = (("/api/", "接口"), ("/staff", "台面"), ("/mine", "本人的页面"), ("", "公开的页面"))
_MAY, _SIGN_IN, _NEVER = "●", "○", "—"


def render(table: Table) -> str:
    """The page as Markdown."""
    rows = sorted(table, key=lambda row: (_section(row), row.path, row.method))
    lines = [HEAD]
    for section, group in groupby(rows, key=_section):
        columns = ("网址", "凭什么", "任何人", "本人", *(ROLES[role] for role in _ROLES))
        lines += [f"## {_SECTIONS[section][1]}\n", "| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
        lines += ["| " + " | ".join(map(cell, _cells(row))) + " |" for row in group]
        lines.append("")
    return "\n".join(lines)


def _section(row: Row) -> int:
    return next(number for number, (start, _) in enumerate(_SECTIONS) if row.path.startswith(start))


def _cells(row: Row) -> Iterator[str]:
    yield f"`{row.route}`"
    yield _THINGS[row.object]
    if row.who is Who.EVERYONE:
        yield from [_MAY] * (2 + len(_ROLES))
        return
    yield _SIGN_IN
    yield _MAY if row.who is Who.CITIZEN else _SIGN_IN
    for role in _ROLES:
        refused = _NEVER if row.who is Who.STAFF else _SIGN_IN
        yield _MAY if role in row.roles else refused
