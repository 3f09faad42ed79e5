"""The office and its people."""
