"""Clean logs raise no alarm; one alteration of any of them does, at the entry that was altered."""

import json
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from doi_chung.__main__ import check
from doi_chung.notes import read_key

from feedback.domain.history.checkpoint import Checkpoint, sign_checkpoint
from feedback.services.log.log_key import signer
from tests.generated_logs import export

ORIGIN = "tiengnoi.example/nhat-ky"
SIGNER = signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))), ORIGIN)
KEY = read_key(SIGNER.key.as_text())
SOUND, TAMPERED, CANNOT_TELL = range(3)
LEAF, BODY = -3, -2


def generated(seed, least=0):
    """Lines of a log, and a checkpoint signed for all of it or for a part."""
    random = Random(seed)  # noqa: S311 - the same logs every time
    size = random.randrange(least, 30)
    sealed = dict.fromkeys({size, random.randrange(size + 1)} - {0}, b"")
    lines = list(export(random, size, random.randrange(1, 6), sealed))
    heads = [Checkpoint(ORIGIN, at, root) for at, root in sealed.items()]
    return lines, [sign_checkpoint(head, SIGNER) for head in heads]


@pytest.mark.parametrize("hundred", range(10))
def test_a_thousand_clean_logs_raise_no_alarm(hundred):
    for seed in range(100 * hundred, 100 * hundred + 100):
        lines, notes = generated(seed)
        report = check(lines, notes, KEY)
        assert report.exit_code == (SOUND if notes else CANNOT_TELL), (seed, report.as_text())
        assert report.findings == []


def altered(lines, random):
    """One fault in one record of an entry; the place where it begins."""
    records = [json.loads(line) for line in lines]
    first = next(place for place, record in enumerate(records) if record[0] == "entry")
    index = random.randrange(sum(record[0] == "entry" for record in records))
    place = first + index
    fault = random.choice(("body", "leaf", "column", "delete", "twice", "swap"))
    if fault == "body":
        at = random.randrange(len(records[place][BODY]) // 2) * 2
        records[place][BODY] = records[place][BODY][:at] + "7e" + records[place][BODY][at + 2 :]
    elif fault == "leaf":
        records[place][LEAF] = "0" * 64
    elif fault == "column":
        records[place][random.randrange(3, 11)] = 77
    elif fault == "delete":
        del records[place]
    elif fault == "twice":
        records.insert(place, records[place])
    else:
        index, place = max(index, 1), max(place, first + 1)
        records[place - 1], records[place] = records[place], records[place - 1]
        index -= 1
    return [json.dumps(record) for record in [*records[:-1], ["end", len(records) - 1]]], index


@pytest.mark.parametrize("hundred", range(5))
def test_any_alteration_is_found_at_its_entry(hundred):
    for seed in range(100 * hundred, 100 * hundred + 100):
        lines, notes = generated(seed, least=2)
        lines, index = altered(lines, Random(seed))  # noqa: S311 - the same faults every time
        report = check(lines, notes, KEY)
        assert report.exit_code == TAMPERED
        assert report.first.index == index, (seed, report.as_text())
