"""The time limits as plain values, under the names that others check them by."""

from datetime import date
from typing import Any

from feedback.domain.time_limits import Addition, Basis, Length, TimeLimit, Variant, VersionBy


def row_of(limit: TimeLimit) -> dict[str, Any]:
    """One row; what a rule does not say is left out, but for dates and citation."""
    always = {
        "id": limit.id,
        "rule": limit.rule,
        "petition_kind": list(limit.kinds),
        "stage": limit.stage,
        "name_vi": limit.title,
        "duty": str(limit.duty),
        "actor": limit.actor,
        "trigger": limit.trigger,
        "direction": str(limit.direction),
        **_length(limit.span),
        "extension": [_addition(each) for each in limit.additions] or limit.proviso or "none",
        "citation": _citation(limit.basis),
        "effective_from": _day(limit.in_force_from),
        "effective_to": _day(limit.in_force_to),
        "confidence": str(limit.confidence),
        "verified": str(limit.verified),
        "source": list(limit.sources),
        "law_applies": limit.law_applies,
        "prints_as_law": limit.prints_as_law,
    }
    return always | {name: value for name, value in _said(limit).items() if value}


def _said(limit: TimeLimit) -> dict[str, Any]:
    by_trigger = limit.version_by is VersionBy.TRIGGER_DATE
    return {
        "variants": [_variant(each) for each in limit.variants],
        "pauses": [
            {
                "code": ground.code,
                "effective_from": ground.in_force_from.isoformat(),
                "citation": ground.basis,
            }
            for ground in limit.pauses
        ],
        "guard": limit.guard and {**_length(limit.guard.span), "why": limit.guard.why},
        "immediate": limit.immediate,
        "internal_sla": limit.internal_sla
        and {**_length(limit.internal_sla), "verified": "proposed"},
        "version_by": "" if by_trigger else str(limit.version_by),
        "trigger_condition": limit.trigger_condition,
        "cap": limit.cap,
        "resume_rule": limit.resume_rule,
        "on_lapse": limit.on_lapse,
        "outcomes": list(limit.outcomes),
        "recipients": list(limit.recipients),
        "secrecy": limit.secrecy,
        "transition": limit.transition,
        "note": limit.note,
    }


def _length(span: Length) -> dict[str, Any]:
    return {"length": span.length, "unit": str(span.unit)}


def _variant(variant: Variant) -> dict[str, Any]:
    named = {"when": sorted(variant.when), **_length(variant.span)}
    if variant.direction is not None:
        named |= {"direction": str(variant.direction), "trigger": variant.trigger}
    return named


def _addition(addition: Addition) -> dict[str, Any]:
    return {
        "when": addition.when,
        "add": addition.span.length,
        "unit": str(addition.span.unit),
        "max_times": addition.max_times,
        "criteria": addition.criteria,
        "decision_form": addition.form,
    }


def _citation(basis: Basis) -> dict[str, Any]:
    parts = ("article", "clause", "point", "form", "amended_by")
    named = {name: getattr(basis, name) for name in parts if getattr(basis, name)}
    return {"instrument": basis.instrument, "article": None, "clause": None} | named


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
