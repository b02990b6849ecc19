"""Forms of accounts: whose, which role, where."""

from wtforms import RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from feedback.blueprints.office.agency_field import tidy
from feedback.blueprints.widgets import HouseForm

LONGEST = 120


class AccountForm(HouseForm):
    name = StringField("Họ và tên", [DataRequired("Ghi họ và tên."), Length(max=LONGEST)], [tidy])
    title = StringField("Chức danh", [Length(max=LONGEST)], [tidy])
    role = RadioField("Vai trò", choices=[], validators=[InputRequired("Chọn vai trò.")])
    agency = SelectField("Cơ quan", choices=[], validators=[InputRequired("Chọn cơ quan.")])


class NewAccountForm(AccountForm):
    username = StringField("Tên đăng nhập", [DataRequired("Ghi tên đăng nhập.")], [tidy])
