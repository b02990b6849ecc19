"""VNeID fills in who writes: asked for one draft, heard once, kept nowhere but in that draft.

The question lies in the draft, which only the cookie of its writer opens; so no session arises, and
an answer to another draft's question is none. Issuer and subject are not kept: nobody is to be
recognised by them, and petitions of one person stay unconnected (docs/adr/0049).
"""

import secrets
import threading
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from feedback.domain import vneid
from feedback.domain.vneid import FIELDS, Asked, Told
from feedback.extensions import current_settings
from feedback.services.lodging import drafts
from feedback.services.lodging.drafts import Answers
from feedback.services.signing_in import identity_provider
from feedback.services.signing_in.identity_provider import Question
from feedback.services.signing_in.providers import Provider
from feedback.settings.reading import SettingsError

#: Where the installation names no file of its own.
HOUSE_CLAIMS = Path(__file__).with_name("vneid_claims.toml")
#: No box of the form takes more; what is longer is no name and no address.
LONGEST = 1000
SECRET_BYTES = 32
#: A provider that answers slowly must not take the threads of those who send; the next one is told
#: to type or to try again (figure D1 of the security design).
_AT_ONCE = threading.BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class ClaimNames:
    """Under which names VNeID says what; ``compared``: with its operator's own paper."""

    names: Mapping[str, str]
    scope: str
    compared: bool


def is_configured() -> bool:
    return bool(current_settings().vneid_issuer)


def can_tell() -> tuple[str, ...]:
    """The fields of the form it may fill in, in their order."""
    return tuple(name for name in FIELDS if name in _claims().names)


def provider() -> Provider:
    settings = current_settings()
    return Provider(
        called="VNeID",
        issuer=settings.vneid_issuer,
        client_id=settings.vneid_client_id,
        secret=settings.keys_dir / "vneid_secret",
        scope=_claims().scope,
    )


def ask(key: bytes, now: datetime, redirect_uri: str, *, mending: bool) -> str:
    """Where the browser goes; the draft remembers that it was asked, and forgets older questions.

    ``ProviderAwayError`` while VNeID cannot be reached.
    """
    secret = secrets.token_bytes(SECRET_BYTES)
    with one_of_few():
        address = identity_provider.address(provider(), Question.of(secret), redirect_uri)
    asked = Asked(secret.hex(), now.isoformat(), mending)
    drafts.change(key, now, lambda old: replace(old, asked=asked))
    return address


def take(key: bytes, now: datetime) -> Asked | None:
    """The question that is open; whatever the answer is, it is not open any more."""
    found: list[Asked | None] = []

    def close(old: Answers) -> Answers:
        found.append(old.asked)
        return replace(old, asked=None)

    drafts.change(key, now, close)
    asked = found[0] if found else None
    return asked if asked and asked.is_open(now) else None


def hear(
    asked: Asked, answer: Mapping[str, str], redirect_uri: str, now: datetime
) -> dict[str, str]:
    """What it said, by the fields of the form and not yet looked at; refused if not believed."""
    there, question = provider(), Question.of(bytes.fromhex(asked.secret))
    with one_of_few():
        believed = identity_provider.believe(there, question, answer, redirect_uri, now)
        more = identity_provider.told_elsewhere(there, believed)
    said = {**more, **believed.claims}
    read = {field: _text(said, name) for field, name in _claims().names.items()}
    return {field: text for field, text in read.items() if text}


def fill_in(key: bytes, now: datetime, values: Mapping[str, str]) -> None:
    """Put what was said into the empty boxes of the draft, unless it is no longer offered there."""

    def put(old: Answers) -> Answers:
        if not vneid.is_offered(old.kind):
            return old
        told = Told(now.isoformat(), dict(values), _claims().compared)
        given, kept = vneid.fill(old.given, told, old.told)
        return replace(old, given=given, told=kept)

    drafts.change(key, now, put)


@lru_cache(maxsize=4)
def claim_names(path: Path) -> ClaimNames:
    """The file of names; ``SettingsError`` says what is wrong with it."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        names, scope, compared = told["claims"], told["scope"], told["compared"]
    except (OSError, ValueError, KeyError) as error:
        raise SettingsError(f"FEEDBACK_VNEID_CLAIMS: {type(error).__name__}: {error}") from error
    sound = isinstance(names, dict) and all(isinstance(each, str) for each in names.values())
    if not sound or set(names) - set(FIELDS) or vneid.NAME not in names:
        msg = f"FEEDBACK_VNEID_CLAIMS: [claims] names name, and of these: {', '.join(FIELDS)}"
        raise SettingsError(msg)
    if not isinstance(compared, bool) or "openid" not in str(scope).split():
        raise SettingsError("FEEDBACK_VNEID_CLAIMS: compared is true or false, scope has openid")
    return ClaimNames(names, str(scope), compared)


def _claims() -> ClaimNames:
    return claim_names(current_settings().vneid_claims or HOUSE_CLAIMS)


def _text(said: object, name: str) -> str:
    """The claim of this name; a dot leads into an object. What is no short text is not taken."""
    for part in name.split("."):
        said = said.get(part) if isinstance(said, dict) else None
    return said if isinstance(said, str) and len(said) <= LONGEST else ""


@contextmanager
def one_of_few() -> Iterator[None]:
    if not _AT_ONCE.acquire(blocking=False):
        raise provider().away
    try:
        yield
    finally:
        _AT_ONCE.release()
