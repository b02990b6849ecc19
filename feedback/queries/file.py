"""One file as an officer reads it: the petition or the case with all that hangs on it.

The number of statements is fixed, whatever the file holds. A file of another agency is answered
like one that does not exist.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, RowMapping, Select, bindparam, func, select, true
from sqlalchemy import case as sql_case
from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.erasure import shown
from feedback.domain.errors import NotFoundError
from feedback.domain.identity import Identity
from feedback.domain.lodging import Channel, file_title
from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind, documents
from feedback.domain.policy.fields import sender_is_shown
from feedback.domain.policy.relations import Relation
from feedback.domain.policy.rows import facts_of_file
from feedback.domain.roles import Actor, Role
from feedback.domain.service_of_documents import Sent
from feedback.domain.service_of_documents import facts_of as facts_of_deliveries
from feedback.domain.words import WRITTEN, Words
from feedback.extensions import current_identities, current_settings, current_texts
from feedback.models.agency import Agency, Commune, UserAccount
from feedback.models.case import Case
from feedback.models.conflict import conflict_free
from feedback.models.delivered import SENT, sent
from feedback.models.identity import alike, stored_person
from feedback.models.letter import Stage
from feedback.models.obligation import Obligation
from feedback.models.petition import Petition
from feedback.models.redaction import RedactedCopy, stored_text
from feedback.models.subject import Subject
from feedback.models.together import is_followed, is_joint
from feedback.models.words import stored_words
from feedback.queries import file_rows
from feedback.queries.file_parts import Clock, Done, Duty, File, Letter, Paper, Redacted
from feedback.queries.views import first_petition
from feedback.vault.identities import Stored
from feedback.vault.words import redacted as redacted_field

subject, petition, case = Subject.__table__, Petition.__table__, Case.__table__
agency, obligation = Agency.__table__, Obligation.__table__
account, commune = UserAccount.__table__, Commune.__table__
redacted_copy = RedactedCopy.__table__


def file(session: Session, actor: Actor, subject_id: int, kind: SubjectKind) -> File:
    """The file, if the actor's agency holds it; NotFoundError otherwise."""
    head = _head(session, actor, subject_id, kind)
    words = _words(head)
    paper = _paper(head, words)
    ids = sorted({subject_id, paper.id})
    acts = file_rows.acts(session, ids)
    letters = file_rows.letters(session, ids)
    clocks = file_rows.clocks(session, subject_id)
    deliveries = sent(session.execute(SENT, {"subject_id": subject_id}))
    return File(
        **_common(head),
        title=file_title(Kind(head["kind"]), paper.channel, words.story),
        duty=_duty(head),
        paper=paper,
        contact=_contact(head, actor),
        redacted=_redacted(head),
        alike=() if head["confidential"] or head["urgency"] else tuple(head["alike"]),
        attachments=file_rows.attachments(session, paper.id),
        clocks=clocks,
        acts=_without_their_words(acts) if head["confidential"] else acts,
        letters=tuple(letter for _, letter in letters),
        reached=file_rows.reached(session, ids),
        drafts=file_rows.drafts(session, ids),
        sisters=file_rows.sisters(session, actor, paper),
        facts=_facts(
            head, paper, acts, [one for of, one in letters if of == subject_id], clocks, deliveries
        ),
    )


def _statement() -> Select[Any]:
    """Subject, paper, sender, duty and names in one row."""
    person, head = account.alias("person"), account.alias("head")
    first = first_petition("first")
    at_work = func.coalesce(obligation.c.person_id, subject.c.person_id)
    copied = (
        select(redacted_copy)
        .where(redacted_copy.c.petition_id == petition.c.id)
        .order_by(redacted_copy.c.id.desc())
        .limit(1)
    ).lateral("copied")
    left_out = {"uid", "person_id", "search", "code_hash", "content", "title"}
    return (
        select(
            *(column for column in subject.c if column.name not in left_out),
            *(c.label(f"paper_{c.name}") for c in petition.c if c.name not in left_out),
            stored_person(petition.c.id).label("sender"),
            # those of a denunciation are not even selected
            sql_case((~subject.c.confidential, stored_words(petition.c.id))).label("words"),
            *copied.c["sha256", "pages", "made_at"],
            stored_text(copied.c.id).label("redacted"),
            alike(petition.c.id, subject.c.agency_id).label("alike"),
            case.c.year.label("case_year"),
            case.c.number.label("case_number"),
            case.c.accepted_on,
            case.c.verdict,
            is_joint(case.c.id).label("joint"),
            is_followed(case.c.id).label("followed"),
            agency.c.name.label("agency_name"),
            agency.c.code.label("agency_code"),
            agency.c.level.label("agency_level"),
            commune.c.name.label("commune"),
            obligation.c.task,
            obligation.c.role,
            obligation.c.product,
            obligation.c.due_on,
            obligation.c.paused,
            person.c.name.label("person"),
            person.c.title.label("person_title"),
            head.c.name.label("head"),
            head.c.title.label("head_title"),
        )
        .select_from(
            subject.join(agency, agency.c.id == subject.c.agency_id)
            .outerjoin(case, case.c.id == subject.c.id)
            .outerjoin(first, true())
            .join(petition, petition.c.id == func.coalesce(first.c.id, subject.c.id))
            .outerjoin(copied, true())
            .outerjoin(commune, commune.c.code == subject.c.commune_code)
            .outerjoin(
                obligation,
                (obligation.c.subject_id == subject.c.id) & obligation.c.done_at.is_(None),
            )
            .outerjoin(person, person.c.id == at_work)
            .outerjoin(head, head.c.id == obligation.c.head_id)
        )
        .where(
            subject.c.id == bindparam("subject_id", type_=BigInteger),
            subject.c.subject_kind == bindparam("kind"),
            subject.c.agency_id == bindparam("agency_id", type_=BigInteger),
            conflict_free(subject.c.id),
        )
    )


