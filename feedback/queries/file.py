"""One file as an officer reads it: the petition or the case with all that hangs on it.

The number of statements is fixed, whatever the file holds. A file of another agency is answered
like one that does not exist.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import RowMapping
from sqlalchemy.orm import Session

from feedback.domain.erasure import shown
from feedback.domain.identity import Identity
from feedback.domain.lodging import file_title
from feedback.domain.petitions import Kind, SubjectKind
from feedback.domain.policy.fields import sender_is_shown
from feedback.domain.policy.relations import Relation
from feedback.domain.policy.rows import facts_of_file
from feedback.domain.roles import Actor, Role
from feedback.domain.words import WRITTEN, Words
from feedback.extensions import current_identities, current_texts
from feedback.models.delivered import SENT, sent
from feedback.queries import file_rows
from feedback.queries.file_facts import facts_of
from feedback.queries.file_head import head_of
from feedback.queries.file_parts import Done, Duty, File, Paper, Redacted
from feedback.vault.identities import Stored
from feedback.vault.words import redacted as redacted_field

#: What is read here is held by the reader's agency.
HELD = (Relation.HOLDER,)


def file(session: Session, actor: Actor, subject_id: int, kind: SubjectKind) -> File:
    """The file, if the actor's agency holds it; NotFoundError otherwise."""
    head = head_of(session, actor, subject_id, kind)
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
        facts=facts_of(
            head, paper, acts, [one for of, one in letters if of == subject_id], clocks, deliveries
        ),
    )


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
