"""Identity providers that the installation has named, and the documents they publish of themselves.

A document is believed when it is of the issuer that was configured, letter by letter, and leads to
https alone, or to this machine (OpenID Connect Discovery 1.0, 4.3).
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from feedback.domain.errors import DomainError

#: Seconds to wait for an answer.
PATIENCE = 5
#: This machine: what is asked of it goes over no line.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class ProviderRefusedError(DomainError):
    """What the provider said is not to be believed, or it refused."""


class ProviderAwayError(ProviderRefusedError):
    """The provider cannot be asked."""


@dataclass(frozen=True, slots=True)
class Provider:
    """One of them, and what we are there.

    Each has an address of ours of its own to come back to, so that what one of them says is never
    taken for the other's (RFC 9700, 4.4.2).
    """

    #: in a sentence
    called: str
    issuer: str
    client_id: str
    #: the file of what both share
    secret: Path
    scope: str = "openid"
    #: the strength that is demanded; empty: none is
    acr: str = ""

    @property
    def away(self) -> ProviderAwayError:
        return ProviderAwayError(
            f"Chưa liên lạc được với {self.called}. Thử lại, hoặc dùng cách khác."
        )

    @property
    def refused(self) -> ProviderRefusedError:
        called = self.called[0].upper() + self.called[1:]
        return ProviderRefusedError(f"{called} chưa xác nhận. Thử lại, hoặc dùng cách khác.")


@dataclass(frozen=True, slots=True)
class Document:
    """The places where a provider is asked, as far as we ask it."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    #: where it tells more of somebody; empty: nowhere
    userinfo_endpoint: str
    #: it names itself in every answer (RFC 9207), so that one without a name is not its own
    names_itself: bool


def document(provider: Provider) -> Document:
    """What the provider says of itself."""
    told = fetched(provider, f"{provider.issuer}/.well-known/openid-configuration")
    if told.get("issuer") != provider.issuer:
        raise provider.refused
    return Document(
        authorization_endpoint=_safe(provider, told.get("authorization_endpoint")),
        token_endpoint=_safe(provider, told.get("token_endpoint")),
        jwks_uri=_safe(provider, told.get("jwks_uri")),
        userinfo_endpoint=_safe(provider, told.get("userinfo_endpoint"), needed=False),
        names_itself=told.get("authorization_response_iss_parameter_supported") is True,
    )


def fetched(provider: Provider, url: str, *, bearer: str = "") -> Any:  # noqa: ANN401 - JSON of somebody else
    """One of its documents; no redirect is followed, as it could lead into our own network."""
    headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
    try:
        answer = requests.get(url, headers=headers, timeout=PATIENCE, allow_redirects=False)
        answer.raise_for_status()
        told = answer.json()
    except (requests.RequestException, json.JSONDecodeError) as error:
        raise provider.away from error
    if not isinstance(told, dict):
        raise provider.away
    return told


def _safe(provider: Provider, url: object, *, needed: bool = True) -> str:
    if url is None and not needed:
        return ""
    parts = urlsplit(url) if isinstance(url, str) else urlsplit("")
    here = parts.scheme == "http" and parts.hostname in LOOPBACK
    if not isinstance(url, str) or not (parts.scheme == "https" or here):
        raise provider.refused
    return url
