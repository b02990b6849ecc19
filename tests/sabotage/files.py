"""Protections of files that come in, and of the room in which letters are made."""

import json
from typing import Any

from tests.sabotage.core import NO, YES, Exchanged, Sabotage, cut, hands_back, never, sabotage

COPIES = "tests/integration/documents/test_safe_copies.py::test_"
STOPPED = f"{COPIES}each_look_stops_what_it_is_for"
HOSTILE = "tests/integration/documents/test_hostile.py::test_"
ROOM = "tests/integration/documents/test_room.py::test_"
DOCUMENTS = "tests/integration/security/test_documents_at_rest.py::test_"
ERASING = "tests/integration/services/test_erasing_denouncers.py::test_"
AT_REST = "tests/integration/security/test_papers_at_rest.py::test_"
STATED = "tests/integration/office/test_stated_files.py::test_"
UPLOADS = "tests/unit/services/test_uploads.py::test_"


def in_clear(_real: object) -> Any:
    """A context as JSON, which nothing has to open."""
    return lambda context, _key, _at: json.dumps(context, ensure_ascii=False).encode()


def read_in_clear(_real: object) -> Any:
    return lambda _keys, sealed, _wrapped, _at: json.loads(sealed)


def without_limits(_real: object) -> Any:
    """A child with everything its parent has."""
    return lambda *_words: None


