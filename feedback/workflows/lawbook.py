"""The law as it is, and as it would be had its latest texts never come.

A later text must change nothing for what is under way except where its own transition clause says
so. To show that, the same course of a file is run under both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from feedback.domain.errors import NoLawInForceError
from feedback.domain.time_limits import TimeLimit, VersionBy
from feedback.workflows.core import Edition
from feedback.workflows.limits.registry import versions_of
from feedback.workflows.registry import PROCEDURES


@dataclass(frozen=True)
class Lawbook:
    """Procedures and time limits, as far as texts count that came before ``cut``."""

    procedures: Mapping[str, tuple[Edition, ...]]
    cut: date = date.max

    @classmethod
    def today(cls) -> "Lawbook":
        return cls(PROCEDURES)

    @classmethod
    def without_texts_from(cls, cut: date) -> "Lawbook":
        """Texts that begin on ``cut`` or later never came; the ones they replaced go on."""
        kept = {
            name: tuple(_going_on(e, cut) for e in editions if e.in_force_from < cut)
            for name, editions in PROCEDURES.items()
        }
        return cls({name: editions for name, editions in kept.items() if editions}, cut)

    def pinned(self, procedure: str, day: date) -> Edition:
        for edition in self.procedures.get(procedure, ()):
            if edition.covers(day):
                return edition
        raise NoLawInForceError(f"“{procedure}” chưa có quy trình vào ngày {day:%d/%m/%Y}.")

    def governing(self, pinned: Edition, on: date) -> Edition:
        """The pinned edition with what later transition clauses take over by that day."""
        edition = pinned
        for newer in self.procedures[pinned.procedure]:
            if pinned.in_force_from < newer.in_force_from <= on:
                edition = edition.taken_over_by(newer)
        return edition

    def limit(self, rule: str, day: date, act: date) -> TimeLimit:
        versions = [v for v in versions_of(rule) if (v.in_force_from or date.min) < self.cut]
        asked = act if versions and versions[0].version_by is VersionBy.EVENT_DATE else day
        for version in versions:
            if _limit_going_on(version, self.cut).covers(asked):
                return _limit_going_on(version, self.cut)
        raise NoLawInForceError(f"{rule} không có hiệu lực vào ngày {asked:%d/%m/%Y}.")


def _going_on(edition: Edition, cut: date) -> Edition:
    return replace(edition, in_force_to=_open_ended(edition.in_force_to, cut))


def _limit_going_on(limit: TimeLimit, cut: date) -> TimeLimit:
    return replace(limit, in_force_to=_open_ended(limit.in_force_to, cut))


def _open_ended(ends: date | None, cut: date) -> date | None:
    """What ended because a text came on ``cut`` goes on when it did not come."""
    came = cut != date.max and ends == cut - timedelta(days=1)
    return None if came else ends
