"""The commands that people rely on: exit codes, what is printed, what is refused."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from feedback.blueprints.guards import for_everyone
from feedback.extensions import db
from feedback.models.letter import IssuedLetter
from feedback.models.security_event import KeptEvent
from feedback.services.documents.rendering import render_again
from feedback.services.letters.contexts import context_of
from feedback.settings.choices import DatabaseRole, Mode
from feedback.settings.reading import SettingsError
from feedback.workflows.pages import pages
from tests.factories import at
from tests.issuing import frozen_anew
from tests.worlds import application

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def settings(settings, tmp_path):
    """A data folder of the test's own: keys shared, checkpoints not."""
    (tmp_path / "keys").symlink_to(settings.keys_dir)
    return replace(settings, data_dir=tmp_path)


@pytest.fixture
def run(app):
    """A command as ``flask`` runs it."""

    def invoke(*words):
        return app.test_cli_runner().invoke(args=[str(word) for word in words])

    return invoke


def test_routes_policy_names_who_may_use_each_address(run):
    done = run("routes", "policy", "--json")
    assert done.exit_code == 0
    rows = {row["endpoint"]: row for row in json.loads(done.output)}
    assert rows["inspection.register"]["who"] == "inspector"
    assert rows["inspection.target"]["who"] == "delegate, head, inspector"
    assert rows["public.home"]["who"] == "everyone"
    assert rows["inspection.register"]["methods"] == ["GET"]


def test_routes_policy_fails_when_an_address_says_nothing(app, run):
    app.add_url_rule("/open", "open", lambda: "x")
    done = run("routes", "policy")
    assert done.exit_code == 1
    assert "CHƯA KHAI BÁO" in done.output
    app.view_functions["open"] = for_everyone(lambda: "x")
    assert run("routes", "policy").exit_code == 0


def test_routes_alone_is_flasks_own_list(run):
    done = run("routes")
    assert done.exit_code == 0
    assert done.output.startswith("Endpoint")


def test_a_history_without_any_checkpoint_cannot_be_told(room, run):
    room.accepted()
    assert run("history", "verify").exit_code == 2


def test_a_sealed_history_is_sound(room, run):
    room.accepted()
    sealed = run("history", "seal")
    assert sealed.exit_code == 0
    assert "đã niêm phong" in sealed.output
    done = run("history", "verify", "--json")
    assert done.exit_code == 0
    assert json.loads(done.output)["outcome"] == "sound"
    assert "không có gì mới" in run("history", "seal").output


def test_a_changed_byte_is_found_and_stops_the_sealer(room, run, tamper):
    room.accepted()
    tamper("entry", "UPDATE entry SET body = set_byte(body, 30, 65) WHERE index = 1")
    assert run("history", "seal").exit_code == 1
    done = run("history", "verify", "--json")
    assert done.exit_code == 1
    assert json.loads(done.output)["first"]["index"] == 1


#: Every command that reads the whole log to judge it or to hand it on.
WHOLE = (("verify",), ("restore-check",), ("export", "--all"))


@pytest.mark.parametrize("words", WHOLE, ids=lambda words: words[0])
def test_a_sign_in_that_rows_are_hidden_from_judges_nothing(room, run, settings, words):
    """As officers' pages sign in: without a word on what is closed they see no file at all."""
    room.accepted()
    run("history", "seal")
    with application(settings, pages=False, role=DatabaseRole.OFFICE) as hidden:
        done = hidden.test_cli_runner().invoke(args=["history", *words])
    assert (done.exit_code, "không được xem mọi hồ sơ" in done.output) == (2, True), done.output
    with room.app.app_context():
        events = db.session.scalars(db.select(KeptEvent.event)).all()
    assert "history tampered with" not in events


@pytest.mark.parametrize("words", WHOLE, ids=lambda words: words[0])
def test_in_production_commands_sign_in_as_nobody_else(settings, words):
    unset = replace(settings, mode=Mode.PRODUCTION, database_command_url="")
    with application(unset, pages=False) as app:
        done = app.test_cli_runner().invoke(args=["history", *words])
        told = "FEEDBACK_DATABASE_COMMAND_URL is not set" in done.output
        assert (done.exit_code, told) == (2, True), done.output
        with app.app_context(), pytest.raises(SettingsError, match="DATABASE_COMMAND_URL"):
            db.session.execute(db.text("SELECT 1"))


def test_the_key_that_verifies_is_handed_out_and_taken_back(room, run):
    room.accepted()
    run("history", "seal")
    line = run("history", "key").output.strip()
    assert run("history", "verify", "--key", line).exit_code == 0
    refused = run("history", "verify", "--key", "no key")
    assert refused.exit_code == 2
    assert "khóa không đọc được" in refused.output