SABOTAGES: tuple[Sabotage, ...] = (
    sabotage(
        "only-keys-that-draw",
        "F2",
        "the list of keys a rebuilt PDF may hold, without one by which a program is reached",
        (
            Exchanged("feedback.letters.safe_pdf:DRAWS", lambda real: real | {"/AF", "/EF"}),
            Exchanged("feedback.letters.safe_pdf:PAGE", lambda real: real | {"/AF"}),
        ),
        STOPPED,
    ),
    sabotage(
        "pictures-are-drawn-anew",
        "F2",
        "the drawing anew of a picture, with nothing of the file but its dots",
        Exchanged("feedback.letters.safe_pictures:redrawn", hands_back),
        STOPPED,
    ),
    sabotage(
        "packed-within-measure",
        "F2",
        "the measure of what a packed file unpacks to",
        never("feedback.letters.safe_office:_measure"),
        STOPPED,
    ),
    sabotage(
        "names-within-a-packed-file",
        "F2",
        "the look at the names of members: paths, links, macros",
        never("feedback.letters.safe_office:_look_at_name"),
        STOPPED,
    ),
    sabotage(
        "what-opening-would-fetch",
        "F2",
        "the look at what a Word or Excel file fetches when it is opened",
        never("feedback.letters.safe_office:_look_inside"),
        STOPPED,
    ),
    sabotage(
        "a-type-by-name-and-content",
        "F2",
        "the agreement of a file's name and its content",
        cut(
            "feedback.services.files.uploads",
            "if not (accepted.recognised & _recognised(content) and accepted.holds in content):",
            "if not accepted:",
        ),
        f"{UPLOADS}what_will_not_open_is_refused",
    ),
    sabotage(
        "names-fit-to-be-read",
        "F2",
        "the cleaning of a file's name",
        Exchanged("feedback.services.files.uploads:clean_name", hands_back),
        f"{UPLOADS}names_are_made_fit_to_be_read",
    ),
    sabotage(
        "a-child-has-limits",
        "F2 F3",
        "the limits of the child in which files and letters are made",
        Exchanged("feedback.letters.sandbox:_confine", without_limits),
        f"{HOSTILE}the_child_writes_nothing_and_inherits_no_open_file",
        f"{HOSTILE}what_cannot_be_rendered_is_an_ordinary_failure",
    ),
    sabotage(
        "a-child-has-an-end",
        "F2 F3",
        "the greatest answer taken from a child",
        cut("feedback.letters.sandbox", "if len(said) > output_mib << 20:", "if said is None:"),
        f"{HOSTILE}an_answer_without_end_is_cut",
    ),
    sabotage(
        "nobody-is-left-behind",
        "F3",
        "the end of a child with its letter",
        cut(
            "feedback.letters.sandbox",
            "        _, status = os.waitpid(child, 0)\n",
            "        status = 0\n",
        ),
        f"{HOSTILE}no_child_is_left_behind",
    ),
    sabotage(
        "the-fatal-error-stays-inside",
        "F3",
        "the catching of the library's error that is no Exception",
        cut(
            "feedback.letters.sandbox",
            "    except BaseException as error:",
            "    except OSError as error:",
        ),
        f"{HOSTILE}the_fatal_error_of_the_library_does_not_escape",
    ),
    sabotage(
        "the-room-has-no-window",
        "F3",
        "the files that may be read in the room where letters are made",
        Exchanged("feedback.letters.landlock:read_only", NO),
        f"{ROOM}the_room_reads_templates_and_faces_and_no_other_file",
        f"{ROOM}the_room_starts_nothing_and_makes_nothing",
    ),
    sabotage(
        "nothing-is-fetched",
        "F3",
        "the fetcher that gives a letter nothing, neither a file nor a connection",
        (
            cut("feedback.letters.engine", 'allowed_protocols={"data"}, ', ""),
            Exchanged("feedback.letters.landlock:read_only", NO),
        ),
        f"{ROOM}markup_that_asks_for_a_file_gets_none",
    ),
    sabotage(
        "text-in-a-letter-is-text",
        "F3",
        "the escaping of what people wrote in letters",
        cut("feedback.letters.page", "        autoescape=True,", "        autoescape=False,"),
        f"{HOSTILE}hostile_text_in_every_field_stays_text[reply]",
    ),
    sabotage(
        "a-template-does-not-spy",
        "F3",
        "the fenced environment of templates",
        cut(
            "feedback.letters.page",
            "    environment = SandboxedEnvironment(",
            "    from jinja2 import Environment\n    environment = Environment(",
        ),
        f"{ROOM}a_template_that_spies_fails_in_an_ordinary_way",
    ),
    sabotage(
        "a-file-opens-in-its-place-alone",
        "C1 I6",
        "the place that is authenticated with each ciphertext: whose it is, and which",
        cut(
            "feedback.vault.sealed_fields",
            "return bytes(place) + bytes((VERSION,)) + key_id.bytes",
            "return key_id.bytes",
        ),
        f"{AT_REST}two_files_that_were_exchanged_are_handed_out_to_nobody",
    ),
    sabotage(
        "contexts-are-sealed",
        "C1 I6",
        "the key around what a document is drawn from",
        (
            Exchanged("feedback.vault.frozen:seal", in_clear),
            Exchanged("feedback.vault.frozen:opened", read_in_clear),
        ),
        f"{DOCUMENTS}neither_dump_nor_disk_tells_what_documents_say",
    ),
    sabotage(
        "what-was-sent-goes-with-its-sender",
        "C1 I17",
        "the erasing of what a person sent, with them",
        cut(
            "feedback.services.erasing.erasure",
            "    afterwards(session, lambda: sealed_files.erase(sent))\n",
            "    del sent\n",
        ),
        "tests/integration/services/test_erasure.py::test_what_they_sent_is_gone_with_them",
    ),
    sabotage(
        "the-archive-keeps-its-own",
        "C1 I17",
        "the key apart of what the archive keeps, when a denouncer is forgotten",
        cut(
            "feedback.services.erasing.denouncer_erasure",
            "        .where(FileKey.purpose == Purpose.STATED)\n",
            "",
        ),
        f"{ERASING}what_the_archive_keeps_opens_when_a_denouncer_is_forgotten",
    ),
    sabotage(
        "files-are-sealed",
        "C1 I6",
        "the key around each file that is sent, stated with an act, issued or bound",
        cut(
            "feedback.services.files.sealed_files",
            "keep_as(name, key.seal(content, place))",
            "keep_as(name, content)",
        ),
        f"{AT_REST}the_disk_and_the_dump_hold_nothing_of_what_a_complainant_sent",
        f"{STATED}on_the_disk_it_can_be_read_by_nobody",
        f"{STATED}the_document_reaches_the_head_and_the_file",
    ),
    sabotage(
        "the-last-open-file-stays",
        "C1 I17",
        "the look whether the sealed file opens, before the open one is erased",
        Exchanged("feedback.services.files.store_names:_opens", YES),
        f"{AT_REST}the_last_of_its_kind_is_never_erased",
    ),
    sabotage(
        "kept-keys-are-missed",
        "C1 I17",
        "the verifier's look for the key of what the archive keeps",
        cut(
            "feedback.services.log.erasure_check",
            "for row in _rows(connection, _KEPT):",
            "for row in ():",
        ),
        f"{DOCUMENTS}what_the_archive_keeps_does_not_lose_its_key_unnoticed",
    ),
    sabotage(
        "without-its-key-a-file-is-missing",
        "C1 I17",
        "the look for the key of a file, when a restore is checked",
        cut("feedback.services.upkeep.restored_files", "one.wrapped is not None and ", ""),
        f"{DOCUMENTS}what_the_archive_keeps_does_not_lose_its_key_unnoticed",
    ),
)
