"""``flask documents …``: what the house issues: made again, listed, checked."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

import click
from flask.cli import AppGroup

from feedback.domain import clock
from feedback.domain.errors import DomainError
from feedback.domain.letters import genuine
from feedback.domain.letters.genuine import Checked, Shape
from feedback.domain.letters.wording import short_day
from feedback.extensions import db
from feedback.letters.crew import cores
from feedback.letters.sandbox import RenderFailed, render_limited
from feedback.models.letter import IssuedLetter
from feedback.queries.documents import documents as all_documents
from feedback.queries.documents_page import markdown, table
from feedback.services.documents.batches import render_waiting
from feedback.services.documents.document_check import check_file
from feedback.services.letters.contexts import context_of as frozen_context

documents = AppGroup("documents", help="Documents of the house.")
DIFFERS = FAILED = NOT_GOOD = 1


@documents.command("render")
@click.argument("letter_id", type=click.IntRange(1, 2**63 - 1))
@click.option("--into", type=click.Path(dir_okay=False, path_type=Path), help="Write the PDF here.")
@click.option("--json", "as_json", is_flag=True)
def render(*, letter_id: int, into: Path | None, as_json: bool) -> None:
    """Render a signed document again; exit 1 when it differs from the one on record."""
    letter = db.session.get(IssuedLetter, letter_id)
    if letter is None:
        msg = f"không có văn bản số {letter_id}"
        raise click.ClickException(msg)
    try:
        pdf = render_limited(letter.name, frozen_context(letter), issued_at=letter.approved_at)
    except (DomainError, RenderFailed) as error:
        msg = f"không lập được bản PDF: {error}"
        raise click.ClickException(msg) from error
    if into is not None:
        into.write_bytes(pdf)
    made, kept = sha256(pdf).hexdigest(), letter.pdf_sha256
    _tell(letter, made, kept, as_json=as_json)
    raise SystemExit(DIFFERS if kept not in {None, made} else 0)


@documents.command("batch")
@click.option("--cores", "at_once", type=click.IntRange(1, 64), default=cores)
def batch(*, at_once: int) -> None:
    """Render every document that waits, on all cores; exit 1 when one failed."""
    failed = 0
    for progress in render_waiting(clock.now(), at_once=at_once):
        failed = progress.failed
        ending = f", {failed} không lập được" if failed else ""
        click.echo(f"Đã lập {progress.done}/{progress.total} văn bản{ending}.")
    raise SystemExit(FAILED if failed else 0)


def _tell(letter: IssuedLetter, made: str, kept: str | None, *, as_json: bool) -> None:
    equal = None if kept is None else kept == made
    if as_json:
        told = {"id": letter.id, "name": letter.name, "sha256": made, "kept": kept, "equal": equal}
        click.echo(json.dumps(told))
        return
    words = {None: "chưa có bản nào trong hồ sơ", True: "giống bản trong hồ sơ", False: "KHÁC"}
    click.echo(f"{letter.name} {letter.id}: {made}, {words[equal]}")
    if equal is False:
        click.echo(f"bản trong hồ sơ: {kept}")


@documents.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def verify(*, file: Path, as_json: bool) -> None:
    """Is FILE a document of ours, unchanged and in force? exit 1 when it may not be relied on."""
    checked = check_file(db.session(), file.read_bytes())
    if as_json:
        click.echo(json.dumps(asdict(checked) | {"good": checked.good}, default=str))
    else:
        for line in _said(checked):
            click.echo(line)
    raise SystemExit(0 if checked.good else NOT_GOOD)


def _said(checked: Checked) -> Iterator[str]:
    yield f"{checked.sha256}: {genuine.VERDICT_WORDS[checked.verdict]}"
    document = checked.document
    if document is None or checked.shape is not Shape.PDF:
        yield genuine.SHAPE_WORDS[checked.shape]
    if document is None:
        yield from _signatures(checked)
        return
    yield f"{document.title} {document.code} ngày {short_day(document.day)}, {document.agency}"
    by = f": {document.by}" if document.by else ""
    yield f"{genuine.STANDING_WORDS[document.standing]}{by}"
    yield from _signatures(checked)


def _signatures(checked: Checked) -> Iterator[str]:
    for signed in checked.signatures:
        found = signed.found
        yield f"{signed.role}: {found.subject} ({found.issuer}) {signed.words}".strip()


@documents.command("catalogue")
@click.option("--json", "as_json", is_flag=True)
@click.option("--into", type=click.Path(dir_okay=False, path_type=Path), help="Write it there.")
def catalogue(*, as_json: bool, into: Path | None) -> None:
    """Every document: form, validity, act, drafter, signer, contents (docs/documents.md)."""
    if into is not None:
        into.write_text(markdown(), encoding="utf-8")
    elif as_json:
        rows = [asdict(each) for each in all_documents()]
        click.echo(json.dumps(rows, ensure_ascii=False, default=str))
    else:
        for line in table():
            click.echo(line)
