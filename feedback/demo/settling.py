"""Complaints in the demonstration: verified, talked over, settled, carried out."""

from datetime import datetime, timedelta

from feedback.demo import dialogues
from feedback.demo.delivering import hand_over
from feedback.demo.scene import Chapter, Scene, Story, later
from feedback.demo.shapes import CorpusPetition
from feedback.domain.clock import civil_day
from feedback.domain.petitions import COMPLAINTS
from feedback.services.acts import casework
from feedback.services.drafting import proposals

LAND_LAW = "Luật Đất đai ngày 18 tháng 01 năm 2024"


def settle(scene: Scene, case: int, now: datetime) -> Story:
    officer = scene.drafter(case)
    now = yield scene.wait(now, 7, 14)
    differs = "yes" if scene.petition.dialogue else "no"
    found = _report(scene.petition) | {"claim_differs": differs}
    casework.apply(case, "report_verification", officer, now, found)
    scene.stage.render(case, now)
    if scene.petition.dialogue:
        now = yield from _dialogue(scene, case, now)
    now = yield scene.wait(now, 2, 5)
    proposal = scene.propose(case, "settle", now, **_decision(scene.petition, LAND_LAW))
    now = yield scene.wait(now, 0, 2)
    proposals.approve(proposal, scene.head, now)
    yield from finish(scene, case, now, wait=(33, 49))


def settle_discipline(scene: Scene, case: int, now: datetime) -> Story:
    """The decision looked at anew, the council heard, dialogue held; in force before it is told."""
    officer = scene.drafter(case)
    now = yield scene.wait(now, 5, 9)
    casework.apply(case, "report_verification", officer, now, _report(scene.petition))
    scene.stage.render(case, now)
    now = yield scene.wait(now, 1, 2)
    council = {"council_opinion": "Hội đồng kỷ luật đề nghị theo kết quả kiểm tra lại."}
    casework.apply(case, "consult_council", officer, now, council)
    now = yield from _dialogue(scene, case, now)
    now = yield scene.wait(now, 1, 2)
    said = _decision(scene.petition, "Luật Cán bộ, công chức")
    said["discipline_ruling"] = said.pop("ruling")
    proposal = scene.propose(case, "settle", now, **said)
    now = yield scene.wait(now, 0, 2)
    proposals.approve(proposal, scene.head, now)
    yield from finish(scene, case, now, wait=(45, 49))


def _report(petition: CorpusPetition) -> dict[str, str]:
    return {
        "findings": petition.verification,
        "report_finding": petition.finding or "wrong",
        "report_proposals": petition.conclusion,
    }


def _dialogue(scene: Scene, case: int, now: datetime) -> Chapter:
    """Announced by the head six days before, and held by the head."""
    meeting = later(now, 6, scene.rng)
    proposal = scene.propose(
        case, "invite_dialogue", now,
        dialogue_on=civil_day(meeting).isoformat(), dialogue_at="08 giờ 30",
        place="Trụ sở cơ quan", dialogue_about="Nội dung khiếu nại và kết quả xác minh.",
    )  # fmt: skip
    proposals.approve(proposal, scene.head, now)
    scene.stage.render(case, now)
    now = yield meeting
    people = (scene.drafter(case), scene.head)
    dialogues.hold(case, *people, now, scene.petition.dialogue, scene.stage.render)
    return now


def everybody(petition: CorpusPetition) -> str:
    """The list of those who complain together, as far as the corpus names them."""
    sender = petition.person
    names = [sender.name] if sender else []
    names += petition.group.representatives if petition.group else ()
    address = (sender.address if sender else "") or petition.place
    return "\n".join(f"{name}; {address}" for name in dict.fromkeys(names))


def _decision(petition: CorpusPetition, law: str) -> dict[str, str]:
    ruling = {"right": "amend", "partly": "amend", "wrong": "keep"}[petition.finding or "wrong"]
    return {
        "verdict": petition.finding or "wrong",
        "legal_grounds": law,
        "conclusion": petition.conclusion,
        "ruling": ruling,
        "particulars": "Việc thực hiện theo nội dung kết luận nêu trên.",
        "executors": "Thủ trưởng các đơn vị có liên quan và người khiếu nại",
        "joint_people": everybody(petition),
    }


def finish(scene: Scene, case: int, now: datetime, wait: tuple[int, int]) -> Story:
    """Sent, received, published, carried out where it changes something, closed."""
    scene.stage.render(case, now)
    now = yield scene.wait(now, 0, 2)
    officer = scene.drafter(case)
    hand_over(officer, now)
    casework.apply(case, "send", officer, now, {"delivery": "portal"})
    if scene.petition.kind in COMPLAINTS:
        now = yield later(now, 2, scene.rng)
        received = {"delivered_on": civil_day(now).isoformat(), "delivered_how": "signed"}
        casework.apply(case, "record_delivery", officer, now, received)
    now = yield later(now, wait[0], scene.rng)
    casework.apply(case, "publish", officer, now, {"published_at": "Trang tra cứu của tỉnh"})
    now = yield later(now, wait[1] - wait[0], scene.rng)
    if scene.petition.kind in COMPLAINTS and scene.petition.finding in {"right", "partly"}:
        now = yield from _enforce(scene, case, now)
    casework.apply(case, "close", officer, now, {})


def _enforce(scene: Scene, case: int, now: datetime) -> Chapter:
    """Assigned once it is in force, reported on, done; who is slow keeps the file open."""
    assigned = {
        "executor": "Thủ trưởng các đơn vị có liên quan",
        "to_carry_out": "Thực hiện nội dung quyết định giải quyết khiếu nại.",
        "enforce_by": civil_day(now + timedelta(days=30)).isoformat(),
    }
    proposal = scene.propose(case, "assign_enforcement", now, **assigned)
    now = yield scene.wait(now, 0, 1)
    proposals.approve(proposal, scene.head, now)
    scene.stage.render(case, now)
    now = yield scene.wait(now, 5, 9)
    report = {"enforcement_report": "Các đơn vị đang thực hiện; đã làm việc với người khiếu nại."}
    casework.apply(case, "report_enforcement", scene.drafter(case), now, report)
    now = yield scene.wait(now, 8, 15)
    done = {"enforcement_result": "Đã thực hiện xong, có biên bản với người khiếu nại."}
    casework.apply(case, "confirm_enforced", scene.drafter(case), now, done)
    return (yield scene.wait(now, 0, 2))
