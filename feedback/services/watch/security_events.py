"""What those who watch over the installation want to see, by name; nobody is named.

Who it was about stands as a keyed hash: lines about the same account or neighbourhood can be put
together, and who knows the key can ask about one name, but no list of names can be read out. The
neighbourhood's hash changes every day, as it would otherwise follow a citizen (6g, 6k).
"""

import hmac
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask import g, has_request_context

from feedback.extensions import current_settings

log = logging.getLogger(__name__)


class SecurityEvent(StrEnum):
    SIGN_IN_FAILED = "sign-in failed"
    SIGN_IN_SUCCEEDED = "sign-in succeeded"
    SIGNED_OUT = "signed out"
    THROTTLED = "throttled"
    PASSKEY_COPIED = "passkey copied"
    STEPPED_UP = "proved again"
    STEP_UP_FAILED = "proving again failed"
    ACCOUNT_CHANGED = "account changed"
    ROLE_REFUSED = "refused by role"
    POLICY_REFUSED = "policy refused"
    CODE_UNKNOWN = "wrong code tried"
    CSRF_REFUSED = "csrf refused"
    TOO_LARGE = "body too large"
    CSP_VIOLATED = "csp violated"
    IDENTITY_REQUESTED = "identity requested"
    IDENTITY_DECIDED = "identity request decided"
    IDENTITY_OPENED = "identity opened"
    IDENTITY_ALARM = "identity alarm"
    ORIGINAL_OPENED = "original opened"
    VNEID_REFUSED = "answer of vneid refused"
    EXPORTED = "exported"
    CONFLICT_LIFTED = "conflict lifted"
    SET_ASIDE = "petition set aside"
    #: a file that is closed to them for a conflict of interest; one they may not know of, or none
    CONFLICT_HIT = "closed file asked for"
    FILE_UNKNOWN = "unknown file asked for"
    CLOCK_STEPPED = "clock stepped"
    DATABASE_STEPPED = "database's clock stepped"
    CLOCK_APART = "clock apart from the database's"
    CLOCK_BEHIND = "clock behind what was sealed"
    WITNESS_APART = "clock apart from a witness's"
    HISTORY_SOUND = "history sound"
    HISTORY_TAMPERED = "history tampered with"
    HISTORY_UNCERTAIN = "history could not be verified"


#: What happens every day and is no sign of anything.
ORDINARY = frozenset(
    {
        SecurityEvent.SIGN_IN_SUCCEEDED,
        SecurityEvent.SIGNED_OUT,
        SecurityEvent.STEPPED_UP,
        SecurityEvent.HISTORY_SOUND,
    }
)
#: For which somebody gets up at night.
LOUD = frozenset(
    {
        SecurityEvent.HISTORY_TAMPERED,
        SecurityEvent.CLOCK_STEPPED,
        SecurityEvent.DATABASE_STEPPED,
        SecurityEvent.CLOCK_APART,
        SecurityEvent.CLOCK_BEHIND,
        SecurityEvent.WITNESS_APART,
    }
)


@dataclass(frozen=True, slots=True)
class Noted:
    """One event; its fact ``detail`` is shown to whoever audits, beside the pseudonyms."""

    event: SecurityEvent
    facts: Mapping[str, str | int | None]


def note(event: SecurityEvent, **facts: str | int | None) -> None:
    """Write one line; ``facts`` are pseudonyms, figures and words of our own code."""
    if has_request_context():
        g.setdefault("security_events", []).append(Noted(event, facts))
    log.log(_level(event), event.value, extra={"facts": facts})


def _level(event: SecurityEvent) -> int:
    if event in LOUD:
        return logging.CRITICAL
    return logging.INFO if event in ORDINARY else logging.WARNING


def noted() -> Sequence[Noted]:
    """What was noted in the request so far."""
    return tuple(g.get("security_events", ()))


def account(username: str) -> str:
    """The pseudonym of an account, or of what somebody typed as one."""
    return _pseudonym("account", username)


def neighbourhood(network: str, day: date) -> str:
    """The pseudonym of a network for one day."""
    return _pseudonym("network", f"{day.isoformat()} {network}")


def _pseudonym(kind: str, value: str) -> str:
    key = current_settings().secret_key.encode()
    return hmac.digest(key, f"log {kind} {value}".encode(), "sha256").hex()[:16]