def test_a_program_that_is_not_ours_checks_the_whole_log(room, run, settings, tmp_path, tamper):
    """As an inspector does it: an export, the key on one line, the notes, nothing else."""
    room.accepted()
    run("history", "seal")
    key = run("history", "key").output.strip()
    export, notes = tmp_path / "log.jsonl", settings.checkpoints_dir / "notes.jsonl"

    def asked(*words):
        export.write_text(run("history", "export", "--all").output, encoding="utf-8")
        return subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "doi_chung", export, *words],
            cwd=ROOT / "doi-chung", capture_output=True, text=True, check=False,
        )  # fmt: skip

    whole = asked("--khoa", key, "--diem-kiem-tra", notes)
    assert (whole.returncode, whole.stderr) == (0, "")
    assert asked().returncode == 2
    tamper("subject", "UPDATE subject SET state = 'settled' WHERE subject_kind = 'case'")
    altered = asked("--khoa", key, "--diem-kiem-tra", notes)
    assert altered.returncode == 1
    assert "V6" in altered.stdout.partition("Mục sai đầu tiên: ")[2]


@pytest.mark.parametrize("words", [(), ("VV-2026-00001", "--all")])
def test_an_export_is_of_one_file_or_of_all(run, words):
    refused = run("history", "export", *words)
    assert refused.exit_code == 2
    assert "hoặc một hồ sơ, hoặc --all" in refused.output


def test_one_sweep_prints_what_it_found(room, run):
    room.accepted()
    done = run("escalate", "--now", "2026-09-10T09:00", "--json")
    assert done.exit_code == 0
    told = json.loads(done.output)
    assert told["now"] == "2026-09-10T09:00:00+07:00"
    assert told["escalations"] > 0
    again = json.loads(run("escalate", "--now", "2026-09-10T09:00", "--json").output)
    assert again["escalations"] == 0


@pytest.mark.parametrize("typed", ["yesterday", "2026-13-01", ""])
def test_an_instant_that_cannot_be_read_is_refused(run, typed):
    done = run("escalate", "--now", typed) if typed else run("escalate", "--now")
    assert done.exit_code == 2


def test_a_document_is_issued_again_to_the_same_bytes(room, run, tmp_path, tamper):
    case = room.accepted()
    with room.app.app_context():
        letter = db.session.execute(
            db.text("SELECT id FROM letter WHERE subject_id = :id"), {"id": case}
        ).scalar_one()
    assert run("documents", "render", letter).exit_code == 0
    with room.app.app_context():
        render_again(letter, at("2026-08-06", 11))
    file = tmp_path / "letter.pdf"
    done = run("documents", "render", letter, "--into", file, "--json")
    assert done.exit_code == 0
    assert json.loads(done.output)["equal"] is True
    assert file.read_bytes().startswith(b"%PDF")
    with room.app.app_context():
        issued = db.session.get_one(IssuedLetter, letter)
        head = context_of(issued)["head"] | {"number": 99}
        changed_context = frozen_anew(issued, head=head)
        db.session.rollback()
    tamper("letter", "UPDATE letter SET frozen = :frozen WHERE id = :id", id=letter,
           frozen=changed_context)  # fmt: skip
    changed = run("documents", "render", letter)
    assert changed.exit_code == 1
    assert "KHÁC" in changed.output


@pytest.mark.parametrize("given", ["0", "-1", "abc", "999999", str(2**70)])
def test_a_document_nobody_issued_is_refused_in_a_sentence(run, given):
    done = run("documents", "render", given)
    assert done.exit_code in {1, 2}
    assert "Traceback" not in done.output
    assert isinstance(done.exception, SystemExit)


def test_the_difference_of_two_editions_is_data(run):
    done = run("workflows", "diff", "complaint_first_time", "LKN-2012", "LKN-2026", "--json")
    rows = json.loads(done.output)
    added = {row["name"] for row in rows if (row["part"], row["how"]) == ("Các bước", "thêm")}
    assert added >= {"suspend", "resume", "send_notice", "withdraw_part", "postpone_dialogue"}
    assert run("workflows", "diff", "complaint_first_time", "LKN-2012", "LKN-1999").exit_code == 1


def test_pages_pictures_and_diffs_are_drawn_into_a_folder(run, tmp_path):
    assert run("workflows", "draw", "--into", tmp_path / "drawn").exit_code == 0
    assert {page.name for page in (tmp_path / "drawn").iterdir()} == set(pages())
