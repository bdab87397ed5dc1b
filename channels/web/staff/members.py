"""``/staff/members``: accounts of staff, for administrators; auditors may look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from assistant.desk.access import Access
from assistant.desk.access_accounts import AccountDraft, Accounts
from channels.web.staff import words
from channels.web.staff.account import done
from channels.web.staff.frame import Frame
from channels.web.staff.sign_in import typed
from credit_core.use_cases.vocabulary import Actor, BadFiling, Role, StaleVersion

PATH = "/staff/members"
_ONE = f"{PATH}/{{member_id}}"


def members_router(frame: Frame) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)
    page = MembersPage(frame)

    @router.get(PATH)
    def members(request: Request) -> Response:
        return page.show_all(request)

    @router.post(PATH)
    async def add(request: Request) -> Response:
        return await run_in_threadpool(page.add, request, await request.form())

    @router.get(_ONE)
    def member(request: Request, member_id: str) -> Response:
        return page.show(request, member_id)

    @router.post(_ONE)
    async def change(request: Request, member_id: str) -> Response:
        return await run_in_threadpool(page.change, request, member_id, await request.form())

    @router.post(f"{_ONE}/disable")
    def disable(request: Request, member_id: str) -> Response:
        return page.disable(request, member_id)

    @router.post(f"{_ONE}/enable")
    def enable(request: Request, member_id: str) -> Response:
        page.accounts.enable(page.actor(request), member_id)
        return done("enabled", f"{PATH}/{member_id}")

    @router.post(f"{_ONE}/reset")
    def reset(request: Request, member_id: str) -> Response:
        return page.show(request, member_id, password=page.accounts.reset(page.actor(request), member_id))

    @router.post(f"{_ONE}/keys/{{key_id}}/revoke")
    def revoke(request: Request, member_id: str, key_id: str) -> Response:
        page.access.keys.revoke(page.actor(request), member_id, key_id)
        return done("revoked", f"{PATH}/{member_id}")

    return router


@dataclass(frozen=True, slots=True)
class MembersPage:
    """The pages and their verbs."""

    frame: Frame

    @property
    def access(self) -> Access:
        """Accounts and sessions."""
        return self.frame.desk.access

    @property
    def accounts(self) -> Accounts:
        """Their administration."""
        return self.access.accounts

    def actor(self, request: Request) -> Actor:
        """Who administers."""
        return self.frame.member(request).actor(Role.ADMINISTRATOR)

    def show_all(self, request: Request, status: int = 200, **more: Any) -> Response:
        """The list, and the form of a new account. `added`, `password`: of one that was just made, shown this once."""
        context: dict[str, Any] = {
            "members": self.accounts.list(self._reader(request)),
            "draft": AccountDraft("", frozenset()),
            "error": "",
            "added": "",
            "password": "",
        }
        return self._page(request, "staff/members.html", status, {**context, **more})

    def show(self, request: Request, member_id: str, status: int = 200, **more: Any) -> Response:
        """One account. `draft`: what was typed, where it would not do."""
        reader = self._reader(request)
        account = self.accounts.find(reader, member_id)
        context: dict[str, Any] = {
            "account": account,
            "draft": account,
            "keys": self.access.keys.of(reader, member_id),
            "said": words.DONE.get(request.query_params.get("done", ""), ""),
            "error": "",
            "password": "",
        }
        return self._page(request, "staff/member.html", status, {**context, **more})

    def add(self, request: Request, sent: FormData) -> Response:
        """A new account; its one-time password is shown this once."""
        draft = _draft(sent)
        try:
            added = self.accounts.add(self.actor(request), draft)
        except BadFiling as refused:
            return self.show_all(request, 422, draft=draft, error=str(refused))
        return self.show_all(request, added=draft.name, password=added.password)

    def change(self, request: Request, member_id: str, sent: FormData) -> Response:
        """What was typed stays where it would not do; the page then shows the account as it is now beside it."""
        draft, version = _draft(sent), typed(sent, "version")
        try:
            known = int(version) if version.isdecimal() else -1
            self.accounts.change(self.actor(request), member_id, draft, known)
        except StaleVersion as refused:
            return self.show(request, member_id, 409, draft=draft, error=str(refused))
        except BadFiling as refused:
            return self.show(request, member_id, 422, draft=draft, error=str(refused))
        return done("changed", f"{PATH}/{member_id}")

    def disable(self, request: Request, member_id: str) -> Response:
        """Unless it is the last administrator."""
        try:
            self.accounts.disable(self.actor(request), member_id)
        except BadFiling as refused:
            return self.show(request, member_id, 422, error=str(refused))
        return done("disabled", f"{PATH}/{member_id}")

    def _reader(self, request: Request) -> Actor:
        return self.frame.member(request).actor(Role.ADMINISTRATOR, Role.AUDITOR)

    def _page(self, request: Request, name: str, status: int, context: dict[str, Any]) -> Response:
        administrates = Role.ADMINISTRATOR in self.frame.member(request).roles
        fixed = {"roles": words.ROLES, "places": self.access.places, "administrates": administrates}
        return self.frame.page(request, name, status, **context, **fixed)


def _draft(sent: FormData) -> AccountDraft:
    chosen = {value for value in sent.getlist("roles") if isinstance(value, str)}
    places = {value for value in sent.getlist("places") if isinstance(value, str)}
    return AccountDraft(
        name=typed(sent, "name"),
        shown=typed(sent, "shown"),
        roles=frozenset(role for role in words.ROLES if role in chosen),
        body=typed(sent, "body") or None,
        places=frozenset(places),
    )
