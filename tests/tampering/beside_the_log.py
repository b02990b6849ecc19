"""The operators that leave the log alone: tables, secrets, salts, the vault's count."""

from tests.tampering.clean import count_of
from tests.tampering.operators import NOWHERE, SUBJECT, UnfitError, operator


def a_row(history, fits=lambda _row: True):
    known = [uid for uid, row in history.rows.items() if fits(row)]
    if not known:
        raise UnfitError
    uid = history.random.choice(sorted(known))
    return uid, history.rows[uid]


def newest(history, uid):
    return max(entry[1] for entry in history.entries if entry[SUBJECT] == uid)


def last_of(history, uid, says):
    """Where the entries of a file last said something of the kind."""
    return max(
        place
        for place, draft in enumerate(history.drafts)
        if draft.subject.hex == uid and says(draft)
    )


@operator("Sửa trạng thái hồ sơ trong bảng", "V6")
def state(history):
    uid, row = a_row(history)
    row["state"] = "withdrawn"
    return last_of(history, uid, lambda draft: "act" in draft.data)


@operator("Dời ngày hết hạn trong bảng", "V6")
def due_date(history):
    uid, row = a_row(history, lambda row: row["deadlines"])
    clock = history.random.choice(sorted(row["deadlines"]))
    row["deadlines"][clock][2] = "2027-01-01"
    members = ("opened", "moved", "closed")
    return last_of(
        history,
        uid,
        lambda draft: any(
            said["id"] == clock for name in members for said in draft.data.get(name, ())
        ),
    )


@operator("Thay mã băm một văn bản trong bảng", "V6")
def document(history):
    uid, row = a_row(history, lambda row: row["letters"])
    letter = history.random.choice(sorted(row["letters"]))
    row["letters"][letter][2] = "e" * 64
    return last_of(history, uid, lambda draft: draft.data.get("letter") == letter)


@operator("Xóa bản ghi của một hồ sơ", "V7")
def row_deleted(history):
    uid, _row = a_row(history)
    del history.rows[uid]
    return newest(history, uid)


@operator("Thêm một hồ sơ không có lịch sử", "V7")
def row_added(history):
    _uid, row = a_row(history)
    history.rows["f" * 32] = row
    return NOWHERE


@operator("Tráo nội dung mật của hai mục", "V8", outside=True)
def secrets_swapped(history):
    if len(history.secrets) < 2:
        raise UnfitError
    one, other = sorted(history.random.sample(range(len(history.secrets)), 2))
    first, second = history.secrets[one], history.secrets[other]
    first[2], second[2] = second[2], first[2]
    return first[0]


@operator("Hủy muối của một cam kết mà không ghi việc xóa", "V11", outside=True)
def salt_destroyed(history):
    erased = {draft.subject.hex for draft in history.drafts if draft.type == "identity_erased"}
    subjects = [entry[SUBJECT] for entry in history.entries]
    left = [line[0] for line in history.secrets if subjects[line[0]] not in erased]
    if not left:
        raise UnfitError
    history.gone.append(history.random.choice(left))
    return history.gone[-1]


@operator("Mở danh tính mà không ghi vào lịch sử", "V10", outside=True)
def opened_unseen(history):
    leaves = [entry[-2] for entry in history.entries if entry[5] == "identity_opened"]
    history.openings = count_of([*leaves, "d" * 64])
    return NOWHERE
