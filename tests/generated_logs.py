"""Logs as the house writes them, made at random, with the rows they lead to: clean exports.

For the stand-alone verifier, which must raise no alarm over any of them, and for its bench.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from feedback.domain.history.chain import place_all
from feedback.domain.history.entries import Draft, RegisterNumber, stamp
from feedback.domain.history.merkle import Frontier

START = datetime(2026, 8, 3, tzinfo=UTC)
DAY = "2026-08-13"
PETITIONS, CASES, LETTERS = "Sổ theo dõi đơn", "Sổ vụ việc", "Sổ văn bản đi"


class Office:
    """Chooses what happens next, and keeps the tables as they then stand."""

    def __init__(self, random, files):
        self.random = random
        self.subjects = [UUID(int=random.getrandbits(128)) for _ in range(files)]
        self.rows = {}
        self.counters = {}

    def drafts(self, size):
        at = START
        for _ in range(size):
            at += timedelta(milliseconds=self.random.randrange(5_000))
            subject = self.random.choice(self.subjects)
            row = self.rows.get(subject.hex)
            steps = self.possible(row) if row else [self.open]
            type_, data, register = self.random.choice(steps)(subject.hex)
            kind = self.rows[subject.hex]["kind"]
            yield Draft(subject, kind, type_, at, "user:12", "XA-01", data, register)

    def possible(self, row):
        running = any(clock[-1] == "open" for clock in row["deadlines"].values())
        waiting = any(letter[-2] is None for letter in row["letters"].values())
        return [
            self.note, self.step, self.assign, self.start, self.approve,
            *([self.move, self.close, self.escalate] if running else []),
            *([self.file] if waiting else []),
        ]  # fmt: skip

    def number(self, book):
        self.counters[book] = self.counters.get(book, 0) + 1
        return RegisterNumber(book, 2026, self.counters[book])

    def uid(self):
        return f"{self.random.getrandbits(128):032x}"

    def open(self, subject):
        kind = self.random.choice(("petition", "case"))
        register = self.number(PETITIONS if kind == "petition" else CASES)
        first = {"state": "submitted", "procedure": "intake", "edition": "TT05-2026"}
        named = [register.book if kind == "petition" else None, 2026, register.number]
        self.rows[subject] = first | {
            "kind": kind, "agency": "XA-01", "person": None, "register": named,
            "deadlines": {}, "escalations": {}, "letters": {},
        }  # fmt: skip
        told = {"act": "submit", "from": None, "to": "submitted", "agency": "XA-01"}
        return "submitted", first | told | {"state": "x"}, register

    def note(self, _subject):
        return (
            "noted",
            {"note": self.random.choice(("Đã xem", 'đã đọc \u2028 "kỹ" \\', "\x01"))},
            None,
        )

    def step(self, subject):
        row, to = self.rows[subject], self.random.choice(("accepted", "verifying", "settled"))
        data = {"act": "go", "from": row["state"], "to": to}
        row["state"] = to
        return "gone", data, None

    def assign(self, subject):
        data = {"agency": self.random.choice(("XA-02", "SO-TNMT")), "person": "user:7"}
        self.rows[subject] |= data
        return "assigned", data, None

    def start(self, subject):
        uid = self.uid()
        self.rows[subject]["deadlines"][uid] = ["KN1-ACCEPT@2026", DAY, DAY, None, "open"]
        told = {"id": uid, "limit": "KN1-ACCEPT@2026", "start": DAY, "raw": DAY, "legal": None}
        return "clock_started", {"opened": [told], "days": [[DAY, "off", "nghỉ"]]}, None

    def clock(self, subject):
        clocks = self.rows[subject]["deadlines"]
        uid = self.random.choice([uid for uid, clock in clocks.items() if clock[-1] == "open"])
        return uid, clocks[uid]

    def move(self, subject):
        uid, clock = self.clock(subject)
        clock[2:4] = ["2026-09-01", "2026-09-03"]
        told = {"id": uid, "raw": "2026-09-01", "legal": "2026-09-03"}
        return "recounted", {"moved": [told]}, None

    def close(self, subject):
        uid, clock = self.clock(subject)
        clock[-1] = self.random.choice(("met", "void"))
        return "closed", {"closed": [{"id": uid, "how": clock[-1]}]}, None

    def escalate(self, subject):
        uid, _clock = self.clock(subject)
        known = self.rows[subject]["escalations"]
        level = sum(key.startswith(uid) for key in known) + 1
        known[f"{uid}/{level}"] = ["user:3", "2026-08-13T17:00:00.000Z"]
        due = "2026-08-14T00:00:00.000999+07:00"
        return "escalated", {"deadline": uid, "level": level, "to": "user:3", "due": due}, None

    def approve(self, subject):
        uid, register = self.uid(), self.number(LETTERS)
        number = [LETTERS, 2026, register.number]
        self.rows[subject]["letters"][uid] = ["notice", number, None, None, None, False]
        return "letter_approved", {"letter": uid, "name": "notice"}, register

    def file(self, subject):
        letters = self.rows[subject]["letters"]
        uid = self.random.choice([uid for uid, letter in letters.items() if letter[-2] is None])
        done = self.random.choice(("rendered", "signed", "issued", "voided"))
        place = ("rendered", "signed", "issued", "voided").index(done) + 2
        letters[uid][place] = True if done == "voided" else self.uid() * 2
        told = {} if done == "voided" else {"sha256": letters[uid][place]}
        return f"letter_{done}", {"letter": uid} | told, None


def export(random: Random, size: int, files: int, sealed: dict[int, bytes]) -> Iterator[str]:
    """The lines of a clean export; ``sealed`` gets the root of each size it names."""
    office, tree, count = Office(random, files), Frontier(), 0
    placed = place_all(office.drafts(size), first_index=0, links={}, earliest=START, new_salt=bytes)
    for record in _records(office, size, placed, tree, sealed):
        yield json.dumps(record, separators=(",", ":"))
        count += 1
    yield json.dumps(["end", count])


def _records(office, size, placed, tree, sealed):
    yield ["log", 2]
    for one in placed:
        register = one.draft.register
        number = [register.book, register.year, register.number] if register else [None] * 3
        columns = [one.draft.subject.hex, one.seq, one.draft.kind, one.draft.type, stamp(one.at)]
        yield ["entry", one.index, *columns, *number, one.leaf.hex(), one.body.hex(), False]
        tree.append(one.leaf)
        if tree.size in sealed:
            sealed[tree.size] = tree.root()
    yield ["size", size]
    yield from (["counter", book, 2026, last] for book, last in office.counters.items())
    yield from (["row", subject, flat(row)] for subject, row in office.rows.items())


def flat(row):
    """A row as the export tells it: each fact under a name of its own."""
    groups = {name: row[name] for name in ("deadlines", "escalations", "letters")}
    facts = {f"{name} {key}": fact for name, group in groups.items() for key, fact in group.items()}
    return {name: value for name, value in row.items() if name not in groups} | facts
