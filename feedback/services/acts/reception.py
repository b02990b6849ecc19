"""Citizens received through a camera: invited early enough (Nghị định 154/2026/NĐ-CP Điều 23)."""

from feedback.services.subject.doing import Doing, Said
from feedback.services.time.notice_ahead import refuse_late

INVITATION = "TCD-ONLINE-INVITE"


def invite_online(doing: Doing) -> Said:
    refuse_late(
        doing.session,
        doing.act,
        field="session_on",
        rule=INVITATION,
        event="ngày tiếp công dân trực tuyến",
    )
    return {}
