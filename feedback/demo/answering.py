"""Recommendations and reports in the demonstration: mended, answered, published."""

from datetime import datetime, timedelta

from feedback.demo.photos import photo
from feedback.demo.scene import Scene, Story
from feedback.demo.settling import finish
from feedback.domain.petitions import Kind
from feedback.domain.urgency import SEVERAL
from feedback.services.acts import casework
from feedback.services.drafting import proposals


def mend(scene: Scene, case: int, now: datetime, officer: dict[str, str]) -> Story:
    """A thing at a place: acknowledged within hours, mended, then answered."""
    now = yield now + timedelta(minutes=scene.rng.randint(10, 60) * scene.pace)
    casework.apply(case, "acknowledge", scene.drafter(case), now, {})
    now = yield now + timedelta(minutes=20)
    partners = {"partners": "Sở Xây dựng"} if scene.petition.urgency == SEVERAL else {}
    casework.apply(case, "dispatch", scene.head, now, officer | partners)
    now = yield scene.wait(now, 0, 2)
    shown = photo()
    done = {"result": scene.petition.answer, "photo": shown.stated}
    casework.apply(case, "report_result", scene.drafter(case), now, done, files=[shown])
    yield from reply(scene, case, now)


def reply(scene: Scene, case: int, now: datetime) -> Story:
    now = yield scene.wait(now, 3, 8)
    named = scene.petition.kind is Kind.RULE_FEEDBACK
    rule = {"regulation": scene.petition.subject} if named else {}
    proposal = scene.propose(case, "reply", now, answer=scene.petition.answer, **rule)
    now = yield scene.wait(now, 0, 3)
    proposals.approve(proposal, scene.head, now)
    yield from finish(scene, case, now, wait=(1, 10))
