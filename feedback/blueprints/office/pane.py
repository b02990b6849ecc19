"""The pane beside the queue: what the petition says, where it probably belongs, two decisions."""

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.blueprints.office.forms import ClassificationForm, classification_form
from feedback.blueprints.office.words import file_url
from feedback.domain import routing
from feedback.domain.lodging import Channel, lodged_title
from feedback.domain.petitions import Kind
from feedback.domain.roles import Role
from feedback.domain.routing import Desk, Matter, Suggestion
from feedback.queries.opened import Opened
from feedback.services.numbers import petition_number
from feedback.workflows.inputs.catalogue import INPUTS

CLASSIFIERS = (Role.RECEPTION_OFFICER, Role.CASE_OFFICER)
#: The digit of the first suggested agency.
FIRST_UNIT_KEY = 5

ACCUSED = "Đơn nêu sai phạm của chính cơ quan này. Chọn cơ quan cấp trên hoặc cơ quan khác."


@dataclass(frozen=True, slots=True)
class Pane:
    """The open row with its form; ``form`` is None where nothing is to be classified."""

    opened: Opened
    code: str
    form: ClassificationForm | None
    suggestions: tuple[Suggestion, ...]

    @property
    def href(self) -> str:
        return file_url(self.opened.id, self.opened.subject_kind)

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
    opened: Opened, role: Role, desks: Sequence[Desk], form: ClassificationForm | None = None
) -> Pane:
    """The pane; a form that was refused is shown again as it was filled in."""
    code = petition_number(opened.book, opened.year, opened.number)
    if not to_classify(opened, role):
        return Pane(opened, code, None, ())
    matter = matter_of(opened)
    suggestions = routing.suggest(matter, desks)
    return Pane(opened, code, form or form_of(opened, desks), suggestions)


def to_classify(opened: Opened, role: Role) -> bool:
    return opened.state == "received" and role in CLASSIFIERS


def matter_of(opened: Opened) -> Matter:
    return Matter(
        kind=opened.kind,
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


def refuse_the_accused(opened: Opened, form: ClassificationForm, desks: Sequence[Desk]) -> bool:
    """Whether the receiver chosen is the one a denunciation is against; says so at the field."""
    barred = routing.barred(Kind(form.kind.data), opened.against, desks)
    if form.receiver not in barred:
        return False
    form.unit.errors = [ACCUSED]
    return True


def told(opened: Opened, form: ClassificationForm, desks: Sequence[Desk]) -> str:
    """The sentence that confirms what was done."""
    kind = dict(INPUTS["kind"].choices)[form.kind.data]
    name = next(desk.name for desk in desks if desk.code == form.receiver)
    code = petition_number(opened.book, opened.year, opened.number)
    return f"{code}: {kind}, chuyển tới {name}."
