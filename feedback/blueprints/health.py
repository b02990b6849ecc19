"""What machines ask: ``/healthz`` whether this process lives, ``/readyz`` whether it can serve."""

from http import HTTPStatus

from flask import Blueprint
from flask.typing import ResponseReturnValue

from feedback.blueprints.guards import for_everyone
from feedback.domain import clock
from feedback.services.upkeep.readiness import readiness

health = Blueprint("health", __name__)


@health.get("/healthz")
@for_everyone
def healthz() -> ResponseReturnValue:
    """Alive; asks nothing of anybody, so that a lost database restarts no web server."""
    return {"alive": True}


@health.get("/readyz")
@for_everyone
def readyz() -> ResponseReturnValue:
    """Each check by name; 503 takes this server out of the balancer."""
    told = readiness(clock.now())
    return told, HTTPStatus.OK if told["ready"] else HTTPStatus.SERVICE_UNAVAILABLE
