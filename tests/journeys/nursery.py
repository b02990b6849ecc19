"""What the product has read before it serves its first page; forked from, never served itself."""

from feedback import app, blueprints  # noqa: F401 - as above
from feedback.letters import fields, render  # noqa: F401 - as above
from feedback.processes import gathering  # noqa: F401 - as above

fields.check_templates()
