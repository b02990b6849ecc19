"""What somebody has to prove who they are, and that enough of it stays."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from feedback.domain.errors import NotAllowedError
from feedback.domain.roles import Role
from feedback.domain.sign_in import Demand, Method, is_enough
from feedback.models.sign_in import CodeGenerator, Passkey
from feedback.services.signing_in import one_time_codes, paper_codes, passkeys
from feedback.services.signing_in.accounts import Account
from feedback.services.signing_in.paper_codes import PaperPurpose
from feedback.services.signing_in.passkey_proof import method_of

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


def is_lacking(held: Factors, role: Role, *, demanded: Demand) -> bool:
    """Whether none of these opens the rooms of the role, and a password would not either."""
    methods = [*map(method_of, held.keys), Method.PASSWORD]
    if held.generator:
        methods.append(Method.PASSWORD_AND_CODE)
    return not any(is_enough(role, method, demanded=demanded) for method in methods)


def refuse_removing_last(
    session: Session, account: Account, *, demanded: Demand, key: int | None
) -> None:
    """Who needs a second factor does not throw the last one away: ``key``, or the generator."""
    held = factors_of(session, account.id)
    left = replace(
        held,
        keys=tuple(one for one in held.keys if one.id != key),
        generator=held.generator if key is not None else None,
    )
    if is_lacking(left, account.role, demanded=demanded):
        raise NotAllowedError(LAST)


def forget(session: Session, user_id: int, now: datetime) -> None:
    """Whoever activates an account anew begins without what was lost; part of a use case."""
    for key in passkeys.keys_of(session, user_id):
        key.removed_at = now
    one_time_codes.forget(session, user_id, now)
