"""What the product has read before it serves its first page; forked from, never served itself."""

import gunicorn.app.wsgiapp
import gunicorn.workers.gthread  # noqa: F401 - imported so that no fork has to

from feedback import app, blueprints  # noqa: F401 - as above
from feedback.letters import fields, render  # noqa: F401 - as above

fields.check_templates()
