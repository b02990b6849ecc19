"""What somebody has to prove who they are, and that enough of it stays."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from feedback.domain.errors import NotAllowedError
from feedback.domain.sign_in import SECOND_FACTOR
from feedback.models.sign_in import CodeGenerator, Passkey
from feedback.services import one_time_codes, paper_codes, passkeys
from feedback.services.accounts import Account
from feedback.services.paper_codes import PaperPurpose

#: One lost key must not keep its owner out.
RECOMMENDED = 2
LAST = "Vai trò của bạn cần khóa đăng nhập hoặc mã một lần. Thêm cách khác trước khi gỡ cách này."


@dataclass(frozen=True, slots=True)
class Factors:
    """The page of one's own keys."""

    keys: tuple[Passkey, ...]
    generator: CodeGenerator | None
    recovery_left: int

    @property
    def count(self) -> int:
        return len(self.keys) + bool(self.generator)


def factors_of(session: Session, user_id: int) -> Factors:
    return Factors(
        keys=tuple(passkeys.keys_of(session, user_id)),
        generator=session.get(CodeGenerator, user_id),
        recovery_left=paper_codes.left(session, user_id, PaperPurpose.RECOVERY),
    )


def refuse_removing_last(session: Session, account: Account, *, demanded: bool) -> None:
    """Who needs a second factor does not throw the last one away."""
    if not demanded or account.role not in SECOND_FACTOR:
        return
    if factors_of(session, account.id).count <= 1:
        raise NotAllowedError(LAST)


def forget(session: Session, user_id: int, now: datetime) -> None:
    """Whoever activates an account anew begins without what was lost; part of a use case."""
    for key in passkeys.keys_of(session, user_id):
        key.removed_at = now
    one_time_codes.forget(session, user_id, now)
