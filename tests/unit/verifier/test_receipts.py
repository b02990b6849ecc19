"""One paper, read by the stand-alone program: what it proves under a key and a policy."""

import base64

import pytest
from doi_chung.notes import NOBODY, read_key, read_policy
from doi_chung.receipt import CANNOT_TELL, FORGED, PROVEN, check, main
from nhan_chung.note import Head

from tests.unit.history.test_evidence import GOOD, OURS
from tests.unit.history.test_witness_policy import EXAMPLE, X1
from tests.unit.verifier.test_public_formats import KNOWN_KEY
from tests.unit.witness.made_logs import NOW, cosigning

KEY, TEXT = read_key(OURS.key.as_text()), GOOD.as_text()
W1, W2 = cosigning("w1.example", 1), cosigning("thanh-tra.example/w", 8)
ONE = read_policy(f"witness w1 {W1.line}\nquorum w1\n")


def cosigned(by):
    text = TEXT.rpartition("\n\n")[0].partition("\n\n")[2] + "\n"
    return TEXT + by.cosign(Head("", 0, b"", text), NOW)


@pytest.mark.parametrize(
    ("text", "policy", "code", "said"),
    [
        pytest.param(TEXT, NOBODY, PROVEN, "Chưa đối chứng", id="nobody is asked for"),
        pytest.param(TEXT, ONE, CANNOT_TELL, "chưa đủ nhân chứng", id="nobody saw it"),
        pytest.param(cosigned(W1), ONE, PROVEN, "Nhân chứng: w1", id="the witness saw it"),
        pytest.param(cosigned(W2), ONE, CANNOT_TELL, "chưa đủ", id="a stranger saw it"),
        pytest.param(TEXT.replace("index 6", "index 5"), NOBODY, FORGED, "không dẫn", id="moved"),
        pytest.param(TEXT[:-9], NOBODY, CANNOT_TELL, "", id="cut off"),
        pytest.param(TEXT.replace("index", "Index"), NOBODY, FORGED, "cắt cụt", id="misspelt"),
        pytest.param("rubbish", NOBODY, CANNOT_TELL, "", id="nothing of ours"),
    ],
)
def test_what_a_receipt_is_worth(text, policy, code, said):
    found, told = check(text, KEY, policy)
    assert (found, said in told) == (code, True), told


def test_another_entry_in_the_file_is_told():
    extra = TEXT.split("\n")[1].removeprefix("extra ")
    body = base64.b64decode(extra).replace(b"submitted", b"withdrawn")
    other = TEXT.replace(extra, base64.b64encode(body).decode())
    assert check(other, KEY, NOBODY)[0] == FORGED


def test_without_the_key_nothing_can_be_said():
    assert check(TEXT, None, NOBODY)[0] == CANNOT_TELL
    assert check(TEXT, read_key(KNOWN_KEY), NOBODY)[0] == CANNOT_TELL


# ------------------------------------------------------------- the policy, read a second time
@pytest.mark.parametrize(
    ("cosigned_by", "enough"),
    [("X1 X2 Y1", True), ("X2 X3 Y2", True), ("X1 Y1", False), ("X1 X2 X3", False), ("", False)],
)
def test_the_policy_is_read_as_the_house_reads_it(cosigned_by, enough):
    assert read_policy(EXAMPLE).satisfied(cosigned_by.split()) is enough


@pytest.mark.parametrize(
    "change",
    [
        ("quorum X-and-Y\n", ""),
        ("quorum X-and-Y\n", "quorum X-and-Y\nquorum none\n"),
        ("quorum X-and-Y", "quorum Z"),
        ("group X 2", "group X 4"),
        ("group X 2", "group X 0"),
        ("group X 2 X1 X2 X3", "group X 2 X1 X1 X3"),
        ("group Y any Y1", "group Y any X1"),
        ("group Y any Y1 Y2", "group Y any"),
        ("witness Y1", "witness none"),
        ("witness Y1", "witness X1"),
        ("witness Y1 ", f"witness Z {X1}\nwitness Y1 "),
        ("https://x1.example/", "https://x1.example/ more"),
        ("group Y any", "groups Y any"),
    ],
)
def test_a_policy_that_is_none_is_refused(change):
    assert change[0] in EXAMPLE
    with pytest.raises(ValueError, match=r"."):
        read_policy(EXAMPLE.replace(*change))


@pytest.mark.parametrize("key", ["abc", "name+01020304+AQ=="])
def test_a_key_that_is_none_is_said_and_nothing_is_judged(key, tmp_path, monkeypatch, capsys):
    (paper := tmp_path / "paper").write_text(TEXT)
    monkeypatch.setattr("sys.argv", ["bien-lai", str(paper), "--khoa", key])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == CANNOT_TELL
    assert "khóa công khai không khớp" in capsys.readouterr().out
