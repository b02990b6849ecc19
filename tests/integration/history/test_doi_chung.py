"""The stand-alone verifier over the same tampering: two programs, one format, one answer."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from doi_chung.__main__ import check
from doi_chung.notes import read_key, read_notes
from sqlalchemy import text

from feedback.domain.history.checkpoint import Checkpoint, sign_checkpoint
from feedback.services.log.log_export import lines
from feedback.services.log.log_key import signer
from feedback.services.log.verification import verify
from tests.integration.history.test_history_tampering import TAMPERINGS, rewrite_everything
from tests.integration.history.world import CASE, FIRST, ORIGIN

SOUND, TAMPERED, CANNOT_TELL = range(3)


def asked(world, connection, pinned):
    """The independent answer: the export, notes from outside, the key as it was published."""
    notes = read_notes(world.checkpoints / "notes.jsonl")
    return check(lines(connection), notes, read_key(pinned.as_text()))


def test_the_untouched_world_is_sound_with_a_checkpoint_from_outside(world, pinned):
    with world.tampered() as connection:
        report = asked(world, connection, pinned)
        ours = verify(connection, checkpoints=world.checkpoints, public_key=pinned)
    assert (report.exit_code, report.findings, report.doubts) == (SOUND, [], [])
    assert (report.size, report.covered, report.checkpoints) == (12, 10, 2)
    assert report.root == ours.root.hex()
    assert report.as_text().startswith("Kết luận: NGUYÊN VẸN.")


def test_without_a_checkpoint_it_cannot_tell_and_says_that_no_database_could(world):
    with world.tampered() as connection:
        report = check(lines(connection), [], None)
    assert (report.exit_code, report.findings) == (CANNOT_TELL, [])
    assert "chỉ với cơ sở dữ liệu thì không bao giờ phát hiện" in report.as_text()


def test_what_there_is_no_data_for_is_not_called_checked(world, pinned):
    with world.tampered() as connection:
        told = asked(world, connection, pinned).as_text()
    open_questions = [line for line in told.splitlines() if "chưa kiểm: không có dữ liệu" in line]
    assert [line.partition(",")[0] for line in open_questions] == ["V8", "V9 đồng ký", "V10"]


@pytest.mark.parametrize(("statements", "rule", "index"), TAMPERINGS)
def test_both_verifiers_name_the_same_first_bad_entry(world, pinned, statements, rule, index):
    with world.tampered(statements) as connection:
        report = asked(world, connection, pinned)
        ours = verify(connection, checkpoints=world.checkpoints, public_key=pinned)
    assert report.exit_code == ours.exit_code == TAMPERED
    assert (report.first.rule, report.first.index) == (rule, index), report.as_text()
    assert report.first.subject == ours.first.subject
    assert of_the_log(report) == of_the_log(ours)


def of_the_log(report):
    """Rules broken in the log itself; the tables differ by what each program folds behind that."""
    return {str(one.rule) for one in report.findings} - {"V6", "V7"}


def test_a_row_without_any_entry_is_found(world, pinned):
    with world.tampered("DELETE FROM entry WHERE kind = 'case'") as connection:
        report = asked(world, connection, pinned)
    rows = [one for one in report.findings if one.rule == "V7"]
    assert {(one.index, one.subject) for one in rows} == {(None, CASE.hex)}


def test_a_log_rewritten_as_a_whole_does_not_fit_the_checkpoints(world, pinned):
    with world.tampered() as connection:
        rewrite_everything(connection)
        report = asked(world, connection, pinned)
        alone = check(lines(connection), [], None)
    assert [(one.rule, one.index, one.until) for one in report.findings] == [("V2", 0, 7)]
    assert (report.exit_code, alone.exit_code) == (TAMPERED, CANNOT_TELL)


def test_an_exact_entry_goes_before_the_range_it_lies_in(world, pinned):
    """The bytes of entry 3 are others, and its stored hash follows them."""
    statement = (
        "UPDATE entry SET body = overlay(body placing 'x' from 12),"
        " leaf = sha256('\\x00' || overlay(body placing 'x' from 12)) WHERE index = 3"
    )
    with world.tampered(statement) as connection:
        report = asked(world, connection, pinned)
        ours = verify(connection, checkpoints=world.checkpoints, public_key=pinned)
    assert (report.first.rule, report.first.index) == (ours.first.rule.value, ours.first.index)


def test_bytes_that_are_no_text_leave_the_database_as_they_are(world, pinned):
    statement = "UPDATE entry SET body = '\\xff0aeda0800022' || body WHERE index = 2"
    with world.tampered(statement) as connection:
        kept = connection.scalar(text("SELECT body FROM entry WHERE index = 2"))
        sent = [json.loads(line) for line in lines(connection)]
        report = asked(world, connection, pinned)
    row = next(record for record in sent if record[:2] == ["entry", 2])
    assert bytes.fromhex(row[-2]) == bytes(kept)
    assert (report.first.rule, report.first.index) == ("V3", 2)


def test_two_roots_for_one_size_are_shown_as_evidence(world, pinned, signing_key):
    with world.tampered() as connection:
        other = sign_checkpoint(Checkpoint(ORIGIN, 7, bytes(32)), signer(signing_key, ORIGIN))
        notes = [*read_notes(world.checkpoints / "notes.jsonl"), other]
        report = check(lines(connection), notes, read_key(pinned.as_text()))
    found = next(one for one in report.findings if one.rule == "V12")
    assert "00" * 32 in str(found)
    assert report.exit_code == TAMPERED


@pytest.mark.parametrize(
    ("change", "code", "rule"),
    [
        pytest.param(lambda note: note.replace("\n7\n", "\n6\n"), TAMPERED, "V1", id="a size"),
        pytest.param(
            lambda note: note.replace("nhat-ky\n7", "nhat-ky-2\n7"), TAMPERED, "V1", id="an origin"
        ),
        pytest.param(
            lambda note: note.replace("nhat-ky", "khac"), CANNOT_TELL, None, id="a stranger's"
        ),
        pytest.param(lambda _note: "rubbish\n", CANNOT_TELL, None, id="rubbish"),
        pytest.param(lambda note: note, SOUND, None, id="as it was signed"),
    ],
)
def test_altered_checkpoints_are_not_believed(world, pinned, change, code, rule):
    notes = [change(note) for note in read_notes(world.checkpoints / "notes.jsonl")]
    with world.tampered() as connection:
        report = check(lines(connection), notes, read_key(pinned.as_text()))
    assert report.exit_code == code
    assert (report.first and report.first.rule) == rule


def test_a_checkpoint_of_another_key_says_nothing(world, pinned):
    stranger = signer(Ed25519PrivateKey.from_private_bytes(bytes(32)), ORIGIN)
    note = sign_checkpoint(Checkpoint(ORIGIN, 7, bytes(32)), stranger)
    with world.tampered() as connection:
        report = check(lines(connection), [note], read_key(pinned.as_text()))
    assert (report.exit_code, report.checkpoints) == (CANNOT_TELL, 0)


@pytest.mark.parametrize(
    "cut",
    [
        pytest.param(lambda sent: sent[:-1], id="its end"),
        pytest.param(lambda sent: sent[1:], id="its beginning"),
        pytest.param(lambda sent: [*sent[:5], *sent[6:]], id="a line"),
        pytest.param(lambda _sent: [], id="everything"),
    ],
)
def test_an_export_that_lost_lines_is_not_judged(world, pinned, cut):
    with world.tampered() as connection:
        sent = list(lines(connection))
    with pytest.raises(ValueError, match="cắt ngắn"):
        check(cut(sent), [], None)


def test_the_export_tells_of_every_file(world):
    with world.tampered() as connection:
        sent = [json.loads(line) for line in lines(connection)]
    assert sent[0] == ["log", 2]
    assert ["size", 12] in sent
    assert sent[-1] == ["end", len(sent) - 1]
    told = {record[1]: record[2] for record in sent if record[0] == "row"}
    assert len(told) == 4
    assert told[FIRST.hex]["state"] == "accepted"
    assert told[CASE.hex]["register"] == [None, 2026, 1]
