"""The guided pages: each shows what was answered, takes what is typed, keeps it and leads on."""

from collections.abc import Sequence
from dataclasses import replace

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from feedback.blueprints.commune_box import COMMUNE_NAMES
from feedback.blueprints.guards import for_everyone
from feedback.blueprints.public import course, matter_forms, sender_forms, vneid_offer, words
from feedback.blueprints.public.blueprint import public
from feedback.blueprints.public.question_form import QuestionForm
from feedback.blueprints.public.typed import STORY_LETTERS
from feedback.blueprints.public.visitor import Visit, settings, while_writing
from feedback.domain import clock
from feedback.domain.errors import InvalidInputError
from feedback.domain.lodging import WaitingFile
from feedback.domain.petitions import COMPLAINTS, Kind
from feedback.extensions import db
from feedback.services.files import uploads, waiting
from feedback.services.lodging import drafts
from feedback.services.lodging.drafts import Answers
from feedback.services.time.calendars import calendar
from feedback.services.time.filing_period import LODGING, FilingPeriod, filing_period

QUESTIONS: dict[str, type[QuestionForm]] = {
    course.STORY: matter_forms.StoryForm,
    course.ABOUT: matter_forms.AboutForm,
    course.WHEN: matter_forms.WhenForm,
    course.WHERE: matter_forms.WhereForm,
    course.WHO: sender_forms.WhoForm,
    course.CONTACT: sender_forms.ContactForm,
}
TEMPLATES = {
    course.STORY: "story",
    course.ABOUT: "about",
    course.WHEN: "when",
    course.WHERE: "where",
    course.WHO: "who",
    course.CONTACT: "contact",
}


#: What ``sua`` says in the address of a page that is mended; it leads back to the check.
MENDING = "1"
ANY_PAGE = ", ".join(f'"{page}"' for page in QUESTIONS)


@public.route(f"/gui-don/<any({ANY_PAGE}):page>", methods=["GET", "POST"])
@for_everyone
@while_writing
def question(visit: Visit, page: str) -> ResponseReturnValue:
    answers = visit.answers
    if page not in course.PAGES[answers.kind]:
        return redirect(course.first_page(answers.kind))
    form = form_of(page, answers.kind).asked(answers)
    if vneid_offer.was_pressed(answers.kind, page):
        return _to_vneid(visit, page, form)
    if not form.validate_on_submit():
        return _show(visit, page, form)
    drafts.answer(visit.key, clock.now(), form.given())
    late = _late(answers.kind, form)
    if late is not None:
        form.told.data = "1"
        return _show(visit, page, form, late)
    return redirect(course.after(answers.kind, page, mending=mending()), 303)


def form_of(page: str, kind: Kind) -> type[QuestionForm]:
    """The form of a page; whoever has no page for the name gives it with the contact."""
    if page == course.CONTACT and not course.has_own_page(kind):
        return sender_forms.SenderForm
    return QUESTIONS[page]


def _to_vneid(visit: Visit, page: str, form: QuestionForm) -> ResponseReturnValue:
    """Keep what was typed, also where something is still missing, and tell where this leads."""
    form.validate()
    if not form.typed_is_sound():
        return _show(visit, page, form)
    drafts.answer(visit.key, clock.now(), form.given())
    return redirect(url_for(".vneid", sua=MENDING if mending() else None), 303)


def mending() -> bool:
    return request.args.get("sua") == MENDING


def _show(
    visit: Visit, page: str, form: QuestionForm, late: FilingPeriod | None = None
) -> ResponseReturnValue:
    kind = visit.answers.kind
    shown = render_template(
        f"public/{TEMPLATES[page]}.html",
        form=form,
        errors=form.errors,
        late=late,
        words=words,
        letters=STORY_LETTERS,
        communes=COMMUNE_NAMES,
        vneid=vneid_offer.offer(kind, page),
        hints=vneid_offer.hints(form, visit.answers.told),
        **frame(kind, page),
    )
    return shown, 422 if form.errors else 200


def frame(kind: Kind, page: str) -> dict[str, object]:
    """What every guided page shows: how far along, the way back, whether to be quiet."""
    step, steps = course.step(kind, page)
    return {
        "kind": kind,
        "quiet": kind is Kind.DENUNCIATION,
        "step": step,
        "steps": steps,
        "back": course.before(kind, page, mending=mending()),
    }


def _late(kind: Kind, form: QuestionForm) -> FilingPeriod | None:
    """The period for complaining, where it seems to be over and nobody has said so yet."""
    if not isinstance(form, matter_forms.WhenForm) or kind not in COMPLAINTS or form.told.data:
        return None
    if form.known_on.data is None:
        return None
    days = calendar(db.session())
    period = filing_period(days, LODGING[kind], form.known_on.data, clock.today())
    return period if period.over else None


@public.route("/gui-don/tep", methods=["GET", "POST"])
@for_everyone
@while_writing
def files(visit: Visit) -> ResponseReturnValue:
    """Files are taken one by one: a refused one does not take the others with it."""
    form = matter_forms.FilesForm.asked(visit.answers)
    if not form.validate_on_submit():
        return _show_files(visit, form)
    if "remove" in request.form:
        _drop(visit, request.form["remove"])
        return redirect(request.full_path.rstrip("?"), 303)
    kept, refusals = _take([f for f in form.files.data or () if f.filename], visit.answers.files)
    changed = _add(visit, kept)
    form.files.errors = refusals
    if refusals or "more" in request.form:
        return _show_files(Visit(visit.key, changed or visit.answers), form)
    return redirect(course.after(visit.answers.kind, course.FILES, mending=mending()), 303)


def _show_files(visit: Visit, form: matter_forms.FilesForm) -> ResponseReturnValue:
    refused = bool(form.errors)
    page = render_template(
        "public/files.html",
        form=form,
        errors=refused,
        kept=visit.answers.files,
        accept=",".join(uploads.ACCEPTED),
        megabytes=settings().max_file_bytes // 1_000_000,
        most=settings().max_files,
        **frame(visit.answers.kind, course.FILES),
    )
    return page, 422 if refused else 200


def _take(
    posted: Sequence[FileStorage], already: Sequence[WaitingFile]
) -> tuple[list[WaitingFile], list[str]]:
    """Keep what can be kept, and say of each other file why not."""
    kept, refusals = list[WaitingFile](), list[str]()
    for file in posted:
        name = file.filename or ""
        if len(already) + len(kept) >= settings().max_files:
            refusals.append(f"Chỉ gửi được {settings().max_files} tệp. Bỏ bớt tệp khác trước.")
            break
        try:
            content = file.stream.read(settings().max_file_bytes + 1)
            uploads.refuse_beyond(name, len(content), [*already, *kept])
            kept.append(waiting.keep(name, content, settings().max_file_bytes))
        except InvalidInputError as refusal:
            refusals.append(str(refusal))
    return kept, refusals


def _add(visit: Visit, kept: Sequence[WaitingFile]) -> Answers | None:
    return drafts.change(
        visit.key, clock.now(), lambda old: replace(old, files=_joined(old.files, kept))
    )


def _joined(old: Sequence[WaitingFile], new: Sequence[WaitingFile]) -> tuple[WaitingFile, ...]:
    """The same bytes sent twice are one file."""
    return tuple({file.sha256: file for file in (*old, *new)}.values())


def _drop(visit: Visit, sha256: str) -> None:
    drafts.change(
        visit.key,
        clock.now(),
        lambda old: replace(old, files=tuple(f for f in old.files if f.sha256 != sha256)),
    )
    waiting.forget(file for file in visit.answers.files if file.sha256 == sha256)
