"""What a verification of the history found, as an event: sound, tampered with, or unknown."""

from feedback.domain.history.report import SOUND, TAMPERED, Report
from feedback.services.watch.security_events import SecurityEvent

_EVENTS = {SOUND: SecurityEvent.HISTORY_SOUND, TAMPERED: SecurityEvent.HISTORY_TAMPERED}


def event_of(report: Report) -> tuple[SecurityEvent, str]:
    """The event, and what is told with it: the rules that are broken, else how many entries."""
    event = _EVENTS.get(report.exit_code, SecurityEvent.HISTORY_UNCERTAIN)
    broken = sorted({finding.rule.value for finding in report.findings})
    return event, ", ".join(broken) or str(report.size)
