"""A denunciation and a complaint from the first page to the bound dossier, each through the pages.

What is answered to anybody but the sender is kept, and every paper made on the way.
"""

from dataclasses import dataclass, field

from flask import Flask, Request, Response, request
from sqlalchemy import event

from feedback.extensions import db
from tests.client import Visitor
from tests.integration.office.test_denunciation_through_the_web import (
    CHECK,
    CONCLUSION,
    COPIES,
    REPORT,
    TEAM,
    TO_COMMUNE,
)
from tests.integration.office.test_minutes_through_the_web import MET
from tests.integration.office.walking import COMMUNE, Walk
from tests.integration.office.ways_of_complaints import HERE
from tests.integration.office.ways_of_denunciations import HEARD, OFFICER
from tests.papers import upload
from tests.whole_life.words import COMPLAINANT, CONTROL, DENOUNCER, TOLD, papers, person

#: Pages that give back what the same person has just typed into them.
ECHOES = ("/can-bo/nhan-don", "/can-bo/tim")
EVERYBODY = ("tiepnhan", "truongban", "xacminh", "chutichxa", "cbso", "giamdoc", "cbtinh",
             "chutichtinh", "vanthuxa", "thanhtra", "giumat")  # fmt: skip


@dataclass
class Seen:
    """What went out while it happened."""

    #: address and body of every answer to a person who is not the sender
    pages: list[tuple[str, bytes]] = field(default_factory=list)
    #: text of every statement to the database, as its server lists them
    statements: set[str] = field(default_factory=set)

    def watch(self, app: Flask) -> None:
        app.after_request(self._answered)
        with app.app_context():
            for engine in db.engines.values():
                event.listen(engine, "before_cursor_execute", self._stated)

    def _answered(self, response: Response) -> Response:
        if _is_an_officers(request) and not request.path.startswith(ECHOES):
            response.direct_passthrough = False
            told = str(response.headers).encode()
            self.pages.append((request.path, told + response.get_data()))
        return response

    def _stated(self, *given: object) -> None:
        self.statements.add(str(given[2]))


def _is_an_officers(asked: Request) -> bool:
    return asked.path.startswith(("/can-bo", "/thanh-tra", "/quan-tri"))


def browser(who: dict[str, str]) -> dict[str, str]:
    """What a browser says of itself besides."""
    return {
        "User-Agent": f"{who['browser']}/9.41",
        "Referer": f"https://{who.get('page before', 'nowhere')}.invalid/",
        "Accept-Language": who.get("language", "vi"),
    }


def send(visitor: Visitor, kind: str, who: dict[str, str]) -> None:
    """A petition through the public pages, with files, its receipt, and a look at its course."""
    with_it = browser(who)

    def answer(page: str, fields: dict[str, object]) -> None:
        visitor.get(page, headers=with_it)
        assert visitor.post(page, fields, headers=with_it).status_code == 303, page

    named = person(who)
    contact = {key: named.pop(key) for key in ("phone", "email")}
    denounces = kind == "denunciation"
    told = TOLD if denounces else dict.fromkeys(TOLD, CONTROL["control"])
    answer("/gui-don", {"kind": kind})
    answer("/gui-don/cau-chuyen", {key: f"Việc {told[key]}." for key in ("story", "wanted")})
    answer("/gui-don/ve-ai", {"against": told["against"]})
    answer("/gui-don/o-dau", {"place": told["place"]})
    answer("/gui-don/ban-la-ai", named)
    answer("/gui-don/lien-he", contact)
    answer("/gui-don/tep", {"files": papers() if denounces else [upload()]})
    answer("/gui-don/cam-doan", {"sworn": "y"})
    receipt = visitor.get("/bien-nhan", headers=with_it)
    code = receipt.text.split('class="panel__code">')[1].split("<")[0].replace(" ", "")
    assert visitor.post("/bien-nhan/tai", headers=with_it).data.startswith(b"%PDF")
    assert visitor.answer("/tra-cuu", {"code": code}, headers=with_it).status_code == 200


