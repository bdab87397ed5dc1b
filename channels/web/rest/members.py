"""``/api/v1/admin/members``: accounts and keys, for administrators; auditors may look."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request, Response

from assistant.desk.access_accounts import AccountDraft
from channels.web.conversation_api import only_json
from channels.web.rest.base import Rest
from channels.web.rest.contract import Version, answer, refusals, rows, tagged
from channels.web.rest.staff_schemas import (
    KeyRequest,
    Keys,
    MemberBody,
    MemberChange,
    MemberRequest,
    Members,
    NewKeyBody,
    PasswordBody,
)
from credit_core.use_cases.vocabulary import Actor, Role

_JSON = {"s415": "请用 application/json"}
_GONE = "没有这个账号"
_PATH = "/admin/members"


def member_router(rest: Rest) -> APIRouter:
    """The routes."""
    router = rest.router("账号")

    def actor(request: Request) -> Actor:
        return rest.member(request).actor(Role.ADMINISTRATOR, Role.AUDITOR)

    @router.get(_PATH, operation_id="list_members", summary="账号", response_model=Members, responses=refusals())
    def members(request: Request) -> Response:
        """全部账号，按登录名。"""
        return rows(Members, rest.frame.desk.access.accounts.list(actor(request)))

    @router.post(
        _PATH,
        operation_id="add_member",
        summary="新账号",
        status_code=201,
        response_model=PasswordBody,
        dependencies=[Depends(only_json)],
        responses=refusals(s400="登录名用过了，或者别的不合要求", **_JSON),
    )
    def add(request: Request, body: MemberRequest) -> Response:
        """密码只显示这一次；第一次登录要改密码、设第二因素。"""
        added = rest.frame.desk.access.accounts.add(actor(request), _draft(body, body.name))
        return answer(PasswordBody(id=added.id, password=added.password), status=201)

    @router.get(
        f"{_PATH}/{{member_id}}",
        operation_id="read_member",
        summary="一个账号",
        response_model=MemberBody,
        responses=refusals(s404=_GONE),
    )
    def member(request: Request, member_id: str) -> Response:
        """ETag 是它的版本。"""
        return shown(request, member_id)

    @router.put(
        f"{_PATH}/{{member_id}}",
        operation_id="change_member",
        summary="改账号",
        response_model=MemberBody,
        dependencies=[Depends(only_json)],
        responses=tagged(s400="不合要求，或者是最后一个管理员", s404=_GONE, **_JSON),
    )
    def change(request: Request, member_id: str, body: MemberChange, version: Version) -> Response:
        """登录名不能改。"""
        accounts, by = rest.frame.desk.access.accounts, actor(request)
        seen = version if version is not None else accounts.find(by, member_id).version
        accounts.change(by, member_id, _draft(body, ""), seen)
        return shown(request, member_id)

    @router.post(
        f"{_PATH}/{{member_id}}/disable",
        operation_id="disable_member",
        summary="停用账号",
        response_model=MemberBody,
        responses=refusals(s400="是最后一个管理员", s404=_GONE),
    )
    def disable(request: Request, member_id: str) -> Response:
        """会话立即结束，密钥不再有效。"""
        rest.frame.desk.access.accounts.disable(actor(request), member_id)
        return shown(request, member_id)

    @router.post(
        f"{_PATH}/{{member_id}}/enable",
        operation_id="enable_member",
        summary="恢复账号",
        response_model=MemberBody,
        responses=refusals(s404=_GONE),
    )
    def enable(request: Request, member_id: str) -> Response:
        """密码和第二因素不变。"""
        rest.frame.desk.access.accounts.enable(actor(request), member_id)
        return shown(request, member_id)

    @router.post(
        f"{_PATH}/{{member_id}}/reset",
        operation_id="reset_member",
        summary="重发密码",
        response_model=PasswordBody,
        responses=refusals(s404=_GONE),
    )
    def reset(request: Request, member_id: str) -> Response:
        """忘了密码或者丢了手机时用：第二因素要重设，会话全部结束。"""
        given = rest.frame.desk.access.accounts.reset(actor(request), member_id)
        return answer(PasswordBody(id=member_id, password=given))

    @router.get(
        f"{_PATH}/{{member_id}}/keys",
        operation_id="list_keys",
        summary="账号的接口密钥",
        response_model=Keys,
        responses=refusals(s404=_GONE),
    )
    def keys(request: Request, member_id: str) -> Response:
        """密钥本身不再显示。"""
        return rows(Keys, rest.frame.desk.access.keys.of(actor(request), member_id))

    @router.post(
        f"{_PATH}/{{member_id}}/keys",
        operation_id="add_key",
        summary="新密钥",
        status_code=201,
        response_model=NewKeyBody,
        dependencies=[Depends(only_json)],
        responses=refusals(s400="密钥太多", s404=_GONE, **_JSON),
    )
    def add_key(request: Request, member_id: str, body: KeyRequest) -> Response:
        """密钥只显示这一次，能做的与账号相同。"""
        made = rest.frame.desk.access.keys.add(actor(request), member_id, body.label, body.days)
        return answer(NewKeyBody(id=made.id, key=made.key), status=201)

    @router.post(
        f"{_PATH}/{{member_id}}/keys/{{key_id}}/revoke",
        operation_id="revoke_key",
        summary="作废密钥",
        response_model=Keys,
        responses=refusals(s404="没有这个账号，或者没有这个在用的密钥"),
    )
    def revoke(request: Request, member_id: str, key_id: str) -> Response:
        """立即失效。"""
        rest.frame.desk.access.keys.revoke(actor(request), member_id, key_id)
        return keys(request, member_id)

    def shown(request: Request, member_id: str) -> Response:
        found = rest.frame.desk.access.accounts.find(actor(request), member_id)
        return answer(MemberBody.model_validate(found), version=found.version)

    return router


def _draft(body: MemberChange, name: str) -> AccountDraft:
    return AccountDraft(name, frozenset(body.roles), body.shown, body.body or None, frozenset(body.places))
