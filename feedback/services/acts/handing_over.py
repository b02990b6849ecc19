"""Where a file goes next: to the desk of another agency, and never to whom it is about."""

from feedback.domain.errors import InvalidInputError
from feedback.models.agency import Agency
from feedback.services.competence import jurisdiction
from feedback.services.subject.doing import Doing, Said, agency_named, petition_of


def hand_over(doing: Doing) -> Said:
    """Move the subject to the desk of another agency; its clocks run on."""
    agency = agency_named(doing, "agency")
    if agency.id == doing.subject.agency_id:
        return {}
    doing.subject.agency_id = agency.id
    doing.subject.person_id = None
    return {"agency": agency.code, "person": None}


def transfer(doing: Doing) -> Said:
    agency = agency_named(doing, "agency")
    if agency.id == doing.subject.agency_id:
        msg = "Đơn đang ở chính cơ quan này; hãy chọn nơi nhận khác."
        raise InvalidInputError("agency", msg)
    _refuse_wrong_receiver(doing, agency)
    petition_of(doing).transfers += 1
    return hand_over(doing)


def send_to_inspection(doing: Doing) -> Said:
    """Whoever leads the body that inspects must not be the one informed about."""
    jurisdiction.refuse_the_denounced(
        doing.session, petition_of(doing), agency_named(doing, "agency"), doing.act
    )
    return {}


def _refuse_wrong_receiver(doing: Doing, agency: Agency) -> None:
    petition = petition_of(doing)
    jurisdiction.refuse_the_denounced(doing.session, petition, agency, doing.act)
    jurisdiction.refuse_the_incompetent(
        doing.session, petition, agency, doing.act, asks_reason=False
    )
