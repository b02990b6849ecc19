"""Whom a level of the ladder is addressed to: the person at work, the head, the heads above.

Where somebody is missing the next one up answers; above the last head it is the nearest one below.
Only an institution without any head leaves a level without an addressee. Whoever leads an agency
that a denunciation is about is never told of it: the next one up is (LTC Điều 12 khoản 1).
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from feedback.domain.escalation import Addressee
from feedback.domain.roles import Role
from feedback.models.agency import Agency, UserAccount


@dataclass(frozen=True, slots=True)
class Recipient:
    user_id: int
    email: str


@dataclass(frozen=True, slots=True)
class Directory:
    """Who stands where, at one moment; small beside what it is asked about."""

    superiors: dict[int, int | None]
    #: by agency
    heads: dict[int, Recipient]
    #: active people, by id
    people: dict[int, Recipient]

    def find(
        self,
        whom: Addressee,
        agency_id: int,
        person_id: int | None,
        barred: Collection[int] = (),
        kept_out: Collection[int] = (),
    ) -> Recipient | None:
        """The addressee at the agency that holds the file, or who answers in their stead.

        ``barred`` are agencies whose heads the file is about, ``kept_out`` people with an interest.
        """
        if whom is Addressee.PERSON and person_id in self.people and person_id not in kept_out:
            return self.people[person_id]
        line = self._line(agency_id)
        first = {Addressee.SUPERIOR_HEAD: 1, Addressee.PROVINCE_HEAD: len(line) - 1}.get(whom, 0)
        in_turn = [*line[first:], *reversed(line[:first])]
        heads = (self.heads[each] for each in in_turn if each in self.heads and each not in barred)
        return next((head for head in heads if head.user_id not in kept_out), None)

    def _line(self, agency_id: int) -> list[int]:
        """The agency, its superior, and so on up to the top."""
        line = [agency_id]
        while (above := self.superiors.get(line[-1])) is not None and above not in line:
            line.append(above)
        return line


def directory(session: Session, person_ids: Collection[int]) -> Directory:
    """The heads of all agencies, and those of the named people who are active."""
    heads: dict[int, Recipient] = {}
    for agency_id, recipient in _recipients(session, UserAccount.role == Role.HEAD):
        heads.setdefault(agency_id, recipient)
    people = _recipients(session, UserAccount.id.in_(person_ids)) if person_ids else []
    return Directory(
        superiors=dict(session.execute(select(Agency.id, Agency.superior_id)).all()),
        heads=heads,
        people={recipient.user_id: recipient for _, recipient in people},
    )


def _recipients(session: Session, which: ColumnElement[bool]) -> list[tuple[int, Recipient]]:
    rows = session.execute(
        select(UserAccount.agency_id, UserAccount.id, UserAccount.email)
        .where(UserAccount.active, which)
        .order_by(UserAccount.id)
    )
    return [(agency_id, Recipient(user_id, email)) for agency_id, user_id, email in rows]
