"""Rows of the law as plain data, under the names that the study of the law gave them.

Numbers of articles and clauses are numbers where they are nothing else; what a row does not have is
null. ``cited`` is the citation as a jurist writes it, empty where the row may not print as law.
"""

from datetime import date
from typing import Any

from feedback.domain.standing_rules import RecurringDuty, ReportPeriod, Retention, Sunset
from feedback.domain.time_limits import Basis, Length, TimeLimit

Data = dict[str, Any]


def limit_data(limit: TimeLimit) -> Data:
    """One time limit with all it says."""
    return {
        "id": limit.id,
        "rule": limit.rule,
        "petition_kind": list(limit.kinds),
        "stage": limit.stage,
        "name_vi": limit.title,
        "duty": limit.duty,
        "actor": limit.actor,
        "trigger": limit.trigger,
        "trigger_condition": limit.trigger_condition or None,
        "direction": limit.direction,
        **_length(limit.span),
        "immediate": limit.immediate,
        "internal_sla": {**_length(limit.internal_sla), "verified": "proposed"}
        if limit.internal_sla
        else None,
        **_changes(limit),
        "guard": {**_length(limit.guard.span), "why": limit.guard.why} if limit.guard else None,
        **_effects(limit),
        "citation": citation_data(limit.basis),
        "cited": str(limit.basis) if limit.prints_as_law else "",
        "effective_from": _day(limit.in_force_from),
        "effective_to": _day(limit.in_force_to),
        "version_by": limit.version_by,
        "transition": limit.transition or None,
        "confidence": limit.confidence,
        "verified": limit.verified,
        "law_applies": limit.law_applies,
        "source": list(limit.sources),
        "note": limit.note or None,
    }


def _changes(limit: TimeLimit) -> Data:
    """What makes the period longer or stops it."""
    additions = [
        {
            "when": addition.when,
            "add": addition.span.length,
            "unit": addition.span.unit,
            "max_times": addition.max_times,
            "criteria": addition.criteria or None,
            "decision_form": addition.form or None,
        }
        for addition in limit.additions
    ]
    return {
        "variants": [
            {
                "when": sorted(variant.when),
                **_length(variant.span),
                "direction": variant.direction or limit.direction,
                "because": variant.because,
            }
            for variant in limit.variants
        ],
        "extension": additions or limit.proviso or "none",
        "pauses": [
            {
                "code": ground.code,
                "effective_from": ground.in_force_from.isoformat(),
                "citation": ground.basis,
            }
            for ground in limit.pauses
        ],
        "resume_rule": limit.resume_rule or None,
        "cap": limit.cap or None,
    }


def _effects(limit: TimeLimit) -> Data:
    """What keeps the period and what follows when it passes unused."""
    return {
        "on_lapse": limit.on_lapse or None,
        "outcomes": list(limit.outcomes),
        "recipients": list(limit.recipients),
        "secrecy": limit.secrecy or None,
    }


def citation_data(basis: Basis) -> Data:
    """Where the row stands, place by place."""
    return {
        "instrument": basis.instrument,
        "article": _number(basis.article),
        "clause": _number(basis.clause),
        "point": basis.point or None,
        "form": basis.form or None,
        "amended_by": basis.amended_by or None,
    }


def duty_data(duty: RecurringDuty) -> Data:
    return {
        "id": duty.id,
        "who": duty.who,
        "min_days": duty.min_days,
        "per": duty.per,
        "citation": duty.basis,
        "effective_from": duty.in_force_from.isoformat(),
        "effective_to": _day(duty.in_force_to),
        "confidence": duty.confidence,
        "verified": duty.verified,
        "source": list(duty.sources),
        "note": duty.note or None,
    }


def report_data(report: ReportPeriod) -> Data:
    begins, ends, due = report.begins, report.ends, report.due
    return {
        "code": report.code,
        "from": f"{begins.month:02}-{begins.day:02} of previous year",
        "to": f"{ends.month:02}-{ends.day:02}",
        "due": f"{due.month:02}-{due.day:02}" if due else None,
        "citation": report.basis,
        "confidence": report.confidence,
        "verified": report.verified,
        "note": report.note or None,
    }


def retention_data(kept: Retention) -> Data:
    return {
        "id": kept.id,
        "what": kept.what,
        "length": "permanent" if kept.years is None else kept.years,
        "unit": None if kept.years is None else "years",
        "from": kept.trigger or None,
        "citation": kept.basis,
        "confidence": kept.confidence,
        "verified": kept.verified,
        "source": list(kept.sources),
        "note": kept.note or None,
    }


def sunset_data(sunset: Sunset) -> Data:
    return {
        "what": sunset.what,
        "ends": sunset.ends_on.isoformat(),
        "citation": sunset.basis,
        "confidence": sunset.confidence,
        "source": list(sunset.sources),
        "note": sunset.note or None,
    }


def _length(span: Length) -> Data:
    return {"length": span.length, "unit": span.unit}


def _number(text: str) -> int | str | None:
    return int(text) if text.isascii() and text.isdigit() else text or None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
