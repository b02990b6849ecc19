"""What the owner of the machine can do to a database, and how the verifier names it.

The world has 12 entries (0 to 11) and checkpoints at 7 and 10; see ``world.py``. Every
statement runs as superuser with the triggers off.
"""

import json

import pytest
from sqlalchemy import text

from feedback.domain.history import canonical
from feedback.domain.history.merkle import leaf_hash
from feedback.domain.history.report import CANNOT_TELL, SOUND, TAMPERED, print_report
from feedback.services.log.verification import verify
from tests.integration.history.world import CLOCK, FIRST


def outcome(world, connection, pinned):
    return verify(connection, checkpoints=world.checkpoints, public_key=pinned)


def test_the_untouched_world_is_sound(world, pinned):
    with world.tampered() as connection:
        report = outcome(world, connection, pinned)
    assert print_report(report).startswith("LỊCH SỬ NGUYÊN VẸN.")
    assert (report.exit_code, report.size, report.covered) == (SOUND, 12, 10)
    assert (report.checkpoints, report.subjects) == (2, 4)
    assert report.notices == ["2 mục mới nhất chưa được niêm phong"]


TAMPERINGS = [
    pytest.param(
        "UPDATE entry SET body = set_byte(body, 20, 65) WHERE index = 3", "V3", 3, id="one byte"
    ),
    pytest.param(
        "UPDATE entry SET leaf = set_byte(leaf, 0, (get_byte(leaf, 0) + 1) % 256) WHERE index = 3",
        "V3",
        3,
        id="a stored hash",
    ),
    pytest.param("DELETE FROM entry WHERE index = 5", "V3", 5, id="an entry deleted"),
    pytest.param("DELETE FROM entry WHERE index = 0", "V3", 0, id="the first entry deleted"),
    pytest.param("DELETE FROM entry WHERE index >= 10", "V3", 10, id="the unsealed tail cut off"),
    pytest.param(
        "DELETE FROM entry WHERE index >= 9; UPDATE log_head SET size = 9",
        "V2",
        9,
        id="the tail cut off and the counter set back",
    ),
    pytest.param("DELETE FROM entry", "V2", 0, id="everything deleted"),
    pytest.param(
        "UPDATE entry SET index = 99 WHERE index = 3; UPDATE entry SET index = 3 WHERE index = 4;"
        " UPDATE entry SET index = 4 WHERE index = 99",
        "V4",
        3,
        id="two entries swapped",
    ),
    pytest.param(
        "UPDATE entry SET index = 12 WHERE index = 0", "V3", 0, id="the first moved to the end"
    ),
    pytest.param(
        "INSERT INTO entry SELECT 12, subject, seq + 9, kind, type, at, NULL, NULL, NULL, body,"
        " leaf FROM entry WHERE index = 11",
        "V3",
        12,
        id="an entry inserted",
    ),
    pytest.param(
        "UPDATE entry SET at = at - interval '30 days' WHERE index = 6", "V3", 6, id="backdated"
    ),
    pytest.param("UPDATE entry SET type = 'x' WHERE index = 6", "V3", 6, id="another type"),
    pytest.param("UPDATE entry SET number = 8 WHERE index = 1", "V3", 1, id="another number"),
    pytest.param(
        "UPDATE entry SET subject = gen_random_uuid(), seq = 99 WHERE index = 1",
        "V3",
        1,
        id="another subject",
    ),
    pytest.param("UPDATE log_head SET size = 13", "V3", 12, id="the log counter ahead"),
    pytest.param("UPDATE log_head SET size = 11", "V3", 11, id="the log counter behind"),
    pytest.param("UPDATE register_counter SET last = 9", "V5", None, id="register counters ahead"),
    pytest.param("DELETE FROM register_counter", "V5", None, id="register counters gone"),
    pytest.param(
        "UPDATE subject SET state = 'settled' WHERE right(uid::text, 2) = 'a0'",
        "V6",
        9,
        id="another state",
    ),
    pytest.param(
        "UPDATE subject SET edition = '2011' WHERE right(uid::text, 2) = 'a0'",
        "V6",
        0,
        id="another edition",
    ),
    pytest.param(
        "UPDATE subject SET agency_id = (SELECT id FROM agency WHERE code = 'XA-01')"
        " WHERE right(uid::text, 2) = 'a1'",
        "V6",
        8,
        id="another agency",
    ),
    pytest.param(
        "UPDATE subject SET person_id = (SELECT min(id) FROM user_account)"
        " WHERE right(uid::text, 2) = 'a1'",
        "V6",
        8,
        id="another person",
    ),
    pytest.param("UPDATE petition SET number = number + 7", "V6", 0, id="other petition numbers"),
    pytest.param("UPDATE legal_case SET number = 7", "V6", 7, id="another case number"),
    pytest.param(
        "UPDATE deadline SET due_raw = '2027-01-01', due_legal = '2027-01-01'",
        "V6",
        9,
        id="a later due date",
    ),
    pytest.param(
        "UPDATE deadline SET state = 'open', closed_on = NULL", "V6", 9, id="a deadline open again"
    ),
    pytest.param(
        "DELETE FROM escalation; DELETE FROM deadline", "V7", 6, id="a deadline and its escalation"
    ),
    pytest.param("DELETE FROM escalation", "V7", 6, id="an escalation deleted"),
    pytest.param(
        "UPDATE escalation SET due_at = due_at + interval '1 day'", "V6", 6, id="escalated later"
    ),
    pytest.param(
        "INSERT INTO escalation (deadline_id, level, user_id, due_at, found_at, details)"
        " SELECT deadline_id, 2, user_id, due_at, found_at, details FROM escalation",
        "V7",
        9,
        id="an escalation nobody recorded",
    ),
    pytest.param("UPDATE letter SET pdf_sha256 = repeat('0', 64)", "V6", 5, id="another document"),
    pytest.param("UPDATE letter SET number = 77", "V6", 5, id="another number on a document"),
    pytest.param("DELETE FROM letter", "V7", 5, id="a document deleted"),
    pytest.param(
        "UPDATE subject SET uid = gen_random_uuid() WHERE subject_kind = 'case'",
        "V7",
        7,
        id="a row under another name",
    ),
    pytest.param(
        "DELETE FROM legal_case; DELETE FROM subject WHERE subject_kind = 'case'",
        "V7",
        7,
        id="a case deleted",
    ),
]


