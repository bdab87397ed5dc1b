"""``/staff/account``: what members do with their own account, and where they are led while something is still to be set up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from assistant.desk.access import Access
from assistant.desk.access_factor import Enrolment
from assistant.desk.access_ground import SignInRefused
from assistant.desk.access_keys import DAYS, MOST_DAYS
from channels.web import sessions
from channels.web.access.gate import STAFF_COOKIE, SignInNeeded
from channels.web.staff import words
from channels.web.staff.frame import Frame
from channels.web.staff.sign_in import HOME, browser_of, typed
from credit_core.use_cases.vocabulary import BadFiling

PATH = "/staff/account"


def account_router(frame: Frame) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)
    page = AccountPage(frame)

    @router.get(HOME)
    def home(request: Request) -> Response:
        return RedirectResponse(page.first(request), 303)

    @router.get(PATH)
    def account(request: Request) -> Response:
        return page.show(request)

    @router.post(f"{PATH}/password")
    async def change_password(request: Request) -> Response:
        return await run_in_threadpool(page.change_password, request, await request.form())

    @router.post(f"{PATH}/second-factor")
    async def confirm(request: Request) -> Response:
        return await run_in_threadpool(page.confirm, request, await request.form())

    @router.post(f"{PATH}/second-factor/renew")
    async def renew(request: Request) -> Response:
        return await run_in_threadpool(page.renew, request, await request.form())

    @router.post(f"{PATH}/sessions")
    def end_others(request: Request) -> Response:
        page.access.own.end_others(page.token(request))
        return done("sessions")

    @router.post(f"{PATH}/keys")
    async def add_key(request: Request) -> Response:
        return await run_in_threadpool(page.add_key, request, await request.form())

    @router.post(f"{PATH}/keys/{{key_id}}/revoke")
    def revoke_key(request: Request, key_id: str) -> Response:
        page.token(request)
        member = frame.member(request)
        page.access.keys.revoke(member.actor(), member.id, key_id)
        return done("revoked")

    return router


@dataclass(frozen=True, slots=True)
class AccountPage:
    """The page and its verbs."""

    frame: Frame

    @property
    def access(self) -> Access:
        """Accounts and sessions."""
        return self.frame.desk.access

    def first(self, request: Request) -> str:
        """The first page of the navigation that the member may open."""
        return next((path for path, _ in self.frame.links(request)), PATH)

    def token(self, request: Request) -> str:
        """The session of this browser, which must be the member's own: a key may not manage the account it belongs to.

        Raises:
            SignInNeeded: it is not.
        """
        token = request.cookies.get(STAFF_COOKIE, "")
        member = self.access.member(token)
        if member is None or member.id != self.frame.member(request).id:
            raise SignInNeeded(staff=True)
        return token

    def show(self, request: Request, status: int = 200, **more: Any) -> Response:
        """The page. `errors` has sentences by form; `key`, `codes` are shown this once."""
        member = self.frame.member(request)
        token = self.token(request)
        context: dict[str, Any] = {
            "state": self.access.own.state(token),
            "enrolment": self._enrolment(token, member.pending),
            "keys": self.access.keys.of(member.actor(), member.id),
            "roles": [words.ROLES[role] for role in words.ROLES if role in member.roles],
            "places": self.access.places,
            "said": words.DONE.get(request.query_params.get("done", ""), ""),
            "days": DAYS,
            "most_days": MOST_DAYS,
            "errors": {},
            "codes": (),
            "key": None,
            "label": "",
        }
        return self.frame.page(request, "staff/account.html", status, **{**context, **more})

    def change_password(self, request: Request, sent: FormData) -> Response:
        """The old one, the new one twice."""
        old, new, again = (typed(sent, field) for field in ("old", "new", "again"))
        if new != again:
            return self._wrong(request, "password", words.NOT_THE_SAME)
        try:
            token = self.access.own.change_password(self.token(request), old, new, browser_of(request))
        except (BadFiling, SignInRefused) as refused:
            return self._wrong(request, "password", str(refused))
        response = done("password")
        sessions.set_cookie(request, response, STAFF_COOKIE, token)
        return response

    def confirm(self, request: Request, sent: FormData) -> Response:
        """The code that the app shows; the recovery codes are shown this once."""
        try:
            secured = self.access.own.confirm(self.token(request), typed(sent, "code"), browser_of(request))
        except (BadFiling, SignInRefused) as refused:
            return self._wrong(request, "factor", str(refused))
        codes = self.frame.page(request, "staff/recovery.html", codes=secured.codes, onward=HOME)
        sessions.set_cookie(request, codes, STAFF_COOKIE, secured.token)
        return codes

    def renew(self, request: Request, sent: FormData) -> Response:
        """Another phone."""
        try:
            self.access.own.renew_factor(self.token(request), typed(sent, "password"))
        except (BadFiling, SignInRefused) as refused:
            return self._wrong(request, "renew", str(refused))
        return done("renewed")

    def add_key(self, request: Request, sent: FormData) -> Response:
        """A key for a program, shown this once."""
        self.token(request)
        member, label, days = self.frame.member(request), typed(sent, "label"), typed(sent, "days")
        try:
            made = self.access.keys.add(member.actor(), member.id, label, int(days) if days.isdecimal() else 0)
        except BadFiling as refused:
            return self._wrong(request, "key", str(refused), label=label)
        return self.show(request, key=made.key)

    def _wrong(self, request: Request, form: str, words: str, **more: str) -> Response:
        return self.show(request, 422, errors={form: words}, **more)

    def _enrolment(self, token: str, pending: str | None) -> Enrolment | None:
        """Shown where it is the next thing to do, or may be done; never together with a password that must change."""
        if pending == "password" or self.access.own.state(token).factor:
            return None
        return self.access.own.enrolment(token)


def done(what: str, path: str = PATH) -> Response:
    """Back to the page, which says what was done."""
    return RedirectResponse(f"{path}?done={what}", 303)
