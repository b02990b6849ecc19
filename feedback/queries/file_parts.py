"""What a file is made of, as officers read it: frozen, and without a way back to the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from feedback.domain.clock import civil_day
from feedback.domain.copies import CopyState
from feedback.domain.identity import Identity
from feedback.domain.petitions import Facts, Kind, SubjectKind
from feedback.domain.roles import Role
from feedback.models.letter import Stage
from feedback.workflows.core import Edition
from feedback.workflows.registry import governing


@dataclass(frozen=True, slots=True)
class Duty:
    """The five clear things, as they stand."""

    task: str
    role: Role
    person: str
    person_title: str
    head: str
    head_title: str
    product: str
    due_on: date
    paused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The petition itself: what was sent, on which the whole file rests."""

    id: int
    book: str
    year: int
    number: int
    declared_kind: Kind
    channel: str
    forwarded_by: str
    story: str
    wanted: str
    against: str
    known_on: date | None
    place: str
    signed: bool
    anonymous: bool
    people: int
    transfers: int
    case_id: int | None
    joined_to_id: int | None
    earlier_case_id: int | None
    dismissal: bool


@dataclass(frozen=True, slots=True)
class Redacted:
    """The newest bản lược danh: retyped, or a number of pages to fetch."""

    text: str
    pages: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with the petition; its bytes are fetched by its number unless closed."""

    id: int
    name: str
    size: int
    closed: bool
    #: how far its safe copy is; None where there is none to come
    copy: CopyState | None


@dataclass(frozen=True, slots=True)
class Clock:
    id: int
    limit_id: str
    rule: str
    started_on: date
    due: date | None
    waits: bool
    state: str
    closed_on: date | None
    explanation: tuple[str, ...]
    #: the instant it ends, where hours are counted
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """An act performed, with who did it."""

    subject_id: int
    action: str
    on: date
    recorded_at: datetime
    role: Role
    person: str
    #: the name of the officer whom the act names, if it names one
    officer: str
    basis: str
    data: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Letter:
    id: int
    name: str
    title: str
    number: int | None
    symbol: str
    approved_at: datetime
    signer: str
    stage: Stage
    #: why the PDF could not be made, or the number was voided
    trouble: str
    #: the document this one replaces, by id
    replaces_id: int | None
    act_id: int | None


@dataclass(frozen=True, slots=True)
class Reached:
    """A level of the ladder that a clock of this file reached."""

    rule: str
    level: int
    at: datetime
    addressee: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal: open, approved or returned."""

    id: int
    action: str
    data: Mapping[str, str]
    proposed_at: datetime
    drafter: str
    drafter_id: int
    decided_at: datetime | None
    verdict: str
    note: str


@dataclass(frozen=True, slots=True)
class Sister:
    """Another petition about the same matter."""

    id: int
    book: str
    year: int
    number: int
    title: str


@dataclass(frozen=True, kw_only=True)
class File:
    id: int
    subject_kind: SubjectKind
    kind: Kind
    procedure: str
    edition_name: str
    state: str
    title: str
    field: str
    confidential: bool
    #: how urgent a thing at a place is; who reported it stays hidden from who mends it
    urgency: str
    received_at: datetime
    accepted_on: date | None
    paused_on: date | None
    closed_on: date | None
    version: int
    verdict: str
    book: str
    year: int
    number: int
    agency_name: str
    agency_code: str
    commune_code: str | None
    commune: str
    duty: Duty | None
    paper: Paper
    contact: Identity | None
    #: of a denunciation; the paper itself then has no words
    redacted: Redacted | None
    #: numbers of other petitions of the agency whose sender stated the same number
    alike: tuple[str, ...]
    attachments: tuple[Attached, ...]
    clocks: tuple[Clock, ...]
    acts: tuple[Done, ...]
    letters: tuple[Letter, ...]
    reached: tuple[Reached, ...]
    drafts: tuple[Draft, ...]
    sisters: tuple[Sister, ...]
    facts: Facts

    def edition(self, on: date) -> Edition:
        return governing(self.procedure, self.edition_name, on)

    @property
    def received_on(self) -> date:
        return civil_day(self.received_at)

    @cached_property
    def written_down_on(self) -> date:
        """The day the petition got into the register; what came on paper may have come before."""
        first = next((act for act in self.acts if act.subject_id == self.paper.id), None)
        return civil_day(first.recorded_at if first else self.received_at)

    @cached_property
    def open_draft(self) -> Draft | None:
        return next((draft for draft in self.drafts if draft.decided_at is None), None)
