"""A form with every kind of field, for looking at."""

from collections.abc import Sequence

from wtforms import (
    BooleanField,
    EmailField,
    MultipleFileField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, ValidationError

from feedback.blueprints.widgets import (
    CheckboxListField,
    DateBoxesField,
    HouseForm,
    PhoneField,
    options,
)

STORIES = (
    ("complaint", "Cơ quan nhà nước ra quyết định hoặc làm việc khiến tôi bị thiệt"),
    ("denunciation", "Tôi muốn báo một người hoặc một nơi làm trái luật"),
    ("recommendation", "Tôi muốn đề nghị, góp ý để cơ quan làm tốt hơn"),
    ("report", "Tôi muốn báo một việc đang xảy ra ở nơi tôi sống"),
    ("unsure", "Tôi không chắc"),
)
TERMS = {
    "complaint": "Khiếu nại",
    "denunciation": "Tố cáo",
    "recommendation": "Kiến nghị",
    "report": "Phản ánh",
}
EXAMPLES = {
    "complaint": "Ví dụ: đền bù đất chưa đúng, bị phạt sai, bị từ chối cấp giấy.",
    "denunciation": "Ví dụ: đòi tiền, bao che, lấn đất công. Tên bạn được giữ kín.",
    "recommendation": "Ví dụ: xin mở thêm giờ làm, sửa quy định, làm đường mới.",
    "report": "Ví dụ: rác, mất nước, đường hỏng, ồn, khói bụi than.",
    "unsure": "Trả lời thêm 3 câu ngắn, chúng tôi chỉ giúp bạn.",
}
COMMUNES = ("Phường Hà Tu", "Phường Cẩm Phả", "Xã Quảng Hà", "Xã Kỳ Thượng", "Đặc khu Vân Đồn")
GROUPED = [
    *options([("", "Chọn một nơi")]),
    *options([("ha-tu", "Phường Hà Tu"), ("cam-pha", "Phường Cẩm Phả")], group="Phường"),
    *options([("quang-ha", "Xã Quảng Hà"), ("ky-thuong", "Xã Kỳ Thượng")], group="Xã"),
    *options([("van-don", "Đặc khu Vân Đồn")], group="Đặc khu"),
]


class QuestionForm(HouseForm):
    """One question on a page, as the citizen meets it."""

    kind = RadioField(
        "Chuyện của bạn giống câu nào nhất?",
        choices=options(STORIES),
        validators=[InputRequired("Chọn một câu gần giống chuyện của bạn.")],
    )


class EveryFieldForm(HouseForm):
    """Each kind of field once."""

    name = StringField("Họ và tên", [InputRequired("Nhập họ và tên của bạn.")])
    story = TextAreaField(
        "Kể lại chuyện đã xảy ra", [InputRequired("Kể lại chuyện đã xảy ra."), Length(max=200)]
    )
    known_on = DateBoxesField("Ngày bạn nhận quyết định", [InputRequired("Nhập ngày bạn nhận.")])
    phone = PhoneField("Số điện thoại", [InputRequired("Nhập số điện thoại của bạn.")])
    email = EmailField("Địa chỉ thư điện tử")
    secret = PasswordField("Mật khẩu")
    has_paper = RadioField(
        "Bạn có giữ quyết định không?",
        choices=options([("yes", "Có"), ("no", "Không"), ("lost", "Tôi không rõ")]),
        validators=[InputRequired("Chọn có, không hoặc không rõ.")],
    )
    channels = CheckboxListField(
        "Bạn muốn nhận tin bằng cách nào?",
        choices=options(
            [("sms", "Tin nhắn"), ("email", "Thư điện tử"), ("post", "Thư qua bưu điện")]
        ),
        validators=[InputRequired("Chọn ít nhất một cách.")],
    )
    commune = SelectField("Nơi xảy ra", choices=GROUPED, validate_choice=False)
    old_commune = StringField("Xã, phường theo tên bạn quen dùng")
    files = MultipleFileField("Ảnh và giấy tờ")
    sworn = BooleanField(
        "Tôi cam đoan nội dung trên là đúng sự thật", [InputRequired("Đánh dấu vào ô cam đoan.")]
    )

    def validate_name(self, field: StringField) -> None:
        """A rule of the page's own, to show where its words land."""
        if field.data and any(letter.isdigit() for letter in field.data):
            raise ValidationError("Họ và tên chỉ có chữ, không có số.")


class DecisionForm(HouseForm):
    """Classify and route, by one digit each."""

    kind = RadioField("Loại đơn", choices=options(TERMS.items()))
    unit = RadioField(
        "Chuyển tới",
        choices=options(
            [
                ("ha-tu", "UBND phường Hà Tu"),
                ("inspectorate", "Thanh tra tỉnh"),
                ("agriculture", "Sở Nông nghiệp và Môi trường"),
                ("other", "Tìm đơn vị khác…"),
            ]
        ),
    )

    def chosen(self) -> Sequence[str | None]:
        """What the officer decided, for the sentence that confirms it."""
        return [
            next((choice.label for choice in field.choices if choice.value == field.data), None)
            for field in (self.kind, self.unit)
        ]
