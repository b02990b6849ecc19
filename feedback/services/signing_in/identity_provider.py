"""An identity provider, as OpenID Connect has it: found, asked, believed on conditions.

Authorization code with PKCE (RFC 7636), state and nonce; the issuer must be, letter by letter, the
one that was configured; signatures by the keys it publishes and by algorithms we name, never by
what the token says of itself (RFC 8725). Asked over https, or on this machine alone.
"""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from feedback.services.signing_in.providers import PATIENCE, Provider, document, fetched

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
#: Seconds, of clocks that differ.
LEEWAY = 30
#: Where strength is demanded, so long ago may somebody have proved it there.
LONGEST_AGO = 3600


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
    #: what the signed token says of them besides
    claims: Mapping[str, Any]
    #: opens what the provider tells of them elsewhere
    access_token: str = field(repr=False)


def address(provider: Provider, question: Question, redirect_uri: str) -> str:
    """Where the browser goes to be asked."""
    found = document(provider)
    more = {"acr_values": provider.acr, "max_age": LONGEST_AGO} if provider.acr else {}
    url, _ = _client(provider, redirect_uri).create_authorization_url(
        found.authorization_endpoint,
        state=question.state,
        code_verifier=question.verifier,
        nonce=question.nonce,
        **more,
    )
    return str(url)


def believe(
    provider: Provider,
    question: Question,
    answer: Mapping[str, str],
    redirect_uri: str,
    now: datetime,
) -> Believed:
    """Who this is, once code, token, signature and every claim have been checked."""
    same = hmac.compare_digest(answer.get("state", "").encode(), question.state.encode())
    if not same or answer.get("iss", provider.issuer) != provider.issuer or not answer.get("code"):
        raise provider.refused
    found = document(provider)
    if found.names_itself and "iss" not in answer:
        raise provider.refused
    try:
        token = _client(provider, redirect_uri).fetch_token(
            found.token_endpoint,
            grant_type="authorization_code",
            code=answer["code"],
            code_verifier=question.verifier,
            timeout=PATIENCE,
            allow_redirects=False,
        )
        keys = KeySet.import_key_set(fetched(provider, found.jwks_uri))
        told = jwt.decode(str(token["id_token"]), keys, algorithms=list(ALGORITHMS))
        expected = _parameters(provider, question, token)
        claims = CodeIDToken(told.claims, told.header, _options(provider), expected)
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY)
        _refuse_another_kind(provider, told.header)
    except requests.RequestException as error:
        raise provider.away from error
    except (AuthlibBaseError, JoseError, ValueError, TypeError, KeyError) as error:
        raise provider.refused from error
    return _read(provider, claims, str(token.get("access_token", "")), now)


def told_elsewhere(provider: Provider, believed: Believed) -> Mapping[str, Any]:
    """What the provider tells of them at its place for that; nothing where it has none.

    It must be about the same person as the token (OpenID Connect Core 1.0, 5.3.2).
    """
    place = document(provider).userinfo_endpoint
    if not place:
        return {}
    told: dict[str, Any] = fetched(provider, place, bearer=believed.access_token)
    if told.get("sub") != believed.subject:
        raise provider.refused
    return told


def _refuse_another_kind(provider: Provider, header: Mapping[str, Any]) -> None:
    """A token of who somebody is says ``JWT``, in any capitals, or nothing.

    An access token or a word of signing out, signed by the same key, says what it is (RFC 8725,
    3.11).
    """
    if str(header.get("typ", "JWT")).upper() != "JWT":
        raise provider.refused


def _read(
    provider: Provider, claims: Mapping[str, Any], access_token: str, now: datetime
) -> Believed:
    subject, proved_at = claims["sub"], claims.get("auth_time") or 0
    ago = now.timestamp() - float(proved_at)
    strong = claims.get("acr") == provider.acr and ago <= LONGEST_AGO + LEEWAY
    if not isinstance(subject, str) or not subject or (provider.acr and not strong):
        raise provider.refused
    return Believed(provider.issuer, subject, dict(claims), access_token)


def _options(provider: Provider) -> dict[str, dict[str, object]]:
    return {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client_id},
    }


def _parameters(
    provider: Provider, question: Question, token: Mapping[str, Any]
) -> dict[str, object]:
    return {
        "nonce": question.nonce,
        "client_id": provider.client_id,
        "access_token": token.get("access_token"),
        "max_age": LONGEST_AGO if provider.acr else None,
    }


def _client(provider: Provider, redirect_uri: str) -> OAuth2Session:
    shared = provider.secret.read_text().strip() if provider.secret.is_file() else None
    return OAuth2Session(
        client_id=provider.client_id,
        client_secret=shared,
        scope=provider.scope,
        redirect_uri=redirect_uri,
        code_challenge_method="S256",
    )


def _word(secret: bytes, name: str) -> str:
    """43 letters, as RFC 7636 asks of a verifier."""
    return urlsafe_b64encode(hmac.digest(secret, name.encode(), sha256)).rstrip(b"=").decode()
