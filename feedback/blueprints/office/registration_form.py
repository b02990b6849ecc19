"""The form by which an officer writes down a petition: one page, shape only.

What was typed stays whatever is refused. The code by which a second press is known travels in it,
signed, so that it is one that this page gave out.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, ValidationError

from feedback.blueprints.commune_box import CommuneBox, choice_field, commune_field
from feedback.blueprints.office.agency_field import tidy, tidy_text
from feedback.blueprints.office.file_field import KeptFilesField
from feedback.blueprints.sender_fields import (
    FORMS_OF_ADDRESS,
    email_field,
    form_of_address_field,
    identity_number_field,
    people_field,
)
from feedback.blueprints.widgets import DateBoxesField, HouseForm, PhoneField, options
from feedback.domain import clock
from feedback.domain.errors import InvalidInputError
from feedback.domain.lodging import CHANNEL_TITLES, Channel, Lodging
from feedback.domain.petitions import KIND_TITLES, Kind
from feedback.services.lodging import registration
from feedback.vault.codes import new_code, read_code
from feedback.workflows.inputs.catalogue import INPUTS

#: A paper is longer than what somebody types on a telephone.
STORY_LETTERS, SHORT_LETTERS, LINE_LETTERS = 20_000, 4000, 300
EARLIEST = 1900
#: The web needs no officer; what voters recommended has a form of its own.
ELSEWHERE = frozenset({Channel.WEB, Channel.VOTERS})
CHANNELS = tuple((str(one), title) for one, title in CHANNEL_TITLES.items() if one not in ELSEWHERE)
KINDS = tuple(
    (str(kind), title)
    for kind, title in KIND_TITLES.items()
    if kind is not Kind.VOTER_RECOMMENDATION
)


def _line(label: str, letters: int = LINE_LETTERS) -> StringField:
    return StringField(label, [Length(max=letters)], filters=[tidy])


def _text(label: str, letters: int) -> TextAreaField:
    return TextAreaField(label, [Length(max=letters)], filters=[tidy_text])


class RegistrationForm(CommuneBox, HouseForm):
    """Fields bear the names of ``Lodging``, so that a refusal from below finds its place."""

    ticket = HiddenField()
    #: the day of receipt that was asked about once more
    asked_about = HiddenField()

    channel = RadioField(
        "Đơn đến bằng cách nào?",
        choices=options(CHANNELS),
        validators=[InputRequired("Chọn cách đơn đến.")],
    )
    forwarded_by = _line("Nơi chuyển đơn đến")
    received_on = DateBoxesField("Ngày nhận", [InputRequired("Nhập ngày nhận đơn.")])
    kind = RadioField(
        "Loại đơn",
        choices=options(KINDS),
        validators=[InputRequired("Chọn loại đơn.")],
    )

    sender_unknown = BooleanField("Không rõ người gửi")
    form_of_address = form_of_address_field("Xưng hô")
    name = _line("Họ và tên", 200)
    address = _line("Địa chỉ")
    identity_number = identity_number_field()
    phone = PhoneField("Điện thoại")
    email = email_field()
    by_post = BooleanField("Liên hệ bằng thư gửi tới địa chỉ trên")
    people = people_field("Số người cùng gửi")

    story = _text("Nội dung", STORY_LETTERS)
    wanted = _text("Người gửi đề nghị", SHORT_LETTERS)
    against = _line("Về ai, việc gì, quyết định nào")
    known_on = DateBoxesField("Ngày nhận quyết định hoặc biết việc")
    commune = commune_field()
    choice = choice_field()
    place = _line("Chỗ cụ thể")
    field = SelectField("Lĩnh vực", choices=options(INPUTS["field"].choices))

    signed = RadioField(
        "Đơn có chữ ký hoặc điểm chỉ không?",
        choices=options([("yes", "Có"), ("no", "Không")]),
        validators=[InputRequired("Chọn có hoặc không.")],
    )
    files = KeptFilesField("Bản chụp đơn, giấy tờ kèm theo")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on as WTForms gives it
        super().__init__(*args, **kwargs)
        self.offer_choice()
        self.code = _code_of(self.ticket.data)
        self.ticket.data = ticket_of(self.code)

    @classmethod
    def fresh(cls, asked: Mapping[str, str], today: date) -> "RegistrationForm":
        """A new form; channel and day go on from the petition before, where the address says so."""
        channel = asked.get("cach", "")
        return cls(
            formdata=None,
            data={
                "channel": channel if channel in dict(CHANNELS) else Channel.COUNTER,
                "received_on": _day(asked.get("ngay", "")) or today,
                "people": 1,
                "field": "other",
            },
        )

    def validate_known_on(self, field: DateBoxesField) -> None:
        _sensible_year(field)

    def validate_received_on(self, field: DateBoxesField) -> None:
        _sensible_year(field)

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 - WTForms' signature
        """The shape of every field, and beside it what the law refuses of those that are sound."""
        sound = super().validate(extra_validators)
        if not self.kind.data or self.kind.errors or self.channel.errors:
            return False
        refused = registration.refusals(self.lodging, clock.today())
        self.refuse(one for one in refused if not self[one.field].errors)
        return sound and not refused

    def refuse(self, refusals: Iterable[InvalidInputError]) -> None:
        for one in refusals:
            self[one.field].errors = [*self[one.field].errors, str(one)]

    @property
    def lodging(self) -> Lodging:
        """The petition as it would be written down; what cannot be read counts as left out."""
        read: dict[str, Any] = {n: self[n].data or "" for n in _TEXTS if not self[n].errors}
        if read.get("form_of_address") not in FORMS_OF_ADDRESS:
            read["form_of_address"] = ""
        found = self.chosen
        return Lodging(
            code=self.code,
            kind=Kind(self.kind.data),
            channel=Channel(self.channel.data),
            received_on=self.received_on.data,
            known_on=self.known_on.data,
            commune_code=found.code if found else None,
            people=self.people.data or 1,
            signed=self.signed.data == "yes",
            by_post=self.by_post.data,
            sender_unknown=self.sender_unknown.data,
            files=self.files.kept,
            **{"story": "", **read},
        )


#: Answers that are text, as ``Lodging`` names them.
_TEXTS = (
    "forwarded_by", "form_of_address", "name", "address", "identity_number", "phone", "email",
    "story", "wanted", "against", "place", "field",
)  # fmt: skip


def _sensible_year(field: DateBoxesField) -> None:
    if field.data and field.data.year < EARLIEST:
        raise ValidationError("Viết năm bằng 4 số, ví dụ 2026.")


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="registration")


def ticket_of(code: str) -> str:
    """The code of a form, signed."""
    return str(_serializer().dumps(code))


def code_of(ticket: str | None) -> str | None:
    """The code this ticket stands for; none for a ticket that is not ours."""
    try:
        return read_code(str(_serializer().loads(ticket or "")))
    except BadSignature:
        return None


def _code_of(ticket: str | None) -> str:
    return code_of(ticket) or new_code()
