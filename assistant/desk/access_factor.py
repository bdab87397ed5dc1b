"""The second factor (第二因素): time-based one-time passwords, RFC 6238 with the parameters that every app knows.

The secret is not stored. It is made of the installation's key and a seed, so that the database alone gives away no code.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import pyotp
import segno

ISSUER: Final = "社会信用条例助手"
STEP: Final = 30
"""Seconds that a code is shown."""
_AROUND: Final = (0, -1, 1)
"""A code of the step before or after is taken too: clocks differ, and typing takes a while."""
_SECRET_BYTES: Final = 20
_GROUP: Final = 4


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an authenticator app (身份验证器) is set up with: a picture to scan, or the secret to type."""

    secret: str = field(repr=False)
    picture: str = field(repr=False)

    @property
    def grouped(self) -> str:
        """The secret in groups of four."""
        return " ".join(self.secret[at : at + _GROUP] for at in range(0, len(self.secret), _GROUP))


def new_seed() -> str:
    """What makes this enrolment's secret differ from every other."""
    return secrets.token_hex(16)


def secret_of(key: bytes, member_id: str, seed: str) -> str:
    """The secret in base32."""
    digest = hmac.new(key, f"totp:{member_id}:{seed}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:_SECRET_BYTES]).decode()


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """The time step whose code this is, among those around now; None if it is none of them."""
    now, app = int(at.timestamp()) // STEP, pyotp.TOTP(secret)
    typed = "".join(code.split())
    return next((now + by for by in _AROUND if pyotp.utils.strings_equal(app.generate_otp(now + by), typed)), None)


def enrolment(secret: str, name: str) -> Enrolment:
    """The secret with its picture: an SVG of its own, without any script or style."""
    picture = io.BytesIO()
    uri = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)
    segno.make(uri, error="m").save(picture, kind="svg", scale=5, border=4, light="#fff", xmldecl=False, svgclass=None)
    return Enrolment(secret, picture.getvalue().decode())
