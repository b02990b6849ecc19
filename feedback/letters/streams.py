"""A trap of the file format: a compressed stream that ends in a carriage return.

What follows it is the line end before ``endstream``, and a validator that reads both as one line
end counts the stream one byte short (PDF/A, ISO 19005-3 clause 6.1.7). One file in some hundreds
has such a stream.
"""


def reads_short(written: bytes) -> bool:
    """Whether some stream would be counted so."""
    return b"\r\nendstream" in written
