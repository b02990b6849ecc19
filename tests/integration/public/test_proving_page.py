"""Anybody with a receipt file learns whether its entry is in the log: on the page, by command."""

import json

import pytest

from feedback.domain.history.tlog_proof import MAX_BYTES, read_proof
from tests.client import texts
from tests.integration.inspection.conftest import superuser, tamper
from tests.integration.public.proven import PAGE, hand_in, lodge, pinned, receipt, seal

__all__ = ["lodge", "pinned", "receipt", "seal", "superuser", "tamper"]


def test_anybody_learns_that_the_entry_is_in_the_log_under_which_head_from_when(
    visitor, receipt, pinned
):
    answer = hand_in(visitor, receipt)
    said = texts(answer.text)
    assert answer.status_code == 200
    for words in ("Mục này có trong nhật ký", "QN-2026-00003", "Đã gửi và tiếp nhận đơn",
                  "gồm 4 mục", "2 (đếm từ 0)", "Ghi lúc 08:00 ngày 16/11/2026",
                  "Niêm phong lúc 09:00 ngày 16/11/2026", pinned.as_text()):  # fmt: skip
        assert words in said
    assert "notice--good" in answer.text


def with_byte_changed(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda _: b"", "tệp không được rỗng"),
        (lambda _: b"%PDF-1.7\n%%EOF", "Đây không phải tệp bằng chứng"),
        (lambda _: "Kính gửi".encode("utf-16"), "Đây không phải tệp bằng chứng"),
        (lambda proof: proof[:-40], "Tệp bị cắt cụt hoặc đã bị sửa"),
        (lambda proof: proof + b"\n", "Tệp bị cắt cụt hoặc đã bị sửa"),
        (lambda proof: proof.replace(b"\n", b"\r\n"), "Đây không phải tệp bằng chứng"),
        (lambda proof: proof + b"x" * MAX_BYTES, "Tệp lớn hơn 200 KB"),
    ],
    ids=["empty", "a PDF", "UTF-16", "cut off", "a line break more", "line ends", "endless"],
)
def test_what_is_no_receipt_is_refused_beside_its_field(visitor, receipt, change, said):
    answer = hand_in(visitor, change(receipt))
    assert answer.status_code == 422
    assert said in texts(answer.text)
    assert 'id="file-error"' in answer.text
    assert "<title>Lỗi:" in answer.text


def test_nothing_chosen_and_a_stale_form_are_refused(visitor, receipt):
    visitor.get(PAGE)
    assert visitor.post(PAGE, {}).status_code == 422
    assert visitor.post(PAGE, {"csrf_token": "old"}).status_code == 422


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda proof: proof.replace(b"index 2", b"index 1"), "nội dung đã bị sửa"),
        (lambda proof: proof.replace(b"\n4\n", b"\n5\n"), "Chữ ký trong tệp không đúng"),
        (lambda proof: proof.replace(b"quangninh/history", b"elsewhere/history"),
         "Không có chữ ký của nhật ký này"),
    ],
    ids=["another place", "another size", "another log"],
)  # fmt: skip
def test_a_receipt_that_was_changed_is_told_in_words(visitor, receipt, change, said):
    answer = hand_in(visitor, change(receipt))
    assert answer.status_code == 200
    assert said in texts(answer.text)
    assert "QN-2026" not in answer.text
    assert "notice--good" not in answer.text


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET leaf = decode(repeat('00', 32), 'hex') WHERE index = 2",
        "UPDATE log_head SET size = 3",
        "UPDATE log_checkpoint SET root = decode(repeat('00', 32), 'hex') WHERE size = 4",
    ],
    ids=["another entry in its place", "a log cut off", "another head of the same size"],
)
def test_a_receipt_that_the_log_of_today_denies_is_evidence(visitor, receipt, tamper, change):
    tamper(change.split()[1], change)
    answer = hand_in(visitor, receipt)
    said = texts(answer.text)
    assert "nhật ký hiện nay không còn khớp với tệp" in said
    assert "Hãy giữ kỹ tệp này" in said
    assert "notice--good" not in answer.text


def test_a_head_we_keep_no_time_of_is_said_to_be_unknown(visitor, receipt, tamper):
    tamper("log_checkpoint", "DELETE FROM log_checkpoint WHERE size = 4")
    said = texts(hand_in(visitor, receipt).text)
    assert "Mục này có trong nhật ký" in said
    assert "Niêm phong lúc Không rõ" in said


# The same without the page


@pytest.fixture
def command(app, receipt, tmp_path):
    def run(content: bytes = receipt, *options: str):
        file = tmp_path / "bien-nhan.tlog-proof"
        file.write_bytes(content)
        return app.test_cli_runner().invoke(args=["history", "receipt", *options, str(file)])

    return run


def test_the_command_proves_it_and_asks_no_database(command, receipt, statements):
    statements()
    done = command()
    told = json.loads(command(receipt, "--json").output)
    assert (done.exit_code, statements()) == (0, [])
    assert "Mục này có trong nhật ký" in done.output
    assert (told["verdict"], told["index"], told["checkpoint"]["size"]) == ("proven", 2, 4)
    assert told["register"] == {"book": "QN", "year": 2026, "number": 3}


@pytest.mark.parametrize("place", [0, 60, 900, -3])
def test_the_command_ends_with_one_for_any_other_byte(command, receipt, place):
    refused = command(with_byte_changed(receipt, place % len(receipt)))
    assert refused.exit_code == 1
    assert "Mục này có trong nhật ký" not in refused.output


def test_the_command_trusts_only_the_key_it_is_given(command, receipt):
    stranger = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    refused = command(receipt, "--key", stranger)
    assert refused.exit_code == 1
    assert "Không có chữ ký của nhật ký này" in refused.output
    assert command(receipt, "--key", "PeterNeumann").exit_code == 2


def test_without_a_key_the_command_cannot_tell(command, settings, monkeypatch, tmp_path):
    monkeypatch.setattr(type(settings), "keys_dir", tmp_path / "nowhere")
    answer = command()
    assert answer.exit_code == 2
    assert "không có khóa công khai" in answer.output


def test_the_head_in_a_receipt_is_a_checkpoint_like_any_other(app, receipt, tmp_path):
    note = tmp_path / "head.txt"
    note.write_text(read_proof(receipt).checkpoint)
    done = app.test_cli_runner().invoke(args=["history", "verify", "--checkpoints", str(note)])
    assert done.exit_code == 0, done.output
