"""``flask history restore-check``: four answers about a database that came back from a backup."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select, text

from feedback.models.identity import DataKey
from feedback.services.files import sent_files
from feedback.services.upkeep import restored_files
from feedback.vault.store import FileStore
from tests.worlds import Worlds

ROOT = Path(__file__).resolve().parents[3]


def test_a_whole_database_may_go_on(whole, check):
    done = check()
    assert done.exit_code == 0, done.output
    assert done.output.startswith("KHỚP: cơ sở dữ liệu có đủ mọi mục đã ký.")
    assert "Tệp: đủ, không bản ghi nào thiếu tệp." in done.output


def test_of_a_database_that_is_behind_the_lost_entries_are_named(told, check):
    done = check("--json")
    found = json.loads(done.output)
    assert (done.exit_code, found["outcome"]) == (3, "behind")
    assert found["lost"] == [told.kept, told.signed]
    assert [head["size"] for head in found["beyond"]] == [told.signed]
    assert found["report"]["outcome"] == "sound", "what is there is right"


def test_a_receipt_tells_which_petition_was_lost(told, check, tmp_path):
    brought = tmp_path / "brought"
    brought.mkdir()
    (brought / "one.tlog-proof").write_bytes(told.lost_receipt)
    (brought / "two.tlog-proof").write_bytes(told.kept_receipt)
    (brought / "junk.tlog-proof").write_bytes(b"junk")
    done = check("--receipts", brought)
    assert done.exit_code == 3
    named = [line for line in done.output.splitlines() if line.startswith("Biên nhận của mục")]
    assert len(named) == 1
    assert f"mục {told.kept}: " in named[0]
    assert "2026 số 2" in named[0]


def test_a_receipt_alone_shows_that_something_is_lost(told, check, settings, tmp_path):
    """The sealer's memory was lost with the database: what people hold is enough."""
    shutil.rmtree(settings.checkpoints_dir)
    assert check().exit_code == 2
    (tmp_path / "one.tlog-proof").write_bytes(told.lost_receipt)
    assert check("--receipts", tmp_path / "one.tlog-proof").exit_code == 3


def test_a_note_from_elsewhere_shows_what_the_house_itself_forgot(told, check, sealer_set_back):
    """Database and sealer were restored together, and agree with each other."""
    assert check().exit_code == 0
    done = check("--checkpoints", sealer_set_back, "--json")
    assert (done.exit_code, json.loads(done.output)["lost"]) == (3, [told.kept, told.signed])


@pytest.fixture
def altered(settings, worlds: Worlds):
    """A byte of the first entry is another, past every trigger."""
    with worlds.superuser(settings.owner_url.rsplit("/", 1)[1].partition("?")[0]) as connection:
        connection.execute("ALTER TABLE entry DISABLE TRIGGER ALL")
        connection.execute("UPDATE entry SET body = set_byte(body, 30, 65) WHERE index = 0")


def test_a_contradiction_leaves_evidence_for_who_has_no_database(altered, check, tmp_path, pinned):
    done = check()
    assert done.exit_code == 1, done.output
    assert "Không được chạy gì" in done.output
    folder = tmp_path / "bang-chung"
    told = json.loads((folder / "ket-luan.json").read_text())
    assert told["report"]["first"]["index"] == 0
    assert [head["signed"] == head["there"] for head in told["heads"]] == [False, False]
    assert (folder / "khoa.txt").read_text().strip() == pinned.as_text()
    seen = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "doi_chung", folder / "lich-su.jsonl", "--khoa", pinned.as_text(),
         "--diem-kiem-tra", *sorted(folder.glob("dau-*.txt"))],
        cwd=ROOT / "doi-chung", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert seen.returncode == 1, seen.stdout


def test_a_receipt_of_another_entry_at_this_place_is_a_contradiction(
    told, check, session, tmp_path
):
    """Somebody wrote on before anybody looked: the place is taken, by another entry."""
    (tmp_path / "one.tlog-proof").write_bytes(told.lost_receipt)
    session.execute(
        text(
            "INSERT INTO entry SELECT :kept, gen_random_uuid(), 1, kind, type, at, null, null, "
            "null, body, leaf FROM entry WHERE index = 0"
        ),
        {"kept": told.kept},
    )
    session.execute(text("UPDATE log_head SET size = size + 1"))
    session.commit()
    done = check("--receipts", tmp_path / "one.tlog-proof", "--json")
    assert done.exit_code == 1
    found = json.loads(done.output.partition("\nBằng chứng")[0])
    sentences = [one["sentence"] for one in found["report"]["findings"]]
    assert "biên nhận chứng minh một mục khác ở chỗ này" in sentences


@pytest.mark.parametrize("commitment", ["", "0" * 64])
def test_a_file_that_did_not_come_back_is_named(session, settings, check, commitment):
    """Of a complainant under the key of the petition, of a denouncer as custodians have it."""
    store, petition = FileStore(settings.files_dir), session.scalars(select(DataKey)).first()
    digest = sent_files.keep(session, petition.petition_id, b"%PDF")
    name = sent_files.sealed(session, petition.petition_id, digest).stored_as
    session.execute(
        text(
            "INSERT INTO attachment (petition_id, name, media_type, size, sha256, commitment,"
            " added_at) VALUES (:id, 'Tệp 1', 'application/octet-stream', 65536, :sha256,"
            " nullif(:commitment, ''), now())"
        ),
        {
            "id": petition.petition_id,
            "sha256": name if commitment else digest,
            "commitment": commitment,
        },
    )
    session.commit()
    assert restored_files.missing(session, store) == {}
    store.erase(name)
    column = "Attachment.sealed" if commitment else "Attachment.sha256"
    assert f"Thiếu tệp ({column}): {name}" in check().output
