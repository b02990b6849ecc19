"""Who may do what: every right there is. What no row gives nobody has.

The law names who decides, signs, numbers, verifies, supervises; who may read which file of which
agency it mostly leaves to the agency, and the system chose the narrowest reading by which the work
can still be done.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from feedback.domain.policy.actions import Action
from feedback.domain.policy.relations import Relation
from feedback.domain.policy.rows import HOUSE, Only, Row
from feedback.domain.roles import Role
from feedback.domain.time_limits import Basis

RECEPTION, CASE, HEAD, CLERK = (
    Role.RECEPTION_OFFICER,
    Role.CASE_OFFICER,
    Role.HEAD,
    Role.CLERK,
)
INSPECTOR, DELEGATE, CUSTODIAN = Role.INSPECTOR, Role.DELEGATE, Role.CUSTODIAN
PROTECTOR, ADMINISTRATOR, AUDITOR = Role.PROTECTOR, Role.ADMINISTRATOR, Role.AUDITOR

#: Who drafts; who works on files; who hands documents out; who keeps the books.
DESK = (RECEPTION, CASE)
OFFICIALS = (*DESK, HEAD)
DELIVERERS = (*DESK, CLERK)
KEEPERS = (CLERK, RECEPTION, HEAD)
SUPERVISORS = (INSPECTOR, HEAD, DELEGATE)
READERS = (CUSTODIAN, HEAD, INSPECTOR, PROTECTOR)
WITH_ACCOUNT = tuple(role for role in Role if role not in {Role.CITIZEN, Role.SYSTEM})

NONE = (Relation.NO_FILE,)
OURS = (Relation.HOLDER, Relation.ASSIGNED)
ISSUED = (Relation.ISSUER,)
CAME = (Relation.ADDRESSEE,)
PROVINCE = (Relation.PROVINCE,)
INSPECTORATE = (Relation.INSPECTORATE,)
ASKED = (Relation.PROTECTING,)

LKN, LTC, LTCD = "Luật 02/2011/QH13", "Luật 25/2018/QH14", "Luật 42/2013/QH13"
ND30, ND154 = "Nghị định 30/2020/NĐ-CP", "Nghị định 154/2026/NĐ-CP"
TT05 = "Thông tư 05/2021/TT-TTCP"
NQ205 = "Nghị quyết 205/NQ-HĐND ngày 10/7/2024"

OWN_RULE = Basis(HOUSE)
SECRECY = Basis(LTC, article="56")
PROTECTION = Basis(LTC, article="49")
REDACTED = Basis(LTC, article="56", clause="2")
DOSSIER = Basis(LTC, article="39", clause="3")
SUPERVISION = Basis(NQ205, article="2", clause="2")
INTEREST = Basis("Nghị định 31/2019/NĐ-CP", article="10", clause="3")
DISCRETION = Basis(ND154, article="12", clause="2")

#: A short word, so that a row reads as a line.
A = Action

# fmt: off
ROWS: Final = (
    # one's own account
    Row(A.OWN_SESSIONS,       WITH_ACCOUNT,         NONE,            OWN_RULE),
    Row(A.OWN_FACTORS,        WITH_ACCOUNT,         NONE,            OWN_RULE),
    Row(A.OWN_REMINDERS,      OFFICIALS,            NONE,            OWN_RULE),
    # the desk
    Row(A.LIST_QUEUE,         OFFICIALS,            NONE,            OWN_RULE),
    Row(A.SEARCH,             OFFICIALS,            NONE,            OWN_RULE),
    Row(A.REGISTER,           DESK,                 NONE,            Basis(LTCD, article="25")),
    Row(A.ENTER_VOTERS,       (RECEPTION, HEAD),    NONE,            OWN_RULE),
    Row(A.CLASSIFY,           DESK,                 NONE + OURS,     Basis(TT05, article="13")),
    Row(A.KEEP_PARAGRAPHS,    OFFICIALS,            NONE,            OWN_RULE),
    Row(A.JUDGE_SUSPECTS,     OFFICIALS,            NONE + OURS,     OWN_RULE),
    # a file: whose agency holds it
    Row(A.OPEN_FILE,          OFFICIALS,            OURS,            OWN_RULE),
    Row(A.READ_STORY,         OFFICIALS,            OURS,            OWN_RULE, Only.UNPROTECTED),
    Row(A.READ_REDACTED,      OFFICIALS,            OURS,            REDACTED, Only.PROTECTED),
    Row(A.READ_REDACTED,      (INSPECTOR,),         PROVINCE,        REDACTED, Only.PROTECTED),
    Row(A.READ_REDACTED,      (CUSTODIAN,),         PROVINCE,        REDACTED, Only.PROTECTED),
    Row(A.READ_WORDS,         OFFICIALS,            OURS,            OWN_RULE, Only.PROTECTED),
    Row(A.READ_WORDS,         (CUSTODIAN,),         PROVINCE,        OWN_RULE, Only.PROTECTED),
    Row(A.READ_ORIGINAL,      (CUSTODIAN,),         PROVINCE,        SECRECY, Only.PROTECTED),
    Row(A.READ_SENDER,        OFFICIALS,            OURS,            DISCRETION, Only.SENDER_SHOWN),
    Row(A.READ_SENDER,        DELIVERERS,           ISSUED,          OWN_RULE, Only.SENDER_SHOWN),
    Row(A.READ_ATTACHMENT,    OFFICIALS,            OURS,            OWN_RULE, Only.UNPROTECTED),
    Row(A.READ_UNSAFE,        (CASE, HEAD),         OURS,            OWN_RULE, Only.UNPROTECTED),
    Row(A.READ_EVIDENCE,      OFFICIALS,            OURS,            OWN_RULE),
    Row(A.READ_DOCUMENT,      (*OFFICIALS, CLERK),  OURS + ISSUED,   OWN_RULE),
    Row(A.DECLARE_INTEREST,   OFFICIALS,            OURS,            INTEREST),
    Row(A.ASK_LIFTING,        OFFICIALS,            OURS,            OWN_RULE),
    Row(A.DECIDE_LIFTING,     (HEAD,),              NONE + OURS,     OWN_RULE),
    Row(A.DECIDE_LIFTING,     (INSPECTOR,),         NONE + PROVINCE, OWN_RULE),
    Row(A.ACT_ON,             OFFICIALS,            OURS,            Basis(LKN, article="27")),
    Row(A.ACT_ON,             (Role.CITIZEN,),      (Relation.OWN,), Basis(LKN, article="12")),
    Row(A.ACT_ON,             (Role.SYSTEM,),       PROVINCE,        OWN_RULE),
    Row(A.DRAFT,              DESK,                 OURS,            Basis(TT05, article="14")),
    Row(A.DECIDE,             (HEAD,),              NONE + OURS,     Basis(LKN, article="31")),
    Row(A.REMAKE_DOCUMENT,    OFFICIALS,            OURS + ISSUED,   OWN_RULE),
    Row(A.BIND_DOSSIER,       (CASE, HEAD),         OURS,            DOSSIER),
    Row(A.BIND_DOSSIER,       (INSPECTOR,),         PROVINCE,        OWN_RULE),
    Row(A.BIND_DOSSIER,       (Role.SYSTEM,),       PROVINCE,        OWN_RULE),
    Row(A.TAKE_DOSSIER,       (CASE, HEAD),         OURS,            DOSSIER),
    Row(A.TAKE_DOSSIER,       (INSPECTOR,),         PROVINCE,        OWN_RULE),
    # documents on their way out, also after their file has moved on
    Row(A.SIGN,               (HEAD,),              NONE + ISSUED,   Basis(ND30, article="13")),
    Row(A.SEAL,               (CLERK,),             NONE + ISSUED,   Basis(ND30, article="18")),
    Row(A.CANCEL_NUMBER,      (HEAD, CLERK),        ISSUED,          Basis(ND30, article="15")),
    Row(A.SEE_DELIVERIES,     (*OFFICIALS, CLERK),  NONE,            OWN_RULE),
    Row(A.DELIVER,            DELIVERERS,           NONE + ISSUED,   Basis(ND30, article="18")),
    Row(A.RECEIVE_DOCUMENT,   (*OFFICIALS, CLERK),  CAME,            OWN_RULE),
    Row(A.ACKNOWLEDGE,        DELIVERERS,           CAME,            Basis(ND30, article="21")),
    # books
    Row(A.KEEP_INCOMING,      KEEPERS,              NONE,            Basis(ND30, article="22")),
    Row(A.PRINT_BOOK,         KEEPERS,              NONE,            Basis(ND30, article="15")),
    Row(A.TAKE_BOOK,          KEEPERS,              NONE,            Basis(ND30, article="15")),
    Row(A.SET_SYMBOL,         KEEPERS,              NONE,            Basis(ND30, article="15")),
    # supervision: no content, no identity
    Row(A.SUPERVISE,          (INSPECTOR,),         NONE,            Basis(LKN, article="25")),
    Row(A.READ_HISTORY,       (INSPECTOR,),         PROVINCE,        Basis(LKN, article="25")),
    Row(A.SEE_STATISTICS,     SUPERVISORS,          NONE,            SUPERVISION),
    Row(A.LIST_BEHIND_FIGURE, (INSPECTOR, HEAD),    NONE,            OWN_RULE),
    Row(A.SEE_VOTERS,         SUPERVISORS,          NONE,            SUPERVISION),
    Row(A.SEE_PROCEDURES,     (INSPECTOR, HEAD),    NONE,            OWN_RULE),
    Row(A.EXPORT_HISTORY,     (INSPECTOR,),         NONE,            OWN_RULE),
    Row(A.AUDIT,              (AUDITOR, INSPECTOR), NONE,            OWN_RULE),
    # of who supervises somebody may be in conflict themselves, and would learn of their own
    Row(A.SEE_CONFLICT_HITS,  (AUDITOR,),           NONE,            OWN_RULE),
    Row(A.SEE_READINGS,       (INSPECTOR,),         NONE,            SECRECY),
    # who denounces: asked for by who decides or keeps, opened by who asked, after another's word
    Row(A.SEE_REQUESTS,       READERS,              NONE,            SECRECY),
    Row(A.REQUEST_IDENTITY,   (HEAD,),              NONE + OURS,     SECRECY, Only.PROTECTED),
    Row(A.REQUEST_IDENTITY,   (CUSTODIAN,),         NONE + PROVINCE, SECRECY, Only.PROTECTED),
    Row(A.REQUEST_IDENTITY,   (PROTECTOR,),         NONE + ASKED,    PROTECTION, Only.PROTECTED),
    Row(A.APPROVE_IDENTITY,   (CUSTODIAN,),         NONE + PROVINCE, SECRECY, Only.PROTECTED),
    Row(A.APPROVE_IDENTITY,   (HEAD, INSPECTOR),    INSPECTORATE,    SECRECY, Only.PROTECTED),
    Row(A.OPEN_IDENTITY,      (HEAD,),              OURS,            SECRECY, Only.PROTECTED),
    Row(A.OPEN_IDENTITY,      (CUSTODIAN,),         PROVINCE,        SECRECY, Only.PROTECTED),
    Row(A.OPEN_IDENTITY,      (PROTECTOR,),         ASKED,           PROTECTION, Only.PROTECTED),
    Row(A.SEE_PROTECTIONS,    (PROTECTOR,),         NONE,            PROTECTION),
    Row(A.ANSWER_PROTECTION,  (PROTECTOR,),         ASKED,           PROTECTION, Only.PROTECTED),
    Row(A.REDACT,             (CUSTODIAN,),         PROVINCE,        REDACTED, Only.PROTECTED),
    # the life of data
    Row(A.SEE_ERASURES,       (ADMINISTRATOR,),     NONE,            OWN_RULE),
    Row(A.ERASE,              (ADMINISTRATOR,),     NONE,            OWN_RULE),
    Row(A.HOLD,               (HEAD,),              NONE + OURS,     OWN_RULE),
    Row(A.HOLD,               (INSPECTOR,),         NONE + PROVINCE, OWN_RULE),
    # the system
    Row(A.MANAGE_DAYS,        (ADMINISTRATOR,),     NONE,            OWN_RULE),
    Row(A.SEE_ACCOUNTS,       (ADMINISTRATOR,),     NONE,            OWN_RULE),
    Row(A.MANAGE_ACCOUNTS,    (ADMINISTRATOR,),     NONE,            OWN_RULE),
)
# fmt: on


def _by_action() -> Mapping[Action, tuple[Row, ...]]:
    found = defaultdict[Action, tuple[Row, ...]](tuple)
    for row in ROWS:
        found[row.action] += (row,)
    return dict(found)


TABLE: Final = _by_action()
