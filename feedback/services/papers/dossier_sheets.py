"""What stands on the sheets of a dossier, as plain values for their templates."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day, vietnam_time
from feedback.domain.erasure import lost_words, shown
from feedback.domain.history.entries import MalformedEntryError, parse
from feedback.domain.identity import Identity
from feedback.domain.letters.wording import short_day, time_words
from feedback.domain.petitions import KIND_TITLES, Kind, SubjectKind
from feedback.extensions import current_texts
from feedback.models.agency import Agency, UserAccount
from feedback.models.deadline import Deadline
from feedback.models.entry import Entry, LogCheckpoint
from feedback.models.petition import Petition
from feedback.models.subject import Subject
from feedback.models.words import title_of
from feedback.services.subject import words
from feedback.services.subject.identities import plain_of
from feedback.services.subject.numbers import subject_number
from feedback.vault.identities import Stored
from feedback.workflows.events import EVENT_TITLES
from feedback.workflows.limits.registry import limit_named
from feedback.workflows.registry import edition_named

#: That a case file is opened and its pages are numbered, by kind.
BASES = {
    Kind.COMPLAINT: "khoản 2 Điều 34 Luật Khiếu nại",
    Kind.DENUNCIATION: "khoản 3 Điều 39 Luật Tố cáo",
}
ENDED = {"met": "Đã xong", "void": "Không còn áp dụng"}


def cover(session: Session, subject: Subject, made_at: datetime, *, sealed: bool) -> dict[str, Any]:
    agency = session.get_one(Agency, subject.agency_id)
    of_case = subject.subject_kind is SubjectKind.CASE
    return {
        "number": subject_number(subject),
        "heading": "HỒ SƠ VỤ VIỆC" if of_case else "HỒ SƠ ĐƠN",
        "superior_lines": list(agency.superior_lines),
        "issuing_lines": list(agency.issuing_lines),
        "agency": agency.name,
        "kind": KIND_TITLES[subject.kind],
        "title": "" if sealed else _title(session, subject),
        "received": short_day(civil_day(subject.received_at)),
        "closed": _day(subject.closed_on),
        "state": edition_named(subject.procedure, subject.edition).state(subject.state).title,
        "made": time_words(made_at),
        "basis": BASES.get(subject.kind, ""),
        "sealed": sealed,
    }


def petition(one: Petition) -> dict[str, Any]:
    """A reporter of a thing at a place stays hidden from whoever handles it (``reporters``)."""
    said = shown(words.read(one))
    return {
        "number": subject_number(one),
        "kind": KIND_TITLES[one.kind],
        "received": time_words(one.received_at),
        "sender": "Không hiện với đơn vị xử lý" if one.urgency else _sender(one),
        "against": said.against,
        "place": said.place,
        "story": said.story,
        "wanted": said.wanted,
    }


def _title(session: Session, subject: Subject) -> str:
    of = Subject.__table__
    found = select(title_of(of)).where(of.c.id == subject.id)
    return current_texts().title(Stored.of(session.scalars(found).one()))


def _sender(one: Petition) -> str:
    known = [plain_of(party) for party in sorted(one.parties, key=lambda party: party.id)]
    return "; ".join(filter(None, map(_known, known))) or "Không nêu tên"


def _known(who: Identity) -> str:
    if who.lost:
        return lost_words(who)
    called = f"{who.form_of_address} {who.name}".strip()
    return ", ".join(part for part in (called, who.address) if part) if who.name else ""


def closing(
    session: Session, files: Sequence[Subject], made_at: datetime
) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """The last sheets: name, title, values."""
    number = subject_number(files[0])
    yield (
        "periods",
        "Phiếu theo dõi thời hạn",
        {
            "number": number,
            "made": time_words(made_at),
            "rows": [_period(row) for row in _deadlines(session, files)],
        },
    )
    yield (
        "history",
        "Lịch sử hồ sơ",
        {
            "number": number,
            "files": _histories(session, files),
            "checkpoint": _checkpoint(session),
        },
    )


def _deadlines(session: Session, files: Sequence[Subject]) -> Sequence[Deadline]:
    ids = [one.id for one in files]
    return session.scalars(
        select(Deadline).where(Deadline.subject_id.in_(ids)).order_by(Deadline.id)
    ).all()


def _period(row: Deadline) -> dict[str, Any]:
    limit = limit_named(row.limit_id)
    ended = f"{ENDED.get(row.state, 'Đang chạy')} {_day(row.closed_on)}".strip()
    late = row.state == "met" and row.due_legal and row.closed_on and row.closed_on > row.due_legal
    return {
        "title": limit.title,
        "basis": str(limit.basis) if limit.prints_as_law else "",
        "start": short_day(row.started_on),
        "due": _day(row.due_legal),
        "ended": f"{ended}, quá hạn" if late and not row.waits else ended,
        "lines": list(row.explanation),
    }


def export(session: Session, files: Sequence[Subject]) -> bytes:
    """The entries byte for byte, a line each, file after file (``domain.history.export``)."""
    return b"".join(entry.body + b"\n" for one in files for entry in _entries(session, one.uid))


def _entries(session: Session, uid: UUID) -> Sequence[Entry]:
    return session.scalars(select(Entry).where(Entry.subject == uid).order_by(Entry.seq)).all()


def _histories(session: Session, files: Sequence[Subject]) -> list[dict[str, Any]]:
    entries = [(one, _entries(session, one.uid)) for one in files]
    names = _names(session)
    return [
        {"number": subject_number(one), "rows": [_row(entry, names) for entry in its]}
        for one, its in entries
    ]


def _names(session: Session) -> dict[str, str]:
    people = session.execute(select(UserAccount.id, UserAccount.name))
    return {"citizen": "Người gửi đơn", "system": "Hệ thống"} | {
        f"user:{id_}": name for id_, name in people
    }


def _row(entry: Entry, names: Mapping[str, str]) -> dict[str, Any]:
    try:
        actor = parse(entry.body).actor
    except MalformedEntryError:
        actor = ""
    return {
        "place": entry.index,
        "at": vietnam_time(entry.at).strftime("%d/%m/%Y %H:%M:%S"),
        "title": EVENT_TITLES.get(entry.type, entry.type),
        "actor": names.get(actor, actor),
        "leaf": entry.leaf.hex(),
    }


def _checkpoint(session: Session) -> dict[str, Any] | None:
    newest = session.scalars(
        select(LogCheckpoint).order_by(LogCheckpoint.size.desc()).limit(1)
    ).one_or_none()
    if newest is None:
        return None
    return {
        "size": newest.size,
        "root": newest.root.hex(),
        "at": vietnam_time(newest.sealed_at).strftime("%d/%m/%Y %H:%M:%S"),
    }


def _day(day: date | None) -> str:
    return short_day(day) if day else ""
