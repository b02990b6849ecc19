"""The meeting at which a decision is made known: said early enough, by the province's calendar."""

from feedback.services.subject.doing import Doing, Said
from feedback.services.time.notice_ahead import refuse_late

NOTICE = "KN2-PUBLISH-MEETING-INVITE"


def announce_meeting(doing: Doing) -> Said:
    """Nghị định 124/2020/NĐ-CP Điều 29: so many working days before the meeting."""
    refuse_late(doing.session, doing.act, field="meeting_on", rule=NOTICE, event="ngày họp")
    return {}
