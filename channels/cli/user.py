"""`credit-assistant user`: accounts of staff. The first administrator is made here; there is no default password."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.settings import get_settings
from channels.cli import chinese, console
from channels.cli.operator import OPERATOR
from channels.web.moments import full_moment
from credit_core.use_cases.vocabulary import ROLES, LawError, Role

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.desk.access import Access
    from assistant.desk.access_accounts import AccountView

app = typer.Typer(
    name="user",
    help="工作人员账号：添加、停用、重置，和接口密钥。",
    no_args_is_help=True,
    options_metavar=chinese.OPTIONS,
    subcommand_metavar=chinese.COMMAND,
)
keys = typer.Typer(
    name="key",
    help="账号的接口密钥。",
    no_args_is_help=True,
    options_metavar=chinese.OPTIONS,
    subcommand_metavar=chinese.COMMAND,
)
app.add_typer(keys)

KEY_DAYS = 180
ADDED = "账号“{name}”已经添加。"
ONE_TIME = "一次性密码（只显示这一次，七天内有效）：{password}\n请当面或者打电话告诉本人；第一次登录时要改密码、设置身份验证器。"
GIVEN = "请告诉本人：第一次登录时要改密码、设置身份验证器。"
RESET = "账号“{name}”已经重置：原来的密码、身份验证器和恢复码作废，登录都已退出。"
DISABLED = "账号“{name}”已经停用。"
ENABLED = "账号“{name}”已经恢复。"
KEY = "密钥（只显示这一次）：{key}"
REVOKED = "密钥已经停用。"
EMPTY = "还没有账号。先添加管理员：credit-assistant user add --role administrator 名称"
NO_KEYS = "没有密钥。"
LINE = "{name}  {shown}  {roles}  {body}  {places}  {state}  上次登录：{last}"
KEY_LINE = "{id}  {label}  {state}  到期：{until}  上次使用：{used}"
NO_ROLE = "没有角色“{role}”，可以用：{known}。"
NEVER = "没有"
ALL_PLACES = "全部地区"
IN_USE, STOPPED = "在用", "已停用"

Name = Annotated[str, typer.Argument(help="登录名称")]


@app.callback()
def user() -> None:
    """Holds the subcommands."""


@keys.callback()
def key() -> None:
    """Holds the subcommands."""


@app.command(help="添加账号，打印一次性密码（或者用 --password-stdin 自己给一个）。", options_metavar=chinese.OPTIONS)
def add(
    name: Name,
    role: Annotated[list[str], typer.Option(help="角色，可以写几次，如 administrator、case_officer")],
    shown: Annotated[str, typer.Option(help="显示名称，不写则同登录名称")] = "",
    body: Annotated[str | None, typer.Option(help="单位全称；provider_clerk 必须写")] = None,
    place: Annotated[list[str] | None, typer.Option(help="只看这个地区，可以写几次；不写为全部")] = None,
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="从标准输入读一次性密码，不打印")] = False,
) -> None:
    """Prints the one-time password once."""
    with _told():
        from assistant.desk.access_accounts import AccountDraft

        draft = AccountDraft(name, frozenset(map(_role, role)), shown, body, frozenset(place or ()))
        given = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
        made = _access().accounts.add(OPERATOR, draft, given)
        typer.echo(ADDED.format(name=name))
        typer.echo(GIVEN if password_stdin else ONE_TIME.format(password=made.password))


@app.command("list", help="列出全部账号。", options_metavar=chinese.OPTIONS)
def list_users() -> None:
    """Prints a line for each."""
    with _told():
        accounts = _access().accounts.list(OPERATOR)
        for account in accounts:
            typer.echo(_line(account))
        if not accounts:
            typer.echo(EMPTY)


@app.command(help="停用账号：登录和密钥立即不能再用。", options_metavar=chinese.OPTIONS)
def disable(name: Name) -> None:
    """Ends its sessions."""
    with _told():
        access = _access()
        access.accounts.disable(OPERATOR, access.accounts.named(OPERATOR, name).id)
        typer.echo(DISABLED.format(name=name))


@app.command(help="恢复停用的账号。", options_metavar=chinese.OPTIONS)
def enable(name: Name) -> None:
    """With its password as it was."""
    with _told():
        access = _access()
        access.accounts.enable(OPERATOR, access.accounts.named(OPERATOR, name).id)
        typer.echo(ENABLED.format(name=name))


@app.command(help="忘了密码或者丢了手机：打印新的一次性密码，解除锁定。", options_metavar=chinese.OPTIONS)
def reset(name: Name) -> None:
    """Prints the one-time password once."""
    with _told():
        access = _access()
        password = access.accounts.reset(OPERATOR, access.accounts.named(OPERATOR, name).id)
        typer.echo(RESET.format(name=name))
        typer.echo(ONE_TIME.format(password=password))


@keys.command("add", help="添加密钥，只打印一次。", options_metavar=chinese.OPTIONS)
def add_key(
    name: Name,
    label: Annotated[str, typer.Option(help="给哪个系统用")],
    days: Annotated[int, typer.Option(min=1, help="有效几天")] = KEY_DAYS,
) -> None:
    """Prints the key once."""
    with _told():
        access = _access()
        made = access.keys.add(OPERATOR, access.accounts.named(OPERATOR, name).id, label, days)
        typer.echo(KEY.format(key=made.key))


@keys.command("list", help="列出一个账号的密钥。", options_metavar=chinese.OPTIONS)
def list_keys(name: Name) -> None:
    """Prints a line for each."""
    with _told():
        access = _access()
        found = access.keys.of(OPERATOR, access.accounts.named(OPERATOR, name).id)
        for one in found:
            state = STOPPED if one.revoked_at else IN_USE
            until, used = _at(one.expires_at), _at(one.last_used_at)
            typer.echo(KEY_LINE.format(id=one.id, label=one.label, state=state, until=until, used=used))
        if not found:
            typer.echo(NO_KEYS)


@keys.command(help="停用一个密钥。", options_metavar=chinese.OPTIONS)
def revoke(name: Name, number: Annotated[str, typer.Argument(help="密钥的编号，见 user key list")]) -> None:
    """Ends it at once."""
    with _told():
        access = _access()
        access.keys.revoke(OPERATOR, access.accounts.named(OPERATOR, name).id, number)
        typer.echo(REVOKED)


def _line(account: AccountView) -> str:
    return LINE.format(
        name=account.name,
        shown=account.shown,
        roles="、".join(ROLES[role] for role in sorted(account.roles)),
        body=account.body or "",
        places="、".join(sorted(account.places)) or ALL_PLACES,
        state=IN_USE if account.active else STOPPED,
        last=_at(account.last_at),
    )


def _at(moment: datetime | None) -> str:
    return full_moment(moment) if moment else NEVER


def _role(text: str) -> Role:
    try:
        return Role(text)
    except ValueError:
        from assistant.desk.access_ground import ROLES as STAFF_ROLES

        console.fail(NO_ROLE.format(role=text, known="、".join(STAFF_ROLES)))


@contextmanager
def _told() -> Iterator[None]:
    """What cannot be done is one Chinese sentence."""
    try:
        yield
    except LawError as error:
        console.fail(str(error))


def _access() -> Access:
    from assistant.bootstrap import open_desk

    return open_desk(get_settings()).access
