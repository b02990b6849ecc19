"""The demonstration as a world tests begin in: every room has work, nobody in it exists."""

from flask import Flask

from feedback.demo.load import load
from feedback.domain.clock import now
from feedback.services.lodging.submission import submit
from feedback.vault.keys import KeyRing
from tests.factories import a_lodging

PETITIONS = 12
SEED = 20_261_130
#: What runs when a page forgets to escape: each way that a browser has.
MARKUP = (
    "<script>window.ran=1</script><img src=x onerror=window.ran=1>"
    '<svg onload=window.ran=1></svg>"\'><a href="javascript:window.ran=1">x</a>'
)


def demonstration(app: Flask) -> None:
    """A dozen petitions in every state, and one whose every word is markup."""
    keys = KeyRing(app.extensions["settings"].keys_dir)
    with app.app_context():
        load(PETITIONS, SEED, keys, now(), lambda _done, _all: None)
        fields = ("story", "wanted", "against", "name", "address", "place")
        submit(a_lodging(**dict.fromkeys(fields, MARKUP)), keys, now())