_HEAD = _statement()
#: What is read here is held by the reader's agency.
HELD = (Relation.HOLDER,)


def _head(session: Session, actor: Actor, subject_id: int, kind: SubjectKind) -> RowMapping:
    given = {"subject_id": subject_id, "kind": kind, "agency_id": actor.agency_id}
    row = session.execute(_HEAD, given).mappings().one_or_none()
    if row is None:
        msg = "Không tìm thấy hồ sơ."
        raise NotFoundError(msg)
    return row


def _common(head: RowMapping) -> dict[str, Any]:
    is_case = head["subject_kind"] == SubjectKind.CASE
    copied = (
        "id", "procedure", "state", "field", "confidential", "received_at", "accepted_on",
        "paused_on", "closed_on", "version", "agency_name", "agency_code", "commune_code",
        "urgency",
    )  # fmt: skip
    return {
        **{name: head[name] for name in copied},
        "subject_kind": SubjectKind(head["subject_kind"]),
        "kind": Kind(head["kind"]),
        "edition_name": head["edition"],
        "verdict": head["verdict"] or "",
        "book": "VV" if is_case else head["paper_book"],
        "year": head["case_year"] if is_case else head["paper_year"],
        "number": head["case_number"] if is_case else head["paper_number"],
        "commune": head["commune"] or "",
    }


def _words(head: RowMapping) -> Words:
    """None of a denouncer: read by themselves, each time with a reason (``original_reading``)."""
    if head["confidential"]:
        return Words()
    return shown(current_texts().words(Stored.of(head["words"])))


def _paper(head: RowMapping, words: Words) -> Paper:
    names = [name for name in Paper.__slots__ if name not in {"declared_kind", *WRITTEN}]
    values = {name: head[f"paper_{name}"] for name in names} | words.written
    return Paper(**values, declared_kind=Kind(head["paper_declared_kind"]))


def _without_their_words(acts: Sequence[Done]) -> tuple[Done, ...]:
    """What a denouncer added from the page of the receipt is read like the petition itself."""
    return tuple(replace(act, data={}) if act.role is Role.CITIZEN else act for act in acts)


def _redacted(head: RowMapping) -> Redacted | None:
    if not head["confidential"] or head["made_at"] is None:
        return None
    stored, field = Stored.of(head["redacted"]), redacted_field(head["sha256"])
    text = "" if head["pages"] else current_texts().text(stored, field)
    return Redacted(text, head["pages"], head["made_at"])


def _contact(head: RowMapping, actor: Actor) -> Identity | None:
    """Who sent it, for a reader of the agency that holds the file."""
    facts = facts_of_file(head["confidential"], head["urgency"])
    if head["sender"] is None or not sender_is_shown(actor.role, HELD, facts):
        return None
    return current_identities().read(Stored.of(head["sender"]))


def _duty(head: RowMapping) -> Duty | None:
    if head["task"] is None:
        return None
    return Duty(
        task=head["task"],
        role=Role(head["role"]),
        person=head["person"] or "",
        person_title=head["person_title"] or "",
        head=head["head"] or "",
        head_title=head["head_title"] or "",
        product=head["product"],
        due_on=head["due_on"],
        paused=head["paused"],
    )


def _facts(
    head: RowMapping,
    paper: Paper,
    acts: Sequence[Done],
    letters: Sequence[Letter],
    clocks: Sequence[Clock],
    deliveries: Sequence[Sent],
) -> Facts:
    """What the law's conditions may ask, from the rows already read.

    A test compares it with ``feedback.services.subjects.facts_of``, by which acts are judged.
    """
    is_petition = head["subject_kind"] == SubjectKind.PETITION
    dates: dict[str, date | None] = {}
    for clock in clocks:
        known = dates.get(clock.rule)
        dates[clock.rule] = max(known, clock.due) if known and clock.due else clock.due or known
    return Facts(
        subject=SubjectKind(head["subject_kind"]),
        kind=Kind(head["kind"]),
        state=head["state"],
        received_on=civil_day(head["received_at"]),
        accepted_on=head["accepted_on"],
        paused_for=head["paused_for"],
        signed=is_petition and paper.signed,
        anonymous=is_petition and paper.anonymous,
        online=is_petition and paper.channel == Channel.WEB,
        transfers=paper.transfers if is_petition else 0,
        urgency=head["urgency"],
        second=paper.earlier_case_id is not None,
        joint=head["joint"],
        crowd=head["crowd"],
        redacted=head["kind"] == Kind.DENUNCIATION and head["made_at"] is not None,
        followed=head["followed"],
        level="" if is_petition else head["agency_level"],
        acts={a.action: DoneAct(a.on, a.data) for a in acts if a.subject_id == head["id"]},
        **documents(
            (one.name, one.stage is Stage.ISSUED)
            for one in letters
            if one.stage is not Stage.VOIDED
        ),
        closing_dates=dates,
        running=frozenset(clock.rule for clock in clocks if clock.state == "open"),
        **facts_of_deliveries(deliveries, current_settings().portal_service),
    )
