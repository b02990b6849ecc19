"""``flask law competent``: who decides, first and above, against whom, on which day."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from feedback.commands.law import law
from feedback.commands.law_questions import day_of
from feedback.domain.competence.asking import matter_named, post_named
from feedback.domain.competence.page import markdown
from feedback.domain.competence.rows import Matter
from feedback.domain.errors import DomainError, InvalidInputError
from feedback.domain.routing import Desk
from feedback.extensions import db
from feedback.queries.competence import Told, ask

_CONFIDENCE = {"high": "cao", "medium": "trung bình", "low": "thấp"}


@law.command("competent")
@click.option(
    "--kind", help="complaint, complaint_discipline, denunciation, recommendation, report."
)
@click.option("--against", help="A post of the table, an agency's code or name, or a place.")
@click.option("--on", "day", help="Day asked about, YYYY-MM-DD.")
@click.option("--post", default="head", show_default=True, help="head, deputy, other, agency.")
@click.option("--field", default="", help="Field of the matter; names the ministry.")
@click.option("--json", "as_json", is_flag=True)
def competent_command(
    *,
    kind: str | None,
    against: str | None,
    day: str | None,
    post: str,
    field: str,
    as_json: bool,
) -> None:
    """Who is competent by the table; what is not known is said. Wrong input: exit 2."""
    try:
        matter, on = _question(kind, against, day)
        told = ask(db.session(), matter, (against or "").strip(), on, post_named(post), field)
    except DomainError as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from None
    data = answer_data(matter, on, told)
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False))
    else:
        _print(matter, on, told)


def _question(kind: str | None, against: str | None, day: str | None) -> tuple[Matter, date]:
    if not kind or not day:
        raise InvalidInputError("kind", "Cần --kind và --on, ví dụ: complaint, 2026-11-20.")
    matter = matter_named(kind)
    if not against and matter not in {Matter.RECOMMENDATION, Matter.REPORT}:
        raise InvalidInputError("against", "Cần --against, ví dụ --against commune_chair.")
    return matter, day_of(day)


def answer_data(matter: Matter, on: date, told: Told) -> dict[str, Any]:
    """The answer for programs; codes are null where no one agency of the province is meant."""
    answer = told.answer
    return {
        "kind": matter.value,
        "against": told.against or None,
        "on": on.isoformat(),
        "first": answer.first,
        "superior": answer.superior,
        "basis": answer.basis or None,
        "sure": answer.sure.value if answer.sure else None,
        "confidence": answer.confidence.value if answer.confidence else None,
        "note": answer.note or None,
        "first_agency": _only([seat.first for seat in told.seats]),
        "superior_agency": _only([seat.superior for seat in told.seats]),
        "agencies": [
            {
                "code": seat.desk.code,
                "name": seat.desk.name,
                "first_agency": seat.first.code if seat.first else None,
                "superior_agency": seat.superior.code if seat.superior else None,
            }
            for seat in told.seats
        ],
    }


def _only(desks: list[Desk | None]) -> str | None:
    """The one code they all are; None for none or several."""
    codes = {desk.code for desk in desks if desk is not None}
    return codes.pop() if len(codes) == 1 and None not in desks else None


@law.command("competence")
@click.option("--into", type=click.Path(dir_okay=False, path_type=Path), help="Write it there.")
def competence_command(*, into: Path | None) -> None:
    """Print the whole table as the page a jurist reads (docs/competence.md)."""
    if into is None:
        click.echo(markdown(), nl=False)
        return
    into.write_text(markdown(), encoding="utf-8")


def _print(matter: Matter, on: date, told: Told) -> None:
    answer = told.answer
    click.echo(f"{matter.words}, {told.against or 'mọi đối tượng'}, ngày {on:%d/%m/%Y}")
    if answer.row is None:
        click.echo(f"  {answer.note}")
        return
    first = "Nơi giải quyết" if matter is Matter.DENUNCIATION else "Giải quyết lần đầu"
    click.echo(f"  {first}: {answer.first}{_names([s.first for s in told.seats])}")
    above = answer.superior or "chưa xác định"
    click.echo(f"  Cấp trên: {above}{_names([s.superior for s in told.seats])}")
    click.echo(f"  Căn cứ: {answer.basis}")
    if answer.sure and answer.confidence:
        sure = f"{answer.sure.words} ({answer.sure.value}, {_CONFIDENCE[answer.confidence]})"
        click.echo(f"  Mức chắc chắn: {sure}")
    if answer.note:
        click.echo(f"  Ghi chú: {answer.note}")


def _names(desks: list[Desk | None]) -> str:
    names = dict.fromkeys(f"{desk.name} [{desk.code}]" for desk in desks if desk)
    return f": {'; '.join(names)}" if names else ""
