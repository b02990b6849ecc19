"""Which files stand behind each figure of the target: one SELECT of ``subject_id, hit`` a measure.

Figures count these rows and lists page through them, so a number and the list behind it cannot
differ. A file is a petition or a case; every row is one file.
"""

from sqlalchemy import select

from feedback.models.subject import Subject
from feedback.queries.populations import clocks, course, guards
from feedback.queries.populations.asked import Population
from feedback.workflows import quarantine

_subject = Subject.__table__.c

#: What waits in the tray of suspects, and what was confirmed to be no petition: counted there.
APART = select(_subject.id).where(_subject.state.in_((quarantine.SUSPECTED, quarantine.JUNK)))

POPULATIONS: dict[str, Population] = {
    "decided": clocks.decided,
    "in_time": clocks.in_time,
    "executed": course.executed,
    "dialogue": course.dialogue,
    "new": course.new,
    "mass": course.mass,
    "complex": course.complex_,
    "prolonged": clocks.prolonged,
    "overdue": clocks.overdue,
    "past_legal_date": clocks.past_legal_date,
    "long_overdue": clocks.long_overdue,
    "shuttled": course.shuttled,
    "idle": course.idle,
}
GUARDS: dict[str, Population] = {
    "suspended_time": guards.suspended_time,
    "lengthened": guards.lengthened,
}
