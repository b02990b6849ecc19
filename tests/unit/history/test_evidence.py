"""A receipt file, made and checked: what it proves, and everything that it does not."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from feedback.domain.history.checkpoint import Checkpoint, sign_checkpoint
from feedback.domain.history.entries import Draft, RegisterNumber, commitment, write
from feedback.domain.history.evidence import Verdict, body_of, check, evidence
from feedback.domain.history.merkle import leaf_hash, root_of
from feedback.domain.history.proof import inclusion
from feedback.domain.history.tlog_proof import MalformedProofError, TlogProof, read_proof
from feedback.services.log.log_key import signer

ORIGIN = "tiengnoi.example/nhat-ky"
OURS = signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))), ORIGIN)
OTHER = signer(Ed25519PrivateKey.from_private_bytes(bytes(32)), ORIGIN)
AT = datetime(2026, 8, 3, 1, tzinfo=UTC)
SENT, SALT = "Điều tôi đã viết.".encode(), bytes(range(32))
BODY = write(
    Draft(
        subject=UUID(int=7),
        kind="petition",
        type="submitted",
        at=AT,
        actor="citizen",
        unit="BTCD",
        data={"act": "submit"},
        register=RegisterNumber("QN", 2026, 1),
        confidential=SENT,
    ),
    seq=1,
    prev=None,
    at=AT,
    salt=SALT,
)
LEAVES = [*(leaf_hash(bytes([number])) for number in range(6)), leaf_hash(BODY)]
PATH = inclusion(LEAVES, 6)
NOTE = sign_checkpoint(Checkpoint(ORIGIN, 7, root_of(LEAVES)), OURS)
GOOD = evidence(6, BODY, SALT, PATH, NOTE)


def verdict(proof):
    return check(proof.as_text().encode(), OURS.key).verdict


def test_a_receipt_proves_its_entry_under_its_head():
    checked = check(GOOD.as_text().encode(), OURS.key)
    assert checked.verdict is Verdict.PROVEN
    assert (checked.index, checked.leaf, checked.head.size) == (6, LEAVES[6], 7)
    assert checked.entry.register == RegisterNumber("QN", 2026, 1)


def test_the_sender_shows_what_was_sent_with_the_salt_of_the_file():
    _body, salt, _end = read_proof(GOOD.as_text().encode()).extra.split(b"\n")
    told = check(GOOD.as_text().encode(), OURS.key).entry
    assert commitment(bytes.fromhex(salt.decode()), SENT) == told.commit


def test_a_receipt_whose_salt_was_destroyed_still_proves_its_entry():
    without = evidence(6, BODY, None, PATH, NOTE)
    assert body_of(without.extra) == BODY
    assert verdict(without) is Verdict.PROVEN


def with_extra(extra):
    return TlogProof(6, tuple(PATH), NOTE, extra)


@pytest.mark.parametrize(
    ("proof", "found"),
    [
        pytest.param(evidence(6, BODY.replace(b'"BTCD"', b'"BTCE"'), SALT, PATH, NOTE),
                     Verdict.NOT_INCLUDED, id="a letter of the entry"),
        pytest.param(evidence(6, BODY.replace(b'"number":1', b'"number":2'), SALT, PATH, NOTE),
                     Verdict.NOT_INCLUDED, id="the register number"),
        pytest.param(evidence(5, BODY, SALT, PATH, NOTE), Verdict.NOT_INCLUDED, id="the index"),
        pytest.param(evidence(6, BODY, SALT, [*PATH, bytes(32)], NOTE), Verdict.NOT_INCLUDED,
                     id="a hash too many"),
        pytest.param(
            evidence(6, BODY, SALT, PATH, sign_checkpoint(Checkpoint(ORIGIN, 7, bytes(32)), OURS)),
            Verdict.NOT_INCLUDED, id="another root"),
        pytest.param(evidence(6, BODY, SALT, PATH, NOTE.replace("\n7\n", "\n8\n")),
                     Verdict.FORGED, id="the size"),
        pytest.param(
            evidence(6, BODY, SALT, PATH,
                     sign_checkpoint(Checkpoint(ORIGIN, 7, root_of(LEAVES)), OTHER)),
            Verdict.FOREIGN, id="another key"),
        pytest.param(evidence(6, BODY, SALT, PATH, NOTE + "\n"), Verdict.MALFORMED,
                     id="an empty line more"),
        pytest.param(with_extra(b""), Verdict.MALFORMED, id="no entry"),
        pytest.param(with_extra(BODY), Verdict.MALFORMED, id="an entry without its line break"),
        pytest.param(with_extra(b"{}\n"), Verdict.MALFORMED, id="no entry but JSON"),
        pytest.param(with_extra(b"\xff\n"), Verdict.MALFORMED, id="no text"),
        pytest.param(with_extra(BODY.replace(b'"act"', b' "act"') + b"\n"), Verdict.MALFORMED,
                     id="another spelling of the entry"),
        pytest.param(with_extra(BODY + b"\n" + b"0" * 63 + b"\n"), Verdict.MALFORMED,
                     id="a short salt"),
        pytest.param(with_extra(BODY + b"\n" + b"A" * 64 + b"\n"), Verdict.MALFORMED,
                     id="a salt in capitals"),
        pytest.param(with_extra(BODY + b"\n" + b"0" * 64 + b"\n" + b"0" * 64 + b"\n"),
                     Verdict.MALFORMED, id="two salts"),
        pytest.param(with_extra(BODY + b"\n\n"), Verdict.MALFORMED, id="an empty salt"),
    ],
)  # fmt: skip
def test_another_file_proves_nothing_and_says_why(proof, found):
    checked = check(proof.as_text().encode(), OURS.key)
    assert (checked.verdict, checked.entry, checked.head) == (found, None, None)
    assert checked.reason


def test_what_is_no_proof_is_told_from_a_broken_one():
    assert check(b"%PDF-1.7\n", OURS.key).verdict is Verdict.ANOTHER_FILE
    assert check(GOOD.as_text().encode()[:-30], OURS.key).verdict is Verdict.MALFORMED


def test_extra_data_of_another_shape_is_no_entry():
    with pytest.raises(MalformedProofError):
        body_of(b"no line break")