def sent(walk: Walk, kind: str, who: dict[str, str]) -> int:
    """The id of a petition sent through the web."""
    with walk.visitor() as visitor:
        send(visitor, kind, who)
    return walk.office.one("select max(id) from petition")


def denounced_on_the_web(walk: Walk) -> int:
    """Information, since it came through the web; sorted, and its files copied for officers."""
    petition = sent(walk, "denunciation", DENOUNCER)
    walk.act("tiepnhan", petition, "classify", **TO_COMMUNE)
    return petition


def denounced_on_paper(walk: Walk) -> tuple[int, int]:
    """From the counter to the published conclusion; the petition and its case."""
    paper = person(DENOUNCER) | {
        "channel": "counter", "kind": "denunciation", "commune": "Tiên Yên", "field": "conduct",
        "signed": "yes", **{key: f"Việc {word}." for key, word in TOLD.items()},
    }  # fmt: skip
    petition = walk.classified(paper | {"files": papers()}, TO_COMMUNE, COMMUNE, receipt=True)
    walk.act(OFFICER, petition, "check_identity", **CHECK)
    walk.redact(petition)
    case = walk.accept(COMMUNE, petition)
    walk.issue(COMMUNE)
    walk.post(COMMUNE)
    walk.act(OFFICER, case, "notify_acceptance", delivery="post")
    walk.decide(COMMUNE, case, "form_team", **TEAM)
    walk.on("2026-08-10")
    walk.act(
        OFFICER, case, "record_session",
        denunciation_session_with="denounced", other_side="Ông Bế Văn Lực", **MET,
    )  # fmt: skip
    walk.act(OFFICER, case, "record_explanation", **HEARD)
    walk.act(OFFICER, case, "report_verification", **REPORT)
    walk.issue(COMMUNE)
    walk.decide(COMMUNE, case, "conclude", **CONCLUSION)
    walk.decide(COMMUNE, case, "issue_copies", **COPIES)
    walk.issue(COMMUNE)
    walk.post(COMMUNE)
    walk.act(OFFICER, case, "send", delivery="post")
    said = {"handling": ["discipline"], "particulars": f"Khiển trách {CONTROL['control']}."}
    walk.act(COMMUNE.head, case, "act_on_conclusion", **said)
    walk.act(OFFICER, case, "publish", published_at="Trụ sở xã")
    return petition, case


def complained(walk: Walk) -> int:
    """Sent and sorted, nothing yet written to its sender; the petition."""
    petition = sent(walk, "complaint", COMPLAINANT)
    walk.act("tiepnhan", petition, "classify", **HERE)
    return petition


def answered(walk: Walk, petition: int) -> int:
    """Accepted, papers sent and handed over, withdrawn and ended; its case."""
    walk.act("canboxa", petition, "record_signature", signature_form="counter")
    case = walk.accept(COMMUNE, petition)
    walk.issue(COMMUNE)
    walk.hand_over(COMMUNE, case)
    why = f"Đã thỏa thuận {CONTROL['control']}."
    walk.act(OFFICER, case, "withdraw", reason=why, withdrawal_paper=upload())
    walk.decide(COMMUNE, case, "terminate", termination_ground="withdrawn", reason=why)
    walk.issue(COMMUNE)
    return case


def looked_at(walk: Walk, *files: int) -> None:
    """Everybody looks at their desk and at each file, whether they may or not, and seeks a name."""
    for username in EVERYBODY:
        with walk.desk(username) as visitor:
            visitor.raw("/can-bo")
            visitor.raw(f"/can-bo/tim?q={DENOUNCER['name']}")
            for file in files:
                for page in ("/can-bo/don", "/can-bo/vu-viec", "/thanh-tra/ho-so"):
                    visitor.raw(f"{page}/{file}")


def dossiers_asked_for(walk: Walk, *files: int) -> None:
    """The worker makes them in its own time."""
    for file in files:
        with walk.desk(COMMUNE.head) as visitor:
            assert visitor.answer(f"/can-bo/luu-tru/{file}", {}).status_code == 303
