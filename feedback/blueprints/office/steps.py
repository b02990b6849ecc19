"""What may be done next with a file: lawful acts as buttons, the others with what they wait for.

The law's table says which acts exist and what is missing for them; this module only sorts them by
who reads the page. An act of the head is offered to officers as a draft to put before the head; an
act that issues documents is never the head's alone, because a drafter does not sign.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from feedback.domain.policy.actions import Action
from feedback.domain.policy.deciding import roles_for
from feedback.domain.roles import ROLE_TITLES, Role
from feedback.letters.manifest import manifest
from feedback.queries.file_parts import File
from feedback.workflows.core import Option
from feedback.workflows.glossary import letter_title

#: The act a file usually waits for, the first lawful one of these; the others stand under it.
USUAL = (
    "resume", "send_notice", "accept", "propose_acceptance", "check_identity", "assign",
    "report_verification", "notify_acceptance", "form_team", "record_explanation", "conclude",
    "act_on_conclusion", "finish_follow_up", "ask_for_report", "hold_dialogue", "record_dialogue",
    "invite_dialogue",
    "settle",
    "consult_council", "acknowledge", "dispatch", "report_result", "hand_to", "answer",
    "report_to_council", "reply", "send", "publish", "confirm_enforced", "assign_enforcement",
    "close", "classify",
)  # fmt: skip

WAITS_FOR_DRAFT = "Cần cán bộ khác soạn và trình, vì người soạn thảo không ký văn bản do mình soạn"
ALREADY_PROPOSED = "Đang có một đề xuất chờ lãnh đạo quyết định"


class Way(StrEnum):
    """How an act is done by this reader."""

    PERFORM = "perform"
    PROPOSE = "propose"


@dataclass(frozen=True, slots=True)
class Step:
    """One act as the page offers it."""

    action: str
    title: str
    basis: str
    way: Way | None
    #: sentences; empty when the act may be done now
    missing: tuple[str, ...]
    letters: tuple[str, ...]

    @property
    def open(self) -> bool:
        return self.way is not None and not self.missing

    @property
    def button(self) -> str:
        return f"Trình lãnh đạo: {self.title}" if self.way is Way.PROPOSE else self.title


@dataclass(frozen=True, slots=True)
class Steps:
    usual: Step | None
    others: tuple[Step, ...]
    blocked: tuple[Step, ...]


def way_of(option: Option, role: Role) -> Way | None:
    """Whether this role performs the act, drafts it for the head, or leaves it to others."""
    if role in option.by:
        return Way.PERFORM
    return Way.PROPOSE if Role.HEAD in option.by and role in roles_for(Action.DRAFT) else None


def signed_letters(option: Option) -> tuple[str, ...]:
    """Documents of the act that somebody else must have drafted."""
    return tuple(name for name in option.letters if not manifest(name).own)


def step_of(option: Option, file: File, role: Role) -> Step:
    way = way_of(option, role)
    missing = [str(condition) for condition in option.missing]
    if way is None:
        who = " hoặc ".join(ROLE_TITLES[each].lower() for each in option.by)
        missing.append(f"Việc của {who}")
    elif way is Way.PERFORM and role is Role.HEAD and signed_letters(option):
        missing.append(WAITS_FOR_DRAFT)
    elif way is Way.PROPOSE and file.open_draft is not None:
        missing.append(ALREADY_PROPOSED)
    return Step(
        action=option.action,
        title=option.title,
        basis=str(option.basis),
        way=way,
        missing=tuple(missing),
        letters=tuple(letter_title(name) for name in option.letters),
    )


def steps_of(file: File, role: Role, today: date) -> Steps:
    """Everything the procedure knows in this state that is the office's to do."""
    options = [
        option
        for option in file.edition(today).available(file.facts, today)
        if option.by not in {(Role.CITIZEN,), (Role.SYSTEM,)}
    ]
    steps = [step_of(option, file, role) for option in options]
    possible = [step for step in steps if step.open]
    usual = _usual(possible)
    return Steps(
        usual=usual,
        others=tuple(step for step in possible if step is not usual),
        blocked=tuple(step for step in steps if not step.open),
    )


def _usual(possible: Sequence[Step]) -> Step | None:
    by_name = {step.action: step for step in possible}
    return next((by_name[action] for action in USUAL if action in by_name), None)
