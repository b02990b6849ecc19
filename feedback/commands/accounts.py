"""``flask accounts …``: the first administrator of an installation; others are made on pages."""

import click
from flask.cli import AppGroup

from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.roles import Role
from feedback.domain.text import clean_line
from feedback.services.signing_in import account_administration
from feedback.services.signing_in.account_administration import Wanted
from feedback.services.signing_in.activation import GOOD_FOR

accounts = AppGroup("accounts", help="Accounts of this installation.")


@accounts.command("first")
@click.argument("username")
@click.argument("name")
@click.argument("agency_code")
def first(username: str, name: str, agency_code: str) -> None:
    """Make the first administrator and print a code to activate it with; refused once there is one.

    The code is good for three days and once; whoever uses it sets their own password and key.
    """
    wanted = Wanted(username, clean_line(name), "", Role.ADMINISTRATOR, agency_code)
    try:
        code = account_administration.first(wanted, clock.now())
    except DomainError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"đã lập tài khoản quản trị {username}")
    click.echo(f"mã kích hoạt, dùng một lần trong {GOOD_FOR.days} ngày: {code}")
    click.echo("nhập mã ở trang /can-bo/kich-hoat")
