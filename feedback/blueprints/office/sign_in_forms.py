"""Forms by which people prove who they are, and set up how they do."""

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length

from feedback.blueprints.office.agency_field import tidy
from feedback.blueprints.widgets import HouseForm

LONGEST_NAME = 60


class SignInForm(HouseForm):
    username = StringField("Tên đăng nhập", [InputRequired("Nhập tên đăng nhập.")], [tidy])
    password = PasswordField("Mật khẩu", [InputRequired("Nhập mật khẩu.")])
    toi = HiddenField(filters=[tidy])


class PasskeyForm(HouseForm):
    """What a key answered; filled in by the page's script."""

    credential = HiddenField()
    toi = HiddenField(filters=[tidy])


class CodeForm(HouseForm):
    """The second step: from the telephone, or from paper."""

    code = StringField("Mã một lần", [InputRequired("Nhập mã 6 số, hoặc một mã dự phòng.")], [tidy])
    toi = HiddenField(filters=[tidy])


class StepUpForm(HouseForm):
    """Once more, before what must not be done from a desk somebody left."""

    password = PasswordField("Mật khẩu", [InputRequired("Nhập mật khẩu.")])
    code = StringField("Mã một lần", filters=[tidy])
    toi = HiddenField(filters=[tidy])
    mang = HiddenField()


class StepUpKeyForm(HouseForm):
    credential = HiddenField()
    toi = HiddenField(filters=[tidy])
    mang = HiddenField()


class NewKeyForm(HouseForm):
    name = StringField(
        "Tên khóa",
        [DataRequired("Đặt tên để sau này nhận ra khóa."), Length(max=LONGEST_NAME)],
        [tidy],
    )
    credential = HiddenField()


class KeyNameForm(HouseForm):
    name = StringField(
        "Tên khóa",
        [DataRequired("Đặt tên để sau này nhận ra khóa."), Length(max=LONGEST_NAME)],
        [tidy],
    )


class GeneratorForm(HouseForm):
    sealed = HiddenField()
    code = StringField("Mã 6 số trên điện thoại", [InputRequired("Nhập mã 6 số.")], [tidy])


class NewPasswordForm(HouseForm):
    new = PasswordField("Mật khẩu mới", [InputRequired("Nhập mật khẩu mới.")])
    again = PasswordField(
        "Nhập lại mật khẩu mới",
        [
            InputRequired("Nhập lại mật khẩu mới."),
            EqualTo("new", "Hai lần nhập chưa giống nhau."),
        ],
    )


class ChangePasswordForm(NewPasswordForm):
    old = PasswordField("Mật khẩu đang dùng", [InputRequired("Nhập mật khẩu đang dùng.")])


class ActivateForm(NewPasswordForm):
    code = StringField("Mã kích hoạt", [InputRequired("Nhập mã kích hoạt.")], [tidy])
