"""Entering a voters' recommendation: a paper that is no citizen's petition, and its case at once.

It skips the sorting of petitions: who forwarded it has sorted it, no clock of complaints runs, and
nobody proposes to accept what the Council asks about. The paper keeps the words and its number; the
case runs ``voter_recommendation`` from the day it is entered. Only the office that received it
enters it; citizens' forms do not know the kind.
"""

from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from feedback.domain.clock import civil_day
from feedback.domain.errors import InvalidInputError
from feedback.domain.history.entries import Draft, RegisterNumber
from feedback.domain.identity import Identity
from feedback.domain.lodging import Channel
from feedback.domain.petitions import DoneAct, Facts, Kind, SubjectKind
from feedback.domain.policy.actions import Action
from feedback.domain.roles import Actor
from feedback.domain.voters import VotersRecommendation
from feedback.domain.words import Words
from feedback.models.act import PerformedAct
from feedback.models.case import Case
from feedback.models.petition import Petition
from feedback.services.acts import taking_up
from feedback.services.books import registers
from feedback.services.ground.transaction import transaction
from feedback.services.lodging import submission
from feedback.services.log import history
from feedback.services.rights import permission
from feedback.services.subject import identities, words
from feedback.services.subject.numbers import CASES, PETITIONS
from feedback.services.time import obligations
from feedback.services.time.clocks import Clocks
from feedback.vault.codes import code_hash
from feedback.vault.keys import KeyRing
from feedback.workflows.events import EVENTS
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.registry import edition_in_force
from feedback.workflows.rows import Act

PROCEDURE = "voter_recommendation"


def enter(what: VotersRecommendation, actor: Actor, keys: KeyRing, now: datetime) -> int:
    """Enter the recommendation at the actor's agency; returns the id of its case.

    Sent twice under one code, it is the first one's.
    """
    permission.officer(actor, Action.ENTER_VOTERS)
    _refuse_incomplete(what, now)
    with transaction() as session:
        known = submission.find(session, code_hash(what.code, keys.code_pepper))
        if known is not None:
            return session.get_one(Petition, known).case_id or 0
        petition = _paper(session, what, actor, keys, now)
        case = taking_up.open_case(session, petition, PROCEDURE, civil_day(now))
        opened = _begin(session, case, what, actor, now)
        history.record_many(session, [_entered(petition, actor, now), opened])
        return case.id


def _refuse_incomplete(what: VotersRecommendation, now: datetime) -> None:
    if what.source not in dict(INPUTS["source"].choices):
        raise InvalidInputError("source", "Chọn nơi chuyển kiến nghị.")
    for name in ("session", "voters_of", "story"):
        if not getattr(what, name).strip():
            title = INPUTS[name].title if name in INPUTS else "Nội dung kiến nghị"
            raise InvalidInputError(name, f"Bạn chưa điền: {title}.")
    if what.met_on > civil_day(now):
        raise InvalidInputError("met_on", "Ngày tiếp xúc cử tri chưa đến.")


def _forwarder(what: VotersRecommendation) -> str:
    return dict(INPUTS["source"].choices)[what.source]


def _paper(
    session: Session, what: VotersRecommendation, actor: Actor, keys: KeyRing, now: datetime
) -> Petition:
    """The paper is accepted as it is entered, so nothing of it stays open."""
    day, said = civil_day(now), _words(what)
    edition = edition_in_force("intake", day)
    petition = Petition(
        uid=uuid4(),
        kind=Kind.VOTER_RECOMMENDATION,
        procedure=edition.procedure,
        edition=edition.name,
        state="accepted",
        agency_id=actor.agency_id,
        entered_agency_id=actor.agency_id,
        commune_code=what.commune_code,
        field=what.field,
        received_at=now,
        closed_on=day,
        book=PETITIONS,
        year=day.year,
        number=registers.next_number(session, PETITIONS, day.year),
        code_hash=code_hash(what.code, keys.code_pepper),
        declared_kind=Kind.VOTER_RECOMMENDATION,
        channel=Channel.VOTERS,
    )
    key = identities.new_key(petition.uid)
    words.write(petition, said, key)
    petition.search = identities.index_of(petition, said)
    session.add(petition)
    session.flush()
    sender = identities.rows_of(petition, Identity(name=_forwarder(what)), key)
    session.add_all([identities.key_row(petition, key, now), *sender])
    return petition


def _words(what: VotersRecommendation) -> Words:
    return Words(story=what.story, wanted=what.wanted, place=what.voters_of)


def _begin(
    session: Session, case: Case, what: VotersRecommendation, actor: Actor, now: datetime
) -> Draft:
    """What was stated, the clocks and the first duty of the case; its entry in the history."""
    day, said = civil_day(now), what.said
    edition = edition_in_force(case.procedure, day)
    act = Act("accept", actor.role, day, said)
    facts = Facts(
        SubjectKind.CASE, case.kind, case.state, day, day, acts={"accept": DoneAct(day, said)}
    )
    session.add(
        PerformedAct(
            subject_id=case.id,
            action=act.action,
            happened_on=day,
            recorded_at=now,
            actor_role=actor.role,
            user_id=actor.user_id,
            basis=edition.law,
            data=said,
        )
    )
    clocks = Clocks(session, case, fresh=True)
    opened = clocks.open(edition.openings(facts, act), now)
    obligations.renew(session, case, edition.initial, clocks, now)
    session.flush()
    data = {
        "act": act.action,
        "from": None,
        "to": case.state,
        "on": day.isoformat(),
        "procedure": case.procedure,
        "edition": case.edition,
        "agency": actor.agency_code,
        "person": None,
        "opened": opened,
        "source": what.source,
    }
    return Draft(
        case.uid,
        case.subject_kind,
        EVENTS[act.action],
        now,
        actor.pseudonym,
        actor.agency_code,
        data,
        RegisterNumber(CASES, case.year, case.number),
    )


def _entered(petition: Petition, actor: Actor, now: datetime) -> Draft:
    data: dict[str, object] = {
        "act": "submit",
        "from": None,
        "to": petition.state,
        "on": civil_day(now).isoformat(),
        "procedure": petition.procedure,
        "edition": petition.edition,
        "agency": actor.agency_code,
        "kind": petition.kind,
        "channel": Channel.VOTERS,
        "opened": [],
    }
    return Draft(
        petition.uid,
        petition.subject_kind,
        EVENTS["submit"],
        now,
        actor.pseudonym,
        actor.agency_code,
        data,
        RegisterNumber(petition.book, petition.year, petition.number),
    )
