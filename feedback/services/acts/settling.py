"""What the file of a case says of its matter: that it is complex, and how it ended."""

from feedback.services.subject.doing import Doing, Said, case_of
from feedback.workflows.inputs.voters import IN_PROGRESS


def determine_complex(doing: Doing) -> Said:
    case_of(doing).complex = True
    return {"criteria": doing.act.data["criteria"].split(",")}


def settle(doing: Doing) -> Said:
    case = case_of(doing)
    case.settled_on = doing.act.on
    case.verdict = doing.act.data.get("verdict", "answered")
    return {"verdict": case.verdict}


def answer_voters(doing: Doing) -> Said:
    """A final answer; one returned by the body that forwarded is answered anew."""
    case = case_of(doing)
    case.settled_on, case.verdict = doing.act.on, doing.act.data["outcome"]
    return {"verdict": case.verdict}


def promise_voters(doing: Doing) -> Said:
    """In progress is an answer too, and settles nothing."""
    case = case_of(doing)
    case.settled_on, case.verdict = None, IN_PROGRESS
    return {"verdict": case.verdict}
