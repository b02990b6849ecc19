"""Protections of every page and line: what logs and jobs may hold, headers, tokens, cookies."""

from typing import Any

from tests.sabotage.core import NO, Exchanged, Sabotage, becomes, cut, sabotage

LOGS = "tests/integration/security/test_log_lines.py::test_"
HEADERS = "tests/unit/web/test_headers.py::test_"
EVERYWHERE = "tests/integration/security/test_headers_everywhere.py::test_"
OUTBOX = "tests/integration/jobs/test_outbox.py::test_"
PROCESSES = "tests/integration/jobs/test_processes.py::test_"


def told_whole(real: Any) -> Any:
    """An error with its message, which repeats what was typed."""
    return lambda error: {**real(error), "message": repr(error)}


SABOTAGES: tuple[Sabotage, ...] = (
    sabotage(
        "text-is-withheld-from-the-log",
        "C1 I19",
        "the withholding of text from lines of the log",
        Exchanged(
            "feedback.services.watch.log_lines:_event",
            lambda _real: lambda record: record.getMessage(),
        ),
        f"{LOGS}a_failure_leaves_nothing_either",
        f"{LOGS}without_its_filter_the_formatter_would_leak",
    ),
    sabotage(
        "an-error-is-its-class",
        "C1 I19",
        "the class of an error in place of its message",
        Exchanged("feedback.services.watch.log_lines:failure", told_whole),
        f"{LOGS}a_failure_leaves_nothing_either",
    ),
    sabotage(
        "a-request-is-its-pattern",
        "C1 I19",
        "the pattern of an address in place of the address",
        cut(
            "feedback.services.watch.log_lines",
            "return request.url_rule.rule if request.url_rule else None",
            "return request.full_path",
        ),
        f"{LOGS}a_request_is_told_by_its_pattern",
        f"{LOGS}no_request_leaves_what_it_carried",
    ),
    sabotage(
        "a-method-is-a-known-word",
        "C1 I19",
        "the known words for the method of a request",
        cut(
            "feedback.services.watch.log_lines",
            "request.method if request.method in METHODS",
            "request.method if request",
        ),
        f"{LOGS}a_strangers_word_is_no_method",
    ),
    sabotage(
        "nobody-is-named-in-the-log",
        "C1 I19",
        "the pseudonyms of accounts and networks",
        Exchanged(
            "feedback.services.watch.security_events:_pseudonym",
            lambda _real: lambda _kind, value: value,
        ),
        f"{LOGS}signing_in_is_told_by_pseudonyms",
    ),
    sabotage(
        "a-failed-row-names-nobody",
        "C1",
        "the kind of an error alone in a row that failed",
        Exchanged("feedback.services.ground.outbox:reason", becomes(repr)),
        f"{OUTBOX}of_a_failure_no_address_and_no_row_is_kept",
    ),
    sabotage(
        "a-failed-job-names-nobody",
        "C1",
        "the class of an error alone in the queue's server",
        cut(
            "feedback.processes.worker",
            "        if error := sys.exception():\n",
            "        if error := None:\n",
        ),
        f"{PROCESSES}of_a_failed_job_the_queue_keeps_no_message",
    ),
    sabotage(
        "a-mail-is-one-line-of-subject",
        "C1 F1",
        "the one line of a mail's subject",
        cut("feedback.delivery.email", '" ".join(subject.split())', "subject"),
        "tests/integration/jobs/test_mails.py::test_a_subject_is_one_line_whatever_it_is_made_of",
    ),
    sabotage(
        "headers-on-every-answer",
        "F5",
        "one of the headers that every answer carries",
        cut("feedback.blueprints.headers", '    "X-Content-Type-Options": "nosniff",\n'),
        f"{HEADERS}every_answer_is_guarded",
        f"{EVERYWHERE}every_static_file_is_guarded",
    ),
    sabotage(
        "headers-on-failures",
        "F5",
        "the headers of refusals and failures",
        cut(
            "feedback.blueprints.headers",
            '        scripts = f"',
            "        if response.status_code >= 400:\n"
            "            return response\n"
            '        scripts = f"',
        ),
        f"{EVERYWHERE}every_failure_is_guarded",
    ),
    sabotage(
        "a-nonce-of-one-answer",
        "F5",
        "the word of an answer's own scripts, used once",
        cut("feedback.blueprints.headers", "secrets.token_urlsafe(16)", "'A' * 22"),
        f"{HEADERS}scripts_run_by_a_word_used_once",
    ),
    sabotage(
        "no-script-without-a-nonce",
        "F5",
        "the policy of a page without scripts",
        cut("feedback.blueprints.headers", "else \"'none'\"", "else \"'self'\""),
        f"{HEADERS}a_page_without_scripts_allows_none",
    ),
    sabotage(
        "nothing-is-kept-by-caches",
        "F5 I19",
        "the word that no cache keeps an answer",
        cut(
            "feedback.blueprints.headers",
            'response.headers["Cache-Control"] = "no-store"',
            'response.headers["Cache-Control"] = "private"',
        ),
        f"{HEADERS}every_answer_is_guarded",
    ),
    sabotage(
        "leaving-clears-the-browser",
        "F5",
        "the clearing of what the browser kept when an officer leaves",
        cut(
            "feedback.blueprints.office.signing_in",
            '    answer.headers["Clear-Site-Data"] = \'"cache", "storage"\'\n',
        ),
        f"{EVERYWHERE}leaving_the_office_clears_what_the_browser_kept",
    ),
    sabotage(
        "cookies-not-for-scripts",
        "F5",
        "the words of the session's cookie: this host, over https, no script",
        cut("feedback.app", '"SESSION_COOKIE_HTTPONLY": True', '"SESSION_COOKIE_HTTPONLY": False'),
        f"{EVERYWHERE}cookies_are_for_this_host_over_https_and_not_for_scripts",
    ),
    sabotage(
        "proxies-that-are-there",
        "F5 D2",
        "as many proxies as there are, and no more, believed about an address",
        cut("feedback.app", "x_for=hops, x_proto=hops", "x_for=9 * hops, x_proto=hops"),
        f"{EVERYWHERE}only_as_many_proxies_count_as_there_are",
    ),
    sabotage(
        "a-form-has-its-token",
        "F5 F1",
        "the token of every form",
        cut(
            "feedback.app",
            '"WTF_CSRF_TIME_LIMIT": FORM_HOURS * 3600,',
            '"WTF_CSRF_ENABLED": False,',
        ),
        "tests/integration/public/test_wrong_input.py::test_no_form_works_without_its_token",
    ),
    sabotage(
        "the-way-back-leads-home",
        "F5",
        "the look at where the way back after signing in leads",
        cut(
            "feedback.blueprints.office.actor",
            "ours = not parts.scheme and not parts.netloc and",
            "ours = not parts.scheme or",
        ),
        "tests/integration/office/test_signing_in.py::test_the_way_back_never_leads_elsewhere",
    ),
    sabotage(
        "text-in-a-page-is-text",
        "F5 F1",
        "the escaping of what people wrote in pages",
        Exchanged("flask.sansio.app:App.select_jinja_autoescape", NO),
        "tests/unit/web/test_macros.py::test_what_people_wrote_is_shown_as_text",
    ),
)
