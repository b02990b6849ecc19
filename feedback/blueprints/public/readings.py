"""Who has read who denounced, told to the denouncer: when, why and in what office, never a name."""

from sqlalchemy.orm import Session

from feedback.blueprints.filters import vn_datetime
from feedback.domain.identity_reasons import reason_named
from feedback.domain.roles import ROLE_TITLES, Role
from feedback.models.petition import Petition
from feedback.queries import identity_readings
from feedback.queries.identity_readings import Seen


def readings(session: Session, petition: Petition) -> tuple[str, ...]:
    """Sentences, the newest reading first; nothing is sealed of other petitions."""
    if not petition.confidential:
        return ()
    return tuple(map(_sentence, identity_readings.seen(session, petition.id)))


def _sentence(seen: Seen) -> str:
    what = "Giấy tờ bạn gửi" if seen.papers_only else "Danh tính của bạn"
    reason = reason_named(seen.reason).title
    role = ROLE_TITLES[Role(seen.role)].lower()
    return f"{what} được mở xem lúc {vn_datetime(seen.at)}. Vì: {reason}. Người xem: {role}."
