"""An OpenID Connect provider on loopback, over real HTTP, that can be told to misbehave."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "credit-assistant", "s e:cret"
REDIRECT = "http://127.0.0.1:8000/sign-in/callback"


@dataclass
class Issuer:
    """What it says. `claims` change those of the next token; `header` and `key` how it is signed."""

    url: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first", "use": "sig"}))
    published: list[dict[str, Any]] = field(default_factory=list)
    claims: dict[str, Any] = field(default_factory=dict)
    signed_by: Any = None
    header: dict[str, Any] = field(default_factory=lambda: {"alg": "RS256", "kid": "first"})
    discovery: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    now: float = 0.0
    asked: list[str] = field(default_factory=list)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def sign_in(self, url: str) -> str:
        """What a browser does: the page is asked for, the citizen signs in, and comes back with this query string."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert asked["response_type"] == "code"
        assert asked["redirect_uri"] == REDIRECT
        assert asked["code_challenge_method"] == "S256"
        self._codes["the-code"] = asked
        return f"state={asked['state']}&code=the-code"

    def answer(self, path: str, form: dict[str, list[str]], authorization: str) -> tuple[int, Any]:
        """The JSON of a path."""
        self.asked.append(path)
        if self.status != 200:
            return self.status, {}
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/keys",
                **self.discovery,
            }
        if path == "/keys":
            return 200, {"keys": [self.key.as_dict(private=False), *self.published]}
        asked = self._codes.pop(form["code"][0], None)
        if asked is None or not self._holds(asked, form, authorization):
            return 400, {"error": "invalid_grant"}
        return 200, {"id_token": self._token(asked["nonce"]), "token_type": "Bearer", "access_token": "unused"}

    @staticmethod
    def _holds(asked: dict[str, str], form: dict[str, list[str]], authorization: str) -> bool:
        digest = hashlib.sha256(form["code_verifier"][0].encode()).digest()
        basic = base64.b64encode(f"{CLIENT}:s%20e%3Acret".encode()).decode()
        return (
            base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]
            and form["redirect_uri"] == [REDIRECT]
            and authorization == f"Basic {basic}"
        )

    def _token(self, nonce: str) -> str:
        claims = {
            "iss": self.url,
            "sub": "4711",
            "aud": CLIENT,
            "iat": self.now,
            "exp": self.now + 300,
            "nonce": nonce,
            "name": "欧阳测试",
            "id_number": "110101199003070177",
            **self.claims,
        }
        kept = {name: value for name, value in claims.items() if value is not None}
        if self.header["alg"] == "none":
            parts = (json.dumps(part).encode() for part in (self.header, kept))
            return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts) + "."
        return jwt.encode(self.header, kept, self.signed_by or self.key, algorithms=[self.header["alg"]])


@contextmanager
def serving(now: float) -> Iterator[Issuer]:
    """The provider, listening."""
    issuer = Issuer(now=now)

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            form = parse_qs(self.rfile.read(length).decode())
            status, answer = issuer.answer(urlsplit(self.path).path, form, self.headers.get("Authorization", ""))
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = _serve  # noqa: N815

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
