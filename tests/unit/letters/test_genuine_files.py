"""What the bytes of a file tell before anything is known of it."""

from hashlib import sha256

import pytest

from feedback.domain.letters.genuine import MOST_REVISIONS, Shape, beginnings, shape_of

OURS = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("content", "shape"),
    [
        (b"", Shape.EMPTY),
        (b"PK\x03\x04", Shape.NOT_PDF),
        (b" %PDF-1.7 %%EOF", Shape.NOT_PDF),
        (OURS[:-8], Shape.CUT_OFF),
        (OURS + b" " * 2000, Shape.CUT_OFF),
        (OURS.replace(b"endobj", b"/Encrypt 5 0 R"), Shape.LOCKED),
        (OURS.replace(b"endobj", b"/Encrypt<</V 4>>"), Shape.LOCKED),
        (OURS, Shape.PDF),
    ],
)
def test_a_file_is_told_by_its_shape(content, shape):
    assert shape_of(content) is shape


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r", b""])
@pytest.mark.parametrize("more", [b"2 0 obj\n%%EOF\n", b"x", b"\n\n%%EOF"])
def test_what_was_appended_leaves_our_file_at_the_beginning(end, more):
    ours = OURS.rstrip(b"\n") + end
    found = beginnings(ours + more)
    assert found[0] == digest(ours + more)
    assert digest(ours) in found


def test_a_changed_byte_leaves_nothing_of_ours():
    changed = OURS.replace(b"endobj", b"endobJ") + b"more\n%%EOF\n"
    assert digest(OURS) not in beginnings(changed)


def test_the_longest_beginning_comes_first():
    twice = OURS + b"2 0 obj\n%%EOF\n"
    found = beginnings(twice + b"3 0 obj\n%%EOF\n")
    assert found.index(digest(twice)) < found.index(digest(OURS))


def test_a_file_of_nothing_but_ends_is_not_read_for_ever():
    assert len(beginnings(b"%PDF-1.7\n" + b"%%EOF\n" * 100_000)) <= 3 * MOST_REVISIONS + 1
