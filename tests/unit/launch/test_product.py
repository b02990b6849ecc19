"""The launcher and the product agree on what there is to run."""

from feedback import extensions
from feedback.launch import product


def test_every_queue_of_the_product_has_a_worker():
    assert set(product.QUEUES) == set(extensions.QUEUES)
