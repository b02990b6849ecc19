import contextlib
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.history import canonical

NFC = unicodedata.normalize("NFC", "Hạ Long")
NFD = unicodedata.normalize("NFD", "Hạ Long")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(None, b"null", id="nothing"),
        pytest.param(True, b"true", id="a truth is no one"),
        pytest.param(1, b"1", id="one"),
        pytest.param(-0, b"0", id="zero has no sign"),
        pytest.param(2**53 - 1, b"9007199254740991", id="the greatest integer"),
        pytest.param({"b": 1, "a": 2}, b'{"a":2,"b":1}', id="members in order"),
        pytest.param({"B": 1, "a": 2, "A_": 3}, b'{"A_":3,"B":1,"a":2}', id="capitals first"),
        pytest.param([1, [2, {}], "x"], b'[1,[2,{}],"x"]', id="no blanks"),
        pytest.param('"\\/', b'"\\"\\\\/"', id="quote, backslash, slash"),
        pytest.param("\b\t\n\f\r", b'"\\b\\t\\n\\f\\r"', id="short escapes"),
        pytest.param("\x00\x1f\x7f", b'"\\u0000\\u001f\x7f"', id="other control codes"),
        pytest.param("€😂\u2028", '"€😂\u2028"'.encode(), id="everything else as it is"),
        pytest.param(NFC, b'"H\xe1\xba\xa1 Long"', id="composed Vietnamese"),
    ],
)
def test_a_value_has_one_spelling_and_is_read_back(value, expected):
    assert canonical.dumps(value) == expected
    assert canonical.loads(expected) == value


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(1.5, id="a fraction"),
        pytest.param(float("nan"), id="not a number"),
        pytest.param(2**53, id="an integer some readers round"),
        pytest.param(-(2**53), id="the same below zero"),
        pytest.param(NFD, id="decomposed text"),
        pytest.param({"data": [{"where": NFD}]}, id="decomposed text deep inside"),
        pytest.param("\ud800", id="half a character"),
        pytest.param({1: "x"}, id="a name that is no text"),
        pytest.param({"tên": "x"}, id="a name beyond ASCII"),
        pytest.param(b"bytes", id="bytes"),
        pytest.param({"a"}, id="a set"),
    ],
)
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(canonical.NotCanonicalError):
        canonical.dumps(value)


def test_a_value_that_holds_itself_is_refused():
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(canonical.NotCanonicalError):
        canonical.dumps(endless)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b'{"b":1,"a":2}', id="members out of order"),
        pytest.param(b'{"a":1,"a":1}', id="a member twice"),
        pytest.param(b'{"a": 1}', id="a blank"),
        pytest.param(b'{"a":1}\n', id="a newline behind"),
        pytest.param(b'{"a":1.0}', id="an integer as a fraction"),
        pytest.param(b'{"a":1e2}', id="an integer as a power"),
        pytest.param(b'{"a":-0}', id="a zero with a sign"),
        pytest.param(b'{"a":9007199254740992}', id="too great an integer"),
        pytest.param(b"[" + b"9" * 5000 + b"]", id="an integer of 5000 digits"),
        pytest.param(b'"\\u0041"', id="a needless escape"),
        pytest.param(b'"\\/"', id="an escaped slash"),
        pytest.param(b'"\\ud800"', id="half a character"),
        pytest.param(f'"{NFD}"'.encode(), id="decomposed text"),
        pytest.param(b"NaN", id="not a number"),
        pytest.param(b'"\xff"', id="not UTF-8"),
        pytest.param(b"[" * 100_000, id="nested without end"),
        pytest.param(b"\xef\xbb\xbf1", id="a byte order mark"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_any_other_spelling_is_refused(body):
    with pytest.raises(canonical.NotCanonicalError):
        canonical.loads(body)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-canonical.MAX_INTEGER, canonical.MAX_INTEGER)
    | st.text().map(lambda text: unicodedata.normalize("NFC", text)),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc_09"), inner),
    max_leaves=10,
)


@given(VALUES)
def test_what_is_written_is_read_back_and_is_plain_json(value):
    body = canonical.dumps(value)
    assert canonical.loads(body) == value == json.loads(body)


@given(st.binary(max_size=200))
def test_no_bytes_do_anything_but_read_or_refuse(body):
    with contextlib.suppress(canonical.NotCanonicalError):
        assert canonical.dumps(canonical.loads(body)) == body
