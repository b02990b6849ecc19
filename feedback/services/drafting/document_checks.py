"""The checks of a document, asked of what an act would issue: for the draft, the head, the door.

Nothing waits for a signature that a ``must`` speaks against, and nothing is signed against one.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from jinja2 import UndefinedError

from feedback.domain.clock import civil_day
from feedback.domain.errors import ConditionsNotMetError, DomainError
from feedback.domain.letters.catalogue import absent, to_json
from feedback.domain.letters.checks import Finding, Weight, Written, check, stopping
from feedback.domain.letters.drafts import with_gaps
from feedback.domain.letters.parts import AgencyLetter, Letter, OutgoingLetter
from feedback.extensions import current_settings
from feedback.letters.page import html_of
from feedback.letters.render import visible_text
from feedback.letters.text import drawable
from feedback.models.subject import Subject
from feedback.services.drafting.foreseeing import Foreseen
from feedback.settings.choices import DeputyDecisions
from feedback.workflows.inputs.catalogue import INPUTS
from feedback.workflows.inputs.shape import InputKind
from feedback.workflows.registry import governing

#: What is typed under another name than the document knows it by.
TYPED_AS: Mapping[str, str] = {"reasoning": "conclusion", "finding": "verdict"}
TEXTS = frozenset({InputKind.LINE, InputKind.TEXT})


def findings(
    subject: Subject, action: str, data: Mapping[str, str], foreseen: Foreseen, now: datetime
) -> tuple[Finding, ...]:
    """All that is to be mended before the act's documents can be signed."""
    found = [*of_letters(subject, data, foreseen.letters, now)]
    named = {each.field for each in found if each.weight is Weight.MUST}
    found += _unstated(subject, action, data, named, civil_day(now))
    if isinstance(foreseen.refusal, DomainError):
        found += _refused(foreseen.refusal, found)
    return tuple(sorted(dict.fromkeys(found), key=lambda each: each.weight is not Weight.MUST))


def of_letters(
    subject: Subject, data: Mapping[str, str], letters: tuple[Letter, ...], now: datetime
) -> tuple[Finding, ...]:
    """What the documents themselves and the words typed for them give away."""
    found = (each for letter in letters for each in check(_written(subject, data, letter, now)))
    return tuple(dict.fromkeys(found))


def refuse_unsound(found: tuple[Finding, ...]) -> None:
    """Stop a document that something speaks against."""
    if against := stopping(found):
        msg = "Văn bản còn chỗ phải sửa trước khi trình, ký."
        raise ConditionsNotMetError(msg, [_sentence(each) for each in against])


def _written(subject: Subject, data: Mapping[str, str], letter: Letter, now: datetime) -> Written:
    empty = absent(letter, draft=True)
    return Written(
        letter=letter.name,
        texts=_of_kinds(data, TEXTS),
        days=_days(data),
        titles={name: entry.title for name, entry in INPUTS.items()},
        printed=printed(letter, now),
        contents="\n".join(_strings(to_json(letter))),
        deputy=_deputy(letter),
        authority=letter.issuer.authority if isinstance(letter, AgencyLetter) else "",
        dismissal=bool(getattr(letter, "dismissal", False)),
        petition_day=civil_day(subject.received_at),
        today=civil_day(now),
        drawable=drawable(),
        absent=(
            *((TYPED_AS.get(name, name), what.name, what.source) for name, what in empty.items()),
            *(("", what, "") for what in letter.omissions()),
        ),
    )


def _strings(value: object) -> Iterator[str]:
    """Every text in a JSON value."""
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from _strings(item)
        case list():
            for item in value:
                yield from _strings(item)


def _deputy(letter: Letter) -> Weight | None:
    """How much it weighs here that a deputy signs; None where none does."""
    if not isinstance(letter, OutgoingLetter) or not letter.signatory.for_another:
        return None
    refused = current_settings().deputy_decisions is DeputyDecisions.REFUSE
    return Weight.MUST if refused else Weight.SHOULD


def printed(letter: Letter, now: datetime) -> str:
    """The document as it reads; empty where too little of it is there to be read."""
    try:
        return visible_text(html_of(with_gaps(letter), issued_at=now, draft=True))
    except (TypeError, ValueError, UndefinedError):
        return ""


def _of_kinds(data: Mapping[str, str], kinds: frozenset[InputKind]) -> dict[str, str]:
    return {
        name: text for name, text in data.items() if name in INPUTS and INPUTS[name].kind in kinds
    }


def _days(data: Mapping[str, str]) -> dict[str, date]:
    stated = _of_kinds(data, frozenset({InputKind.DATE}))
    return {name: date.fromisoformat(day) for name, day in stated.items() if day}


def _unstated(
    subject: Subject, action: str, data: Mapping[str, str], named: set[str], on: date
) -> Iterator[Finding]:
    """What the act must state and nobody has; what a document misses is said with its article."""
    row = governing(subject.procedure, subject.edition, on).row(subject.state, action)
    for name in row.needs:
        if not data.get(name, "").strip() and name not in named:
            yield Finding(Weight.MUST, name, f"Chưa điền: {INPUTS[name].title}.")


def _refused(refusal: DomainError, found: list[Finding]) -> Iterator[Finding]:
    """What the law still says against the act, but for what is said of a field already."""
    said = {INPUTS[each.field].title for each in found if each.field in INPUTS}
    sentences = refusal.missing if isinstance(refusal, ConditionsNotMetError) else (str(refusal),)
    contents = {each.sentence.removeprefix("Còn thiếu: ").rstrip(".") for each in found}
    for sentence in sentences:
        if sentence.removeprefix("Chưa có: ") not in said and sentence not in contents:
            yield Finding(Weight.MUST, "", sentence)


def _sentence(finding: Finding) -> str:
    title = f"{INPUTS[finding.field].title}: " if finding.field in INPUTS else ""
    return f"{title}{finding}"
