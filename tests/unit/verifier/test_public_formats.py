"""The stand-alone verifier against answers that others published, and against what is no answer."""

import json

import pytest
from doi_chung.entry import ForgedError, Tree, leaf_hash, parse
from doi_chung.notes import NOBODY, open_head, read_key, read_notes

from feedback.domain.history import canonical
from feedback.domain.history.checkpoint import Checkpoint, sign_checkpoint
from feedback.domain.history.note import sign
from tests.unit.history.test_merkle import INPUTS, ROOTS
from tests.unit.history.test_note import HEAD, KNOWN_KEY, KNOWN_NOTE, NOTE, ORIGIN, OTHER, OURS

KEY = read_key(OURS.key.as_text())
BODY = {
    "v": 1, "subject": "a" * 32, "kind": "petition", "seq": 1, "type": "noted",
    "at": "2026-08-03T02:00:00.000Z", "actor": "user:1", "unit": None, "prev": None,
    "reg": {"book": "Sổ đơn", "year": 2026, "number": 1}, "data": {"note": [1, "ấ"]},
    "commit": None,
}  # fmt: skip


# ------------------------------------------------------------------------------------- the tree
@pytest.mark.parametrize("size", range(9))
def test_the_roots_of_certificate_transparency_are_the_known_ones(size):
    tree = Tree()
    for body in INPUTS[:size]:
        tree.append(leaf_hash(body))
    assert (tree.size, tree.root().hex()) == (size, ROOTS[size])


# ---------------------------------------------------------------------------------------- notes
def test_the_signature_of_another_program_holds():
    """Their note is no checkpoint; that its text was signed is seen by changing it."""
    key = read_key(KNOWN_KEY)
    head = "PeterNeumann\n1\n" + "A" * 43 + "=\n"
    with pytest.raises(ForgedError):
        open_head(head + KNOWN_NOTE[KNOWN_NOTE.index("\n\n") + 1 :], key, NOBODY)


def test_a_checkpoint_opens_beside_signatures_of_others():
    stranger = sign_checkpoint(HEAD, OTHER).rsplit("\n\n")[1]
    assert open_head(NOTE + stranger, KEY, NOBODY) == (HEAD.size, HEAD.root, [])


@pytest.mark.parametrize(
    ("note", "error"),
    [
        pytest.param(NOTE.replace("20852163", "20852162"), ForgedError, id="another size"),
        pytest.param(NOTE.replace(ORIGIN, ORIGIN + "2", 1), ForgedError, id="another origin"),
        pytest.param(
            sign(HEAD.as_text().replace(ORIGIN, "x"), OURS), ForgedError, id="our key, another log"
        ),
        pytest.param(
            NOTE + NOTE.rsplit("\n\n")[1].replace("A", "B"), ForgedError, id="one line of two bad"
        ),
        pytest.param(sign_checkpoint(HEAD, OTHER), ValueError, id="another key of our name"),
        pytest.param(KNOWN_NOTE, ValueError, id="no checkpoint"),
        pytest.param("", ValueError, id="nothing"),
        pytest.param(NOTE[:-1], ValueError, id="no newline at the end"),
        pytest.param(NOTE.replace("\n— ", "\n- "), ValueError, id="another dash"),
        pytest.param(NOTE + "- x AAAA\n", ValueError, id="a line that is no signature"),
        pytest.param(NOTE + NOTE.rsplit("\n\n")[1] * 16, ValueError, id="17 signatures"),
        pytest.param(
            sign(HEAD.as_text().replace("\n2", "\n02"), OURS), ValueError, id="a leading zero"
        ),
        pytest.param(sign(f"{ORIGIN}\n1\nAAAA\n", OURS), ValueError, id="a short root"),
    ],
)
def test_what_our_key_did_not_sign_for_our_log_is_refused(note, error):
    with pytest.raises(ValueError, match=r".") as refused:
        open_head(note, KEY, NOBODY)
    assert isinstance(refused.value, ForgedError) is (error is ForgedError)


@pytest.mark.parametrize("line", ["", "a", "a+b", KNOWN_KEY.replace("c74f", "c74e"), "a+b+%%%"])
def test_a_key_that_does_not_fit_its_line_is_refused(line):
    with pytest.raises(ValueError, match=r"."):
        read_key(line)


def test_notes_are_read_from_either_kind_of_file(tmp_path):
    one, many = tmp_path / "note.txt", tmp_path / "notes.jsonl"
    one.write_text(NOTE)
    many.write_text(json.dumps({"note": NOTE}) + "\nrubbish\n" + '{"torn')
    assert read_notes(one) == [NOTE]
    assert read_notes(many) == [NOTE]


# -------------------------------------------------------------------------------------- entries
def test_a_canonical_entry_is_read():
    assert parse(canonical.dumps(BODY)) == BODY


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(json.dumps(BODY).encode(), id="blanks"),
        pytest.param(canonical.dumps(BODY).replace(b'"v":1', b'"v":1.0'), id="a float"),
        pytest.param(canonical.dumps(BODY).replace(b":2026", b":9007199254740992"), id="too great"),
        pytest.param(canonical.dumps(BODY).replace(b'"v":1', b'"v":1,"v":1'), id="twice"),
        pytest.param(
            canonical.dumps(BODY).replace("ấ".encode(), "a\u0302\u0301".encode()), id="NFD"
        ),
        pytest.param(canonical.dumps(BODY).replace(b'"note"', '"ghi chú"'.encode()), id="a name"),
        pytest.param(canonical.dumps(BODY).replace(b'"note":[1', b'"note":[NaN'), id="NaN"),
        pytest.param(canonical.dumps(BODY | {"more": 1}), id="a member more"),
        pytest.param(canonical.dumps(BODY | {"seq": 0}), id="seq from zero"),
        pytest.param(canonical.dumps(BODY | {"seq": True}), id="a truth for a number"),
        pytest.param(canonical.dumps(BODY | {"kind": "x"}), id="a kind nobody knows"),
        pytest.param(canonical.dumps(BODY | {"reg": {"book": "x"}}), id="half a number"),
        pytest.param(canonical.dumps(BODY | {"data": {"x": "y" * 70_000}}), id="too long"),
        pytest.param(b"[" * 100_000, id="nested without end"),
        pytest.param(b"[]", id="no object"),
        pytest.param(b"\xff", id="no text"),
    ],
)
def test_what_is_no_entry_is_refused(body):
    with pytest.raises(ForgedError):
        parse(body)


def test_a_root_is_bound_to_its_origin():
    note = sign_checkpoint(Checkpoint(ORIGIN, 0, bytes(32)), OURS)
    assert open_head(note, KEY, NOBODY) == (0, bytes(32), [])
