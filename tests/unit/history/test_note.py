import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from feedback.domain.history.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from feedback.domain.history.note import (
    ForgedNoteError,
    MalformedNoteError,
    UntrustedNoteError,
    open_note,
    read_key,
    sign,
)
from feedback.services.log.log_key import public_key, signer

#: The example of the format's first implementation.
KNOWN_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
KNOWN_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZ"
    "b6KE6RyyBwJnAM=\n"
)
ORIGIN = "tiengnoi.example/nhat-ky"
OURS = signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))), ORIGIN)
OTHER = signer(Ed25519PrivateKey.from_private_bytes(bytes(32)), ORIGIN)
HEAD = Checkpoint(ORIGIN, 20_852_163, bytes(range(32)))
NOTE = sign_checkpoint(HEAD, OURS)


def test_a_note_of_another_program_opens():
    assert open_note(KNOWN_NOTE, public_key(KNOWN_KEY)).startswith("If you think")


def test_a_checkpoint_comes_back_from_its_note():
    assert open_checkpoint(NOTE, public_key(OURS.key.as_text())) == HEAD


def test_the_note_has_the_four_parts_of_the_format():
    origin, size, root, blank, signature, end = NOTE.split("\n")
    assert (origin, size, blank, end) == (ORIGIN, "20852163", "", "")
    assert base64.b64decode(root) == HEAD.root
    assert signature.startswith(f"— {ORIGIN} ")


def test_lines_of_other_keys_are_left_alone():
    stranger = sign_checkpoint(HEAD, OTHER).rsplit("\n\n")[1]
    assert open_checkpoint(NOTE + stranger, OURS.key) == HEAD


@pytest.mark.parametrize(
    "note",
    [
        pytest.param(NOTE.replace("20852163", "20852162"), id="another size"),
        pytest.param(NOTE.replace(ORIGIN, ORIGIN + "2", 1), id="another origin in the text"),
        pytest.param(NOTE + NOTE.rsplit("\n\n")[1].replace("A", "B"), id="a bad line of our key"),
        pytest.param(sign(HEAD.as_text().replace(ORIGIN, "x"), OURS), id="our key, another log"),
    ],
)
def test_a_forged_note_is_refused(note):
    with pytest.raises(ForgedNoteError):
        open_checkpoint(note, OURS.key)


@pytest.mark.parametrize(
    "note",
    [
        pytest.param(sign_checkpoint(HEAD, OTHER), id="another key of the same name"),
        pytest.param(KNOWN_NOTE, id="another name"),
    ],
)
def test_a_note_of_a_stranger_says_nothing(note):
    with pytest.raises(UntrustedNoteError):
        open_checkpoint(note, OURS.key)


def _signed(text):
    return sign(text, OURS)


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("", id="nothing"),
        pytest.param(HEAD.as_text(), id="no signature"),
        pytest.param(NOTE[:-1], id="no newline at the end"),
        pytest.param(NOTE.replace("\n— ", "\n- "), id="another dash"),
        pytest.param(NOTE.replace("\n\n", "\n\x07\n\n"), id="a control code"),
        pytest.param(NOTE[:-4] + "!!!\n", id="no base64"),
        pytest.param(NOTE + NOTE.rsplit("\n\n")[1] * 16, id="17 signatures"),
        pytest.param(_signed(f"{ORIGIN}\n1\n"), id="two lines"),
        pytest.param(_signed(HEAD.as_text().replace("\n2", "\n02")), id="a leading zero"),
        pytest.param(_signed(HEAD.as_text().replace("\n2", "\n-2")), id="a negative size"),
        pytest.param(_signed(HEAD.as_text().replace("\n2", "\n٢")), id="another script's digit"),
        pytest.param(_signed(f"{ORIGIN}\n1\nAAAA\n"), id="a short root"),
        pytest.param(_signed(f"{ORIGIN}\n1\nA\n"), id="a root that is no base64"),
        pytest.param(_signed(HEAD.as_text() + "\n\n"), id="an empty extension line"),
    ],
)
def test_what_is_no_note_is_refused(note):
    with pytest.raises(MalformedNoteError):
        open_checkpoint(note, OURS.key)


def test_a_checkpoint_is_signed_under_its_own_name_only():
    with pytest.raises(MalformedNoteError):
        sign_checkpoint(Checkpoint("other", 1, bytes(32)), OURS)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(KNOWN_KEY.replace("c74f20a3", "c74f20a4"), id="an id of another key"),
        pytest.param(KNOWN_KEY.replace("Peter", "Paul"), id="another name"),
        pytest.param(KNOWN_KEY.replace("+AR", "+BR"), id="another algorithm"),
        pytest.param("PeterNeumann", id="a name alone"),
        pytest.param("a+b+%%%", id="no base64"),
    ],
)
def test_a_public_key_that_does_not_fit_its_line_is_refused(line):
    with pytest.raises(MalformedNoteError):
        read_key(line)
