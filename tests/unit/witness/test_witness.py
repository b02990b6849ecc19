"""The rule of a witness, answer by answer, as c2sp.org/tlog-witness has it."""

import threading
from http import HTTPStatus
from itertools import pairwise

import pytest
from nhan_chung.memory import Memory
from nhan_chung.witness import SIZE

from feedback.domain.history.cosignature import cosignatures
from feedback.domain.history.merkle import leaf_hash
from feedback.domain.history.witnessing import request, size_told
from tests.unit.witness.made_logs import (
    LEAVES,
    NOW,
    ORIGIN,
    STRANGER,
    asking,
    cosigning,
    head,
    witness,
    witness_key,
)

OTHER = [leaf_hash(b"rewritten"), *LEAVES[1:]]
OK, BAD, FORBIDDEN = HTTPStatus.OK, HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN
UNKNOWN, CONFLICT, NOT_GROWN = (
    HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY,
)  # fmt: skip


@pytest.fixture
def asked(tmp_path):
    """A witness that has seen nothing."""
    return witness(tmp_path).add_checkpoint


@pytest.fixture
def saw_ten(asked):
    """A witness that has seen ten entries."""
    assert asked(asking(0, 10), NOW).status == OK
    return asked


@pytest.mark.parametrize("size", [0, 1, 2, 7, 40])
def test_the_first_head_of_a_known_log_is_cosigned_with_the_time(asked, size):
    answer = asked(asking(0, size), NOW)
    found = cosignatures(head(size) + answer.body, {"w": witness_key(cosigning())})
    assert (answer.status, [one.at.timestamp() for one in found]) == (OK, [NOW])


@pytest.mark.parametrize(("old", "size"), [(10, 11), (10, 16), (10, 40), (10, 10)])
def test_a_log_that_only_grew_is_cosigned(saw_ten, old, size):
    assert saw_ten(asking(old, size), NOW).status == OK


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(asking(10, 40, OTHER), NOT_GROWN, id="an old entry rewritten"),
        pytest.param(asking(10, 10, OTHER), NOT_GROWN, id="two roots for one size"),
        pytest.param(request(10, [], head(40)).encode(), NOT_GROWN, id="no proof"),
        pytest.param(asking(0, 5), CONFLICT, id="rolled back"),
        pytest.param(asking(9, 40), CONFLICT, id="a proof from elsewhere"),
        pytest.param(asking(12, 11), BAD, id="an old size above the size"),
        pytest.param(asking(10, 40, by=STRANGER), FORBIDDEN, id="another key"),
        pytest.param(asking(10, 40).replace(b"\n40\n", b"\n39\n"), FORBIDDEN, id="another size"),
        pytest.param(asking(10, 40).replace(ORIGIN.encode(), b"else"), UNKNOWN, id="another log"),
        pytest.param(b"old 10\n" + asking(10, 40), BAD, id="a line too many"),
        pytest.param(asking(10, 40).replace(b"old 10", b"old 010"), BAD, id="another spelling"),
        pytest.param(asking(10, 40)[:-9], BAD, id="cut off"),
        pytest.param(b"\xff" + asking(10, 40), BAD, id="no text"),
        pytest.param(b"", BAD, id="nothing"),
    ],
)
def test_anything_else_is_refused_and_nothing_is_remembered(saw_ten, body, status):
    answer = saw_ten(body, NOW)
    assert (answer.status, "—" in answer.body) == (status, False)
    assert saw_ten(asking(10, 11), NOW).status == OK


def test_a_proof_before_anything_was_seen_is_refused(asked):
    body = request(0, [LEAVES[0]], head(10)).encode()
    assert asked(body, NOW).status == NOT_GROWN


def test_a_conflict_names_the_size_from_which_to_go_on(saw_ten):
    answer = saw_ten(asking(3, 40), NOW)
    assert (answer.status, answer.kind, size_told(answer.body)) == (CONFLICT, SIZE, 10)


def test_what_was_seen_is_remembered_by_the_next_start(tmp_path, saw_ten):
    assert witness(tmp_path).add_checkpoint(asking(0, 9), NOW).status == CONFLICT


def test_of_many_at_once_no_later_answer_rolls_an_earlier_one_back(tmp_path):
    """The race of the specification: whoever checks must be alone until it has stored."""
    answers, start = [], threading.Barrier(8)
    one = witness(tmp_path)

    def ask(size):
        start.wait()
        for _ in range(20):
            with Memory(tmp_path).of(ORIGIN) as known:
                old = known.size
            if old <= size:
                answers.append((old, size, one.add_checkpoint(asking(old, size), NOW).status))

    threads = [threading.Thread(target=ask, args=(size,)) for size in range(5, 40, 5)]
    threads.append(threading.Thread(target=ask, args=(40,)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    grown = [(old, size) for old, size, status in answers if status == OK and old < size]
    assert grown
    assert all(after[0] == before[1] for before, after in pairwise(sorted(grown)))
    with Memory(tmp_path).of(ORIGIN) as known:
        assert known.size == 40
