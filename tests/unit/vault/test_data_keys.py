"""A field opens with the key of its file, in its row and its column, and otherwise not at all."""

from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.domain.identity import Identity
from feedback.vault import data_keys
from feedback.vault.data_keys import REMEMBERED, SECONDS, DataKeys
from feedback.vault.envelope import Place
from feedback.vault.identities import FIELD, Identities, Stored
from feedback.vault.keys import create_missing
from feedback.vault.sealed_fields import SealedFieldError
from feedback.vault.wrapping import KekFiles, Wrapped, WrappingError, numbers

FILE, OTHER = UUID(int=1), UUID(int=2)
HERE = Place(FILE, "person")
WHO = Identity(form_of_address="bà", name="Chìu Thị Mây", phone="0912 345 678")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_missing(tmp_path)
    return tmp_path


@pytest.fixture
def keys(folder: Path) -> DataKeys:
    return DataKeys(KekFiles(folder))


def test_what_was_sealed_is_read_at_its_place(keys):
    key = keys.new(FILE)
    assert keys.open(key.seal(b"word", HERE), key.wrapped.content, HERE) == b"word"


@pytest.mark.parametrize(
    "place",
    [Place(OTHER, "person"), Place(FILE, "address"), Place(FILE, ""), Place(OTHER, "address")],
    ids=["another row", "another column", "no column", "neither"],
)
def test_moved_to_another_row_or_column_it_does_not_open(keys, place):
    key = keys.new(FILE)
    with pytest.raises((SealedFieldError, WrappingError)):
        keys.open(key.seal(b"word", HERE), key.wrapped.content, place)


def test_with_the_wrapped_key_of_another_file_it_does_not_open(keys):
    """Nor where somebody moves the key along: the key too is bound to its file."""
    one, other = keys.new(FILE), keys.new(OTHER)
    sealed = one.seal(b"word", HERE)
    with pytest.raises((SealedFieldError, WrappingError)):
        keys.open(sealed, other.wrapped.content, HERE)
    with pytest.raises((SealedFieldError, WrappingError)):
        keys.open(sealed, one.wrapped.content, Place(OTHER, "person"))


@given(st.integers(0, 60), st.integers(1, 255))
def test_no_changed_byte_is_read(tmp_path_factory, place, change):
    keys = DataKeys(_Fixed())
    key = keys.new(FILE)
    sealed = bytearray(key.seal(b"a name and more", HERE))
    sealed[place % len(sealed)] ^= change
    with pytest.raises((SealedFieldError, WrappingError)):
        keys.open(bytes(sealed), key.wrapped.content, HERE)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x02" * 60, b"\x01" * 60])
def test_what_is_no_ciphertext_is_refused_and_no_fault(keys, sealed):
    key = keys.new(FILE)
    with pytest.raises((SealedFieldError, WrappingError)):
        keys.open(sealed, key.wrapped.content, HERE)


def test_the_header_says_version_key_and_algorithm(keys):
    key = keys.new(FILE)
    sealed = key.seal(b"", HERE)
    assert sealed[:1] == b"\x01"
    assert sealed[1:17] == key.id.bytes
    assert sealed[17:18] == b"\x01"
    assert len(sealed) == 1 + 16 + 1 + 12 + 16


def test_no_two_ciphertexts_are_alike(keys):
    key = keys.new(FILE)
    assert key.seal(b"same", HERE) != key.seal(b"same", HERE)


def test_a_new_key_wraps_and_older_ones_still_unwrap(folder, keys):
    old = keys.new(FILE)
    sealed = old.seal(b"word", HERE)
    assert old.wrapped.kek == "files:1"
    assert keys.provider.renew() == "files:2"
    again = keys.rewrap(old.wrapped.content, FILE, old.id)
    assert again.kek == "files:2" == keys.new(FILE).wrapped.kek
    (folder / "kek_1").unlink()
    assert DataKeys(KekFiles(folder)).open(sealed, again.content, HERE) == b"word"
    with pytest.raises(WrappingError, match="kek_1"):
        DataKeys(KekFiles(folder)).open(sealed, old.wrapped.content, HERE)


def test_keys_are_made_once_and_for_their_owner_alone(folder):
    assert numbers(folder) == [1]
    assert create_missing(folder) == []
    for name in ("kek_1", "index_key"):
        assert (folder / name).stat().st_mode & 0o777 == 0o600


