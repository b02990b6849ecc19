"""The text of a proof: one spelling, refused when anything in it is otherwise."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.history.checkpoint import Checkpoint, sign_checkpoint
from feedback.domain.history.merkle import leaf_hash, root_of
from feedback.domain.history.note import ForgedNoteError, MalformedNoteError, UntrustedNoteError
from feedback.domain.history.proof import inclusion
from feedback.domain.history.tlog_proof import (
    HEADER,
    MAX_BYTES,
    AnotherFileError,
    MalformedProofError,
    NotIncludedError,
    TlogProof,
    read_proof,
    verified,
)
from feedback.services.log.log_key import signer

ORIGIN = "tiengnoi.example/nhat-ky"
OURS = signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))), ORIGIN)
OTHER_KEY = signer(Ed25519PrivateKey.from_private_bytes(bytes(32)), ORIGIN)
OTHER_LOG = signer(Ed25519PrivateKey.from_private_bytes(bytes(32)), "elsewhere.example/log")
LEAVES = [leaf_hash(str(number).encode()) for number in range(40)]
SIZES = st.integers(1, len(LEAVES))


def proof(index=5, size=13, by=OURS, extra=b"an entry\n"):
    head = Checkpoint(by.key.name, size, root_of(LEAVES[:size]))
    note = sign_checkpoint(head, by)
    return TlogProof(index, tuple(inclusion(LEAVES[:size], index)), note, extra)


GOOD = proof()
TEXT = GOOD.as_text()
HASHES = [base64.b64encode(node).decode() for node in GOOD.path]
EXTRA = "extra YW4gZW50cnkK"


def test_the_text_is_laid_out_as_the_format_says():
    first, extra, index, *rest = TEXT.split("\n")
    assert (first, extra, index) == (HEADER, EXTRA, "index 5")
    assert rest == [*HASHES, "", *GOOD.checkpoint.split("\n")]


def test_without_extra_data_there_is_no_such_line():
    assert proof(extra=b"").as_text().split("\n")[1] == "index 5"


def test_the_first_entry_alone_needs_no_hash():
    text = proof(index=0, size=1, extra=b"").as_text()
    assert text.startswith(f"{HEADER}\nindex 0\n\n{ORIGIN}\n1\n")
    assert verified(read_proof(text.encode()), LEAVES[0], OURS.key).size == 1


@given(SIZES, st.data(), st.binary(max_size=60))
def test_what_is_written_is_read_and_proves_its_leaf_and_no_other(size, data, extra):
    index = data.draw(st.integers(0, size - 1))
    written = proof(index, size, extra=extra)
    read = read_proof(written.as_text().encode())
    assert read == written
    assert verified(read, LEAVES[index], OURS.key).size == size
    with pytest.raises(NotIncludedError):
        verified(read, LEAVES[(index + 1) % len(LEAVES)], OURS.key)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_else_is_sent_is_another_file(content):
    with pytest.raises(AnotherFileError):
        read_proof(content)


@given(st.text(max_size=120) | st.sampled_from(["extra ", "index 1\n\n", "\n\n\n", "index 0"]))
def test_whatever_follows_the_first_line_is_read_or_refused(rest):
    try:
        read = read_proof(f"{HEADER}\n{rest}".encode())
    except MalformedProofError:
        return
    with pytest.raises((MalformedNoteError, UntrustedNoteError)):
        verified(read, LEAVES[5], OURS.key)


@given(st.integers(0, len(TEXT.encode()) - 1), st.integers(1, 255))
def test_no_byte_may_differ(place, change):
    """Even in the extra data, whose one spelling is checked; its content is checked by the leaf."""
    content = bytearray(TEXT.encode())
    content[place] ^= change
    try:
        read = read_proof(bytes(content))
        verified(read, LEAVES[5] if read.extra == GOOD.extra else LEAVES[6], OURS.key)
    except (MalformedProofError, MalformedNoteError, UntrustedNoteError, NotIncludedError):
        return
    pytest.fail(f"byte {place} may be another")


@given(st.integers(0, len(TEXT.encode()) - 1))
def test_a_part_of_the_file_is_refused_wherever_it_ends(length):
    with pytest.raises((MalformedProofError, MalformedNoteError, UntrustedNoteError)):
        verified(read_proof(TEXT.encode()[:length]), LEAVES[5], OURS.key)


def changed(old, new):
    assert old in TEXT
    return TEXT.replace(old, new, 1)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="nothing"),
        pytest.param(TEXT.lstrip("c"), id="the first letter gone"),
        pytest.param("\ufeff" + TEXT, id="a byte order mark"),
        pytest.param("\n" + TEXT, id="a line before"),
        pytest.param(changed("@v1", "@v2"), id="another version"),
        pytest.param(changed("@v1\n", "@v1 \n"), id="a blank after the version"),
        pytest.param(TEXT.replace("\n", "\r\n"), id="line ends of another system"),
        pytest.param(GOOD.checkpoint, id="a checkpoint alone"),
    ],
)
def test_what_begins_otherwise_is_another_file(content):
    with pytest.raises(AnotherFileError):
        read_proof(content.encode())


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"{HEADER}\n", id="the first line alone"),
        pytest.param(TEXT.partition("\n\n")[0], id="no checkpoint"),
        pytest.param(TEXT.partition("\n\n")[0] + "\n\n", id="an empty checkpoint"),
        pytest.param(changed("index 5\n", ""), id="no index"),
        pytest.param(changed("index 5", "Index 5"), id="an index in capitals"),
        pytest.param(changed("index 5", "index 05"), id="a leading zero"),
        pytest.param(changed("index 5", "index -5"), id="a negative index"),
        pytest.param(changed("index 5", "index +5"), id="a sign"),
        pytest.param(changed("index 5", "index  5"), id="two blanks"),
        pytest.param(changed("index 5", "index 5 "), id="a blank after the index"),
        pytest.param(changed("index 5", "index ٥"), id="another script's digit"),
        pytest.param(changed("index 5", "index 5_0"), id="a digit group"),
        pytest.param(changed("index 5", "index " + "9" * 17), id="an index beyond every log"),
        pytest.param(changed("index 5", "index 5\nindex 5"), id="two indexes"),
        pytest.param(changed(EXTRA, f"{EXTRA}\n{EXTRA}"), id="two extra lines"),
        pytest.param(changed(EXTRA, "extra "), id="an extra line without data"),
        pytest.param(changed(EXTRA, "extra"), id="an extra line without its blank"),
        pytest.param(changed(EXTRA, "extra ?"), id="extra data that is no base64"),
        pytest.param(changed(f"{EXTRA}\nindex 5", f"index 5\n{EXTRA}"), id="extra after the index"),
        pytest.param(changed(HASHES[0], HASHES[0][:-1]), id="a hash without its padding"),
        pytest.param(changed(HASHES[0], HASHES[0] + " "), id="a blank after a hash"),
        pytest.param(changed(HASHES[0], HASHES[0][:-4]), id="a hash of 30 bytes"),
        pytest.param(changed(HASHES[0], "AAAA" + HASHES[0]), id="a hash of 35 bytes"),
        pytest.param(changed(HASHES[0], HASHES[0].replace("=", "A")), id="a hash of 33 bytes"),
        pytest.param(changed(HASHES[0], "-" + HASHES[0][1:]), id="base64 of addresses"),
        pytest.param(changed(HASHES[0], bytes(32).hex()), id="a hash in hex"),
        pytest.param(changed(HASHES[0], "A" * 42 + "B="), id="bits left over"),
        pytest.param(changed(HASHES[0], "\n".join(HASHES[:1] * 54)), id="more hashes than levels"),
        pytest.param(TEXT + "A" * MAX_BYTES, id="without end"),
    ],
)
def test_what_is_no_proof_is_refused(content):
    with pytest.raises(MalformedProofError):
        read_proof(content.encode())


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(MalformedProofError):
        read_proof(f"{HEADER}\nindex 0\n\n".encode() + b"\xff\xfe")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(changed("index 5", "index 4"), id="the index of the neighbour"),
        pytest.param(changed("index 5", "index 13"), id="the index after the last"),
        pytest.param(changed("index 5", "index 9007199254740993"), id="an index far beyond"),
        pytest.param(changed(HASHES[-1] + "\n", ""), id="a hash too few"),
        pytest.param(
            changed(HASHES[-1], f"{HASHES[-1]}\n{HASHES[-1]}"),
            id="a hash too many (CVE-2022-36111)",
        ),
        pytest.param(changed("\n".join(HASHES), "\n".join(HASHES[::-1])), id="from above"),
        pytest.param(changed(HASHES[0], base64.b64encode(bytes(32)).decode()), id="another hash"),
        pytest.param(changed(GOOD.checkpoint, proof(size=14).checkpoint), id="another root"),
        pytest.param(changed("\n".join(HASHES) + "\n", ""), id="no hash at all"),
    ],
)
def test_hashes_that_lead_elsewhere_prove_nothing(content):
    with pytest.raises(NotIncludedError):
        verified(read_proof(content.encode()), LEAVES[5], OURS.key)


STRANGER = OTHER_KEY.key.as_text().split("+")[0]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(proof(by=OTHER_KEY).as_text(), UntrustedNoteError, id="another key"),
        pytest.param(proof(by=OTHER_LOG).as_text(), UntrustedNoteError, id="another log"),
        pytest.param(changed(f"{ORIGIN}\n13", f"{ORIGIN}2\n13"), ForgedNoteError, id="the origin"),
        pytest.param(changed("\n13\n", "\n14\n"), ForgedNoteError, id="the size"),
        pytest.param(TEXT + "\n", MalformedNoteError, id="an empty line at the end"),
        pytest.param(TEXT + "x", MalformedNoteError, id="a letter at the end"),
        pytest.param(TEXT + "x\n", MalformedNoteError, id="a line at the end"),
        pytest.param(TEXT + "\x00", MalformedNoteError, id="NUL at the end"),
        pytest.param(TEXT + TEXT, ForgedNoteError, id="twice the file"),
        pytest.param(TEXT[:-1], MalformedNoteError, id="the last line break gone"),
        pytest.param(TEXT.rpartition("\n\n")[0] + "\n\n", MalformedNoteError, id="no signature"),
    ],
)
def test_another_signed_head_is_refused(content, refusal):
    with pytest.raises(refusal):
        verified(read_proof(content.encode()), LEAVES[5], OURS.key)


def test_a_witness_may_sign_beside_us():
    """Lines of keys nobody here knows are let be, as the format of notes asks."""
    stranger = proof(by=OTHER_LOG).checkpoint.rpartition("\n\n")[2]
    assert verified(read_proof((TEXT + stranger).encode()), LEAVES[5], OURS.key).size == 13
