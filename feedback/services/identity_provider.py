"""The province's identity provider, as OpenID Connect has it: found, asked, believed on conditions.

Authorization code with PKCE (RFC 7636), state and nonce; the issuer must be, letter by letter, the
one that was configured; signatures by the keys it publishes and by algorithms we name, never by
what the token says of itself (RFC 8725). Asked over https, or on this machine alone.
"""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from feedback.domain.errors import DomainError
from feedback.extensions import current_settings
from feedback.services.safe_lines import LOOPBACK

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
#: Seconds to wait for an answer, and of clocks that differ.
PATIENCE, LEEWAY = 5, 30
#: Where strength is demanded, so long ago may somebody have proved it there.
LONGEST_AGO = 3600
AWAY = "Chưa liên lạc được với hệ thống đăng nhập của tỉnh. Thử lại, hoặc dùng cách khác."
REFUSED = "Hệ thống đăng nhập của tỉnh chưa xác nhận. Thử lại, hoặc dùng cách khác."


class SignOnRefusedError(DomainError):
    """The provider cannot be asked, or what it said is not to be believed."""


@dataclass(frozen=True, slots=True)
class Question:
    """What binds an answer to the browser that asked; all three are made from one secret."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def of(cls, secret: bytes) -> "Question":
        return cls(*(_word(secret, name) for name in ("state", "nonce", "verifier")))


@dataclass(frozen=True, slots=True)
class Believed:
    """Who somebody is there; where strength is demanded, they proved it so."""

    issuer: str
    subject: str


def address(question: Question, redirect_uri: str) -> str:
    """Where the browser goes to be asked."""
    found = _discovered()
    wanted = current_settings().oidc_acr
    more = {"acr_values": wanted, "max_age": LONGEST_AGO} if wanted else {}
    url, _ = _client(redirect_uri).create_authorization_url(
        found["authorization_endpoint"],
        state=question.state,
        code_verifier=question.verifier,
        nonce=question.nonce,
        **more,
    )
    return str(url)


def believe(
    question: Question, answer: Mapping[str, str], redirect_uri: str, now: datetime
) -> Believed:
    """Who this is, once code, token, signature and every claim have been checked."""
    issuer = current_settings().oidc_issuer
    same = hmac.compare_digest(answer.get("state", "").encode(), question.state.encode())
    if not same or answer.get("iss", issuer) != issuer or not answer.get("code"):
        raise SignOnRefusedError(REFUSED)
    found = _discovered()
    try:
        token = _client(redirect_uri).fetch_token(
            found["token_endpoint"],
            grant_type="authorization_code",
            code=answer["code"],
            code_verifier=question.verifier,
            timeout=PATIENCE,
            allow_redirects=False,
        )
        keys = KeySet.import_key_set(_fetched(found["jwks_uri"]))
        told = jwt.decode(str(token["id_token"]), keys, algorithms=list(ALGORITHMS))
        claims = CodeIDToken(told.claims, told.header, _options(), _parameters(question, token))
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY)
    except requests.RequestException as error:
        raise SignOnRefusedError(AWAY) from error
    except (AuthlibBaseError, JoseError, ValueError, TypeError, KeyError) as error:
        raise SignOnRefusedError(REFUSED) from error
    return _read(claims, now)


def _read(claims: Mapping[str, Any], now: datetime) -> Believed:
    settings = current_settings()
    subject, proved_at = claims["sub"], claims.get("auth_time") or 0
    ago = now.timestamp() - float(proved_at)
    strong = claims.get("acr") == settings.oidc_acr and ago <= LONGEST_AGO + LEEWAY
    if not isinstance(subject, str) or not subject or (settings.oidc_acr and not strong):
        raise SignOnRefusedError(REFUSED)
    return Believed(settings.oidc_issuer, subject)


def _options() -> dict[str, dict[str, object]]:
    settings = current_settings()
    return {
        "iss": {"essential": True, "value": settings.oidc_issuer},
        "aud": {"essential": True, "value": settings.oidc_client_id},
    }


def _parameters(question: Question, token: Mapping[str, Any]) -> dict[str, object]:
    settings = current_settings()
    return {
        "nonce": question.nonce,
        "client_id": settings.oidc_client_id,
        "access_token": token.get("access_token"),
        "max_age": LONGEST_AGO if settings.oidc_acr else None,
    }


def _discovered() -> dict[str, str]:
    """What the provider says of itself; believed when it is the one that was configured."""
    issuer = current_settings().oidc_issuer
    told = _fetched(f"{issuer}/.well-known/openid-configuration")
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if told.get("issuer") != issuer or not all(_is_safe(told.get(name)) for name in names):
        raise SignOnRefusedError(REFUSED)
    return {name: str(told[name]) for name in names}


def _fetched(url: str) -> Any:  # noqa: ANN401 - JSON of somebody else
    try:
        answer = requests.get(url, timeout=PATIENCE, allow_redirects=False)
        answer.raise_for_status()
        told = answer.json()
    except (requests.RequestException, json.JSONDecodeError) as error:
        raise SignOnRefusedError(AWAY) from error
    if not isinstance(told, dict):
        raise SignOnRefusedError(AWAY)
    return told


def _is_safe(url: object) -> bool:
    parts = urlsplit(url) if isinstance(url, str) else urlsplit("")
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def _client(redirect_uri: str) -> OAuth2Session:
    settings = current_settings()
    secret = settings.keys_dir / "oidc_secret"
    return OAuth2Session(
        client_id=settings.oidc_client_id,
        client_secret=secret.read_text().strip() if secret.is_file() else None,
        scope="openid",
        redirect_uri=redirect_uri,
        code_challenge_method="S256",
    )


def _word(secret: bytes, name: str) -> str:
    """43 letters, as RFC 7636 asks of a verifier."""
    return urlsafe_b64encode(hmac.digest(secret, name.encode(), sha256)).rstrip(b"=").decode()
