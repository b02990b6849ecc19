"""The catalogue of documents as one page for people who know the law: ``docs/documents.md``."""

from collections.abc import Iterator, Sequence
from datetime import date

from feedback.queries.documents import SURE_WORDS, Document, Form, MadeBy, documents

HEAD = """# The documents of the house

Every document the procedures make, written by `flask documents catalogue --into docs/documents.md`
from the forms (`templates/letters/`), the contents (`feedback/domain/letters/`) and the tables of
the procedures. A form number is printed on a document only where it was read in its source. A
document without an act is made beside the procedures: a receipt, a paper of the house.
"""
NOBODY = "–"


def markdown() -> str:
    """The page; a house test compares it with what is in the tree."""
    found = documents()
    parts = [HEAD, *_overview(found), *(line for one in found for line in _section(one))]
    return "\n".join(parts)


def table() -> Iterator[str]:
    """A line a document, for a screen."""
    for one in documents():
        form = one.forms[-1]
        acts = ", ".join(dict.fromkeys(f"{each.procedure}.{each.act}" for each in one.made_by))
        number = form.number if form.printed else NOBODY
        yield f"{one.name:38} {number:14} {one.title:50.50} {acts or NOBODY}"


def _overview(found: Sequence[Document]) -> Iterator[str]:
    yield "| document | name | form today | signed by | made by |"
    yield "| --- | --- | --- | --- | --- |"
    for one in found:
        acts = ", ".join(dict.fromkeys(each.act_title for each in one.made_by)) or NOBODY
        link = f"[{one.title}](#{one.name})"
        form = one.forms[-1].number if one.forms[-1].printed else NOBODY
        yield f"| {link} | `{one.name}` | {form} | {one.signer} | {acts} |"
    yield ""


def _section(one: Document) -> Iterator[str]:
    yield from (f"## {one.name}", "", f"{one.title}. {one.when}".strip(), "")
    yield from (f"- Mẫu: {_form(form)}" for form in one.forms)
    yield from (f"- Do: {_act(each)}" for each in one.made_by)
    yield f"- Soạn: {one.drafter}; ký: {one.signer}"
    yield f"- Gửi: {'; '.join(one.goes_to) or NOBODY}"
    yield f"- Không được có: {'; '.join(one.never) or NOBODY}"
    if one.required:
        yield "- Bắt buộc có:"
        for each in one.required:
            source = f" ({each.source})" if each.source else ""
            yield f"  - {each.name}{source}"
    yield ""


def _form(form: Form) -> str:
    named = ", ".join(part for part in (form.number, form.instrument) if part) or "không theo mẫu"
    until = f" đến {_day(form.in_force_to)}" if form.in_force_to else ""
    printed = "in số mẫu" if form.printed else "không in số mẫu"
    span = f"từ {_day(form.in_force_from)}{until}"
    return f"{named}; {span}; {SURE_WORDS[form.sure]}, {printed}"


def _act(each: MadeBy) -> str:
    condition = f", khi `{each.only_if}`" if each.only_if else ""
    editions = ", ".join(each.editions)
    return f"“{each.act_title}” (`{each.act}`), {each.procedure_title} ({editions}){condition}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
