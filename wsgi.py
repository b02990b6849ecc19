"""What serves people: the application, once nothing stands in the way of serving them."""

from feedback.app import create_app
from feedback.services.upkeep.safe_start import look_before_serving
from feedback.services.watch import log_lines

log_lines.install()
app = create_app()
look_before_serving(app)
