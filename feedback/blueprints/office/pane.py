"""The pane beside the queue: what the petition says, where it probably belongs, two decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from feedback.blueprints.office import competence
from feedback.blueprints.office.forms import ClassificationForm, classification_form, offer
from feedback.blueprints.office.words import file_url
from feedback.domain import routing
from feedback.domain.competence.posts import LEADING
from feedback.domain.errors import DomainError, InvalidInputError
from feedback.domain.lodging import Channel, lodged_title
from feedback.domain.petitions import Kind
from feedback.domain.policy.actions import Action
from feedback.domain.policy.deciding import roles_for
from feedback.domain.roles import Role
from feedback.domain.routing import Desk, Matter, Suggestion
from feedback.queries.opened import Opened
from feedback.services.subject.numbers import petition_number
from feedback.workflows.inputs.catalogue import INPUTS

#: The digit of the first suggested agency, after those of the kinds.
FIRST_UNIT_KEY = len(INPUTS["kind"].choices) + 1


@dataclass(frozen=True, slots=True)
class Pane:
    """The open row with its form; ``form`` is None where nothing is to be classified."""

    opened: Opened
    code: str
    form: ClassificationForm | None
    suggestions: tuple[Suggestion, ...]
    #: what the table of competence says, with its article; empty where nobody is named
    competent: str = ""

    @property
    def href(self) -> str:
        return file_url(self.opened.id, self.opened.subject_kind)

    @property
    def first_unit_key(self) -> int:
        return FIRST_UNIT_KEY

    @property
    def kind_hint(self) -> str:
        of = self.opened
        chosen = lodged_title(of.declared_kind, of.channel, anonymous=of.anonymous)
        who = "Người gửi chọn" if of.channel == Channel.WEB else "Khi ghi sổ"
        return f"{who}: {chosen.lower()}."

    @property
    def reasons(self) -> str:
        """Why each suggestion stands there, by its key."""
        if not self.suggestions:
            return "Chưa đủ căn cứ để gợi ý. Viết tên cơ quan cần chuyển tới."
        numbered = enumerate(self.suggestions, FIRST_UNIT_KEY)
        return " ".join(f"{key}: {each.reason}" for key, each in numbered)


def pane_of(
    opened: Opened,
    role: Role,
    desks: Sequence[Desk],
    today: date,
    form: ClassificationForm | None = None,
) -> Pane:
    """The pane; a form that was refused is shown again as it was filled in."""
    code = petition_number(opened.book, opened.year, opened.number)
    if not to_classify(opened, role):
        return Pane(opened, code, None, ())
    suggestions = routing.suggest(matter_of(opened, form), desks)
    if form is not None:
        offer(form, [(each.code, each.name) for each in suggestions])
    said = competence.told(*competence.asked(opened, form), desks, today)
    return Pane(opened, code, form or form_of(opened, desks), suggestions, said)


def to_classify(opened: Opened, role: Role) -> bool:
    return opened.state == "received" and role in roles_for(Action.CLASSIFY)


def matter_of(opened: Opened, form: ClassificationForm | None = None) -> Matter:
    """What the petition says about itself; who is denounced, as far as the officer stated it."""
    stated = form is not None and form.kind.data == Kind.DENUNCIATION
    return Matter(
        kind=Kind.DENUNCIATION if stated else opened.kind,
        denounced=form.denounced_agency.code if stated and form is not None else "",
        denounced_leads=stated and form is not None and form.denounced_post.data in LEADING,
        field=opened.field,
        commune_code=opened.commune_code,
        commune_name=opened.commune,
        against=opened.against,
        text=f"{opened.title} {opened.story}",
    )


def form_of(opened: Opened, desks: Sequence[Desk]) -> ClassificationForm:
    """The form with what the sender said and the likeliest agency already chosen."""
    matter = matter_of(opened)
    suggestions = routing.suggest(matter, desks)
    field = routing.field_of(matter)
    known = {value for value, _ in INPUTS["field"].choices}
    return classification_form(
        [(each.code, each.name) for each in suggestions],
        desks,
        kind=opened.kind,
        field=field if field in known else routing.UNKNOWN_FIELD,
        unit=suggestions[0].code if suggestions else None,
        version=str(opened.version),
    )


def placed(form: ClassificationForm, refusal: DomainError) -> DomainError:
    """A receiver chosen by its key is refused beside the keys, not beside the empty box."""
    by_key = isinstance(refusal, InvalidInputError) and refusal.field == "agency"
    if by_key and not form.agency.data:
        return InvalidInputError("unit", str(refusal))
    return refusal


def told(opened: Opened, form: ClassificationForm, desks: Sequence[Desk]) -> str:
    """The sentence that confirms what was done."""
    kind = dict(INPUTS["kind"].choices)[form.kind.data]
    name = next(desk.name for desk in desks if desk.code == form.receiver)
    code = petition_number(opened.book, opened.year, opened.number)
    return f"{code}: {kind}, chuyển tới {name}."
