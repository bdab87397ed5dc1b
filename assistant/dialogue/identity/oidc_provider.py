"""An OpenID Connect provider over HTTP: its discovery document, its keys, and the exchange of a code for an ID token.

OpenID Connect Core 1.0 §3.1 (authorisation code flow) and Discovery 1.0; the client authenticates by `client_secret_basic`.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from assistant.wording import load_wording

ALGORITHMS = ("RS256", "PS256", "ES256")
"""Signatures by the provider's own key; a token signed with our secret, or not at all, is refused."""
_KEY_TYPES = ("RSA", "EC")
TIMEOUT = 10.0
"""Seconds to wait for the provider."""
_LARGEST = 1_000_000
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Unreachable(Exception):
    """The provider did not answer, or not as one."""


class NotTrusted(Exception):
    """The provider, or its token, is not what it should be."""


@dataclass(frozen=True, slots=True)
class Client:
    """This installation at its provider. `redirect_uri` is where the browser comes back to, registered there."""

    issuer: str
    client_id: str
    redirect_uri: str
    client_secret: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Refuse a provider that could be listened to on the way.

        Raises:
            ValueError: in Chinese, for the log at the start.
        """
        say = load_wording().say
        if not self.issuer or not self.client_id:
            raise ValueError(say("dialogue_memory.identity.oidc_incomplete"))
        if not _is_safe(self.issuer):
            raise ValueError(say("dialogue_memory.identity.oidc_insecure"))
        if not _is_safe(self.redirect_uri):
            raise ValueError(say("dialogue_memory.identity.oidc_no_address"))


class Provider:
    """Asks the provider; what it says of itself is asked for once, its keys again when a token names an unknown one."""

    def __init__(self, client: Client, http: httpx.Client | None = None) -> None:
        self._client = client
        self._http = http or httpx.Client(timeout=TIMEOUT, follow_redirects=False)
        self._lock = threading.Lock()
        self._discovered: Mapping[str, Any] | None = None
        self._keys: KeySet | None = None

    def authorization_endpoint(self) -> str:
        """Where the browser signs in.

        Raises:
            Unreachable, NotTrusted
        """
        return str(self._discovery()["authorization_endpoint"])

    def id_token(self, code: str, verifier: str) -> str:
        """The ID token for the code that the browser brought back.

        Raises:
            Unreachable, NotTrusted
        """
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._client.redirect_uri,
            "client_id": self._client.client_id,
            "code_verifier": verifier,
        }
        secret = self._client.client_secret  # RFC 6749 §2.3.1: both parts are form-encoded first
        auth = (quote(self._client.client_id, safe=""), quote(secret, safe="")) if secret else None
        answer = self._asked("POST", str(self._discovery()["token_endpoint"]), data=form, auth=auth)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise NotTrusted("no id_token")
        return token

    def claims(self, token: str) -> Mapping[str, Any]:
        """The claims of a token that the provider's own key signed; nothing else about them is checked here.

        Raises:
            Unreachable, NotTrusted
        """
        for fresh in (False, True):
            try:
                return dict(jwt.decode(token, self._key_set(fresh=fresh), algorithms=list(ALGORITHMS)).claims)
            except (JoseError, ValueError) as error:
                if fresh:
                    raise NotTrusted(type(error).__name__) from error
        raise AssertionError("unreachable")  # pragma: no cover

    def _discovery(self) -> Mapping[str, Any]:
        with self._lock:
            if self._discovered is None:
                where = self._client.issuer.rstrip("/") + "/.well-known/openid-configuration"
                found = self._asked("GET", where)
                if found.get("issuer") != self._client.issuer:
                    raise NotTrusted("issuer")
                for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                    if not _is_safe(str(found.get(name, ""))):
                        raise NotTrusted(name)
                self._discovered = found
            return self._discovered

    def _key_set(self, *, fresh: bool) -> KeySet:
        found = self._discovery()
        with self._lock:
            if self._keys is None or fresh:
                self._keys = _signing_keys(self._asked("GET", str(found["jwks_uri"])))
            return self._keys

    def _asked(self, method: str, url: str, **more: Any) -> Mapping[str, Any]:
        try:
            with self._http.stream(method, url, headers={"Accept": "application/json"}, **more) as response:
                body = b""
                for part in response.iter_bytes():
                    body += part
                    if len(body) > _LARGEST:
                        raise Unreachable("too large")
        except httpx.HTTPError as error:
            raise Unreachable(type(error).__name__) from error
        if response.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise Unreachable(str(response.status_code))
        if response.status_code != httpx.codes.OK:
            raise NotTrusted(str(response.status_code))
        try:
            found = httpx.Response(200, content=body).json()
        except ValueError as error:
            raise Unreachable("no JSON") from error
        if not isinstance(found, dict):
            raise Unreachable("no object")
        return found


def _signing_keys(answer: Mapping[str, Any]) -> KeySet:
    """The provider's keys that sign; what else it publishes (for encryption, of kinds unknown to us) is left out."""
    listed = answer.get("keys")
    keys = [
        key
        for key in (listed if isinstance(listed, list) else ())
        if isinstance(key, dict) and key.get("kty") in _KEY_TYPES and key.get("use", "sig") == "sig"
    ]
    try:
        return KeySet.import_key_set({"keys": keys})
    except (JoseError, KeyError, TypeError, ValueError) as error:
        raise NotTrusted("jwks") from error


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    )
