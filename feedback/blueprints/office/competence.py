"""What the table of competence says about a petition, for the box where its agency is chosen."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from feedback.domain.competence.finding import Concerned, find, read_concerned
from feedback.domain.competence.posts import Post
from feedback.domain.petitions import Kind
from feedback.domain.routing import Desk
from feedback.queries.file_parts import File
from feedback.queries.opened import Opened
from feedback.services.competence.jurisdiction import sentence

if TYPE_CHECKING:
    from feedback.blueprints.office.act_forms import ActForm
    from feedback.blueprints.office.forms import ClassificationForm

#: kind, words of the sender, field, code of the agency and post stated by the officer
Asked = tuple[Kind, str, str, str, str]


def asked(opened: Opened, form: "ClassificationForm | None") -> Asked:
    """As the pane knows the petition: what the officer chose goes before what the sender said."""
    if form is None:
        return opened.kind, opened.against, opened.field, "", ""
    kind = Kind(form.kind.data) if form.kind.data in set(Kind) else opened.kind
    code, post = form.denounced_agency.code, form.denounced_post.data or ""
    return kind, opened.against, form.field.data or opened.field, code, post


def asked_of_file(file: File, form: "ActForm") -> Asked:
    """As the page of an act knows it; most acts state neither kind nor who is denounced."""
    said = form.stated
    kind = Kind(said["kind"]) if said.get("kind") in set(Kind) else file.kind
    return (
        kind,
        file.paper.against,
        said.get("field", file.field),
        said.get("denounced_agency", ""),
        said.get("denounced_post", ""),
    )


def told(
    kind: Kind,
    against: str,
    field: str,
    code: str,
    post: str,
    desks: Sequence[Desk],
    today: date,
) -> str:
    """Who decides by the table, with article and certainty; empty where it cannot be told."""
    stated = next((desk for desk in desks if desk.code == code), None)
    concerned = read_concerned(kind, against, desks)
    if stated is not None and post in set(Post):
        concerned = Concerned(stated, Post(post), stated=True)
    if concerned is None:
        return ""
    found = find(kind, concerned, desks, today, field)
    return sentence(found) if found.answer.row else found.answer.note
