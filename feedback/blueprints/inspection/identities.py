"""``/thanh-tra/danh-tinh``: every reading of who denounced, and what raised an alarm."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import asks
from feedback.blueprints.inspection.blueprint import inspection, number_words, page
from feedback.blueprints.office import identity_words
from feedback.blueprints.office.actor import current_account
from feedback.domain import clock
from feedback.domain.policy.actions import Action
from feedback.extensions import db
from feedback.queries import identity_readings
from feedback.queries.identity_readings import Alarm
from feedback.services.identity.identity_people import hidden

ALARMS = {
    "too_many": "Quá nhiều đơn trong một giờ, đã chặn",
    "unreviewed": "Xem khẩn cấp, quá 24 giờ chưa ai xem xét lại",
}


@dataclass(frozen=True, slots=True)
class ShownAlarm:
    words: str
    person: str
    at: datetime
    number: str
    href: str


@inspection.get("/danh-tinh")
@asks(Action.SEE_READINGS)
def identities() -> ResponseReturnValue:
    """What denounces the inspectors' own head is not among it."""
    session, now = db.session(), clock.now()
    found, raised = identity_readings.asked(session), identity_readings.alarms(session)
    about = {each.petition_id for each in found} | {each.petition_id for each in raised}
    unseen = hidden(session, about, current_account().agency_id, clock.civil_day(now))
    return page(
        "identities",
        lines=[identity_words.line(each, now) for each in found if each.petition_id not in unseen],
        alarms=[_shown(each) for each in raised if each.petition_id not in unseen],
    )


def _shown(alarm: Alarm) -> ShownAlarm:
    return ShownAlarm(
        words=ALARMS[alarm.kind],
        person=alarm.person,
        at=alarm.raised_at,
        number=number_words(alarm.book, alarm.year, alarm.number),
        href=url_for("inspection.history", subject_id=alarm.petition_id),
    )
