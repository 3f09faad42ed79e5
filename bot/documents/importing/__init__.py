"""A register that comes in as a file."""
