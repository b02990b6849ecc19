"""Things that somebody with every right can do to a history, and where each begins.

An operator alters a history and returns the place of the first bad entry, or ``NOWHERE`` where no
entry is concerned; ``UnfitError`` where this history has nothing to do it to.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from feedback.domain.history.checkpoint import Checkpoint, sign_checkpoint
from feedback.domain.history.merkle import root_of
from feedback.services.log.log_key import signer
from tests.tampering.clean import ORIGIN, History, placed_of, record, sealed, write

NOWHERE = None
BODY, LEAF, SUBJECT, SEQ, TYPE, AT, NUMBER = -1, -2, 2, 3, 5, 6, 9


class UnfitError(Exception):
    """Nothing of the kind is in this history."""


@dataclass(frozen=True)
class Operator:
    sentence: str
    rules: str
    tamper: Callable[[History], int | None]
    #: whether only the stand-alone program is given what it takes to see it
    outside: bool = False


OPERATORS: list[Operator] = []


def operator(sentence, rules, *, outside=False):
    def add(tamper):
        OPERATORS.append(Operator(sentence, rules, tamper, outside))
        return tamper

    return add


def some(history, fits=lambda _entry: True):
    """The place of any entry that fits."""
    places = [entry[1] for entry in history.entries if fits(entry)]
    if not places:
        raise UnfitError
    return history.random.choice(places)


# --------------------------------------------------------------- rows of the log, nothing hashed
@operator("Sửa một ký tự trong nội dung một mục", "V3")
def body(history):
    entry = history.entries[some(history)]
    at = history.random.randrange(len(entry[BODY]))
    letter = "~" if entry[BODY][at] != "~" else "!"
    entry[BODY] = entry[BODY][:at] + letter + entry[BODY][at + 1 :]
    return entry[1]


@operator("Sửa mã băm đã lưu của một mục", "V3")
def leaf(history):
    entry = history.entries[some(history)]
    entry[LEAF] = f"{int(entry[LEAF][:2], 16) ^ 1:02x}{entry[LEAF][2:]}"
    return entry[1]


def column(history, name, value, fits=lambda _entry: True):
    entry = history.entries[some(history, fits)]
    entry[name] = value
    return entry[1]


@operator("Sửa cột loại việc", "V3")
def type_column(history):
    return column(history, TYPE, "settled_long_ago")


@operator("Sửa cột thời điểm: lùi về một tháng trước", "V3")
def time_column(history):
    return column(history, AT, "2026-07-03T00:00:00.000Z")


@operator("Sửa cột số trong sổ", "V3")
def number_column(history):
    return column(history, NUMBER, 77, lambda entry: entry[NUMBER] is not None)


@operator("Gắn một mục sang hồ sơ khác", "V3 V4")
def subject_column(history):
    return column(history, SUBJECT, "0" * 32)


@operator("Xóa một mục", "V3 V2")
def delete(history):
    place = some(history)
    del history.entries[place]
    return place


@operator("Chép thêm một mục lần thứ hai", "V3")
def twice(history):
    place = some(history)
    history.entries.insert(place, list(history.entries[place]))
    return place


@operator("Chuyển một mục xuống cuối nhật ký", "V3")
def to_the_end(history):
    place = some(history, lambda entry: entry[1] + 1 < history.size)
    history.entries.append(history.entries.pop(place))
    return place


@operator("Đổi chỗ hai mục của cùng hồ sơ, cả số thứ tự", "V4")
def swap(history):
    later = some(history, lambda entry: entry[SEQ] > 1)
    subject, seq = history.entries[later][SUBJECT : SEQ + 1]
    before = next(e[1] for e in history.entries if e[SUBJECT : SEQ + 1] == [subject, seq - 1])
    one, other = history.entries[before], history.entries[later]
    history.entries[before], history.entries[later] = other, one
    other[1], one[1] = before, later
    return before


# ------------------------------------------------------------------------------ ends and counters
@operator("Cắt bỏ phần cuối nhật ký", "V3 V2")
def cut(history):
    place = some(history)
    del history.entries[place:]
    return place


@operator("Cắt bỏ phần cuối và đặt lại mọi bộ đếm, mọi bảng", "V2")
def roll_back(history):
    size = history.random.randrange(1, history.size)
    older = replace(history.copy(), drafts=history.drafts[:size], seen={})
    history.entries, history.size = write(older).entries, size
    known = {entry[SUBJECT] for entry in history.entries}
    history.rows = {uid: row for uid, row in history.rows.items() if uid in known}
    return size


@operator("Đưa về bản cũ, chỉ nhân chứng còn giữ điểm kiểm tra mới", "V2")
def roll_back_notes(history):
    place = roll_back(history)
    history.notes = history.notes[-1:]
    return place


@operator("Xóa toàn bộ nhật ký và đặt bộ đếm về không", "V2")
def wipe(history):
    history.entries, history.size = [], 0
    return 0


@operator("Tăng bộ đếm của nhật ký", "V3")
def head_ahead(history):
    history.size += 1
    return history.size - 1


@operator("Sửa bộ đếm của một sổ", "V5")
def counter(history):
    if not history.counters:
        raise UnfitError
    book = history.random.choice(sorted(history.counters))
    history.counters[book] += history.random.choice((-1, 1))
    return NOWHERE


# --------------------------------------------------------------------- hashed anew from some place
def rehash(history, place, **changes):
    """Write the log anew with one entry changed: chains, hashes and columns all fit again."""
    history.drafts[place] = replace(history.drafts[place], **changes)
    history.entries = [record(one) for one in placed_of(history.drafts)]
    return place


@operator("Viết lại toàn bộ từ một mục, đổi người làm", "V2")
def rewrite(history):
    return rehash(history, some(history), actor="user:99")


@operator("Viết lại toàn bộ, thêm một mục vào giữa", "V2")
def insert(history):
    place = some(history, lambda entry: entry[SEQ] > 1)
    history.drafts.insert(place, replace(history.drafts[place], data={}, register=None, type="x"))
    history.entries = [record(one) for one in placed_of(history.drafts)]
    history.size += 1
    return place


@operator("Viết lại toàn bộ, bỏ trống một số trong sổ", "V5")
def gap(history):
    place = some(history, lambda entry: entry[NUMBER] is not None)
    register = history.drafts[place].register
    return rehash(history, place, register=replace(register, number=register.number + 1))


@operator("Viết lại toàn bộ, ký lại bằng một khóa khác cùng tên", "V2")
def another_key(history):
    """Notes of another key say nothing; one that an inspector kept still does."""
    place = rewrite(history)
    own = signer(Ed25519PrivateKey.from_private_bytes(b"k" * 32), ORIGIN)
    kept = history.notes[-1]
    history.notes = [kept, *(_signed_by(own, history, size) for size in history.seen)]
    return place


def _signed_by(own, history, size):
    leaves = [bytes.fromhex(entry[LEAF]) for entry in history.entries[:size]]
    return sign_checkpoint(Checkpoint(ORIGIN, size, root_of(leaves)), own)


# ---------------------------------------------------------------------------- checkpoints, clocks
@operator("Sửa số mục trong một điểm kiểm tra", "V1")
def note_size(history):
    at = history.random.randrange(len(history.notes))
    size = sorted(history.seen)[at]
    history.notes[at] = history.notes[at].replace(f"\n{size}\n", f"\n{size - 1}\n", 1)
    return NOWHERE


@operator("Ký hai gốc khác nhau cho cùng số mục", "V12")
def split_view(history):
    size = history.random.choice(sorted(history.seen))
    other = sealed(history.entries, size, history.seen[size], root=b"\7" * 32)
    history.notes.append(other)
    return NOWHERE


@operator("Sửa giờ trong một đồng ký của nhân chứng", "V1")
def cosigned_time(history):
    at = history.random.randrange(len(history.notes))
    size = sorted(history.seen)[at]
    later = sealed(history.entries, size, history.seen[size] + timedelta(hours=1))
    head, old, new = *history.notes[at].rsplit("— ", 1), later.rsplit("— ", 1)[1]
    keep = len("thanh-tra.example/w ") + 16
    history.notes[at] = head + "— " + new[:keep] + old[keep:]
    return NOWHERE


@operator("Ghi lùi giờ một mục sau khi nhân chứng đã thấy nhật ký chưa có mục đó", "V9")
def backdated(history):
    """The head before it was seen at nine tenths of the pause; the time is set to a tenth."""
    places = [size for size in history.seen if size < history.size and _pause(history, size) > 100]
    if not places:
        raise UnfitError
    place = history.random.choice(places)
    before = history.drafts[place - 1].at
    at = before + timedelta(seconds=_pause(history, place) * 0.1)
    history.drafts[place] = replace(history.drafts[place], at=at)
    seen = history.seen
    write(history)
    history.seen = seen
    return place


def _pause(history, place):
    return (history.drafts[place].at - history.drafts[place - 1].at).total_seconds()


@operator("Ghi trước giờ một mục mà nhân chứng đã thấy", "V9")
def postdated(history):
    """The last entry of all is dated an hour ahead, honestly sealed, and seen an hour before."""
    last = history.drafts[-1]
    history.drafts[-1] = replace(last, at=history.seen[history.size] + timedelta(hours=1))
    write(history)
    return history.size - 1
