"""Signing in at a provider on loopback: who comes back is taken only with a token that holds in every respect."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc.jwk import OctKey, RSAKey
from sqlalchemy import Engine

from assistant.dialogue.identity.oidc import MINUTES, Claims, OidcVerifier
from assistant.dialogue.identity.oidc_provider import Client, Provider
from assistant.dialogue.identity.verifier import Challenge, Failed, Failure, Verified, Verifier
from assistant.memory.database import migrate
from assistant.memory.dialogues import Dialogues
from assistant.memory.logins import Logins
from credit_core.storage.engine import open_engine
from tests.assistant.dialogue.identity.issuer import CLIENT, REDIRECT, SECRET, Issuer, serving
from tests.assistant.memory.turns import NOW

EPOCH = NOW.timestamp()


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with serving(EPOCH) as made:
        yield made


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    made = open_engine(f"sqlite:///{tmp_path / 'assistant.db'}")
    migrate(made)
    return made


@pytest.fixture
def here(engine: Engine) -> str:
    return Dialogues(engine).begin("web", "s", NOW)


def verifier(issuer: Issuer, engine: Engine, claims: Claims | None = None) -> Verifier:
    """A process of this installation."""
    client = Client(issuer.url, CLIENT, REDIRECT, SECRET)
    return OidcVerifier(client, Logins(engine), claims, Provider(client, httpx.Client(trust_env=False, timeout=5)))


def begun(oidc: Verifier, conversation_id: str) -> str:
    """The page to sign in at."""
    challenge = oidc.begin(conversation_id, NOW)
    assert isinstance(challenge, Challenge)
    assert challenge.url is not None
    return challenge.url


def test_who_signs_in_is_identified_in_any_process(issuer: Issuer, engine: Engine, here: str) -> None:
    back = issuer.sign_in(begun(verifier(issuer, engine), here))
    who = verifier(issuer, engine).check(here, back, NOW)
    assert isinstance(who, Verified)
    assert (who.method, who.name, who.number) == ("oidc", "欧阳测试", "110101199003070177")
    assert len(who.proof) == len("oidc:") + 64


def test_what_came_back_is_good_once_for_who_began(issuer: Issuer, engine: Engine, here: str) -> None:
    oidc = verifier(issuer, engine)
    back = issuer.sign_in(begun(oidc, here))
    other = Dialogues(engine).begin("web", "t", NOW)
    assert oidc.check(other, back, NOW) == Failure(Failed.EXPIRED)
    assert isinstance(oidc.check(here, back, NOW), Verified)
    assert oidc.check(here, back, NOW) == Failure(Failed.EXPIRED)


@pytest.mark.parametrize("assertion", ["", "code=the-code", "state=made-up&code=the-code", "state=a&state=b&code=c"])
def test_nobody_comes_back_who_did_not_go(issuer: Issuer, engine: Engine, here: str, assertion: str) -> None:
    assert verifier(issuer, engine).check(here, assertion, NOW) == Failure(Failed.EXPIRED)


def test_it_may_take_ten_minutes(issuer: Issuer, engine: Engine, here: str) -> None:
    oidc = verifier(issuer, engine)
    back = issuer.sign_in(begun(oidc, here))
    assert oidc.check(here, back, NOW + timedelta(minutes=MINUTES)) == Failure(Failed.EXPIRED)


def test_who_turns_back_is_not_identified(issuer: Issuer, engine: Engine, here: str) -> None:
    oidc = verifier(issuer, engine)
    state = issuer.sign_in(begun(oidc, here)).split("&")[0]
    assert oidc.check(here, f"{state}&error=access_denied", NOW) == Failure(Failed.CANCELLED)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://elsewhere"},
        {"aud": "another-client"},
        {"aud": [CLIENT, "another-client"]},
        {"azp": "another-client"},
        {"exp": EPOCH - 61},
        {"exp": None},
        {"exp": "tomorrow"},
        {"iat": EPOCH + 61},
        {"iat": None},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": ""},
    ],
)
def test_every_claim_must_hold(issuer: Issuer, engine: Engine, here: str, claims: dict[str, Any]) -> None:
    issuer.claims = claims
    oidc = verifier(issuer, engine)
    assert oidc.check(here, issuer.sign_in(begun(oidc, here)), NOW) == Failure(Failed.NOT_TRUSTED)


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ({"alg": "RS256", "kid": "first"}, RSAKey.generate_key(2048, {"kid": "first"})),
        ({"alg": "RS256", "kid": "unknown"}, RSAKey.generate_key(2048, {"kid": "unknown"})),
        ({"alg": "HS256", "kid": "first"}, OctKey.import_key(SECRET * 4)),
        ({"alg": "none"}, None),
    ],
)
def test_only_the_provider_signs(issuer: Issuer, engine: Engine, here: str, header: dict[str, str], key: Any) -> None:
    issuer.header, issuer.signed_by = header, key
    oidc = verifier(issuer, engine)
    assert oidc.check(here, issuer.sign_in(begun(oidc, here)), NOW) == Failure(Failed.NOT_TRUSTED)


def test_a_new_key_of_the_provider_is_found(issuer: Issuer, engine: Engine, here: str) -> None:
    oidc = verifier(issuer, engine)
    assert isinstance(oidc.check(here, issuer.sign_in(begun(oidc, here)), NOW), Verified)
    issuer.key = RSAKey.generate_key(2048, {"kid": "second", "use": "sig"})
    issuer.header = {"alg": "RS256", "kid": "second"}
    issuer.published = [{"kty": "OKP-of-the-future", "kid": "x"}, {"kty": "RSA", "use": "enc", "kid": "y"}]
    assert isinstance(oidc.check(here, issuer.sign_in(begun(oidc, here)), NOW), Verified)
    assert issuer.asked.count("/keys") == 2
    assert issuer.asked.count("/.well-known/openid-configuration") == 1


def test_a_provider_without_names_identifies_nobody(issuer: Issuer, engine: Engine, here: str) -> None:
    oidc = verifier(issuer, engine, Claims(number="another_claim"))
    assert oidc.check(here, issuer.sign_in(begun(oidc, here)), NOW) == Failure(Failed.INCOMPLETE)


def test_another_provider_answers_instead(issuer: Issuer, engine: Engine, here: str) -> None:
    oidc = verifier(issuer, engine)
    back = issuer.sign_in(begun(oidc, here))
    assert oidc.check(here, f"{back}&iss=https://elsewhere", NOW) == Failure(Failed.NOT_TRUSTED)


@pytest.mark.parametrize(
    "discovery", [{"issuer": "https://elsewhere"}, {"token_endpoint": "http://elsewhere/token"}, {"jwks_uri": None}]
)
def test_a_doubtful_provider_is_not_used(issuer: Issuer, engine: Engine, here: str, discovery: dict[str, Any]) -> None:
    issuer.discovery = discovery
    assert verifier(issuer, engine).begin(here, NOW) == Failure(Failed.NOT_TRUSTED)


def test_a_provider_that_is_down(issuer: Issuer, engine: Engine, here: str, caplog: pytest.LogCaptureFixture) -> None:
    oidc = verifier(issuer, engine)
    back = issuer.sign_in(begun(oidc, here))
    issuer.status = 503
    with caplog.at_level(logging.DEBUG):
        assert oidc.check(here, back, NOW) == Failure(Failed.UNREACHABLE)
    assert "the-code" not in caplog.text
    assert SECRET not in caplog.text
    assert verifier(issuer, engine).begin(here, NOW) == Failure(Failed.UNREACHABLE)
    nobody = OidcVerifier(Client("http://127.0.0.1:9", CLIENT, REDIRECT), Logins(engine))
    assert nobody.begin(here, NOW) == Failure(Failed.UNREACHABLE)


@pytest.mark.parametrize("issuer_url", ["http://id.example.cn", "ftp://127.0.0.1", "https://", "id.example.cn"])
def test_a_provider_that_could_be_overheard_is_refused(issuer_url: str) -> None:
    with pytest.raises(ValueError, match="https"):
        Client(issuer_url, CLIENT, REDIRECT)


def test_half_a_configuration_is_refused() -> None:
    with pytest.raises(ValueError, match="OIDC_CLIENT_ID"):
        Client("https://id.example.cn", "", REDIRECT)
    assert SECRET not in repr(Client("https://id.example.cn", CLIENT, REDIRECT, SECRET))
