"""One row of the policy: who, doing what, to which files, while what holds, by which article."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from feedback.domain.policy.actions import Action
from feedback.domain.policy.relations import Relation
from feedback.domain.roles import Role
from feedback.domain.time_limits import Basis

#: Where the law leaves it open and the system chose (``docs/adr/0042``).
HOUSE: Final = "Quy định của hệ thống"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What of a file the policy asks; nothing of them is true of what is no file."""

    #: a denunciation, or whatever else the law keeps the sender of secret
    protected: bool = False
    #: nobody who works on it may know who sent it: protected, or a thing reported at a place
    hidden: bool = False


NO_FACTS: Final = FileFacts()


def facts_of_file(confidential: bool, urgency: str) -> FileFacts:  # noqa: FBT001 - a column
    """The facts from the columns of a file."""
    return FileFacts(protected=confidential, hidden=confidential or bool(urgency))


class Only(StrEnum):
    """While what a row holds; the value says it to people."""

    ANY = ""
    PROTECTED = "danh tính được bảo vệ"
    UNPROTECTED = "danh tính không được bảo vệ"
    SENDER_SHOWN = "người gửi không được giữ bí mật"

    def holds(self, facts: FileFacts) -> bool:
        match self:
            case Only.PROTECTED:
                return facts.protected
            case Only.UNPROTECTED:
                return not facts.protected
            case Only.SENDER_SHOWN:
                return not facts.hidden
            case _:
                return True


@dataclass(frozen=True, slots=True)
class Row:
    action: Action
    roles: tuple[Role, ...]
    relations: tuple[Relation, ...]
    basis: Basis
    only: Only = Only.ANY
