"""By an identity provider (OpenID Connect, authorisation code with PKCE): the citizen signs in there and comes back.

Off unless configured. Only the ID token is used; its signature, issuer, audience, times and nonce are all checked.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol
from urllib.parse import parse_qs, urlencode

from assistant.dialogue.identity.oidc_provider import Client, NotTrusted, Provider, Unreachable
from assistant.dialogue.identity.verifier import Challenge, Failed, Failure, Verified

log = logging.getLogger(__name__)

MINUTES = 10
"""How long a sign-in may take."""
LEEWAY = 60
"""Seconds by which the provider's clock may differ from ours."""
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Login:
    """A sign-in that was begun: what must come back with it."""

    conversation_id: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


class LoginStore(Protocol):
    """Keeps sign-ins between two requests, in whatever processes (assistant.memory.logins)."""

    def begin(self, state: str, login: Login, until: datetime, at: datetime) -> None: ...
    def take(self, state: str, conversation_id: str, at: datetime) -> Login | None: ...


@dataclass(frozen=True, slots=True)
class Claims:
    """The names under which the provider gives what we need; a provider for real names must give both."""

    scope: str = "openid profile"
    name: str = "name"
    number: str = "id_number"


class OidcVerifier:
    """Identifies by an ID token of the configured provider."""

    method = "oidc"

    def __init__(
        self, client: Client, logins: LoginStore, claims: Claims | None = None, provider: Provider | None = None
    ) -> None:
        self._client = client
        self._logins = logins
        self._names = claims or Claims()
        self._provider = provider or Provider(client)

    def begin(self, conversation_id: str, at: datetime) -> Challenge | Failure:
        """The page at which the citizen signs in."""
        try:
            where = self._provider.authorization_endpoint()
        except (Unreachable, NotTrusted) as error:
            return _failed(error)
        state, nonce, verifier = (secrets.token_urlsafe(_SECRET_BYTES) for _ in range(3))
        self._logins.begin(state, Login(conversation_id, nonce, verifier), at + timedelta(minutes=MINUTES), at)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": self._client.client_id,
            "redirect_uri": self._client.redirect_uri,
            "scope": self._names.scope,
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return Challenge(url=where + ("&" if "?" in where else "?") + urlencode(asked))

    def check(self, conversation_id: str, assertion: str, at: datetime) -> Verified | Failure:
        """The query string with which the browser came back to this conversation; each is good once."""
        back = {name: values[0] for name, values in parse_qs(assertion).items() if len(values) == 1}
        login = self._logins.take(back.get("state", ""), conversation_id, at)
        if login is None:
            return Failure(Failed.EXPIRED)
        if "code" not in back:
            return Failure(Failed.CANCELLED)
        try:
            if back.get("iss", self._client.issuer) != self._client.issuer:  # RFC 9207
                raise NotTrusted("iss of the answer")
            token = self._provider.id_token(back["code"], login.verifier)
            claims = self._provider.claims(token)
            self._hold(claims, login, at)
        except (Unreachable, NotTrusted) as error:
            return _failed(error)
        name, number = claims.get(self._names.name), claims.get(self._names.number)
        if not (isinstance(name, str) and name.strip() and isinstance(number, str) and number.strip()):
            return Failure(Failed.INCOMPLETE)
        return Verified(self.method, name.strip(), number.strip(), f"oidc:{hashlib.sha256(token.encode()).hexdigest()}")

    def _hold(self, claims: Mapping[str, Any], login: Login, at: datetime) -> None:
        """OpenID Connect Core 1.0 §3.1.3.7.

        Raises:
            NotTrusted: names the claim that does not hold.
        """
        audience = claims.get("aud")
        audiences = audience if isinstance(audience, list) else [audience]
        expires, issued, now = claims.get("exp"), claims.get("iat"), at.timestamp()
        holds = {
            "iss": claims.get("iss") == self._client.issuer,
            "aud": self._client.client_id in audiences,
            "azp": claims.get("azp", self._client.client_id) == self._client.client_id
            and (len(audiences) == 1 or "azp" in claims),
            "exp": isinstance(expires, int | float) and now < expires + LEEWAY,
            "iat": isinstance(issued, int | float) and issued <= now + LEEWAY,
            "nonce": secrets.compare_digest(str(claims.get("nonce", "")).encode(), login.nonce.encode()),
            "sub": isinstance(claims.get("sub"), str) and bool(claims.get("sub")),
        }
        for claim, held in holds.items():
            if not held:
                raise NotTrusted(claim)


def _failed(error: Exception) -> Failure:
    log.warning("the identity provider: %s: %s", type(error).__name__, error)
    return Failure(Failed.UNREACHABLE if isinstance(error, Unreachable) else Failed.NOT_TRUSTED)
