"""``/can-bo/so/ky-hieu``: the symbols of an agency's documents, each from a day on."""

from datetime import date
from http import HTTPStatus
from typing import cast

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from feedback.blueprints.guards import asks
from feedback.blueprints.office import refusals
from feedback.blueprints.office.actor import current_account, current_actor
from feedback.blueprints.office.agency_field import tidy
from feedback.blueprints.office.blueprint import office, page
from feedback.blueprints.widgets import DateBoxesField, HouseForm, options
from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.policy.actions import Action
from feedback.domain.registers import LONGEST
from feedback.extensions import db
from feedback.letters.catalogue import types
from feedback.models.agency import Agency
from feedback.queries.symbols import symbols_of
from feedback.services.books import symbols
from feedback.services.books.symbols import NewSymbol

APART = "/"


def _choices() -> list[tuple[str, str]]:
    """Every type of document; what is restricted is a choice of its own."""
    return [
        (f"{code}{APART if apart else ''}", f"{title} (sổ hạn chế)" if apart else title)
        for (code, apart), title in types().items()
    ]


class SymbolForm(HouseForm):
    series = SelectField(
        "Loại văn bản",
        choices=options(_choices()),
        validators=[InputRequired("Chọn một loại văn bản trong danh sách.")],
    )
    symbol = StringField(
        "Ký hiệu", [DataRequired("Ghi ký hiệu, ví dụ QĐ-CT."), Length(max=LONGEST)], [tidy]
    )
    first_day = DateBoxesField("Có hiệu lực từ ngày", [InputRequired("Nhập ngày có hiệu lực.")])
    decision = StringField(
        "Văn bản quy định", [DataRequired("Ghi văn bản quy định ký hiệu."), Length(max=300)], [tidy]
    )

    @property
    def new(self) -> NewSymbol:
        return NewSymbol(
            type_code=self.series.data.removesuffix(APART),
            restricted=self.series.data.endswith(APART),
            symbol=self.symbol.data,
            first_day=cast("date", self.first_day.data),
            decision=self.decision.data,
        )


@office.get("/so/ky-hieu")
@asks(Action.SET_SYMBOL)
def document_symbols() -> ResponseReturnValue:
    return _page(SymbolForm(formdata=None))


@office.post("/so/ky-hieu")
@asks(Action.SET_SYMBOL)
def fix_symbol() -> ResponseReturnValue:
    form = SymbolForm()
    if not form.validate():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        symbols.fix(form.new, current_actor(), clock.now())
    except DomainError as refusal:
        status = refusals.show(form, refusal)
        return _page(form), status
    flash("Đã ghi ký hiệu; áp dụng từ ngày đã nêu.")
    return redirect(url_for("office.document_symbols"))


def _page(form: SymbolForm) -> str:
    session = db.session()
    agency = session.get_one(Agency, current_account().agency_id)
    return page(
        "symbols",
        form=form,
        errors=bool(form.errors),
        lines=symbols_of(session, agency, clock.today()),
    )