@pytest.mark.parametrize(("statements", "rule", "index"), TAMPERINGS)
def test_tampering_is_found_and_the_first_bad_entry_named(world, pinned, statements, rule, index):
    with world.tampered(statements) as connection:
        report = outcome(world, connection, pinned)
    assert report.exit_code == TAMPERED
    assert (report.first.rule.value, report.first.index) == (rule, index), print_report(report)


def test_a_row_without_any_entry_is_found(world, pinned):
    insert = (
        "INSERT INTO subject (uid, subject_kind, kind, procedure, edition, state, agency_id,"
        " field, confidential, received_at, version) SELECT gen_random_uuid(), 'case', kind,"
        " procedure, edition, state, agency_id, field, confidential, received_at, version"
        " FROM subject WHERE subject_kind = 'case'"
    )
    with world.tampered(insert) as connection:
        report = outcome(world, connection, pinned)
    assert [(one.rule.value, one.index) for one in report.findings] == [("V7", None)]
    assert "không có mục nào" in print_report(report)


def rewrite_everything(connection):
    """Change entry 1 and hash the whole log again, chains included: no rule inside is broken."""
    leaves, newest = {}, {}
    for row in connection.execute(text("SELECT index, subject, body FROM entry ORDER BY index")):
        place, subject, body = row
        value = json.loads(body)
        if place == 1:
            value["actor"] = "user:2"
        value["prev"] = newest.get(subject)
        body = canonical.dumps(value)
        newest[subject] = leaf_hash(body).hex()
        leaves[place] = body
    for place, body in leaves.items():
        connection.execute(
            text("UPDATE entry SET body = :body, leaf = :leaf WHERE index = :place"),
            {"body": body, "leaf": leaf_hash(body), "place": place},
        )


