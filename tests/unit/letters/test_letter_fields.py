"""A template that asks for what its context lacks stops the start, and says where."""

import shutil

import pytest

from feedback.app import create_app
from feedback.letters import fields
from feedback.letters.fields import TemplateFieldError, check_templates
from feedback.letters.manifest import TEMPLATES, manifest
from feedback.settings.frozen import Settings

LETTER = "letters/acceptance_notice/letter.html"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the letters' templates, to be spoilt."""
    for part in ("base", "letters"):
        shutil.copytree(TEMPLATES / part, tmp_path / part)
    monkeypatch.setattr(fields, "TEMPLATES", tmp_path)
    for cached in (fields._tree, check_templates):  # noqa: SLF001 - read anew, before and after
        cached.cache_clear()
    yield tmp_path
    for cached in (fields._tree, check_templates):  # noqa: SLF001 - as above
        cached.cache_clear()


def _spoil(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_template_asks_only_for_what_its_context_has():
    check_templates()


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (LETTER, "letter.about", "letter.abut", r"acceptance_notice.*AcceptanceNotice has no abut"),
        (LETTER, "letter.complainant.called", "letter.complainant.nick", "Person has no nick"),
        (LETTER, "edition.basis", "edition.bases", "Edition has no bases"),
        (LETTER, "letter.accepted_on", "accepted_on", "there is no accepted_on"),
        ("base/letter.html", "letter.head.code", "letter.head.cod", "LetterHead has no cod"),
        (
            "letters/settlement_decision/letter.html",
            "{{ person.name }}",
            "{{ person.nom }}",
            "settlement_decision.*Person has no nom",
        ),
        (
            "letters/receipt/letter.html",
            "letter.petitioner.name",
            "letter.petitioner.head.code",
            "Person has no head",
        ),
    ],
)
def test_an_unknown_field_is_named_with_its_template_and_line(folder, file, old, new, told):
    _spoil(folder / file, old, new)
    with pytest.raises(
        TemplateFieldError, match=r"templates/(base|letters).*, line \d+: .*"
    ) as error:
        check_templates()
    message = str(error.value)
    assert told.split(".*")[-1] in message
    assert file in message


def test_the_pattern_of_a_trich_yeu_is_read_too(folder, monkeypatch):
    spoilt = manifest("reply")
    monkeypatch.setattr(
        fields,
        "manifest",
        lambda _name: type(spoilt)(
            **{key: getattr(spoilt, key) for key in ("name", "title", "editions")},
            subject="{{ letter.abut }}",
        ),
    )
    with pytest.raises(TemplateFieldError, match=r"letter\.toml, line 1: .* has no abut"):
        check_templates()


def test_the_application_does_not_start_with_such_a_template(folder):
    environment = {
        "FEEDBACK_MODE": "test",
        "FEEDBACK_DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:1/none",
        "FEEDBACK_REDIS_URL": "redis://127.0.0.1:1/0",
        "FEEDBACK_DATA_DIR": str(folder),
        "FEEDBACK_SECRET_KEY": "k" * 64,
    }
    _spoil(folder / LETTER, "letter.about", "letter.abut")
    with pytest.raises(TemplateFieldError, match="AcceptanceNotice has no abut"):
        create_app(Settings.from_environment(environment))