class _Fixed(KekFiles):
    """One key in memory that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    @property
    def current(self) -> str:
        return "fixed"

    def wrap(self, key: bytes, about: bytes) -> Wrapped:
        return Wrapped(self.mark + about + key, "fixed")

    def unwrap(self, wrapped: bytes, about: bytes) -> bytes:
        self.asked += 1
        if wrapped[1 : 1 + len(about)] != about:
            raise WrappingError("elsewhere")
        return wrapped[1 + len(about) :]


def test_a_key_in_use_is_unwrapped_once_and_forgotten_after_minutes():
    provider, now = _Fixed(), [0.0]
    keys = DataKeys(provider, clock=lambda: now[0])
    key = keys.new(FILE)
    sealed = key.seal(b"word", HERE)
    for _ in range(3):
        keys.open(sealed, key.wrapped.content, HERE)
    assert provider.asked == 1
    now[0] = SECONDS
    keys.open(sealed, key.wrapped.content, HERE)
    assert provider.asked == 2


def test_only_so_many_keys_are_remembered():
    provider = _Fixed()
    keys = DataKeys(provider)

    def read(subject: UUID) -> None:
        place = Place(subject, "person")
        keys.open(sealed[subject][0], sealed[subject][1], place)

    sealed = {}
    for subject in [FILE, *(uuid4() for _ in range(REMEMBERED))]:
        key = keys.new(subject)
        sealed[subject] = key.seal(b"", Place(subject, "person")), key.wrapped.content
        read(subject)
    asked = provider.asked
    read(subject)
    assert provider.asked == asked
    read(FILE)
    assert provider.asked == asked + 1


class _Guarded(OrderedDict[Any, Any]):
    """What threads share; whoever touches it must hold the lock."""

    lock: Lock

    def touched(self) -> None:
        assert self.lock.locked()

    def get(self, *words: Any) -> Any:
        self.touched()
        return super().get(*words)

    def __setitem__(self, name: Any, value: Any) -> None:
        self.touched()
        super().__setitem__(name, value)

    def move_to_end(self, *words: Any, **more: Any) -> None:
        self.touched()
        super().move_to_end(*words, **more)

    def popitem(self, *words: Any, **more: Any) -> Any:
        self.touched()
        return super().popitem(*words, **more)


def test_keys_that_threads_share_are_touched_by_one_at_a_time(monkeypatch):
    monkeypatch.setattr(data_keys, "REMEMBERED", 1)
    keys = DataKeys(_Fixed())
    keys._known = _Guarded()  # noqa: SLF001 - what is looked at
    keys._known.lock = keys._lock  # noqa: SLF001 - as above
    for subject in (FILE, OTHER, FILE):
        key, place = keys.new(subject), Place(subject, "person")
        for _ in range(2):
            assert keys.open(key.seal(b"word", place), key.wrapped.content, place) == b"word"


def test_a_person_is_read_as_they_were_written(keys):
    identities, key = Identities(keys), keys.new(FILE)
    sealed = identities.seal(WHO, key, FILE)
    assert "Mây".encode() not in sealed
    assert identities.read(Stored(sealed, key.wrapped.content, FILE)) == WHO
    assert FIELD == "person"


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        pytest.param({"subject": OTHER}, Identity(unreadable=True), id="of another file"),
        pytest.param({"wrapped": None}, Identity(unreadable=True), id="its key is missing"),
        pytest.param({"sealed": b"x"}, Identity(unreadable=True), id="no ciphertext"),
        pytest.param({"erased": "asked", "wrapped": None}, Identity(erased="asked"), id="erased"),
        pytest.param({"sealed": None, "wrapped": None}, Identity(), id="sealed elsewhere"),
    ],
)
def test_what_cannot_be_read_is_said_and_breaks_no_page(keys, change, shown, caplog):
    identities, key = Identities(keys), keys.new(FILE)
    told = {"sealed": identities.seal(WHO, key, FILE), "wrapped": key.wrapped.content}
    assert identities.read(Stored(**({"subject": FILE} | told | change))) == shown
    assert ("identity_unreadable" in caplog.text) == shown.unreadable
    assert "Mây" not in caplog.text
