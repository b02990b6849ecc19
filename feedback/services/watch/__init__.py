"""What is noted for those who watch over the installation; it names nobody."""
