"""Forms of the page that checks documents: a file, or what stands on a paper."""

import re
from typing import Final

from wtforms import FileField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, ValidationError

from feedback.blueprints.widgets import DateBoxesField, HouseForm
from feedback.domain.text import clean_line

_CODE: Final = re.compile(r"0*(\d{1,6})\s*/\s*([A-ZĐ][A-ZĐ0-9.-]{0,40})")


class FileForm(HouseForm):
    file = FileField("Tệp PDF đã nhận")


class NumberForm(HouseForm):
    """The three things that name a document; ``number`` and ``symbol`` once it was understood."""

    code = StringField(
        "Số, ký hiệu",
        filters=[lambda typed: clean_line(typed or "").upper()],
        validators=[DataRequired("Nhập số, ký hiệu, ví dụ 07/TB-UBND.")],
    )
    day = DateBoxesField("Ngày ban hành", validators=[InputRequired("Nhập ngày ghi trên văn bản.")])
    agency = SelectField(
        "Cơ quan ban hành", validators=[InputRequired("Chọn cơ quan ban hành văn bản.")]
    )
    number: int = 0
    symbol: str = ""

    def validate_code(self, field: StringField) -> None:
        found = _CODE.fullmatch(field.data or "")
        if found is None:
            raise ValidationError("Viết số, ký hiệu như trên văn bản, ví dụ 07/TB-UBND.")
        self.number, self.symbol = int(found[1]), found[2]
