"""The stand-alone verifier on a connection of its own: what it reads as the role of inspectors.

Each tampering is committed, as somebody does it who owns the machine. The export and the connection
then lead to the same findings, and the first is the one that was done.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from doi_chung import database
from doi_chung.__main__ import check
from doi_chung.notes import read_key, read_notes
from sqlalchemy import make_url, text

from feedback.services.log.log_export import lines
from feedback.settings.choices import DatabaseRole
from tests.integration.history.world import FENCED

FOLDER = Path(__file__).resolve().parents[3] / "doi-chung"
SOUND, TAMPERED, CANNOT_TELL = range(3)
#: A copy of the second petition's row, under a uid that no entry knows.
ROW = """
    INSERT INTO subject SELECT (jsonb_populate_record(s,
        '{"id": 999, "uid": "ffffffffffffffffffffffffffffffff"}')).*
      FROM subject s JOIN petition USING (id) WHERE number = 2
"""
TAMPERINGS = {
    "an entry altered": ("UPDATE entry SET body = set_byte(body, 20, 65) WHERE index = 3", "V3", 3),
    "an entry deleted": ("DELETE FROM entry WHERE index = 5", "V3", 5),
    "a row without an entry": (ROW, "V7", None),
    "a number changed": ("UPDATE petition SET number = 7 WHERE number = 3", "V6", 2),
    "the tail rolled back": (
        "DELETE FROM entry WHERE index >= 9; UPDATE log_head SET size = 9", "V2", 9,
    ),
}  # fmt: skip


@pytest.fixture
def copied(copies, settled, server_urls, tmp_path, monkeypatch):
    """Tamper with a copy of the world for good; its engine, and how an inspector gets there."""
    engine = settled[0]
    engine.dispose()
    name, copy = copies.copy(engine.url.database)
    inspector = make_url(server_urls.roles[DatabaseRole.INSPECTOR])
    (tmp_path / "pgpass").write_text(f"*:*:*:{inspector.username}:{inspector.password}\n")
    (tmp_path / "pgpass").chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pgpass"))
    where = {"host": inspector.query.get("host") or inspector.host, "port": inspector.port}
    words = {**where, "user": inspector.username, "dbname": name}
    words["options"] = f"-crole={DatabaseRole.INSPECTOR.group}"
    yield copy, " ".join(f"{word}={value}" for word, value in words.items() if value)
    copies.drop(name)


@pytest.fixture
def asked(settled, pinned):
    """What it says of lines, with the notes and the key from outside."""
    notes, key = read_notes(settled[1] / "notes.jsonl"), read_key(pinned.as_text())
    return lambda given: check(given, notes, key)


def tamper(engine, statement):
    with engine.begin() as connection:
        for table in (*FENCED, "petition"):
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
        connection.execute(text(statement))


def told(report):
    """Findings without their words; the connection tells of one file in several lines."""
    return {(one.rule, one.index, one.subject, one.until) for one in report.findings}


@pytest.mark.parametrize(("statement", "rule", "index"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_what_was_done_is_named_through_the_export_and_through_the_connection(
    copied, asked, statement, rule, index
):
    engine, inspector = copied
    tamper(engine, statement)
    with engine.connect() as connection:
        exported = asked(lines(connection))
    read = asked(database.lines(inspector))
    assert (read.exit_code, read.first.rule, read.first.index) == (TAMPERED, rule, index)
    assert told(read) == told(exported)


def everything(given):
    """Lines but the last, each row's facts one by one: they are parted differently."""
    records = [json.loads(line) for line in given][:-1]
    rows = sorted((one[1], *fact) for one in records if one[0] == "row" for fact in one[2].items())
    return [one for one in records if one[0] != "row"], rows


def test_export_and_connection_say_the_same(copied):
    engine, inspector = copied
    with engine.connect() as connection:
        exported = everything(lines(connection))
    assert everything(database.lines(inspector)) == exported
    assert len(exported[1]) > 4 * 7


def run(*words, path=None):
    """The program, as an inspector starts it."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "doi_chung", *words], cwd=FOLDER, capture_output=True, text=True,
        check=False, env=None if path is None else {"PATH": str(path)},
    )  # fmt: skip
    return done.returncode, done.stdout


def test_it_ends_as_it_does_with_an_export(copied, settled, pinned):
    engine, inspector = copied
    outside = ("--khoa", pinned.as_text(), "--diem-kiem-tra", str(settled[1] / "notes.jsonl"))
    assert run("--database", inspector, *outside)[0] == SOUND
    assert run("--database", inspector)[0] == CANNOT_TELL
    tamper(engine, TAMPERINGS["an entry altered"][0])
    code, said = run("--database", inspector, *outside)
    assert (code, "Mục sai đầu tiên: V3, mục 3," in said) == (TAMPERED, True)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("postgresql://thanh-tra:bi-mat@/feedback", "đừng ghi mật khẩu"),
        ("dbname=feedback password=bi-mat", "đừng ghi mật khẩu"),
        ("host=/nowhere dbname=feedback", "không đọc được cơ sở dữ liệu"),
    ],
)
def test_what_cannot_be_read_is_not_judged(where, said):
    code, told = run("--database", where)
    assert (code, said in told, "bi-mat" in told) == (CANNOT_TELL, True, False)


def test_where_psql_is_missing_it_says_so(tmp_path):
    code, told = run("--database", "feedback", path=tmp_path)
    assert (code, "cần chương trình psql" in told) == (CANNOT_TELL, True)


def test_an_answer_that_stops_early_is_not_judged(copied, monkeypatch):
    monkeypatch.setattr(database, "ASK", database.ASK.replace("FROM letter", "FROM no_table"))
    with pytest.raises(ValueError, match="không đọc được"):
        list(database.lines(copied[1]))


@pytest.mark.parametrize("guard", ["SET default_transaction_read_only = on;", " READ ONLY"])
def test_its_connection_cannot_write_whoever_it_is(copied, server_urls, monkeypatch, guard, capfd):
    """Read-only by two means, each by itself, and for a superuser too."""
    engine, inspector = copied
    owner = make_url(server_urls.superuser)
    tamper(engine, "SELECT 1")
    first, rest = database.ASK.replace(guard, "").split("TO STDOUT;\n", 1)
    write = "UPDATE log_head SET size = 0;\n"
    monkeypatch.setattr(database, "ASK", f"{first}TO STDOUT;\n{write}{rest}")
    monkeypatch.setenv("PGPASSWORD", owner.password or "")
    superuser = re.sub("user=[^ ]+|options.*", f"user={owner.username}", inspector)
    with pytest.raises(ValueError, match="không đọc được"):
        list(database.lines(superuser))
    assert "read-only transaction" in capfd.readouterr().err
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT size FROM log_head")) == 12


def test_what_is_committed_meanwhile_is_not_seen(copied, monkeypatch):
    """One moment for all of it: the program is held up between its first line and its second."""
    engine, inspector = copied
    wait = "COPY (SELECT json_build_array('waited', pg_advisory_lock(7)::text)) TO STDOUT;\n"
    first, rest = database.ASK.split("TO STDOUT;\n", 1)
    monkeypatch.setattr(database, "ASK", f"{first}TO STDOUT;\n{wait}{rest}")
    with engine.connect() as holding:
        holding.execute(text("SELECT pg_advisory_lock(7)"))
        given = database.lines(inspector)
        sent = [next(given)]
        tamper(engine, "UPDATE log_head SET size = 99")
        holding.execute(text("SELECT pg_advisory_unlock(7)"))
        sent += given
    assert ["size", 12] in map(json.loads, sent)
