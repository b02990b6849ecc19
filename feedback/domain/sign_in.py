"""Who must prove what, how long a session lasts, how fresh a proof must be: tables, asked purely.

Figures after NIST SP 800-63B-4 (12 hours, 30 minutes at AAL2; shorter where denouncers' names are
kept) and OWASP ASVS 5.0, 6.3.3 and 7.3; section 6c of the security design.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from feedback.domain.roles import Role


class Method(StrEnum):
    """How somebody proved who they are."""

    PASSWORD = "password"  # noqa: S105 - the word, not one
    PASSWORD_AND_CODE = "password_and_code"  # noqa: S105 - as above
    PASSKEY = "passkey"
    #: a passkey that proved, when it was made, that it is of a make that cannot be copied
    HARDWARE_KEY = "hardware_key"
    #: by the province's provider, which said nothing about how
    SIGN_ON = "sign_on"
    #: by the province's provider, which vouched for the strength that is demanded of it
    SIGN_ON_VOUCHED = "sign_on_vouched"
    #: by a code an administrator handed over: good for setting up what comes after, and no more
    ACTIVATION = "activation"


class Demand(StrEnum):
    """What the installation asks of those who decide, administer or keep identities."""

    NOTHING = "nothing"
    SECOND_FACTOR = "second_factor"
    HARDWARE = "hardware"


STRONG = frozenset(
    {Method.PASSWORD_AND_CODE, Method.PASSKEY, Method.HARDWARE_KEY, Method.SIGN_ON_VOUCHED}
)
ENOUGH = {
    Demand.NOTHING: frozenset(Method),
    Demand.SECOND_FACTOR: STRONG,
    Demand.HARDWARE: frozenset({Method.HARDWARE_KEY}),
}
#: Who sees names of denouncers, decides, or gives others their roles.
SECOND_FACTOR = frozenset({Role.CUSTODIAN, Role.PROTECTOR, Role.HEAD, Role.ADMINISTRATOR})

METHOD_WORDS = {
    Method.PASSWORD: "mật khẩu",
    Method.PASSWORD_AND_CODE: "mật khẩu và mã một lần",
    Method.PASSKEY: "khóa đăng nhập",
    Method.HARDWARE_KEY: "khóa cứng",
    Method.SIGN_ON: "đăng nhập một lần của tỉnh",
    Method.SIGN_ON_VOUCHED: "đăng nhập một lần của tỉnh",
    Method.ACTIVATION: "mã kích hoạt",
}

#: What is asked before identities, roles, exports and deletion may be this old (7.5.3).
FRESH = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Limits:
    """A session ends after ``idle`` without a request, and after ``whole`` in any case."""

    idle: timedelta
    whole: timedelta


USUAL = Limits(idle=timedelta(minutes=30), whole=timedelta(hours=12))
LIMITS = dict.fromkeys(
    (Role.CUSTODIAN, Role.PROTECTOR), Limits(idle=timedelta(minutes=15), whole=timedelta(hours=4))
)


def limits(role: Role) -> Limits:
    return LIMITS.get(role, USUAL)


def is_over(role: Role, since: datetime, seen_at: datetime, now: datetime) -> bool:
    """Whether a session begun and last used then has run out."""
    longest = limits(role)
    return now - seen_at > longest.idle or now - since > longest.whole


def is_fresh(proved_at: datetime, now: datetime) -> bool:
    return now - proved_at <= FRESH


def is_enough(role: Role, method: Method, *, demanded: Demand) -> bool:
    """Whether this proof opens the rooms of this role."""
    return role not in SECOND_FACTOR or method in ENOUGH[demanded]