def test_a_log_rewritten_as_a_whole_does_not_fit_the_checkpoints(world, pinned):
    with world.tampered() as connection:
        rewrite_everything(connection)
        report = outcome(world, connection, pinned)
    assert (report.exit_code, report.found) == (TAMPERED, 1)
    assert (report.first.rule.value, report.first.index, report.first.until) == ("V2", 0, 7)


def test_without_a_checkpoint_the_same_log_is_not_called_sound(world, pinned, tmp_path):
    with world.tampered() as connection:
        rewrite_everything(connection)
        report = verify(connection, checkpoints=None, public_key=pinned)
        nowhere = verify(connection, checkpoints=tmp_path / "nowhere", public_key=pinned)
    for one in (report, nowhere):
        assert (one.exit_code, one.found) == (CANNOT_TELL, 0)
        assert "không có điểm kiểm tra" in print_report(one)


def test_without_a_key_nothing_can_be_said(world):
    with world.tampered() as connection:
        report = verify(connection, checkpoints=world.checkpoints, public_key=None)
    assert report.exit_code == CANNOT_TELL
    assert print_report(report).startswith("CHƯA THỂ KẾT LUẬN")


def edit_notes(world, change):
    path = world.checkpoints / "notes.jsonl"
    path.write_text(change(path.read_text()))


@pytest.mark.parametrize(
    ("change", "code", "rule"),
    [
        pytest.param(
            lambda text: text.replace("\\n7\\n", "\\n6\\n"), TAMPERED, "V1", id="another size"
        ),
        pytest.param(
            lambda text: text.replace("nhat-ky\\n7", "nhat-ky-2\\n7"),
            TAMPERED,
            "V1",
            id="another origin",
        ),
        pytest.param(
            lambda text: text.replace("nhat-ky", "khac"), CANNOT_TELL, None, id="a stranger's notes"
        ),
        pytest.param(lambda _text: "", CANNOT_TELL, None, id="no notes left"),
        pytest.param(lambda text: text + "rubbish\n", CANNOT_TELL, None, id="a line of rubbish"),
        pytest.param(lambda text: text + '{"at": "20', SOUND, None, id="a line torn by a crash"),
        pytest.param(
            lambda text: text.splitlines(keepends=True)[1], SOUND, None, id="the newest note alone"
        ),
    ],
)
def test_altered_checkpoint_files_are_not_believed(world, pinned, change, code, rule):
    edit_notes(world, change)
    with world.tampered() as connection:
        report = outcome(world, connection, pinned)
    assert report.exit_code == code
    assert (report.first and report.first.rule.value) == rule


def test_one_note_in_a_file_of_its_own_is_enough(world, pinned, tmp_path):
    line = (world.checkpoints / "notes.jsonl").read_text().splitlines()[0]
    path = tmp_path / "from-the-inspectorate.txt"
    path.write_text(json.loads(line)["note"])
    with world.tampered("DELETE FROM entry WHERE index = 5") as connection:
        report = verify(connection, checkpoints=path, public_key=pinned)
    assert (report.exit_code, report.first.index) == (TAMPERED, 5)


def test_the_report_tells_programs_the_same(world, pinned):
    with world.tampered("DELETE FROM escalation") as connection:
        told = outcome(world, connection, pinned).as_dict()
    assert (told["outcome"], told["exit_code"], told["found"]) == ("tampered", TAMPERED, 1)
    assert told["first"]["rule"] == "V7"
    assert told["first"]["subject"] == FIRST.hex
    assert CLOCK.hex in told["first"]["sentence"]
    assert json.loads(json.dumps(told)) == told
