"""A petition comes: written, weighed, lodged, entered at the desk, followed by its code."""
