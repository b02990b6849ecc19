"""Signing in by the province's provider: only accounts that their owners have linked.

No account and no role comes from what the provider says: it tells who somebody is there, by issuer
and subject, and the owner of an account here has said that this is them (ASVS 10.5).
"""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from feedback.domain.errors import DomainError
from feedback.domain.sign_in import Method
from feedback.extensions import current_settings
from feedback.models.sign_in import SignOnLink
from feedback.services.ground.transaction import transaction
from feedback.services.signing_in import account_events
from feedback.services.signing_in.account_events import What
from feedback.services.signing_in.accounts import Account
from feedback.services.signing_in.identity_provider import Believed
from feedback.services.signing_in.providers import Provider

UNKNOWN = "Chưa có tài khoản nào ở đây nối với bạn. Đăng nhập cách khác, rồi nối ở trang khóa."
TAKEN = "Người này đã nối với một tài khoản khác."


class NotLinkedError(DomainError):
    """Believed, and nobody here."""


def province() -> Provider:
    settings = current_settings()
    return Provider(
        called="hệ thống đăng nhập của tỉnh",
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        secret=settings.keys_dir / "oidc_secret",
        acr=settings.oidc_acr,
    )


def account_id(session: Session, believed: Believed) -> int:
    found = session.scalar(select(SignOnLink.user_id).where(*_same(believed)))
    if found is None:
        raise NotLinkedError(UNKNOWN)
    return found


def method() -> Method:
    """A provider of which strength was demanded has vouched for it, else it was not believed."""
    return Method.SIGN_ON_VOUCHED if current_settings().oidc_acr else Method.SIGN_ON


def link(account: Account, believed: Believed, now: datetime) -> None:
    """From now on this person of the provider enters as this account."""
    with transaction() as session:
        owner = session.scalar(select(SignOnLink.user_id).where(*_same(believed)))
        if owner is not None:
            raise NotLinkedError(TAKEN)
        session.add(
            SignOnLink(
                user_id=account.id, issuer=believed.issuer, subject=believed.subject, since=now
            )
        )
        account_events.record(session, account.id, What.SIGN_ON_LINKED, now, by=account.id)


def unlink(account: Account, now: datetime) -> None:
    with transaction() as session:
        session.execute(delete(SignOnLink).where(SignOnLink.user_id == account.id))
        account_events.record(session, account.id, What.SIGN_ON_UNLINKED, now, by=account.id)


def linked(session: Session, user_id: int) -> SignOnLink | None:
    found = select(SignOnLink).where(SignOnLink.user_id == user_id).order_by(SignOnLink.id)
    return session.scalars(found).first()


def _same(believed: Believed) -> tuple[ColumnElement[bool], ...]:
    return SignOnLink.issuer == believed.issuer, SignOnLink.subject == believed.subject
